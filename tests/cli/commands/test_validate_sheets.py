"""`yport validate` and sheets: what is no plan is told what to do with, and issues go out as a workbook."""

from pathlib import Path

import pytest

from example import BROKEN, YPORT
from ledger_example import workbook_bytes
from program import command
from workbook_example import sheets_of


@pytest.mark.parametrize("name", ["実績.xlsx", "実績.csv", "実績.yaml", "実績.dat"])
def test_a_sheet_is_recognised_and_told_what_to_do_with(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    is_text = name.endswith(".csv")
    path.write_bytes(
        "年月,項目,実績\n".encode("cp932") if is_text else workbook_bytes([["年月", "項目", "実績"]])
    )
    done = command("validate", path, lang="en", status=1)
    assert f"this is no plan file but {'a table as CSV' if is_text else 'a workbook'}" in done.out
    assert f"yport record --from {name} --dry-run" in done.out
    assert "(sheet-for-record)" in done.out


def test_a_sheet_that_is_not_there_is_said_not_to_be_there(tmp_path: Path) -> None:
    assert "(cannot-read)" in command("validate", tmp_path / "実績.xlsx", status=3).out


def test_issues_go_out_as_a_workbook(tmp_path: Path) -> None:
    (tmp_path / "plan.yaml").write_text(BROKEN, encoding="utf-8")
    command("validate", tmp_path / "plan.yaml", "-o", tmp_path / "指摘.xlsx", status=1)
    (rows,) = sheets_of((tmp_path / "指摘.xlsx").read_bytes()).values()
    assert rows[3][3:6] == ["17:10", "x", "「x」は数として読めません"]
    assert rows[3][7:] == ["誤り", "bad-number"]


def test_a_workbook_without_issues_says_so(tmp_path: Path) -> None:
    command("validate", YPORT, "--no-cache", "-o", tmp_path / "a.xlsx", status=0)
    (rows,) = sheets_of((tmp_path / "a.xlsx").read_bytes()).values()
    assert rows[3][0] == "指摘はありません。"
