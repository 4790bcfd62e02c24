"""A plan as the keys and values of its file, in the order of the form."""

from collections.abc import Iterator, Mapping
from datetime import date
from fractions import Fraction
from typing import Any

from yport_cli.core.issues.issue import Route
from yport_cli.core.plan.fields import Block
from yport_cli.core.plan.form import keys_of
from yport_cli.core.plan.plan import Plan
from yport_cli.core.reading.fiscal_year import NamedYear


def tree_of(plan: Plan) -> dict[str, Any]:
    """What the file of a plan holds: blocks, lists and scalars.

    What is not stated is left out, or `None` where its key is required.
    """
    return _block(plan, plan)


def leaves(tree: Any, route: Route = ()) -> Iterator[tuple[Route, Any]]:
    """Each scalar of a tree with the keys and list positions that lead to it."""
    if isinstance(tree, dict):
        for key, value in tree.items():
            yield from leaves(value, (*route, key))
    elif isinstance(tree, list):
        for index, value in enumerate(tree):
            yield from leaves(value, (*route, index))
    else:
        yield route, tree


def _block(plan: Plan, block: Block) -> dict[str, Any]:
    found = {}
    for key in keys_of(type(block)).values():
        value = _value(plan, getattr(block, key.attribute, None))
        if key.is_required or value not in (None, [], {}):
            found[key.name] = value
    return found


def _value(plan: Plan, value: object) -> Any:
    if isinstance(value, Block):
        return _block(plan, value)
    if isinstance(value, NamedYear):
        return value.label
    if isinstance(value, tuple):
        return [_value(plan, one) for one in value]
    if isinstance(value, Mapping):
        return {
            plan.label(key) if isinstance(key, int) else key: _value(plan, one) for key, one in value.items()
        }
    if isinstance(value, Fraction):
        return f"{value.numerator}/{value.denominator}" if value.denominator != 1 else value.numerator
    if isinstance(value, date):
        return value.isoformat()
    return value
