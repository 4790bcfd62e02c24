"""Everything that follows from a plan and its ledger, by arithmetic alone."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from yport_cli.core.figures.budget import BudgetOutcome, budget_outcome
from yport_cli.core.figures.kpi import KpiOutcome, kpi_outcome
from yport_cli.core.figures.ledger import EMPTY, Ledger, find_kpi
from yport_cli.core.figures.self_sufficiency import BreakEven, break_even
from yport_cli.core.issues.sentence import Sentence
from yport_cli.core.numbers.number import Number, total
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
class UnitTotal:
    """The cumulative figures of all increment KPIs of one unit, over several plans."""

    unit: str
    cumulative_target: Number | None
    cumulative_actual: Number | None
    """The sum of what is recorded; `None` when nothing is."""


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
            raise REPEATED_ID.refusal(
                Sentence(f"id「{name}」の計画が二つ以上あります", f"more than one plan has the id {name!r}"),
                Sentence("計画ごとに違う id を付けてください", "give each plan an id of its own"),
            )
        seen.add(name)


def unit_totals(outcomes: Iterable[Outcome]) -> tuple[UnitTotal, ...]:
    """The totals per unit, in the order in which the units appear; levels do not add up."""
    by_unit: dict[str, list[KpiOutcome]] = {}
    for whole in outcomes:
        for result in whole.kpis:
            if result.kpi.kind == "increment":
                by_unit.setdefault(result.kpi.unit, []).append(result)
    return tuple(
        UnitTotal(
            unit,
            total(result.cumulative_target for result in results),
            total(result.cumulative_actual for result in results),
        )
        for unit, results in by_unit.items()
    )


def last_as_of(outcomes: Iterable[Outcome]) -> date | None:
    """The latest day that any of the ledgers is as of."""
    return max((whole.ledger.as_of for whole in outcomes if whole.ledger.as_of is not None), default=None)


def below(outcomes: Iterable[Outcome], threshold: Fraction) -> list[tuple[Outcome, KpiOutcome]]:
    """The KPIs whose rate against the end of the plan is below `threshold`, or is not known.

    Where no rate can be given because no change was planned, reaching the target is enough; a KPI without a
    target cannot miss it.
    """
    return [(whole, result) for whole in outcomes for result in whole.kpis if _is_below(result, threshold)]


def _is_below(result: KpiOutcome, threshold: Fraction) -> bool:
    if result.target is None:
        return False
    if result.achievement_rate is None:
        return not result.achieved
    return result.achievement_rate < threshold
