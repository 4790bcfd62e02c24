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
from money_example import MONEY, R5, SETTLED, ledger_read, money_plan
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


def _by_year(*, is_total_stated: bool = True) -> Outcome:
    """A grant by year with other sources: one year settled, one by what is eligible, one by what is spent."""
    subject = money_plan(
        MONEY.replace("total: 90000", "total: 90000" if is_total_stated else "total: null").replace(
            "    amount: {R5: 14000, R6: 13500}\n",
            "    amount: {R5: 14000, R6: 13500}\n"
            "  funding:\n"
            "    - {id: donation, name: 企業版ふるさと納税, years: {R5: 3000, R6: 2000, R7: 1000}}\n"
            "    - {id: prefecture, name: 県支出金, years: {R5: 1000, R6: 1000.5}}\n",
        )
    )
    later = [
        *("2025-03-10,R6,grant_received,13500", "2025-03-28,R6,execution,26800"),
        *("2025-03-28,R6,ineligible,400", "2025-05-10,R6,grant_returned,100"),
        *("2025-10-01,R7,grant_received,1000", "2025-12-01,R7,execution,7001"),
    ]
    return outcome(subject, ledger_read(R5 + SETTLED + "\n".join(later) + "\n", subject))


def _without_total() -> Outcome:
    return _by_year(is_total_stated=False)


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
    [(_demo, 60), (full, 45), (recorded, 45), (_levels, 70), (_by_year, 55), (_without_total, 45)],
    ids=["demo", "full", "recorded", "levels", "by year", "without a total"],
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


def test_a_changed_cost_changes_what_of_the_grant_goes_back(tmp_path: Path) -> None:
    data = _book(_by_year())
    number = list(sheets_of(data)).index("予算") + 1
    part = f"xl/worksheets/sheet{number}.xml"
    (cell,) = re.findall(r"<c [^>]*><v>26400</v></c>", parts_of(data)[part])
    (amount,) = re.findall(r"<c [^>]*><v>13500</v></c>(?=<c [^>]*><v>2000</v>)", parts_of(data)[part])
    changes = [
        (part, cell, cell.replace("26400", "26000")),
        (part, amount, amount.replace("13500", "13400")),
    ]
    rows = _recomputed(data, tmp_path, *changes)["予算"]
    tables = {row[0]: place for place, row in enumerate(rows) if "（千円）" in row[0]}
    settled, sources = (rows[tables[name] + 1 :] for name in ("交付金の精算（千円）", "財源内訳（千円）"))
    of_year = [next(row for row in found if row[0] == "R6") for found in (settled, sources)]
    # 1/2 × 26,000 = 13,000 are due of the 13,400 decided: 13,500 received − 100 returned − 13,000.
    assert of_year[0][6:8] == [0, 400]
    # 30,000 − 13,400 − 2,000 − 1,000.5
    assert of_year[1][:6] == ["R6", 13_400, 2_000, 1_000.5, 13_599.5, 30_000]
    # 14,000 + 13,400 + 12,500
    assert next(row for row in rows if row[0] == "交付金")[1] == 39_900
