"""Neutral stand-ins for the broken parts of a plan, so that the rest of it is still checked in the same run."""

from copy import deepcopy
from typing import Any

from pydantic import ValidationError

from yport_cli.core.issue import KEY, Route
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


def repaired(
    raw: dict[str, Any], error: ValidationError
) -> tuple[Plan, dict[str, Any], frozenset[Route]] | None:
    """A plan with its broken parts replaced, the values behind it, and the routes of what was replaced.

    `None` where too little is left to check: without its fiscal years nothing in a plan can be compared.
    """
    raw = deepcopy(raw)
    broken: set[Route] = set()
    for _ in range(_ROUNDS):
        for details in error.errors(include_url=False, include_context=False, include_input=False):
            route: Route = tuple(step for step in details["loc"] if step != KEY)
            if route[:1] in ((), ("fiscal_years",)):
                return None
            broken.add(_replace(raw, route, is_missing=details["type"] == "missing"))
        try:
            return Plan.model_validate(raw), raw, frozenset(broken)
        except ValidationError as again:
            error = again
    return None


def touches(route: Route, broken: frozenset[Route]) -> bool:
    """Whether `route` leads into a replaced part, or holds one."""
    return any(route[: len(part)] == part or part[: len(route)] == route for part in broken)


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
