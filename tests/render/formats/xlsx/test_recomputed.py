"""The workbook's formulas, computed by LibreOffice.

They give the program's figures, and follow their inputs.
"""

import io
import re
import shutil
import subprocess
import zipfile
from pathlib import Path
from typing import Any

import pytest

from example import ROOT, full, kpi, plan, recorded
from workbook_example import parts_of, sheets_of
from yport_cli.core.figures.ledger import Cutoff, Ledger
from yport_cli.core.figures.outcome import Outcome, outcome
from yport_cli.render.data.tidy import tidy_records
from yport_cli.render.formats.xlsx.report_sheets import report_workbook
from yport_cli.render.pages.report_page import report_of
from yport_cli.source.ledger.ledger_loader import load_ledger
from yport_cli.source.plan.plan_loader import load_plan

OFFICE = shutil.which("soffice")
pytestmark = [pytest.mark.slow, pytest.mark.skipif(OFFICE is None, reason="no LibreOffice is installed")]

_FORMULA = re.compile(r'<c r="([A-Z]+\d+)"[^>]*><f>(.*?)</f>')


def _demo() -> Outcome:
    """The plan that the package carries, with its invented ledger."""
    found = load_plan(ROOT / "plans" / "yokohama-yport.yaml").plan
    assert found is not None
    ledger = load_ledger(found, ROOT / "plans" / "yokohama-yport.demo.ledger.csv", Cutoff()).ledger
    assert ledger is not None
    return outcome(found, ledger)


def _levels() -> Outcome:
    """Levels up and down, rates of both bases, an increment measured with its baseline, thirds of money."""
    level = {"kind": "level", "targets": {"H29": 12, "H30": 13, "H31": 15}}
    kpis = [
        kpi(**level, id="rises", name="上", baseline=10),
        kpi(**level, id="without", name="基準値なし"),
        kpi(**level, id="ratio", name="比", baseline=10, rate="ratio"),
        kpi(
            id="falls",
            name="下",
            kind="level",
            direction="decrease",
            baseline=9,
            targets={"H29": 8, "H30": 7, "H31": 6},
        ),
        kpi(id="both", name="基準値込み", baseline=100, rate="ratio"),
    ]
    budget = {
        "unit": "千円",
        "total": 100,
        "years": {"H29": 40},
        "grant": {"rate": "1/3", "eligible_cost": 90},
    }
    rows = {
        **{name: {2017: 11, 2018: 13} for name in ("rises", "without", "ratio", "both")},
        "falls": {2017: 9, 2018: 7},
        "execution": {2017: 30, 2018: 9},
        "carried_out": {2017: 7},
        "supplement": {2018: 4},
        "grant_received": {2017: 20},
        "grant_returned": {2018: 1},
    }
    even = {"unit": "千円", "revenue": {"H29": -3, "H30": 5}, "cost": {"H29": 7, "H30": 3}}
    return outcome(
        plan(kpis=kpis, budget=budget, self_sufficiency=even), Ledger(rows, recorded().ledger.as_of)
    )


def _book(result: Outcome) -> bytes:
    return report_workbook(report_of(result, "ja"), tidy_records([result]))


def _recomputed(data: bytes, folder: Path, *changes: tuple[str, str, str]) -> dict[str, list[list[Any]]]:
    """The sheets as LibreOffice computes them from a workbook without computed values.

    A change is a part of the archive, a text that stands in it once, and what stands there instead.
    """
    bare = folder / "bare.xlsx"
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(bare, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name.startswith("xl/worksheets/"):
                content = re.sub(rb"(</f>)<v>[^<]*</v>", rb"\1", content)
            for part, before, after in changes:
                if part == name:
                    assert content.count(before.encode()) == 1
                    content = content.replace(before.encode(), after.encode())
            new.writestr(name, content)
    office = OFFICE or "soffice"
    asked = [office, "--headless", f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--convert-to"]
    for ending, source in (("ods", bare), ("xlsx", folder / "bare.ods")):
        subprocess.run(
            [*asked, ending, "--outdir", folder / ("out" if ending == "xlsx" else "."), source],
            check=True,
            capture_output=True,
            timeout=120,
        )
    return sheets_of((folder / "out" / "bare.xlsx").read_bytes())


def _formulas(data: bytes) -> dict[tuple[str, str], str]:
    """Each formula by its sheet and cell."""
    parts, names = parts_of(data), list(sheets_of(data))
    return {
        (sheet, cell): formula
        for place, sheet in enumerate(names, start=1)
        for cell, formula in _FORMULA.findall(parts[f"xl/worksheets/sheet{place}.xml"])
    }


def _at(sheets: dict[str, list[list[Any]]], sheet: str, cell: str) -> Any:
    letter, row = re.fullmatch(r"([A-Z])(\d+)", cell).groups()  # type: ignore[union-attr]
    return sheets[sheet][int(row) - 1][ord(letter) - ord("A")]


@pytest.mark.parametrize(
    ("result", "least"),
    [(_demo, 60), (full, 45), (recorded, 45), (_levels, 70)],
    ids=["demo", "full", "recorded", "levels"],
)
def test_every_formula_gives_the_figure_of_the_program(result: Any, least: int, tmp_path: Path) -> None:
    data = _book(result())
    told, computed = sheets_of(data), _recomputed(data, tmp_path)
    found = _formulas(data)
    assert len(found) >= least
    for (sheet, cell), formula in found.items():
        value = _at(computed, sheet, cell)
        assert value == pytest.approx(_at(told, sheet, cell), rel=1e-12, abs=1e-12), (
            f"{sheet}!{cell} {formula}"
        )


def test_a_changed_input_changes_what_follows_from_it(tmp_path: Path) -> None:
    data = _book(recorded())
    rows = sheets_of(data)["状況"]
    (top,) = [place for place, row in enumerate(rows, 1) if row[:3] == ["H30", 3_000_000, 1_700_000]]
    sheet = parts_of(data)["xl/worksheets/sheet1.xml"]
    (cell,) = re.findall(rf'<c r="C{top}"[^>]*><v>1700000</v></c>', sheet)
    change = ("xl/worksheets/sheet1.xml", cell, cell.replace("1700000", "3400000"))
    changed = _recomputed(data, tmp_path, change)["状況"]
    # 800,000 + 3,400,000 = 4,200,000 of 4,000,000: 105 %, and nothing is short.
    assert changed[top - 1][3:7] == [4_000_000, 4_200_000, pytest.approx(1.05), 0]
    (overview,) = [row for row in changed if row[:3] == ["受注額", "千円", 500_000]]
    assert overview[4] == 4_200_000
    assert overview[7] == pytest.approx(0.3)  # of 14,000,000
