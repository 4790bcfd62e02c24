"""The ledger as a journal of hledger (https://hledger.org), one account per plan and item.

The ledger has single entries, and so has the journal: unbalanced postings, `(account)  amount`. An entry
stands on its own day, or on the last day of its fiscal year where it belongs to another year than its day:
so the balances of `hledger balance --period 'every 4/1'` are those of this program. A level is set, not
added to.
"""

from collections.abc import Iterable, Iterator
from datetime import date

from yport_cli.core.figures.ledger import Entry, ledger_item
from yport_cli.core.figures.outcome import Outcome
from yport_cli.core.issues.sentence import Language
from yport_cli.core.numbers.number import plain
from yport_cli.core.reading.fiscal_year import first_day, last_day
from yport_cli.render.wording.labels import label
from yport_cli.render.wording.safe_text import escape_controls

# A semicolon begins a comment, a bar parts payee and note, brackets at the start hold a code.
_SIGNS = str.maketrans(";|()", "；｜（）")


def journal_text(outcomes: Iterable[Outcome], language: Language) -> str:
    """The recorded entries of the plans, in the order of their days."""
    outcomes = list(outcomes)
    head = [f"; {_comment(outcome.plan.name)} ({outcome.plan.id})" for outcome in outcomes]
    head += ["decimal-mark .", *_directives(outcomes)]
    placed = [(outcome, entry) for outcome in outcomes for entry in outcome.ledger.entries]
    placed.sort(key=lambda pair: _day(pair[1]))
    blocks = ["\n".join(_transaction(outcome, entry, language)) for outcome, entry in placed]
    return "\n\n".join(["\n".join(head), *blocks]) + "\n"


def _directives(outcomes: list[Outcome]) -> Iterator[str]:
    """Every account and unit that the journal may use, so that `hledger check --strict` holds."""
    entries = [(outcome, entry) for outcome in outcomes for entry in outcome.ledger.entries]
    yield from dict.fromkeys(f"account {_account(*placed)}" for placed in entries)
    yield from dict.fromkeys(f"commodity {_unit(*placed)}" for placed in entries)


def _transaction(outcome: Outcome, entry: Entry, language: Language) -> Iterator[str]:
    day = _day(entry)
    note = f"fiscal_year:{outcome.plan.label(entry.fiscal_year)}"
    if day != entry.day:
        note += f", day:{entry.day.isoformat()}"
    yield f"{day.isoformat()} * {_comment(_title(outcome, entry.item, language))}  ; {note}"
    amount = f"{plain(entry.amount)} {_unit(outcome, entry)}"
    is_level = ledger_item(outcome.plan, entry.item).is_level
    yield f"    ({_account(outcome, entry)})  {f'= {amount}' if is_level else amount}"


def _day(entry: Entry) -> date:
    """The day nearest to the entry's own within its fiscal year."""
    return min(max(entry.day, first_day(entry.fiscal_year)), last_day(entry.fiscal_year))


def _account(outcome: Outcome, entry: Entry) -> str:
    return f"{outcome.plan.id}:{entry.item}"


def _unit(outcome: Outcome, entry: Entry) -> str:
    """The unit as a commodity, in quotation marks, which it cannot hold itself."""
    unit = escape_controls(ledger_item(outcome.plan, entry.item).unit).replace('"', "'").replace(";", ",")
    return f'"{unit}"'


def _title(outcome: Outcome, item: str, language: Language) -> str:
    for kpi in outcome.plan.kpis:
        if kpi.id == item:
            return kpi.title
    head, _, line = item.partition(":")
    names = {known.id: known.name for known in outcome.plan.budget.lines}
    return names.get(line) or label("executed" if head == "execution" else head, language)


def _comment(content: str) -> str:
    """Text on one line, with wide forms of the signs that hledger would act on."""
    return escape_controls(content).translate(_SIGNS)
