"""What a plan amendment (計画変更) changes: the content of two plans, whatever way each is spelled.

Members of a list are matched by their id, so that their order is no content, and a key that is absent says as
much as one that is null.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any, Literal

from yport_cli.core.figures.grant import states_by_year
from yport_cli.core.figures.kpi import KpiOutcome
from yport_cli.core.figures.ledger import Entry, Ledger, converted, fiscal_year_of_row, ledger_item, roll_up
from yport_cli.core.figures.outcome import Outcome, outcome
from yport_cli.core.issues.issue import Refusal, Route, Step
from yport_cli.core.numbers.money import YEN_PER_UNIT
from yport_cli.core.numbers.number import Quantity, minus
from yport_cli.core.plan.fields import Block
from yport_cli.core.plan.finances import BudgetLine, FundingSource
from yport_cli.core.plan.form import FormKey, key_at, keys_by_name, keys_of
from yport_cli.core.plan.indicators import Kpi
from yport_cli.core.plan.plan import Content, Plan
from yport_cli.core.plan.review import Acknowledgement, Evaluation
from yport_cli.core.reading.fiscal_year import NamedYear

Value = str | int | Decimal | Fraction | date | NamedYear | None
Kind = Literal["added", "removed", "changed"]

# By which field a member is known, and which one stands for it when the whole member comes or goes.
_KNOWN_BY: Mapping[type[Block], tuple[str, str]] = {
    Content: ("id", "name"),
    Kpi: ("id", "name"),
    BudgetLine: ("id", "name"),
    FundingSource: ("id", "name"),
    Evaluation: ("fiscal_year", "fiscal_year"),
    Acknowledgement: ("code", "reason"),
}


@dataclass(frozen=True, slots=True)
class Change:
    """One value that differs; of a member that comes or goes as a whole, its name."""

    path: Route
    """The keys that lead to the value; an int is a fiscal year, and after a list comes a member's id."""
    kind: Kind
    old: Value
    new: Value
    difference: Quantity | None = None
    """new − old, where both are numbers in one unit."""
    old_unit: str | None = None
    new_unit: str | None = None

    @property
    def unit(self) -> str | None:
        """The unit of the figures; `None` for what is no figure, and where the unit has changed too."""
        if self.old_unit is not None and self.new_unit is not None and self.old_unit != self.new_unit:
            return None
        return self.old_unit or self.new_unit

    @property
    def is_figure(self) -> bool:
        """Whether it is a number that differs."""
        return _is_number(self.new if self.old is None else self.old)

    @property
    def is_rate(self) -> bool:
        """Whether it is a rate: a number that has no unit."""
        key = key_of(self.path)
        return self.is_figure and key is not None and key.takes is not None and not key.takes.has_unit


@dataclass(frozen=True, slots=True)
class _Units:
    """The units of the figures of a block in both plans."""

    old: str | None = None
    new: str | None = None

    @property
    def differ(self) -> bool:
        return self.old is not None and self.new is not None and self.old != self.new

    def within(self, old: Block | None, new: Block | None) -> "_Units":
        """The units in a block, which are those around it where it has none of its own."""
        return _Units(getattr(old, "unit", self.old), getattr(new, "unit", self.new))


def changes(old: Plan, new: Plan) -> tuple[Change, ...]:
    """What differs between the plans, in the order of the plan file; empty when they say the same."""
    return tuple(_blocks(old, new, (), _Units()))


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
        new = {result.kpi.id: result for result in self.new.kpis}
        common = [(result, new.pop(result.kpi.id, None)) for result in self.old.kpis]
        return [*common, *((None, result) for result in new.values())]


@dataclass(frozen=True, slots=True)
class Amendment:
    """A plan, what it became, and what that changes."""

    old: Plan
    new: Plan
    changes: tuple[Change, ...]
    consequences: tuple[Change, ...]
    """What the changes lead to: targets at the plan's end, the grant, own funds, the break-even year."""
    grant_is_upper_limit: bool
    """Whether either plan's grant is only the most that it can be."""
    standing: UnderBothPlans | None = None

    def label(self, year: int) -> str:
        """The short name of a fiscal year, as the new plan names it."""
        return (self.old if year in self.old.years and year not in self.new.years else self.new).label(year)

    def path_text(self, path: Route) -> str:
        """`path` as people read it, members by their id: `kpis[orders].increments.H30`."""
        joined = ""
        for step, is_member in told_apart(path):
            name = self.label(step) if isinstance(step, int) else step
            joined += f"[{name}]" if is_member else f".{name}" if joined else name
        return joined


def told_apart(path: Route) -> Iterator[tuple[Step, bool]]:
    """Each step of `path`, and whether it names a member of a list rather than a key."""
    follows_list = False
    for step in path:
        yield step, follows_list
        follows_list = not follows_list and any(key.is_list for key in keys_by_name().get(str(step), ()))


def key_of(path: Route) -> FormKey | None:
    """What the form declares of the key to which `path` leads."""
    return key_at(tuple(step for step, is_member in told_apart(path) if not is_member))


def amendment(old: Plan, new: Plan, ledger: Ledger | None = None) -> Amendment:
    """What changes from `old` to `new`, and where a `ledger` that was kept for `old` stands under both."""
    before, after = outcome(old), outcome(new)
    return Amendment(
        old,
        new,
        changes(old, new),
        tuple(_consequences(before, after)),
        before.budget.grant_is_upper_limit or after.budget.grant_is_upper_limit,
        None if ledger is None else _standing(old, new, ledger),
    )


def _standing(old: Plan, new: Plan, ledger: Ledger) -> UnderBothPlans:
    """`ledger`, which was kept for `old`, under both plans.

    Rows of an item or a year that the new plan does not have are left out of it, and so are those whose unit
    does not convert or whose KPI has become of another kind.
    """
    entries: list[Entry] = []
    left_out: Counter[str] = Counter()
    for entry in ledger.entries:
        before = ledger_item(old, entry.item)
        try:
            item = ledger_item(new, entry.item)
            fiscal_year_of_row(new, item, entry.fiscal_year, entry.day)
            amount = converted(entry.amount, before.unit, item)
        except Refusal:
            left_out[entry.item] += entry.rows
            continue
        if item.is_level == before.is_level:
            entries.append(entry._replace(amount=amount))
        else:
            left_out[entry.item] += entry.rows
    kept = replace(
        roll_up(new, entries),
        as_of=ledger.as_of,
        as_of_basis=ledger.as_of_basis,
        money_as_of=ledger.money_as_of,
    )
    return UnderBothPlans(outcome(old, ledger), outcome(new, kept), left_out)


def _blocks(
    old: Block | None, new: Block | None, path: Route, units: _Units, skip: Iterable[str] = ()
) -> Iterator[Change]:
    """The changes between two blocks of one kind, of which one may be absent."""
    either = old if new is None else new
    units = units.within(old, new)
    for key in keys_of(type(either)).values() if either is not None else ():
        if key.name not in skip:
            before, after = getattr(old, key.attribute, None), getattr(new, key.attribute, None)
            has_unit = key.block is not None or (key.takes is not None and key.takes.has_unit)
            yield from _values(before, after, (*path, key.name), units if has_unit else _Units())


def _values(old: Any, new: Any, path: Route, units: _Units) -> Iterator[Change]:
    either = old if new is None else new
    if isinstance(either, Block):
        yield from _blocks(old, new, path, units)
    elif isinstance(old, Mapping) or isinstance(new, Mapping):
        before, after = (side if isinstance(side, Mapping) else {} for side in (old, new))
        # One figure for the plan goes where a table by year comes, or the other way round.
        one, other = (None if isinstance(side, Mapping) else side for side in (old, new))
        yield from _leaves(one, other, path, units)
        for key in sorted({*before, *after}):
            yield from _values(before.get(key), after.get(key), (*path, key), units)
    elif isinstance(either, tuple) and not isinstance(either, NamedYear):
        yield from _lists(old or (), new or (), path, units)
    else:
        yield from _leaves(old, new, path, units)


def _lists(old: tuple[Any, ...], new: tuple[Any, ...], path: Route, units: _Units) -> Iterator[Change]:
    before, after = dict(_known(old)), dict(_known(new))
    for step in {**before, **after}:
        here = (*path, step)
        one, other = before.get(step), after.get(step)
        by, title = _names_of(one if other is None else other)
        whole = one is None or other is None
        if whole:
            yield from _leaves(getattr(one, title, one), getattr(other, title, other), here, _Units())
        if by:
            yield from _blocks(one, other, here, units, (by, title) if whole else (by,))


def _known(members: tuple[Any, ...]) -> Iterator[tuple[str | int, Any]]:
    """Each member under its name; a second one of a name is told apart by its number."""
    counts: dict[str | int, int] = {}
    for member in members:
        by, _ = _names_of(member)
        name = getattr(member, by) if by else member
        step = name.year if isinstance(name, NamedYear) else name
        counts[step] = counts.get(step, 0) + 1
        yield step if counts[step] == 1 else f"{step} ({counts[step]})", member


def _names_of(member: object) -> tuple[str, str]:
    """The fields by which a member is known and by which it is called; empty for one that is its own name."""
    return next((names for kind, names in _KNOWN_BY.items() if isinstance(member, kind)), ("", ""))


def _leaves(old: Any, new: Any, path: Route, units: _Units) -> Iterator[Change]:
    if _same(old, new, units):
        return
    kind: Kind = "added" if old is None else "removed" if new is None else "changed"
    difference = None
    if _is_number(old) and _is_number(new) and not units.differ:
        difference = minus(new, old)
    yield Change(path, kind, old, new, difference, units.old, units.new)


def _same(old: Any, new: Any, units: _Units) -> bool:
    if old is None or new is None:
        return old is new
    if isinstance(old, NamedYear):
        return bool(old.year == new.year)  # H31 and R1 are one year
    if units.differ and _is_number(old):
        # 120,000千円 and 120,000,000円 are one amount; people and companies do not convert.
        before, after = YEN_PER_UNIT.get(units.old or ""), YEN_PER_UNIT.get(units.new or "")
        if before is not None and after is not None:
            return bool(old * before == new * after)
    return bool(old == new)


def _is_number(value: object) -> bool:
    return isinstance(value, int | Decimal | Fraction)


def _consequences(old: Outcome, new: Outcome) -> Iterator[Change]:
    before, after = ({result.kpi.id: result for result in whole.kpis} for whole in (old, new))
    for identifier in {**before, **after}:
        one, other = before.get(identifier), after.get(identifier)
        units = _Units(one.kpi.unit if one else None, other.kpi.unit if other else None)
        for name in ("cumulative_target", "target_level"):
            yield from _leaves(_target(one, name), _target(other, name), ("kpis", identifier, name), units)
    units = _Units(old.budget.unit, new.budget.unit)
    for name in ("grant", "own_funds"):
        yield from _leaves(getattr(old.budget, name), getattr(new.budget, name), ("budget", name), units)
    yield from _grants_by_year(old, new, units)
    years = [
        whole.break_even.break_even_year if whole.break_even is not None else None for whole in (old, new)
    ]
    named = [
        None if year is None else NamedYear(year, whole.plan.label(year))
        for year, whole in zip(years, (old, new), strict=True)
    ]
    yield from _leaves(named[0], named[1], ("break_even", "break_even_year"), _Units())


def _grants_by_year(old: Outcome, new: Outcome, units: _Units) -> Iterator[Change]:
    """What a year's grant becomes, where either plan says something of it by year."""
    if not any(states_by_year(whole.plan) for whole in (old, new)):
        return
    before, after = ({year.fiscal_year: year.grant for year in whole.budget.years} for whole in (old, new))
    for year in sorted({*before, *after}):
        yield from _leaves(before.get(year), after.get(year), ("budget", "grant", year), units)


def _target(result: KpiOutcome | None, name: str) -> Quantity | None:
    """The target at the plan's end that goes by `name`: a cumulative one, or the level to reach."""
    if result is None or (name == "cumulative_target") != result.kpi.adds_up:
        return None
    found: Quantity | None = getattr(result, name)
    return found
