"""Everything that follows from a plan and its ledger, by arithmetic alone."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from typing import get_args

from yport_cli.core.figures.budget import BudgetOutcome, budget_outcome
from yport_cli.core.figures.kpi import KpiOutcome, Standing, kpi_outcome
from yport_cli.core.figures.ledger import EMPTY, Ledger, find_kpi
from yport_cli.core.figures.money_totals import MoneyTotals, money_totals
from yport_cli.core.figures.self_sufficiency import BreakEven, break_even
from yport_cli.core.issues.issue import Refusal
from yport_cli.core.issues.sentence import Sentence
from yport_cli.core.plan.plan import Plan
from yport_cli.core.refusals.command_lines import REPEATED_ID


@dataclass(frozen=True, slots=True)
class Outcome:
    """A plan with what its ledger makes of it."""

    plan: Plan
    ledger: Ledger
    kpis: tuple[KpiOutcome, ...]
    budget: BudgetOutcome
    break_even: BreakEven | None


@dataclass(frozen=True, slots=True)
class Totals:
    """Several plans together. KPIs of different meaning are never added up: they are counted by standing."""

    plans: int
    kpis: Mapping[Standing, int]
    money: MoneyTotals


def outcome(plan: Plan, ledger: Ledger = EMPTY) -> Outcome:
    """The outcome of `plan` as far as `ledger` records it."""
    return Outcome(
        plan=plan,
        ledger=ledger,
        kpis=tuple(kpi_outcome(plan, kpi, ledger) for kpi in plan.kpis),
        budget=budget_outcome(plan, ledger),
        break_even=break_even(plan, ledger),
    )


def outcome_of_kpi(whole: Outcome, identifier: str) -> Outcome:
    """`whole` with one of its KPIs alone. Raises `Refusal` for an id that the plan does not have."""
    kpi = find_kpi(whole.plan, identifier)
    return replace(whole, kpis=tuple(result for result in whole.kpis if result.kpi is kpi))


def check_distinct(outcomes: Iterable[Outcome]) -> None:
    """Raise `Refusal` where two plans have one id: whoever reads their data could not tell them apart."""
    seen: set[str] = set()
    for whole in outcomes:
        name = whole.plan.id
        if name in seen:
            raise repeated_id(name)
        seen.add(name)


def repeated_id(name: str) -> Refusal:
    """Each plan has an id of its own: `name` is that of two."""
    return REPEATED_ID.refusal(
        Sentence(f"id「{name}」の計画が二つ以上あります", f"more than one plan has the id {name!r}"),
        Sentence("計画ごとに違う id を付けてください", "give each plan an id of its own"),
    )


def totals(outcomes: Collection[Outcome]) -> Totals:
    """How many plans there are, how their KPIs stand, and their money in the largest unit of any."""
    counts = Counter(result.standing for whole in outcomes for result in whole.kpis)
    return Totals(
        len(outcomes),
        {name: counts[name] for name in get_args(Standing)},
        money_totals([whole.budget for whole in outcomes]),
    )


def last_as_of(outcomes: Iterable[Outcome]) -> date | None:
    """The latest day that any of the ledgers is as of."""
    return max((whole.ledger.as_of for whole in outcomes if whole.ledger.as_of is not None), default=None)


def missing_threshold(outcomes: Iterable[Outcome], threshold: Fraction) -> list[tuple[Outcome, KpiOutcome]]:
    """The KPIs that do not pass `threshold`, a rate; what is not known does not."""
    return [(whole, result) for whole in outcomes for result in whole.kpis if not result.passes(threshold)]
