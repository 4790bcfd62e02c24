"""The interface for programs: all of it is there, typed and lazy."""

import ast
import inspect
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

import yport_cli
from example import ROOT, YPORT

SOURCE = ROOT / "yport_cli" / "__init__.py"
DEMO = ROOT / "plans" / "yokohama-yport.demo.ledger.csv"


def test_what_is_typed_is_what_is_there() -> None:
    imports = [
        node for node in ast.walk(ast.parse(SOURCE.read_text(encoding="utf-8"))) if isinstance(node, ast.If)
    ]
    typed = {
        alias.name: node.module
        for block in imports
        for node in block.body
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }
    assert sorted(typed) == sorted(yport_cli.__all__)
    for name, home in typed.items():
        assert getattr(yport_cli, name) is getattr(sys.modules[str(home)], name)
        assert inspect.getdoc(getattr(yport_cli, name))
    assert set(yport_cli.__all__) < set(dir(yport_cli))


@pytest.mark.parametrize("page", ["python.md", "python.en.md"])
def test_every_name_is_on_the_page(page: str) -> None:
    text = (ROOT / "docs" / page).read_text(encoding="utf-8")
    assert [name for name in yport_cli.__all__ if f"`{name}" not in text] == []


def test_a_name_that_is_not_public_is_missing() -> None:
    with pytest.raises(AttributeError, match="has no attribute 'roll_up'"):
        _ = yport_cli.roll_up


def test_to_import_the_package_costs_nothing() -> None:
    code = (
        "import sys, yport_cli; "
        "print(sorted(name for name in sys.modules if 'yport' in name or 'pydantic' in name))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True)
    assert done.stdout == "['yport_cli']\n"


def test_assess_counts_the_rows_that_were_asked_for() -> None:
    known = {2017: date(2018, 3, 31), 2018: date(2019, 3, 31)}
    for year, day in known.items():
        by_year = yport_cli.assess(YPORT, DEMO, year=year).outcome
        assert by_year is not None
        assert by_year.plan.id == "yokohama-yport"
        assert by_year.ledger.as_of == day

    plan = yport_cli.load_plan(YPORT).plan
    assert plan is not None
    assert yport_cli.assess(YPORT).outcome == yport_cli.outcome(plan)


def test_assess_raises_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    gone = yport_cli.assess(tmp_path / "gone.yaml")
    assert (gone.plan, gone.outcome) == (None, None)
    assert [issue.code for report in gone.reports for issue in report.issues] == ["cannot-read"]
    ledger = tmp_path / "a.ledger.csv"
    ledger.write_text("date,item,amount\n2018-04-01,orders,x\n", encoding="utf-8")
    bad = yport_cli.assess(YPORT, ledger)
    assert bad.plan is not None
    assert (bad.ledger, bad.outcome) == (None, None)
    assert [issue.code for report in bad.reports for issue in report.issues] == ["bad-number"]
    monkeypatch.setitem(sys.modules, "python_calamine", None)
    book = tmp_path / "a.ledger.xlsx"
    book.write_bytes(b"PK\x03\x04")
    lacking = yport_cli.assess(YPORT, book)
    assert [issue.code for report in lacking.reports for issue in report.issues] == ["missing-extra"]
