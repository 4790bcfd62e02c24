"""A plan in its Excel form: form → plan → form loses nothing, and each issue names its cell."""

import shutil
import subprocess
import zipfile
from io import BytesIO
from pathlib import Path
from random import Random

import openpyxl
import pytest
from generate_plans import Town

from example import FULL, SMALL, YPORT, loaded
from fuzz_workbooks import mutant
from program import command
from yport_cli.core.issues.issue import Refusal
from yport_cli.core.plan.plan_tree import tree_of
from yport_cli.render.formats.xlsx.plan_form_sheets import plan_form
from yport_cli.source.intake.plan_form import PlanOfForm, plan_of_form

SHORT = SMALL.replace("    unit: 人\n", "    unit: 人\n    aliases: [客, 来た人]\n")


def _form(folder: Path, text: str, lang: str = "ja") -> Path:
    (folder / "plan.yaml").write_text(text, encoding="utf-8")
    form = folder / "計画.xlsx"
    command("form", "plan", folder / "plan.yaml", "-o", form, "--force", lang=lang, status=0)
    return form


def _read(form: Path) -> PlanOfForm:
    return plan_of_form(form.read_bytes(), str(form))


RARE = """\
schema: yport/plan/v1
id: rare
name: "まれな書き方の計画: # と - と「"
authors: [甲町]
area: 甲町の全域
period: {start: null, end: 2025-03-31}
fiscal_years: [R5, R6]
kpis:
  - {id: tfr, name: 合計特殊出生率, unit: null, kind: level, direction: increase, baseline: 1.40,
     targets: {R5: null, R6: 1.45}}
  - {id: pop, name: 社会増減, unit: 人, kind: increment, direction: increase, rate: ratio, baseline: -120,
     increments: {R5: -9.5, R6: 1.9}, stated_cumulative: -7.6, stated_level: -127.6}
  - {id: share, name: "no", short_name: "1,2 %", unit: "%", kind: level, direction: increase,
     targets: {R5: null, R6: 12.5}}
  - {id: colon, name: "甲: 乙", short_name: "- 丙", unit: "&件", kind: level, direction: decrease, targets: {R5: null, R6: 0}}
budget:
  unit: 円
  total: null
  years: {R5: null, R6: 12345678901234567}
  lines: [{id: a, name: 甲, years: {R6: 1}}]
  grant: {measure: A2007, rate: {R5: 1/2, R6: 0}, amount: {R5: 100}}
  funding: [{id: donation, name: 企業版ふるさと納税, years: {R5: 3000, R6: null}}]
publication: {contact: 企画課, url: https://example.jp/}
"""


@pytest.mark.parametrize("lang", ["ja", "en"])
@pytest.mark.parametrize(
    "text",
    [YPORT.read_text(encoding="utf-8"), FULL, SHORT, RARE],
    ids=["yport", "full", "small", "rare"],
)
def test_a_plan_that_is_given_back_as_a_form_is_the_same_plan(tmp_path: Path, text: str, lang: str) -> None:
    found = _read(_form(tmp_path, text, lang))
    assert found.report.valid, found.report.issues
    assert found.text is not None
    assert tree_of(loaded(found.text)) == tree_of(loaded(text))


def test_the_plans_of_invented_towns_come_back() -> None:
    for number in range(12):
        plan = loaded(Town(number).text())
        tree = tree_of(plan)
        form = plan_form(tree, [year.label for year in plan.fiscal_years], "ja", version="1", kpis=1)
        found = plan_of_form(form, "form.xlsx")
        assert found.text is not None, number
        assert tree_of(loaded(found.text)) == tree, number


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_a_form_that_libreoffice_saved_comes_back_whole(tmp_path: Path) -> None:
    form = _form(tmp_path, RARE)
    home = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    saved = tmp_path / "saved"
    arguments = ["soffice", home, "--headless", "--convert-to", "xlsx", "--outdir", str(saved), str(form)]
    subprocess.run(arguments, check=True, capture_output=True, timeout=180)
    found = _read(saved / form.name)
    assert tree_of(loaded(found.text or "")) == tree_of(loaded(RARE))


@pytest.mark.slow
def test_a_form_with_some_bytes_changed_ends_in_sentences(tmp_path: Path) -> None:
    with zipfile.ZipFile(BytesIO(_form(tmp_path, FULL).read_bytes())) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    codes = set()
    for seed in range(60):
        data = mutant(Random(seed), parts)  # noqa: S311  the same mutants on every run
        try:
            found = plan_of_form(data, "form.xlsx")
        except Refusal as refusal:
            codes.add(refusal.code)
        else:
            assert found.text is not None or not found.report.valid
    assert codes <= {"bad-document"}  # what is no form any more


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


def test_a_cell_that_shows_another_number_than_it_holds_is_asked_about(tmp_path: Path) -> None:
    form = _form(tmp_path, SMALL)
    book = openpyxl.load_workbook(form)
    cell = book["KPI"]["J5"]
    cell.number_format = "#,##0,"
    cell.value = 4000
    book.save(form)
    found = _read(form)
    assert [(issue.at.sheet, issue.at.cell) for issue in found.report.issues] == [("KPI", "J5")]
    assert not found.report.valid
    assert "4000" not in (found.text or "")


def test_another_workbook_is_no_form(tmp_path: Path) -> None:
    openpyxl.Workbook().save(tmp_path / "a.xlsx")
    with pytest.raises(Refusal) as raised:
        _read(tmp_path / "a.xlsx")
    assert raised.value.code == "bad-document"
    assert "yport form plan" in str(raised.value.issue().hint)


def test_the_years_of_a_blank_form_are_asked_for(tmp_path: Path) -> None:
    assert "--years R7-R11" in command("form", "plan", "-o", tmp_path / "a.xlsx", status=2).err
    assert command("form", "plan", "-o", tmp_path / "a.xlsx", "--years", "R9-R7", status=2).out == ""


@pytest.mark.parametrize(("lang", "basics", "kpis"), [("ja", "計画", "KPI"), ("en", "Plan", "KPIs")])
def test_a_blank_cell_that_is_needed_is_asked_for_in_the_words_of_the_form(
    tmp_path: Path, lang: str, basics: str, kpis: str
) -> None:
    form = tmp_path / "form.xlsx"
    command("form", "plan", "-o", form, "--years", "R7-R9", "--lang", lang, status=0)
    found = _read(form)
    # id, name, authors, area; the end of the period (its start may be blank); a KPI; unit and total.
    assert [(issue.code, f"{issue.at.sheet}!{issue.at.cell}") for issue in found.report.issues] == [
        ("missing-key", cell)
        for cell in (
            *(f"{basics}!B{row}" for row in (5, 6, 7, 8, 11)),
            f"{kpis}!A5",
            f"{basics}!B15",
            f"{basics}!B16",
        )
    ]
    assert all(": 値" not in issue.hint.ja for issue in found.report.issues if issue.hint)
    unit = found.report.issues[-2]
    assert unit.hint is not None
    assert unit.hint.ja == "このセルに 円・千円・百万円 のどれかを書いてください"


def test_units_of_money_are_chosen_and_figures_are_checked_while_typing(tmp_path: Path) -> None:
    form = tmp_path / "form.xlsx"
    command("form", "plan", "-o", form, "--years", "R7-R9", "--kpis", "2", status=0)
    book = openpyxl.load_workbook(form)
    lists = {str(one.sqref): one.formula1 for one in book["計画"].data_validations.dataValidation}
    units = [f"B{row}" for row in range(5, 40) if str(book["計画"].cell(row, 3).value).endswith(".unit")]
    assert len(units) == 2
    assert [lists[unit] for unit in units] == ['"円,千円,百万円"'] * 2
    # 事業開始前 in I, R7 to R9 in J to L, of two KPIs.
    checked = {str(one.sqref): one.formula1 for one in book["KPI"].data_validations.dataValidation}
    assert checked["I5:L6"] == 'OR(ISNUMBER(I5),I5="-")'
