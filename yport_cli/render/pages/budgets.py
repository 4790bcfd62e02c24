"""The money of several plans: a row per plan, and the totals."""

from collections.abc import Callable, Iterator, Sequence

from yport_cli.core.figures.budget import BudgetOutcome
from yport_cli.core.figures.ledger import Ledger
from yport_cli.core.figures.money_totals import MoneyTotals, money_totals
from yport_cli.core.issues.sentence import Language, Sentence
from yport_cli.core.plan.plan import Plan
from yport_cli.render.shapes.cell import Cell, Text
from yport_cli.render.shapes.table import Page, Table
from yport_cli.render.wording.cells import Columns, table, text
from yport_cli.render.wording.figures import drawn, figure
from yport_cli.render.wording.labels import label
from yport_cli.render.wording.ledger_lines import ledger_lines
from yport_cli.render.wording.safe_text import escape_controls

_OF_A_PLAN = (
    *("total", "grant", "own_funds", "executed", "balance", "execution_rate"),
    *("grant_received", "grant_to_receive", "grant_to_return"),
)
_LIMITS = Sentence(
    "交付対象経費の記載がない計画の交付金は上限、自己財源は下限です。",
    "Where a plan does not state the eligible cost, the grant is an upper and own funds a lower limit.",
)


def budgets_page(found: Sequence[tuple[Plan, Ledger, BudgetOutcome]], language: Language) -> Page:
    """The answer of `yport budget` for several plans: tables `budgets` and `money`."""
    columns: Columns = {
        "plan": lambda one: text(one[0].id),
        "unit": lambda one: text(one[2].unit),
        **{name: _of_budget(name, language) for name in _OF_A_PLAN},
    }
    notes = [_LIMITS] if any(budget.grant_is_upper_limit for *_, budget in found) else []
    return Page(
        Sentence(f"{len(found)}件の計画", f"{len(found)} plans").text_in(language),
        tuple(line for plan, ledger, _ in found for line in _plan_lines(plan, ledger, language)),
        (
            table("budgets", found, columns, language, notes=notes),
            money_table(money_totals([budget for *_, budget in found]), language),
        ),
    )


def _of_budget(name: str, language: Language) -> Callable[[tuple[Plan, Ledger, BudgetOutcome]], Cell]:
    return lambda one: drawn(one[2], name, language)


def money_table(found: MoneyTotals, language: Language) -> Table:
    """The money in all, each sum with the number of plans behind it."""
    money: Columns = {
        "item": lambda name: Text(name, label(name, language)),
        "figure": lambda name: drawn(found, name, language),
        "plans_counted": lambda name: figure(found.plans[name]),
    }
    return table("money", ("total", "grant", "executed"), money, language, unit=found.unit)


def _plan_lines(plan: Plan, ledger: Ledger, language: Language) -> Iterator[str]:
    """Which plan an id in the table stands for, and what was read for it."""
    yield f"{escape_controls(plan.id)}: {escape_controls(plan.name)}"
    for line in ledger_lines(plan, ledger, language):
        yield f"  {line}"
