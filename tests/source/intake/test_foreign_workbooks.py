"""Workbooks as LibreOffice saves them in other forms than .xlsx: what they hold is taken, and no more."""

import io
import zipfile
from pathlib import Path
from random import Random

import pytest

from example import ROOT
from yport_cli.core.plan.plan import Plan
from yport_cli.source.intake.taking import Intake, intake_of
from yport_cli.source.plan.plan_loader import parse_plan

DATA = ROOT / "tests" / "data"
PLAN = """\
schema: yport/plan/v1
id: town
name: 例の町の計画
authors: [例の町]
area: 例の町の全域
period: {start: 2023-04-01, end: 2026-03-31}
fiscal_years: [R5, R6, R7]
kpis:
  - {id: ijusha, name: 移住者数, unit: 人, kind: increment, direction: increase,
     increments: {R5: 20, R6: 25, R7: 30}}
  - {id: manzoku, name: 満足度, unit: "%", kind: level, direction: increase, baseline: 60,
     targets: {R5: 65, R6: 70, R7: 75}}
budget: {unit: 千円, total: 30000}
"""


def _plan() -> Plan:
    plan = parse_plan(PLAN.encode(), "town.yaml").plan
    assert plan is not None
    return plan


def _figures(found: Intake) -> list[tuple[str, str, str]]:
    return [
        (row.row.entry.item, row.row.entry.day.isoformat(), str(row.row.entry.amount)) for row in found.taken
    ]


def _codes(found: Intake) -> list[tuple[str, str | None]]:
    return [(issue.rule.code, issue.at.cell) for issue in found.report.issues]


@pytest.mark.parametrize("ending", [".xls", ".ods"])
def test_what_the_cells_hold_is_taken_and_what_is_not_known_is_said(ending: str) -> None:
    found = intake_of(_plan(), DATA / f"移住の状況{ending}", {})
    assert _figures(found) == [("ijusha", "2023-04-30", "12"), ("ijusha", "2023-05-31", "8")]
    # 満足度 66.0% in B6: the cell holds 0.66, and nothing says how it is shown.
    assert _codes(found) == [("unread-formats", "A1"), ("percent-cell", "B6")]


@pytest.mark.parametrize("ending", [".xls", ".ods"])
def test_a_damaged_one_ends_in_a_sentence_or_in_rows_that_the_whole_one_holds(
    ending: str, tmp_path: Path
) -> None:
    whole = (DATA / f"移住の状況{ending}").read_bytes()
    random = Random(7)  # noqa: S311
    path = tmp_path / f"移住{ending}"
    for number in range(30):
        data = bytearray(whole)
        if number % 2:
            del data[random.randrange(600, len(data)) :]
        else:
            for _ in range(40):
                data[random.randrange(512, len(data))] = random.randrange(256)
        path.write_bytes(data)
        found = intake_of(_plan(), path, {})
        assert found.report.issues or found.lines


def test_cells_repeated_without_end_are_refused(tmp_path: Path) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(DATA / "移住の状況.ods") as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "content.xml":
                start = content.index(b"<table:table-row")
                row = (
                    b'<table:table-row table:number-rows-repeated="1000000">'
                    b'<table:table-cell office:value-type="float" office:value="1" '
                    b'table:number-columns-repeated="16000"><text:p>1</text:p></table:table-cell>'
                    b"</table:table-row>"
                )
                content = content[:start] + row + content[start:]
            new.writestr(name, content)
    path = tmp_path / "far.ods"
    path.write_bytes(out.getvalue())
    assert _codes(intake_of(_plan(), path, {})) == [("bad-workbook", None)]
