"""Neutral stand-ins for the broken parts of a plan, so that the rest of it is still checked in the same run."""

from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from yport_cli.core.fiscal_year import parse_fiscal_year
from yport_cli.core.issue import KEY, BadValue, Issue, Route, Step
from yport_cli.core.plan import SCHEMA, Plan

_ROUNDS = 8

_KPI = {
    "id": "stand-in",
    "name": "-",
    "unit": "-",
    "kind": "increment",
    "direction": "increase",
    "increments": {},
}
# By the route with list positions left out: what to put where a required value is broken.
_STAND_INS: dict[tuple[str, ...], Any] = {
    ("schema",): SCHEMA,
    ("id",): "stand-in",
    ("name",): "-",
    ("authors",): ["-"],
    ("area",): "-",
    ("period",): {"end": "2000-03-31"},
    ("period", "end"): "2000-03-31",
    ("kpis",): [_KPI],
    **{("kpis", key): value for key, value in _KPI.items()},
    ("budget",): {"unit": "円", "total": 0},
    ("budget", "unit"): "円",
    ("budget", "total"): 0,
    ("self_sufficiency", "unit"): "円",
}


class Broken:
    """The routes of the parts that were replaced."""

    def __init__(self) -> None:
        self._parts: set[Route] = set()
        self._holders: set[Route] = set()

    def add(self, part: Route) -> None:
        """Note that the part at the route `part` was replaced."""
        part = _by_year(part)
        self._parts.add(part)
        self._holders.update(part[:length] for length in range(len(part)))

    def touches(self, route: Route) -> bool:
        """Whether `route` leads into a replaced part, or holds one."""
        route = _by_year(route)
        return route in self._holders or any(
            route[:length] in self._parts for length in range(1, len(route) + 1)
        )

    def concerns(self, issue: Issue) -> bool:
        """Whether `issue`, or a place that belongs to it, touches a replaced part: it says nothing then."""
        return self.touches(issue.route) or any(self.touches(related.route) for related in issue.related)


@dataclass(frozen=True, slots=True)
class Repair:
    """A plan with its broken parts replaced."""

    plan: Plan
    raw: dict[str, Any]
    """The values behind the plan."""
    broken: Broken
    hidden: tuple[ErrorDetails, ...]
    """What pydantic found only after the first errors had been replaced: rules over the fields of one block."""


def repaired(raw: dict[str, Any], error: ValidationError) -> Repair | None:
    """The plan in `raw` without what `error` found.

    `None` where too little is left to check: without its fiscal years nothing in a plan can be compared.
    """
    raw = deepcopy(raw)
    broken = Broken()
    hidden: list[ErrorDetails] = []
    for repeat in range(_ROUNDS):
        found = error.errors(include_url=False)
        if repeat:
            hidden.extend(details for details in found if not _follows(details, broken))
        for details in found:
            route = _route(details)
            if route[:1] in ((), ("fiscal_years",)):
                return None
            broken.add(_replace(raw, route, is_missing=details["type"] == "missing"))
        try:
            return Repair(Plan.model_validate(raw), raw, broken, tuple(hidden))
        except ValidationError as again:
            error = again
    return None


def _route(details: ErrorDetails) -> Route:
    return tuple(step for step in details["loc"] if step != KEY)


def _follows(details: ErrorDetails, broken: Broken) -> bool:
    """Whether an error only follows from what was put in the place of another: which keys a KPI has, from its kind."""
    route = _route(details)
    return broken.touches(route) or broken.touches((*route[:2], "kind"))


def _by_year(route: Route) -> Route:
    """`route` with the year for each step that names one: the rules name years in their own way."""
    return tuple(_year_of(step) for step in route)


def _year_of(step: Step) -> Step:
    if isinstance(step, str):
        try:
            return parse_fiscal_year(step)
        except BadValue:
            pass
    return step


def _replace(raw: dict[str, Any], route: Route, *, is_missing: bool) -> Route:
    """Replace or remove what is broken at `route`; the route of the part that was changed."""
    for length in range(len(route), 0, -1):
        pattern = tuple(step for step in route[:length] if isinstance(step, str))
        is_item = isinstance(route[length - 1], int)
        if is_item and pattern == ("kpis",):
            _put(raw, route[:length], deepcopy(_KPI))
            return route[:length]
        if not is_item and pattern in _STAND_INS:
            _put(raw, route[:length], deepcopy(_STAND_INS[pattern]))
            return route[:length]
        # An optional part is left out; of a required one that is missing, the part that needs it.
        if not is_item and not (is_missing and length == len(route)) and _remove(raw, route[:length]):
            return route[:length]
    return route[:1]


def _put(raw: Any, route: Route, value: Any) -> None:
    for step in route[:-1]:
        raw = raw[step]
    raw[route[-1]] = value


def _remove(raw: Any, route: Route) -> bool:
    """Remove the key at `route`; false where there is none."""
    for step in route[:-1]:
        try:
            raw = raw[step]
        except (KeyError, IndexError, TypeError):
            return False
    return isinstance(raw, dict) and raw.pop(route[-1], _ABSENT) is not _ABSENT


_ABSENT = object()
