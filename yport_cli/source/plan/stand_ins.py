"""Neutral stand-ins for the broken parts of a plan, so that the rest of it is still checked in the same run."""

from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from yport_cli.core.checks.years import MISSING_YEAR
from yport_cli.core.issues.issue import KEY, Issue, Refusal, Route, Step
from yport_cli.core.plan.plan import SCHEMA, Plan
from yport_cli.core.reading.fiscal_year import parse_fiscal_year
from yport_cli.core.refusals.values import DUPLICATE_YEAR

_ROUNDS = 8

_KPI = {
    "id": "stand-in",
    "name": "-",
    "unit": "-",
    "kind": "increment",
    "direction": "increase",
    "increments": {},
}
_LINE = {"id": "stand-in", "name": "-", "years": {}}
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
    ("kpis", "targets"): {},
    ("project", "name"): "-",
    ("project", "contents", "id"): "stand-in",
    ("project", "contents", "name"): "-",
    ("budget",): {"unit": "円", "total": 0},
    ("budget", "unit"): "円",
    ("budget", "total"): 0,
    **{("budget", "lines", key): value for key, value in _LINE.items()},
    ("self_sufficiency", "unit"): "円",
    ("acknowledged", "code"): "-",
    ("acknowledged", "reason"): "-",
    ("source", "title"): "-",
}


_TABLES = frozenset(("increments", "targets", "years", "revenue", "cost"))


class Broken:
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
        if issue.rule == MISSING_YEAR and issue.route[:-1] in self._open_years:
            return True
        related = [other.route for other in issue.related]
        return any(map(self.touches, (issue.route, *related))) or any(
            route[:-1] in self._open_sums for route in related
        )


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
            if len(route) > 1 and route[-2] in _TABLES:
                broken.add_entry(route[:-1], is_year_known=_is_year_known(details))
            broken.add(_replace(raw, details))
        try:
            return Repair(_without_units(Plan.model_validate(raw), broken), raw, broken, tuple(hidden))
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
        except Refusal:
            pass
    return step


def _is_year_known(details: ErrorDetails) -> bool:
    """Whether the year of a broken entry is known: its figure is wrong, or it is there twice."""
    problem = details.get("ctx", {}).get("error")
    return details["loc"][-1] != KEY or (
        isinstance(problem, Refusal) and problem.issue().rule == DUPLICATE_YEAR
    )


def _without_units(plan: Plan, broken: Broken) -> Plan:
    """`plan` without the units that only stand in: nobody must be told of them."""
    if broken.touches(("budget", "unit")):
        plan = plan.model_copy(update={"budget": plan.budget.model_copy(update={"unit": ""})})
    return plan


def _replace(raw: dict[str, Any], details: ErrorDetails) -> Route:
    """Replace or remove what is broken; the route of the part that was changed."""
    route = _route(details)
    is_missing = details["type"] == "missing"
    if (details["type"] == "extra_forbidden" or details["loc"][-1] == KEY) and _remove(raw, route):
        return route  # a key too many is left out, whatever it is called
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
