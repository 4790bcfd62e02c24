"""Each rule's manual holds: its failing example has the issue, its passing example has not."""

import re
import shlex
import sys
from collections.abc import Callable
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from document_example import DOCUMENT
from example import YPORT
from program import Run, command
from yport_cli.core.catalogue.manual import Example, manual_of
from yport_cli.core.catalogue.rules import RULES
from yport_cli.core.issues.file_report import FileReport
from yport_cli.core.issues.issue import Context, Ends, Issue, Refusal, Rule
from yport_cli.source.inspection.run import Inspection

PLAN = """\
schema: yport/plan/v1
id: example
name: 例の計画
authors: [横浜市]
area: 横浜市の全域
period: {start: null, end: 2019-03-31}
fiscal_years: [H29, H30]
kpis:
  - {id: visits, name: 来訪者数, unit: 人, kind: increment, direction: increase,
     increments: {H29: 8, H30: 10}}
budget: {unit: 千円, total: 120}
"""

_BLOCK = re.compile(r"^(?=[a-z_]+:)", re.MULTILINE)


def blocks_of(text: str) -> dict[str, str]:
    """The blocks at the top of a plan, by key."""
    return {block.split(":")[0]: block for block in _BLOCK.split(text) if block}


def with_blocks(text: str) -> str:
    """The plan above with the blocks of `text` in the place of its own."""
    return "".join({**blocks_of(PLAN), **blocks_of(text)}.values())


def repeated(text: str, times: int) -> str:
    *before, last, _ = text.split("\n")
    return with_blocks("\n".join([*before, *[last] * times]) + "\n") if before else PLAN + text * times


FILE_FROM: dict[str, Callable[[str], bytes]] = {
    "": lambda text: with_blocks(text).encode(),
    "after the plan": lambda text: (PLAN + text).encode(),
    "instead of the plan": str.encode,
    "the last line 2,000 times": lambda text: repeated(text, 2_000).encode(),
    "the last line 200,000 times": lambda text: repeated(text, 200_000).encode(),
    r"with \x07 as the character itself": lambda text: with_blocks(text.replace(r"\x07", "\x07")).encode(),
    "saved as CP932": lambda text: with_blocks(text).encode("cp932"),
    "saved with a byte order mark": lambda text: with_blocks(text).encode("utf-8-sig"),
}

LEDGER_FROM: dict[str, Callable[[str], bytes]] = {
    "a ledger": str.encode,
    "a ledger, with a rate of 0 in H31": str.encode,
    "a ledger without a plan": str.encode,
    "a ledger saved as CP932": lambda text: text.encode("cp932"),
    "a ledger saved as CP932, with the byte FF at its end": lambda text: text.encode("cp932") + b"\xff",
    "a ledger, the last line 200,000 times without line ends": lambda text: (
        text.rstrip("\n") + text.rstrip("\n").rpartition("\n")[2] * 200_000
    ).encode(),
}

RATING = """\
  - {id: rating, name: 満足度, unit: 点, kind: level, direction: increase,
     targets: {H29: 8, H30: 8.5, H31: 9}}
"""
"""A KPI of kind level, for the examples of ledgers."""


def write_cell(sheet: Any, row: int, column: int, cell: str, percent: Any) -> None:
    """A cell of the CSV, typed as a person would see it."""
    if cell.startswith("="):
        sheet.write_formula(row, column, cell, None, "")
    elif cell.startswith("#"):
        sheet.write_formula(row, column, "=1/0", None, cell)
    elif cell.endswith("%"):
        sheet.write_number(row, column, float(cell[:-1]) / 100, percent)
    elif re.fullmatch("[0-9.]+", cell):
        sheet.write_number(row, column, float(cell))
    elif re.fullmatch("[0-9-]+", cell):
        sheet.write_datetime(row, column, datetime.fromisoformat(cell))
    else:
        sheet.write_string(row, column, cell)


def workbook_of(text: str, how: str) -> bytes:
    """An Excel file whose cells are those of the CSV in `text`."""
    out = BytesIO()
    book = xlsxwriter.Workbook(out, {"default_date_format": "yyyy-mm-dd"})
    sheet = book.add_worksheet("台帳" if "called 台帳" in how else "Sheet1")
    percent = book.add_format({"num_format": "0.0%"})
    for row, line in enumerate(text.splitlines()):
        for column, cell in enumerate(line.split(",")):
            write_cell(sheet, row, column, cell, percent)
            if "thousands" in how and cell.isdigit():
                sheet.write_number(row, column, int(cell), book.add_format({"num_format": "#,##0,"}))
    if "merged" in how:
        sheet.merge_range("A2:A3", "2018-04-10")
    if "two sheets" in how:
        second = book.add_worksheet("Sheet2")
        second.write_string("A1", "x")
        if "hidden" in how:
            second.activate()
            sheet.hide()
    book.close()
    return b"\xd0\xcf\x11\xe0" + out.getvalue() if "password" in how else out.getvalue()


def path_of(example: Example, folder: Path) -> Path:
    """A file, or a folder, that is as the example says."""
    if example.how == "a file that is not there":
        return folder / example.text.strip()
    if example.how == "a link to the folder it stands in":
        link = folder / example.text.strip()
        link.parent.mkdir()
        link.symlink_to("../plans")
        return link.parent
    if example.how in FILE_FROM:
        path = folder / "example.yaml"
        path.write_bytes(FILE_FROM[example.how](example.text))
        return path
    if "without a plan" not in example.how:
        plan = YPORT.read_text(encoding="utf-8").replace("\n# ５－２ ⑦", f"{RATING}\n# ５－２ ⑦")
        if "rate of 0" in example.how:
            plan = plan.replace("rate: 1/2", "rate: {H29: 1/2, H30: 1/2, H31: 0}")
        (folder / "example.yaml").write_text(plan, encoding="utf-8")
    if example.how in LEDGER_FROM:
        path = folder / "example.ledger.csv"
        path.write_bytes(LEDGER_FROM[example.how](example.text))
        return path
    path = folder / "example.ledger.xlsx"
    path.write_bytes(workbook_of(example.text, example.how))
    return path


def reports_of(example: Example, folder: Path) -> list[FileReport]:
    """What is found in the example."""
    return list(Inspection([str(path_of(example, folder))]))


def codes_of(example: Example, folder: Path) -> set[str]:
    return {issue.code for report in reports_of(example, folder) for issue in report.issues}


def test_the_plan_that_the_examples_change_is_fine(tmp_path: Path) -> None:
    assert codes_of(Example(PLAN), tmp_path) == set()


OF_COMMANDS = [rule for rule in RULES if manual_of(rule).fails.how == "a command"]
OF_FILES = [rule for rule in RULES if rule not in OF_COMMANDS]

NOWHERE = Context()
CLAIM = "self_sufficiency: {unit: 千円, revenue: {H29: 30}, cost: {H29: 40}}\n"


SHEETS = {
    "headless.csv": "来訪者数の推移,\n12,8\n",
    "report.csv": "年月日,項目,実績\nH29.4.10,来訪者数,12\n",
    "two.csv": "年月日,項目,数量,金額\nH29.4.10,来訪者数,12,5000\n",
    "one.csv": "年月日,項目,数量,金額\nH29.4.10,来訪者数,12,\n",
    "wrong-total.csv": "項目,平成29年度,平成30年度,計\n来訪者数,12,8,21\n",
    "total.csv": "項目,平成29年度,平成30年度,計\n来訪者数,12,8,20\n",
    "taken.csv": "date,item,amount,evidence\n2017-04-10,visits,11,[report.csv:2:15 #00000000]\n",
    "recorded.csv": "date,item,amount\n2017-04-10,visits,12\n",
}
"""Sheets and ledgers that the examples of commands name."""


def _form(made_for: str) -> bytes:
    """A form made from the plan with an id, filled in."""
    out = BytesIO()
    with xlsxwriter.Workbook(out) as book:
        page = book.add_worksheet("実績")
        page.write_row(0, 0, ["年度", "項目", "実績"])
        page.write_row(1, 0, ["H29", "来訪者数", 12])
        mark = book.add_worksheet("yport")
        mark.write_row(0, 0, ["form", "yport/form-actuals/v1"])
        mark.write_row(1, 0, ["plan", made_for])
        mark.hide()
    return out.getvalue()


@pytest.fixture
def surroundings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The folder that the examples of commands speak of; they are run in it."""
    monkeypatch.chdir(tmp_path)
    for name in ("plan.yaml", "copy.yaml"):
        (tmp_path / name).write_text(PLAN, encoding="utf-8")
    for folder in ("plans", "empty"):
        (tmp_path / folder).mkdir()
    (tmp_path / "plans" / "a.yaml").write_text(PLAN.replace("example", "a") + CLAIM, encoding="utf-8")
    (tmp_path / "plans" / "b.yaml").write_text(PLAN.replace("example", "b"), encoding="utf-8")
    (tmp_path / "narrow.csv").write_text("date,item,amount\n", encoding="utf-8")
    (tmp_path / "cp932.csv").write_bytes("日付,項目,金額,備考\n".encode("cp932"))
    (tmp_path / "document.txt").write_bytes(DOCUMENT.read_bytes())
    (tmp_path / "broken.pdf").write_bytes(b"%PDF-1.7 and no more")
    (tmp_path / "broken.html").write_text("{% for %}", encoding="utf-8")
    for name, text in SHEETS.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    (tmp_path / "report.xlsx").write_bytes(_form("example"))
    old = DOCUMENT.parent / "移住の状況.xls"  # its items are another town's, too
    (tmp_path / "report.xls").write_bytes(old.read_bytes())
    for made_for in ("example", "other"):
        (tmp_path / f"{made_for}.xlsx").write_bytes(_form(made_for))
    (tmp_path / "pale.yaml").write_text('color: "#767676"', encoding="utf-8")


def run_example(example: Example) -> Run:
    assert example.how == "a command"
    program, *arguments = shlex.split(example.text, comments=True)
    assert program == "yport"
    return command(*arguments)


@pytest.mark.usefixtures("surroundings")
@pytest.mark.parametrize("rule", OF_COMMANDS, ids=lambda rule: rule.code)
def test_the_failing_command_is_refused_by_the_rule(rule: Rule, monkeypatch: pytest.MonkeyPatch) -> None:
    refused: list[Rule] = []
    issue_of = Refusal.issue

    def noted(refusal: Refusal, context: Context = NOWHERE) -> Issue:
        issue = issue_of(refusal, context)
        refused.append(issue.rule)
        return issue

    monkeypatch.setattr(Refusal, "issue", noted)
    if rule.ends is Ends.EXTRA:
        monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    status = {Ends.FOUND: 1, Ends.USAGE: 2, Ends.FILE: 3, Ends.EXTRA: 4}[rule.ends]
    done = run_example(manual_of(rule).fails)
    assert done.status == status
    # What a workbook is refused for is known in the process that reads it.
    assert refused[-1:] == [rule] or f"({rule.code})" in done.err


@pytest.mark.usefixtures("surroundings")
@pytest.mark.parametrize("rule", OF_COMMANDS, ids=lambda rule: rule.code)
def test_the_passing_command_passes(rule: Rule) -> None:
    done = run_example(manual_of(rule).passes)
    assert done.status == 0, done.err


@pytest.mark.parametrize("rule", OF_FILES, ids=lambda rule: rule.code)
def test_the_failing_example_has_the_issue(rule: Rule, tmp_path: Path) -> None:
    reports = reports_of(manual_of(rule).fails, tmp_path)
    found = [issue for report in reports for issue in report.issues if issue.code == rule.code]
    assert found
    assert {issue.severity for issue in found} == {rule.severity}


@pytest.mark.parametrize("rule", OF_FILES, ids=lambda rule: rule.code)
def test_the_passing_example_has_no_issue_at_all(rule: Rule, tmp_path: Path) -> None:
    assert codes_of(manual_of(rule).passes, tmp_path) == set()


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_manual_says_everything_in_both_languages(rule: Rule) -> None:
    manual = manual_of(rule)
    for sentence in (manual.title, manual.why):
        assert re.search("[ぁ-ん]", sentence.ja)
        assert not re.search("[ぁ-ん]", sentence.en)
        assert sentence.en
    assert manual.form


def test_each_code_has_one_rule() -> None:
    codes = [rule.code for rule in RULES]
    assert len(codes) == len(set(codes))
    assert all(re.fullmatch("[a-z]+(-[a-z]+)*", code) for code in codes)
