"""Neutral stand-ins for the broken parts of a plan, so that the rest is checked in the same run."""

from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from yport_cli.core.checks.years import MISSING_YEAR
from yport_cli.core.issues.issue import KEY, Issue, Refusal, Route, Step
from yport_cli.core.plan.form import FormKey, key_at, keys_of
from yport_cli.core.plan.indicators import Kpi
from yport_cli.core.plan.plan import Plan
from yport_cli.core.reading.fiscal_year import parse_fiscal_year
from yport_cli.core.refusals.fiscal_years import DUPLICATE_YEAR
from yport_cli.source.plan.pydantic_errors import errors_of

_ROUNDS = 8


class ReplacedParts:
    """The routes of the parts that were replaced."""

    def __init__(self) -> None:
        self._parts: set[Route] = set()
        self._holders: set[Route] = set()
        self._open_sums: set[Route] = set()
        self._open_years: set[Route] = set()

    def add(self, part: Route) -> None:
        """Note that the part at the route `part` was replaced."""
        part = _by_year(part)
        self._parts.add(part)
        self._holders.update(part[:length] for length in range(len(part)))

    def add_entry(self, table: Route, *, is_year_known: bool) -> None:
        """Note that an entry of the table of years at the route `table` was left out."""
        self._open_sums.add(table)
        if not is_year_known:
            self._open_years.add(table)

    def touches(self, route: Route) -> bool:
        """Whether `route` leads into a replaced part, or holds one."""
        route = _by_year(route)
        return route in self._holders or any(
            route[:length] in self._parts for length in range(1, len(route) + 1)
        )

    def concerns(self, issue: Issue) -> bool:
        """Whether `issue`, or a place that belongs to it, touches a replaced part: it says nothing then.

        Nor does what follows from all entries of a table together, while one of them cannot be read.
        """
        routes = [issue.route, *(other.route for other in issue.related)]
        if issue.rule == MISSING_YEAR:
            return issue.route[:-1] in self._open_years or any(map(self.touches, routes))
        return any(self.touches(route) or route[:-1] in self._open_sums for route in routes)


@dataclass(frozen=True, slots=True)
class StandInPlan:
    """A plan with stand-ins for its broken parts."""

    plan: Plan
    raw: dict[str, Any]
    """The values behind the plan."""
    replaced: ReplacedParts
    hidden: tuple[ErrorDetails, ...]
    """What pydantic found only after the first errors had been replaced.

    Rules over the fields of one block.
    """


def with_stand_ins(raw: dict[str, Any], error: ValidationError) -> StandInPlan | None:
    """The plan in `raw` without what `error` found.

    `None` where too little is left to check: without its fiscal years nothing in a plan can be compared.
    """
    raw = deepcopy(raw)
    replaced = ReplacedParts()
    hidden: list[ErrorDetails] = []
    for repeat in range(_ROUNDS):
        found = list(errors_of(error))
        if repeat:
            hidden.extend(details for details in found if not _follows(details, replaced))
        for details in found:
            route = _route(details)
            if route[:1] in ((), ("fiscal_years",)):
                return None
            if len(route) > 1 and _is_table(route[:-1]):
                replaced.add_entry(route[:-1], is_year_known=_is_year_known(details))
            replaced.add(_replace(raw, details))
        try:
            plan = _without_units(Plan.model_validate(raw), replaced)
        except ValidationError as again:
            error = again
        else:
            return StandInPlan(plan, raw, replaced, tuple(hidden))
    return None


def _route(details: ErrorDetails) -> Route:
    return tuple(step for step in details["loc"] if step != KEY)


def _follows(details: ErrorDetails, replaced: ReplacedParts) -> bool:
    """Whether an error only follows from what was put in the place of another.

    Which keys a KPI has, from its kind.
    """
    route = _route(details)
    return replaced.touches(route) or replaced.touches((*route[:2], "kind"))


def _by_year(route: Route) -> Route:
    """`route` with the year for each step that names one: the rules name years in their own way."""
    return tuple(_year_of(step) for step in route)


def _year_of(step: Step) -> Step:
    if isinstance(step, str):
        try:
            return parse_fiscal_year(step)
        except Refusal:
            pass
    return step


def _is_table(route: Route) -> bool:
    key = key_at(route)
    return key is not None and key.takes is not None and key.takes.stand_in == {}


def _is_year_known(details: ErrorDetails) -> bool:
    """Whether the year of a broken entry is known: its figure is wrong, or it is there twice."""
    problem = details.get("ctx", {}).get("error")
    return details["loc"][-1] != KEY or (
        isinstance(problem, Refusal) and problem.issue().rule == DUPLICATE_YEAR
    )


def _without_units(plan: Plan, replaced: ReplacedParts) -> Plan:
    """`plan` without the units that only stand in: nobody must be told of them."""
    if replaced.touches(("budget", "unit")):
        plan = plan.model_copy(update={"budget": plan.budget.model_copy(update={"unit": ""})})
    return plan


def _replace(raw: dict[str, Any], details: ErrorDetails) -> Route:
    """Replace or remove what is broken; the route of the part that was changed."""
    route = _route(details)
    if (details["type"] == "extra_forbidden" or details["loc"][-1] == KEY) and _remove(raw, route):
        return route  # a key too many is left out, whatever it is called
    for length in range(len(route), 0, -1):
        part = route[:length]
        if (value := _stand_in_at(part, raw)) is not None:
            _holder(raw, part)[part[-1]] = value
            return part
        # An optional part is left out; of a required one that has no stand-in, the part that needs it.
        if _remove(raw, part):
            return part
    return route[:1]


def _stand_in_at(route: Route, raw: dict[str, Any]) -> object:
    """What to put at `route`; `None` where the part can be left out, or no value is neutral."""
    key = key_at(route)
    if key is None:
        return None
    if isinstance(route[-1], int):
        return _stand_in(key) if key.block is not None else None
    if not key.is_required and route[-1] in _holder(raw, route):
        return None
    value = _stand_in(key)
    return [value] if key.is_list and value is not None else value


def _stand_in(key: FormKey) -> object:
    """A neutral value for a key, or for an entry of its list; `None` where there is none."""
    if key.block is not None:
        block = {name: _stand_in(inner) for name, inner in keys_of(key.block).items() if inner.is_required}
        if key.block is Kpi:
            block["increments"] = {}
        return None if None in block.values() else block
    if key.choices:
        return key.choices[0].value
    return None if key.takes is None else deepcopy(key.takes.stand_in)


def _holder(raw: Any, route: Route) -> Any:
    """What holds the last step of `route`; an empty mapping where nothing does."""
    for step in route[:-1]:
        try:
            raw = raw[step]
        except (KeyError, IndexError, TypeError):
            return {}
    return raw


def _remove(raw: dict[str, Any], route: Route) -> bool:
    """Remove the key at `route`; false where there is none."""
    holder = _holder(raw, route)
    if not isinstance(holder, dict) or route[-1] not in holder:
        return False
    del holder[route[-1]]
    return True
