"""The settlement sheet as a workbook: its formulas give the figures of the program."""

import re
from fractions import Fraction
from pathlib import Path

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
