"""`yport form`: what is filled in, by whatever program, comes back whole."""

import csv
import io
import shutil
import subprocess
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from program import command
from workbook_example import parts_of, sheets_of

PLAN = """\
schema: yport/plan/v1
id: town
name: 例の町の計画
authors: [例の町]
area: 例の町の全域
period: {start: 2023-04-01, end: 2026-03-31}
fiscal_years: [R5, R6, R7]
kpis:
  - {id: ijusha, name: 移住者数, unit: 人, kind: increment, direction: increase, increments: {R5: 20, R6: 25, R7: 30}}
  - {id: kanko, name: 観光客数, short_name: 観光, unit: 千人, kind: increment, direction: increase, increments: {R5: 5, R6: 5, R7: 5}}
budget: {unit: 千円, total: 30000, lines: [{id: pr, name: 広報, years: {}}]}
"""

FILLED: list[tuple[Any, ...]] = [
    (date(2023, 6, 1), None, "移住者数", 12, "夏", "契約書1"),
    (None, "R5", "観光", "1,200人", None, None),
    ("R6.4.10", "R5", "執行額", 1850.5, "出納整理", "支出命令書2"),
    (date(2024, 8, 1), None, "執行額:広報", "▲3", None, None),
]
RECORDED = [
    ["2023-06-01", "", "ijusha", "12", "人", "夏", "契約書1"],
    ["", "R5", "kanko", "1.2", "千人", "", ""],
    ["2024-04-10", "R5", "execution", "1850.5", "千円", "出納整理", "支出命令書2"],
    ["2024-08-01", "", "execution:pr", "-3", "千円", "", ""],
]


@pytest.fixture
def plan(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A plan in the folder in which the commands run."""
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "town.yaml"
    path.write_text(PLAN, encoding="utf-8")
    return path


def _fill(form: Path, target: Path, first_row: int = 4) -> None:
    """Fill the form in, and save it as a program does that calculates nothing."""
    book = openpyxl.load_workbook(form)
    sheet = book.worksheets[0]
    for row, (day, year, item, amount, note, evidence) in enumerate(FILLED, first_row):
        for column, value in ((1, day), (2, year), (3, item), (4, amount), (6, note), (7, evidence)):
            if value is not None:
                sheet.cell(row, column, value)
    book.save(target)


def _recorded() -> list[list[str]]:
    text = Path("town.ledger.csv").read_text(encoding="utf-8-sig")
    rows = list(csv.reader(io.StringIO(text)))[1:]
    return [[*cells, evidence.partition("[")[0].strip()] for *cells, evidence in rows]


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_a_form_that_openpyxl_saved_comes_back_whole(plan: Path, lang: str) -> None:
    command("form", "actuals", plan, "-o", "form.xlsx", "--for", "観光課", lang=lang, status=0)
    _fill(Path("form.xlsx"), Path("filled.xlsx"))
    done = command("record", "--from", "filled.xlsx", "--plan", plan, status=0)
    assert _recorded() == RECORDED
    assert "取り込みません" not in done.err


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_a_form_that_libreoffice_saved_comes_back_whole(plan: Path, tmp_path: Path) -> None:
    command("form", "actuals", plan, "-o", "form.xlsx", status=0)
    _fill(Path("form.xlsx"), Path("filled.xlsx"))
    home = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    arguments = ["soffice", home, "--headless", "--convert-to", "xlsx", "--outdir", "saved", "filled.xlsx"]
    subprocess.run(arguments, check=True, capture_output=True, timeout=180)
    units = [row[4] for row in sheets_of(Path("saved/filled.xlsx").read_bytes())["実績"][3:7]]
    assert units == ["人", "千人", "千円", "千円"]
    command("record", "--from", "saved/filled.xlsx", "--plan", plan, status=0)
    assert _recorded() == RECORDED


def test_an_empty_form_records_nothing_and_says_nothing(plan: Path) -> None:
    command("form", "actuals", plan, "-o", "form.xlsx", status=0)
    done = command("record", "--from", "form.xlsx", "--plan", plan, "--dry-run", status=0)
    assert done.out == ""


def test_a_form_knows_the_plan_it_was_made_from(plan: Path) -> None:
    command("form", "actuals", plan, "-o", "form.xlsx", "--year", "R6", "--for", "観光課", status=0)
    facts = dict(row[:2] for row in sheets_of(Path("form.xlsx").read_bytes())["yport"] if row[0])
    assert facts["form"] == "yport/form-actuals/v1"
    assert (facts["plan"], facts["year"], facts["for"]) == ("town", "R6", "観光課")
    assert facts["version"]
    other = plan.with_name("other.yaml")
    other.write_text(PLAN.replace("id: town", "id: city"), encoding="utf-8")
    _fill(Path("form.xlsx"), Path("filled.xlsx"))
    refused = command("record", "--from", "filled.xlsx", "--plan", other, status=1)
    assert "(other-plan)" in refused.err


def test_what_is_typed_is_checked_and_headings_are_protected(plan: Path) -> None:
    command("form", "actuals", plan, "-o", "form.xlsx", "--year", "R6", status=0)
    sheet = parts_of(Path("form.xlsx").read_bytes())["xl/worksheets/sheet1.xml"]
    assert "yport!$D$1:$D$" in sheet
    assert "<formula1>yport!$F$1:$F$1</formula1>" in sheet
    assert "<formula1>45383</formula1><formula2>45808</formula2>" in sheet  # 2024-04-01 to 2025-05-31
    assert 'type="decimal"' in sheet
    assert "<sheetProtection " in sheet
    book = openpyxl.load_workbook("form.xlsx")
    page = book.worksheets[0]
    assert page["C3"].protection.locked
    assert page["E4"].protection.locked
    assert not page["C4"].protection.locked
    assert page.freeze_panes == "A4"
    assert book["yport"].sheet_state == "hidden"


def test_a_form_that_is_there_is_not_replaced_unasked(plan: Path) -> None:
    command("form", "actuals", plan, "-o", "form.xlsx", status=0)
    before = Path("form.xlsx").read_bytes()
    refused = command("form", "actuals", plan, "-o", "form.xlsx", "--year", "R6", lang="en", status=3)
    assert "--force" in refused.err
    assert Path("form.xlsx").read_bytes() == before
    command("form", "actuals", plan, "-o", "form.xlsx", "--year", "R6", "--force", status=0)
    assert Path("form.xlsx").read_bytes() != before


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "name the workbook to write with -o"),
        (["-o", "form.csv"], "does not end with .xlsx"),
        (["-o", "form.xlsx", "--year", "R9"], "R9 is not a fiscal year of the plan"),
    ],
)
def test_a_slip_is_refused_with_a_sentence(plan: Path, arguments: list[str], said: str) -> None:
    assert said in command("form", "actuals", plan, *arguments, lang="en", status=2).err
