"""A plan in its Excel form: form → plan → form loses nothing, and each issue names its cell."""

from pathlib import Path

import openpyxl
import pytest

from example import FULL, SMALL, YPORT, loaded
from program import command
from yport_cli.core.plan.plan_tree import tree_of
from yport_cli.source.intake.plan_form import PlanOfForm, plan_of_form

SHORT = SMALL.replace("    unit: 人\n", "    unit: 人\n    aliases: [客, 来た人]\n")


def _form(folder: Path, text: str, lang: str = "ja") -> Path:
    (folder / "plan.yaml").write_text(text, encoding="utf-8")
    form = folder / "計画.xlsx"
    command("form", "plan", folder / "plan.yaml", "-o", form, "--force", lang=lang, status=0)
    return form


def _read(form: Path) -> PlanOfForm:
    return plan_of_form(form)


@pytest.mark.parametrize("lang", ["ja", "en"])
@pytest.mark.parametrize(
    "text", [YPORT.read_text(encoding="utf-8"), FULL, SHORT], ids=["yport", "full", "small"]
)
def test_a_plan_that_is_given_back_as_a_form_is_the_same_plan(tmp_path: Path, text: str, lang: str) -> None:
    found = _read(_form(tmp_path, text, lang))
    assert found.report.valid, found.report.issues
    assert found.text is not None
    assert tree_of(loaded(found.text)) == tree_of(loaded(text))


def test_a_form_that_is_filled_in_is_a_plan_and_a_slip_is_named_by_its_cell(tmp_path: Path) -> None:
    form = tmp_path / "計画.xlsx"
    command("form", "plan", "-o", form, "--years", "R7-R9", "--kpis", "2", status=0)
    book = openpyxl.load_workbook(form)
    basics, kpis = book["計画"], book["KPI"]
    values: dict[str, str | int] = {
        "id": "town", "name": "例の町の計画", "authors": "例の町", "area": "例の町の全域",
        "period.end": "2028-03-31", "budget.unit": "千円", "budget.total": 30000,
    }  # fmt: skip
    for row in range(5, basics.max_row + 1):
        if (key := str(basics.cell(row, 3).value)) in values:
            basics.cell(row, 2, values[key])
    for column, value in enumerate(
        ["ijusha", "移住者数", None, "転入者", "人", "increment", "increase", None, 40, 20, "25人", 30], 1
    ):
        kpis.cell(5, column, value)
    book.save(form)
    found = _read(form)
    assert [(issue.code, issue.at.sheet, issue.at.cell) for issue in found.report.issues] == [
        ("bad-number", "KPI", "K5")
    ]
    kpis.cell(5, 11, 25)
    book.save(form)
    whole = _read(form)
    assert whole.report.issues == ()
    plan = loaded(whole.text or "")
    assert (plan.kpis[0].planned, plan.kpis[0].baseline) == ({2025: 20, 2026: 25, 2027: 30}, 40)
    assert (plan.kpis[0].aliases, plan.budget.total) == (("転入者",), 30000)


def test_another_workbook_is_no_form(tmp_path: Path) -> None:
    openpyxl.Workbook().save(tmp_path / "a.xlsx")
    assert _read(tmp_path / "a.xlsx").text is None


def test_the_years_of_a_blank_form_are_asked_for(tmp_path: Path) -> None:
    assert "--years R7-R11" in command("form", "plan", "-o", tmp_path / "a.xlsx", status=2).err
    assert command("form", "plan", "-o", tmp_path / "a.xlsx", "--years", "R9-R7", status=2).out == ""
