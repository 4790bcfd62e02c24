"""The settlement sheet as a workbook: its formulas give the figures of the program."""

import re
from fractions import Fraction
from pathlib import Path

import openpyxl
import pytest

from money_example import MONEY, R5, SETTLED
from program import command
from workbook_example import parts_of

_CELL = re.compile(r'<c r="(?P<at>[A-Z]+[0-9]+)"[^>]*>(?:<f>(?P<formula>[^<]*)</f>)?<v>(?P<value>[^<]*)</v>')
_THIRDS = MONEY.replace("1/2", "1/3").replace("    amount: {R5: 14000, R6: 13500}\n", "")
_CASES = {
    "settled": (R5 + SETTLED, "R5", MONEY),
    "open": (R5.replace("carried_out,1200", "carried_out,0"), "R5", MONEY),
    "carried in": (R5 + "2025-03-01,R6,execution,20000\n2025-03-01,R6,ineligible,1\n", "R6", MONEY),
    "thirds": (R5.replace("carried_out,1200", "carried_out,0"), "R5", _THIRDS),
    "nothing recorded": ("date,fiscal_year,item,amount\n", "R7", MONEY),
}


def evaluated(cells: dict[str, tuple[str | None, str]], at: str) -> Fraction:
    """What a spreadsheet computes for a cell; an empty one counts 0."""
    formula, value = cells.get(at, (None, "0"))
    if formula is None:
        return Fraction(value)
    expression = re.sub(r"[A-Z]+[0-9]+", lambda cell: f"_('{cell[0]}')", formula)
    expression = re.sub(r"(?<![\w'])([0-9]+)(?![\w'])", r"Fraction(\1)", expression)
    names = {"_": lambda other: evaluated(cells, other), "Fraction": Fraction, "MAX": max, "MIN": min}
    return Fraction(eval(expression, {"__builtins__": {}}, names))  # noqa: S307 - of our own workbook


@pytest.mark.parametrize("name", _CASES)
def test_the_formulas_give_the_figures_that_are_told(name: str, tmp_path: Path) -> None:
    ledger, year, plan = _CASES[name]
    (tmp_path / "plan.yaml").write_text(plan, encoding="utf-8")
    (tmp_path / "plan.ledger.csv").write_text(ledger, encoding="utf-8")
    asked = ("budget", tmp_path / "plan.yaml", "--year", year, "--sheet")
    out = tmp_path / "sheet.xlsx"
    command(*asked, "-o", out, status=0)
    told = command(*asked, "--format", "json", status=0).json["lines"]
    (sheet,) = (text for part, text in parts_of(out.read_bytes()).items() if part.endswith("sheet1.xml"))
    cells = {found["at"]: (found["formula"], found["value"]) for found in _CELL.finditer(sheet)}
    first = min(int(at[1:]) for at, (formula, _) in cells.items() if formula) - 3
    count = 0
    for row, line in enumerate(told, start=first):
        at = f"B{row}"
        if line["value"] is None:
            continue
        value = Fraction(line["value"])
        assert abs(evaluated(cells, at) - value) < Fraction(1, 10**5), line["name"]
        formula, cached = cells[at]
        assert abs(Fraction(cached) - value) < Fraction(1, 10**5)
        count += formula is not None
    assert count == sum(line["value"] is not None and bool(line["operands"]) for line in told) + 1  # the rate
    assert count >= 3


def test_what_plan_and_ledger_say_is_marked_and_what_follows_is_not(tmp_path: Path) -> None:
    (tmp_path / "plan.yaml").write_text(MONEY, encoding="utf-8")
    (tmp_path / "plan.ledger.csv").write_text(R5, encoding="utf-8")
    out = tmp_path / "sheet.xlsx"
    command("budget", tmp_path / "plan.yaml", "--year", "R5", "--sheet", "-o", out, status=0)
    rows = {
        row[0].value: row[1] for row in openpyxl.load_workbook(out).worksheets[0].iter_rows() if row[0].value
    }
    marked = {name for name, cell in rows.items() if cell.fill.fgColor.rgb == "FFFFF6D5"}
    # Those of the sheet that no other line gives, recorded or not.
    assert marked == {
        *("当初予算額", "補正予算額", "前年度繰越額", "翌年度繰越額", "執行額", "交付対象外経費", "交付率"),
        *("交付決定額", "確定額", "受入額", "返還額"),
    }
    assert not marked & {name for name, cell in rows.items() if str(cell.value).startswith("=MAX")}
