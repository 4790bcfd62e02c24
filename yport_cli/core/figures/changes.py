"""What two plans say differently, value by value, whatever way each is spelled.

Members of a list are matched by their id, so that their order is no content, and a key that is absent says as
much as one that is null. One whose id alone is another is matched by its name.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any, Literal

from yport_cli.core.issues.issue import Route, Step
from yport_cli.core.numbers.money import YEN_PER_UNIT
from yport_cli.core.numbers.number import Quantity, minus
from yport_cli.core.plan.fields import Block
from yport_cli.core.plan.finances import BudgetLine
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
class Units:
    """The units of the figures of a block in both plans."""

    old: str | None = None
    new: str | None = None

    @property
    def differ(self) -> bool:
        """Whether both plans have a unit here, and not the same one."""
        return self.old is not None and self.new is not None and self.old != self.new

    def within(self, old: Block | None, new: Block | None) -> "Units":
        """The units in a block, which are those around it where it has none of its own."""
        return Units(getattr(old, "unit", self.old), getattr(new, "unit", self.new))


def changes(old: Plan | None, new: Plan | None) -> tuple[Change, ...]:
    """What differs between the plans, in the order of the plan file; empty when they say the same.

    Of a plan that is new, or gone, it is all that it says.
    """
    form = ("schema",) if old is None or new is None else ()  # the form of the file is no content of one
    return tuple(_blocks(old, new, (), Units(), form))


def told_apart(path: Route) -> Iterator[tuple[Step, bool]]:
    """Each step of `path`, and whether it names a member of a list rather than a key."""
    follows_list = False
    for step in path:
        yield step, follows_list
        follows_list = not follows_list and any(key.is_list for key in keys_by_name().get(str(step), ()))


def key_of(path: Route) -> FormKey | None:
    """What the form declares of the key to which `path` leads."""
    return key_at(tuple(step for step, is_member in told_apart(path) if not is_member))


def renamed(old: Iterable[Any], new: Iterable[Any]) -> dict[str, str]:
    """The ids that members of a list no longer have, each with the one that its name has now."""
    before, after = {one.id: one.name for one in old}, {one.id: one.name for one in new}
    gone = {key: name for key, name in before.items() if key not in after}
    come = {key: name for key, name in after.items() if key not in before}
    once = {name: key for key, name in come.items() if [*come.values(), *gone.values()].count(name) == 2}
    return {
        key: once[name] for key, name in gone.items() if name in once and [*gone.values()].count(name) == 1
    }


def _blocks(
    old: Block | None, new: Block | None, path: Route, units: Units, skip: Iterable[str] = ()
) -> Iterator[Change]:
    """The changes between two blocks of one kind, of which one may be absent."""
    either = old if new is None else new
    units = units.within(old, new)
    for key in keys_of(type(either)).values() if either is not None else ():
        if key.name not in skip:
            before, after = getattr(old, key.attribute, None), getattr(new, key.attribute, None)
            has_unit = key.block is not None or (key.takes is not None and key.takes.has_unit)
            yield from _values(before, after, (*path, key.name), units if has_unit else Units())


def _values(old: Any, new: Any, path: Route, units: Units) -> Iterator[Change]:
    either = old if new is None else new
    if isinstance(either, Block):
        yield from _blocks(old, new, path, units)
    elif isinstance(old, Mapping) or isinstance(new, Mapping):
        before, after = (side if isinstance(side, Mapping) else {} for side in (old, new))
        # One figure for the plan goes where a table by year comes, or the other way round.
        one, other = (None if isinstance(side, Mapping) else side for side in (old, new))
        yield from leaves(one, other, path, units)
        for key in sorted({*before, *after}):
            yield from _values(before.get(key), after.get(key), (*path, key), units)
    elif isinstance(either, tuple) and not isinstance(either, NamedYear):
        yield from _lists(old or (), new or (), path, units)
    else:
        yield from leaves(old, new, path, units)


def _lists(old: tuple[Any, ...], new: tuple[Any, ...], path: Route, units: Units) -> Iterator[Change]:
    before, after = dict(_known(old)), dict(_known(new))
    if any(_names_of(member)[0] == "id" for member in (*old, *new)[:1]):
        for gone, come in renamed(old, new).items():
            before = {come if step == gone else step: one for step, one in before.items()}
            yield Change((*path, come, "id"), "changed", gone, come)
    for step in {**before, **after}:
        here = (*path, step)
        one, other = before.get(step), after.get(step)
        by, title = _names_of(one if other is None else other)
        whole = one is None or other is None
        if whole:
            yield from leaves(getattr(one, title, one), getattr(other, title, other), here, Units())
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


def leaves(old: Any, new: Any, path: Route, units: Units) -> Iterator[Change]:
    """The change from one value to another at `path`, if they are not the same."""
    if _same(old, new, units):
        return
    kind: Kind = "added" if old is None else "removed" if new is None else "changed"
    difference = None
    if _is_number(old) and _is_number(new) and not units.differ:
        difference = minus(new, old)
    yield Change(path, kind, old, new, difference, units.old, units.new)


def _same(old: Any, new: Any, units: Units) -> bool:
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
