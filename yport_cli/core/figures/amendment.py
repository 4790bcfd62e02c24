"""What a plan amendment (計画変更) changes, what follows, and where the actuals stand under both plans."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from yport_cli.core.figures.changes import Change, Units, changes, leaves, renamed, told_apart
from yport_cli.core.figures.kpi import KpiOutcome
from yport_cli.core.figures.ledger import Entry, Ledger, converted, fiscal_year_of_row, ledger_item, roll_up
from yport_cli.core.figures.outcome import Outcome, outcome
from yport_cli.core.issues.issue import Refusal, Route
from yport_cli.core.numbers.number import Quantity
from yport_cli.core.plan.plan import Plan
from yport_cli.core.reading.fiscal_year import NamedYear


@dataclass(frozen=True, slots=True)
class UnderBothPlans:
    """What one ledger makes of the old plan and of the new one."""

    old: Outcome
    new: Outcome
    left_out: Mapping[str, int]
    """How many rows of each item the new plan has no place for."""

    @property
    def pairs(self) -> list[tuple[KpiOutcome | None, KpiOutcome | None]]:
        """Each KPI under both plans, in the old plan's order; `None` where a plan does not have it."""
        return list(_pairs(self.old, self.new))


@dataclass(frozen=True, slots=True)
class Amendment:
    """A plan, what it became, and what that changes."""

    old: Plan | None
    """`None` for a plan that is new."""
    new: Plan | None
    """`None` for a plan that is gone."""
    changes: tuple[Change, ...]
    consequences: tuple[Change, ...]
    """What the changes lead to: targets at the plan's end, the grant, own funds, the break-even year."""
    grant_is_upper_limit: bool
    """Whether either plan's grant is only the most that it can be."""
    standing: UnderBothPlans | None = None

    def label(self, year: int) -> str:
        """The short name of a fiscal year, as the new plan names it."""
        if self.new is None or (
            self.old is not None and year in self.old.years and year not in self.new.years
        ):
            return self.plans[0].label(year)
        return self.new.label(year)

    @property
    def plans(self) -> list[Plan]:
        """Those that there are, the old one first."""
        return [plan for plan in (self.old, self.new) if plan is not None]

    def path_text(self, path: Route) -> str:
        """`path` as people read it, members by their id: `kpis[orders].increments.H30`."""
        joined = ""
        for step, is_member in told_apart(path):
            name = self.label(step) if isinstance(step, int) else step
            joined += f"[{name}]" if is_member else f".{name}" if joined else name
        return joined


def amendment(old: Plan | None, new: Plan | None, ledger: Ledger | None = None) -> Amendment:
    """What changes from `old` to `new`, of which one may be absent.

    Where there are both, a `ledger` that was kept for `old` tells where it stands under either.
    """
    before, after = (None if plan is None else outcome(plan) for plan in (old, new))
    return Amendment(
        old,
        new,
        changes(old, new),
        tuple(_consequences(before, after)),
        any(found is not None and found.budget.grant_is_upper_limit for found in (before, after)),
        None if ledger is None or old is None or new is None else _standing(old, new, ledger),
    )


def _standing(old: Plan, new: Plan, ledger: Ledger) -> UnderBothPlans:
    """`ledger`, which was kept for `old`, under both plans.

    Rows of an item or a year that the new plan does not have are left out of it, and so are those whose unit
    does not convert or whose KPI has become of another kind.
    """
    entries: list[Entry] = []
    left_out: Counter[str] = Counter()
    names = _items_renamed(old, new)
    for entry in ledger.entries:
        before = ledger_item(old, entry.item)
        name = names.get(entry.item, entry.item)
        try:
            item = ledger_item(new, name)
            fiscal_year_of_row(new, item, entry.fiscal_year, entry.day)
            amount = converted(entry.amount, before.unit, item)
        except Refusal:
            left_out[entry.item] += entry.rows
            continue
        if item.is_level == before.is_level:
            entries.append(entry._replace(item=name, amount=amount))
        else:
            left_out[entry.item] += entry.rows
    kept = replace(
        roll_up(new, entries),
        as_of=ledger.as_of,
        as_of_basis=ledger.as_of_basis,
        money_as_of=ledger.money_as_of,
    )
    return UnderBothPlans(outcome(old, ledger), outcome(new, kept), left_out)


def _items_renamed(old: Plan, new: Plan) -> dict[str, str]:
    """The items of a ledger whose id has changed, each with its new one."""
    lines = renamed(old.budget.lines, new.budget.lines)
    return renamed(old.kpis, new.kpis) | {f"execution:{one}": f"execution:{lines[one]}" for one in lines}


def _pairs(old: Outcome | None, new: Outcome | None) -> Iterator[tuple[KpiOutcome | None, KpiOutcome | None]]:
    before, after = ([] if whole is None else whole.kpis for whole in (old, new))
    names = renamed([one.kpi for one in before], [other.kpi for other in after])
    left = {other.kpi.id: other for other in after}
    for one in before:
        yield one, left.pop(names.get(one.kpi.id, one.kpi.id), None)
    for other in left.values():
        yield None, other


def _consequences(old: Outcome | None, new: Outcome | None) -> Iterator[Change]:
    for one, other in _pairs(old, new):
        identifier = next(result.kpi.id for result in (other, one) if result is not None)
        units = Units(one.kpi.unit if one else None, other.kpi.unit if other else None)
        for name in ("cumulative_target", "target_level"):
            yield from leaves(_target(one, name), _target(other, name), ("kpis", identifier, name), units)
    budgets = [None if whole is None else whole.budget for whole in (old, new)]
    units = Units(*(getattr(budget, "unit", None) for budget in budgets))
    for name in ("grant", "own_funds"):
        one, other = (getattr(budget, name, None) for budget in budgets)
        yield from leaves(one, other, ("budget", name), units)
    yield from leaves(_even_year(old), _even_year(new), ("break_even", "break_even_year"), Units())


def _even_year(whole: Outcome | None) -> NamedYear | None:
    year = None if whole is None or whole.break_even is None else whole.break_even.break_even_year
    return None if whole is None or year is None else NamedYear(year, whole.plan.label(year))


def _target(result: KpiOutcome | None, name: str) -> Quantity | None:
    """The target at the plan's end that goes by `name`: a cumulative one, or the level to reach."""
    if result is None or (name == "cumulative_target") != result.kpi.adds_up:
        return None
    found: Quantity | None = getattr(result, name)
    return found
