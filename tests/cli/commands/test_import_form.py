"""`yport import` of the Excel form of a plan: form, filled in, imported is the plan."""

import shutil
from pathlib import Path

import openpyxl

from example import FULL, YPORT, loaded
from program import command
from yport_cli.core.plan.plan_tree import tree_of

FORM = Path("計画.xlsx")


def _form(plan: str = FULL) -> None:
    Path("plan.yaml").write_text(plan, encoding="utf-8")
    command("form", "plan", "plan.yaml", "-o", FORM, "--force", status=0)


def _put(sheet: str, cell: str, value: str | float) -> None:
    book = openpyxl.load_workbook(FORM)
    book[sheet][cell] = value
    book.save(FORM)


def test_a_form_becomes_the_plan_that_it_was_made_from() -> None:
    _form(YPORT.read_text(encoding="utf-8"))
    run = command("import", FORM, "-o", "again.yaml", status=0)
    assert "計画.xlsx: 計画の様式から数値 19個を写しました（エラー 0件、警告 0件）" in run.err
    again = loaded(Path("again.yaml").read_text(encoding="utf-8"))
    assert tree_of(again) == tree_of(loaded(YPORT.read_text(encoding="utf-8")))
    command("validate", "again.yaml", status=0)


def test_a_blank_form_that_is_filled_in_becomes_a_plan() -> None:
    command("form", "plan", "-o", FORM, "--years", "R7-R8", "--kpis", "1", status=0)
    book = openpyxl.load_workbook(FORM)
    basics, kpis, money = book["計画"], book["KPI"], book["経費と自立性"]
    values: dict[str, str | int] = {
        "id": "town", "name": "甲町の計画", "authors": "甲町、乙町", "area": "甲町の全域",
        "period.end": "令和9年3月31日", "budget.unit": "千円", "budget.total": "３０，０００",
        "budget.grant.rate": "1/2",
    }  # fmt: skip
    for row in range(5, basics.max_row + 1):
        if (key := str(basics.cell(row, 3).value)) in values:
            basics.cell(row, 2, values[key])
    cells = ("visits", "来訪者数", None, None, "人", "increment", "increase", None, 57000, 4000, "△1,500")
    for column, value in enumerate(cells, 1):
        kpis.cell(5, column, value)
    money["C5"] = 12000
    book.save(FORM)
    command("import", FORM, "-o", "town.yaml", status=0)
    plan = loaded(Path("town.yaml").read_text(encoding="utf-8"))
    assert (plan.authors, plan.budget.total, dict(plan.budget.years)) == (
        ("甲町", "乙町"),
        30000,
        {2025: 12000},
    )
    assert (plan.kpis[0].baseline, plan.kpis[0].planned) == (57000, {2025: 4000, 2026: -1500})


def test_what_is_wrong_names_its_cell_and_the_plan_is_written_all_the_same() -> None:
    _form()
    _put("KPI", "J5", "２，０７")
    run = command("import", FORM, "-o", "again.yaml", status=1)
    assert "計画.xlsx:KPI!J5" in run.err
    assert "２，０７" in Path("again.yaml").read_text(encoding="utf-8")
    assert "もう一度実行" in run.err
    command("import", FORM, "-o", "strict.yaml", "--strict", status=1)
    assert not Path("strict.yaml").exists()


def test_a_form_comes_from_standard_input() -> None:
    _form()
    given = command("import", "-", stdin=FORM.read_bytes(), status=0)
    assert given.out == command("import", FORM, status=0).out
    assert "-: 計画の様式から数値" in given.err


def test_a_form_that_nobody_has_filled_in_names_the_cells_to_fill_in() -> None:
    command("form", "plan", "-o", FORM, "--years", "R7-R9", status=0)
    said = command("import", FORM, status=1).err
    assert "計画.xlsx:計画!B5: error: 「id」が記入されていません" in said
    assert "計画.xlsx:KPI!A5: error: 「KPI」が記入されていません" in said


def test_every_figure_is_told_with_its_cell() -> None:
    _form()
    found = command("import", FORM, "--format", "json", status=0).json
    assert (found["command"], found["valid"], found["issues"]) == ("import", True, [])
    by_path = {figure["path"]: figure for figure in found["figures"]}
    assert by_path["kpis[0].increments.H30"] == {
        "path": "kpis[0].increments.H30", "value": 20, "printed": "20", "sheet": "KPI", "cell": "K5"
    }  # fmt: skip
    assert by_path["kpis[1].baseline"]["cell"] == "I6"
    assert "kpis[0].name" not in by_path


def test_the_plan_of_a_form_is_told_as_that_of_a_document_is() -> None:
    _form(YPORT.read_text(encoding="utf-8"))
    found = command("import", FORM, "--format", "json", status=0).json
    assert found["plan"] == {
        "name": "公民連携によるＹ－ＰＯＲＴセンター機能強化計画", "authors": ["横浜市"], "area": "横浜市の全域",
        "end": "2020-03-31", "fiscal_years": ["H29", "H30", "H31"], "measure": "A3007", "budget_unit": "千円",
    }  # fmt: skip
    assert [(kpi["unit"], kpi["kind"]) for kpi in found["kpis"]] == [
        ("千円", "increment"), ("件", "increment"), ("件", "increment")
    ]  # fmt: skip
    assert found["remarks"] == []
    _put("KPI", "J5", "２，０７")
    wrong = command("import", FORM, "--format", "json", status=1).json
    assert (wrong["plan"], wrong["kpis"], wrong["valid"]) == (None, [], False)


def test_a_form_is_known_by_what_it_holds() -> None:
    _form()
    shutil.copy(FORM, "様式.docx")
    assert command("import", "様式.docx", status=0).out == command("import", FORM, status=0).out
    openpyxl.Workbook().save("other.xlsx")
    run = command("import", "other.xlsx", status=3)
    assert "計画の様式ではないExcelブックです" in run.err
    assert "yport form plan" in run.err


def test_forms_and_documents_of_a_folder_are_taken_together() -> None:
    _form()
    folder = Path("sent")
    folder.mkdir()
    shutil.copy(FORM, folder / "甲.xlsx")
    openpyxl.Workbook().save(folder / "乙.xlsx")
    (folder / "丙.xlsx").write_bytes(FORM.read_bytes()[:2000])
    run = command("import", folder, "-o", "plans", status=3)
    assert [path.name for path in Path("plans").iterdir()] == ["甲.yaml"]
    assert "読めなかったもの 2件" in run.err


def test_validate_says_what_to_do_with_a_form() -> None:
    _form()
    assert "yport import 計画.xlsx" in command("validate", FORM, status=1).out
