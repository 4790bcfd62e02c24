"""Spellings that this program reads, and others may read otherwise."""

from collections.abc import Callable, Mapping
from datetime import date
from fractions import Fraction
from functools import cache
from typing import Any

from pydantic import PlainValidator

from yport_cli.core.issues.issue import KEY, Issue, Route
from yport_cli.core.numbers.foreign_number import Spelling
from yport_cli.core.numbers.number import plain
from yport_cli.core.plan.fields import BlankIsNone, Block, parts
from yport_cli.core.plan.plan import Plan
from yport_cli.core.reading.fiscal_year import NamedYear
from yport_cli.core.reading.number_text import rate_spelling
from yport_cli.core.refusals.plain_spelling import (
    date_spelling,
    number_spelling,
    quoted_number,
    unit_spelling,
    year_spelling,
)


def odd_spellings(raw: Mapping[str, Any], plan: Plan) -> list[Issue]:
    """A warning for each value of `plan` that its file, `raw`, spells as other programs may not read it.

    Each carries the plain spelling as its fix.
    """
    styles: dict[int, str] = {}
    for named, item in zip(plan.fiscal_years, raw["fiscal_years"], strict=True):
        text = _text(item)
        styles.setdefault(named.year, named.label if text.endswith((")", "）")) else text)
    found: list[Issue] = []
    _block(raw, plan, (), styles, found)
    return found


def _block(
    raw: Mapping[str, Any], block: Block, route: Route, styles: Mapping[int, str], found: list[Issue]
) -> None:
    values = block.__dict__
    for name in _beyond_text(block.__class__):
        spelled, value = raw.get(name), values[name]
        kind = value.__class__
        if spelled is None or spelled is value:
            continue  # absent, or a whole number in plain spelling
        if kind is dict:
            _table(spelled, value, (*route, name), styles, found)
        elif kind is tuple:
            if value and isinstance(value[0], Block):
                for index, (item, member) in enumerate(zip(spelled, value, strict=True)):
                    _block(item, member, (*route, name, index), styles, found)
        elif spelled.__class__ is dict:
            _block(spelled, value, (*route, name), styles, found)
        elif value is None:  # a unit that is blank
            found.append(unit_spelling((*route, name), _text(spelled)))
        elif spelled.__class__ is not kind:
            found.extend(_scalar(spelled, value, (*route, name), styles))


@cache
def _beyond_text(block: type[Block]) -> tuple[str, ...]:
    """The keys of a block that hold more than text: the others are never read but as they stand."""
    return tuple(
        name
        for name, field in block.model_fields.items()
        if any(map(_is_read, (*field.metadata, *parts(field.annotation))))
    )


def _is_read(part: Any) -> bool:
    """Whether `part` of an annotation makes a value be read from several spellings."""
    if isinstance(part, type) and issubclass(part, Block):
        return bool(_beyond_text(part))
    return isinstance(part, PlainValidator) or part is BlankIsNone


def _table(
    raw: Mapping[str, Any],
    table: Mapping[Any, Any],
    route: Route,
    styles: Mapping[int, str],
    found: list[Issue],
) -> None:
    for (key, spelled), (year, figure) in zip(raw.items(), table.items(), strict=True):
        if styles.get(year, key) != key:
            found.extend(_scalar(key, NamedYear(year, key), (*route, key, KEY), styles))
        if spelled.__class__ is not figure.__class__:
            found.extend(_scalar(spelled, figure, (*route, key), styles))


def _scalar(spelled: Any, value: Any, route: Route, styles: Mapping[int, str]) -> list[Issue]:
    text = _text(spelled)
    warn: Callable[[Route, str, str], Issue] = number_spelling
    if value.__class__ is NamedYear:
        style, warn = styles.get(value.year, text), year_spelling
    elif value.__class__ is date:
        style, warn = value.isoformat(), date_spelling
    elif value.__class__ is Fraction:
        # 1/2, 0.5 and 50% are ways that no reader takes for another.
        style = text if text.isascii() else rate_spelling(text)
    elif (style := plain(value)) == text:
        return [quoted_number(route, text)]
    return [] if style == text else [warn(route, text, style)]


def _text(spelled: Any) -> str:
    return spelled.text if isinstance(spelled, Spelling) else str(spelled)
