"""精算表: one fiscal year's money line by line, with the formula of each figure."""

from collections.abc import Iterator

from yport_cli.core.figures.ledger import Ledger
from yport_cli.core.figures.settlement import Settlement, SettlementLine
from yport_cli.core.issues.sentence import Language, Sentence
from yport_cli.core.plan.plan import Plan
from yport_cli.render.shapes.cell import PERCENT, RATIO, UPPER_LIMIT, Cell, Text
from yport_cli.render.shapes.table import Page
from yport_cli.render.wording.cells import Columns, captioned, table
from yport_cli.render.wording.figures import figure
from yport_cli.render.wording.formula_words import formula_words
from yport_cli.render.wording.labels import label
from yport_cli.render.wording.ledger_lines import ledger_lines
from yport_cli.render.wording.safe_text import escape_controls

_OF_THE_PLAN = ("planned", "grant_rate")


def settlement_page(plan: Plan, found: Settlement, ledger: Ledger, language: Language) -> Page:
    """The answer of `yport budget --year FY --sheet`: the table `settlement`."""
    columns: Columns = {
        "item": lambda line: Text(line.name, label(line.name, language)),
        "figure": lambda line: line_cell(found, line, language),
        "reason": lambda line: _text(formula_words(line.formula, language)),
        "note": lambda line: _text(_note(found, line, language)),
    }
    caption = captioned("settlement", found.unit, language)
    title = Sentence(f"{found.label}年度 ", f"{found.label} ").text_in(language)
    sheet = table(
        *("settlement", found.lines, columns, language),
        caption=f"{title}{caption}",
        notes=_notes(found),
    )
    lead = tuple(ledger_lines(plan, ledger, language))
    return Page(escape_controls(plan.name), lead, (sheet,))


def _text(words: str) -> Text:
    return Text(words or None, words)


def line_cell(found: Settlement, line: SettlementLine, language: Language) -> Cell:
    """The figure of a line; a missing one says of which kind it is."""
    precision = {"grant_rate": RATIO, "execution_rate": PERCENT}.get(line.name)
    if precision is not None and line.value is not None:
        return figure(line.value, precision=precision)
    if line.value is None and line.formula is None:
        return Text(None, label("not_stated" if line.name in _OF_THE_PLAN else "not_recorded", language))
    if line.name == "grant_limit" or (line.name == "grant_due" and found.year.grant_due_basis != "settled"):
        return figure(line.value, precision=UPPER_LIMIT)
    return figure(line.value)


def _note(found: Settlement, line: SettlementLine, language: Language) -> str:
    """What is to be known of a line: whose figure it is, or that it is a limit."""
    basis = found.year.grant_due_basis
    is_limit = basis == "upper_limit" and line.value is not None
    notes = {
        "grant_decided": Sentence("計画の決定額", "as the plan states it") if found.decided_by_plan else None,
        "grant_limit": Sentence("上限（対象外経費が未記録）", "at most: what is not eligible is not recorded")
        if line.value is not None and found.year.eligible_executed is None and found.year.grant_rate != 0
        else None,
        "grant_due": Sentence("上限", "at most") if is_limit else None,
        "grant_to_receive": Sentence("上限", "at most") if is_limit else None,
        "grant_to_return": Sentence("下限", "at least") if is_limit else None,
    }
    note = notes.get(line.name)
    return "" if note is None else note.text_in(language)


def _notes(found: Settlement) -> Iterator[Sentence]:
    year = found.year
    if year.carried_out and year.grant_settled is None:
        yield Sentence(
            "翌年度への繰越があり交付金も翌年度に精算されるため、確定額を記録するまで交付されるべき額は分かりません。",
            "Money was carried over and its grant with it: what is due is not known until grant_settled is "
            "recorded.",
        )
    if not year.closed:
        yield Sentence(
            "出納閉鎖（5月31日）の前なので、残額はまだ不用額ではなく、これまでの執行額による計算です。",
            "The accounts are not closed yet (31 May): the balance is not unused yet, and all follows from "
            "what is spent so far.",
        )
