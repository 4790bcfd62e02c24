"""Scalars that must be read from their own spelling, and spellings that only this program reads."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from types import NoneType
from typing import TYPE_CHECKING, Annotated, Any, Literal, get_args, get_origin

from pydantic import BaseModel

from yport_cli.core.fiscal_year import NamedYear
from yport_cli.core.issue import KEY, Issue, Route, Sentence, Severity
from yport_cli.core.number import plain

if TYPE_CHECKING:
    from yport_cli.core.plan import Plan


@dataclass(frozen=True, slots=True)
class Spelling:
    """An unquoted scalar that other readers take for a number in a way of their own: `010`, `1e3`, `0x1F`, `+5`.

    Kept apart from text, so that a name spelled like this is not mistaken for a string that every reader of
    the file would see.
    """

    text: str


def odd_spellings(raw: Mapping[str, Any], plan: "Plan") -> Iterator[Issue]:
    """A warning for each value of `plan` that its file, `raw`, spells in a way other programs may read otherwise.

    Each carries the plain spelling as its fix.
    """
    styles: dict[int, str] = {}
    for named, item in zip(plan.fiscal_years, raw["fiscal_years"], strict=True):
        styles.setdefault(named.year, _text(item))
    yield from _block(raw, plan, (), styles)


def _block(
    raw: Mapping[str, Any], block: BaseModel, route: Route, styles: Mapping[int, str]
) -> Iterator[Issue]:
    values: Mapping[str, Any] = vars(block)
    for name in _beyond_text(block.__class__):
        spelled, value = raw.get(name), values[name]
        if spelled is None or spelled is value:
            continue  # absent, or a whole number in plain spelling
        kind = spelled.__class__
        if kind is dict:
            walk = _table if value.__class__ is dict else _block
            yield from walk(spelled, value, (*route, name), styles)
        elif kind is list:
            for index, (item, member) in enumerate(zip(spelled, value, strict=True)):
                if item.__class__ is dict:
                    yield from _block(item, member, (*route, name, index), styles)
        elif kind is not Decimal:
            yield from _scalar(spelled, value, (*route, name), styles)


@cache
def _beyond_text(block: type[BaseModel]) -> tuple[str, ...]:
    """The keys of a block that hold more than text: the others are never read but as they stand."""
    return tuple(name for name, field in block.model_fields.items() if not _is_text(field.annotation))


def _is_text(annotation: Any) -> bool:
    if get_origin(annotation) is Literal:
        return True
    parts = get_args(annotation)
    if get_origin(annotation) is Annotated:
        return _is_text(parts[0])
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return all(_is_text(field.annotation) for field in annotation.model_fields.values())
    return all(map(_is_text, parts)) if parts else annotation in (str, NoneType, Ellipsis)


def _table(
    raw: Mapping[str, Any], table: Mapping[Any, Any], route: Route, styles: Mapping[int, str]
) -> Iterator[Issue]:
    for (key, spelled), (year, figure) in zip(raw.items(), table.items(), strict=True):
        if styles.get(year, key) != key:
            yield from _scalar(key, NamedYear(year, key), (*route, key, KEY), styles)
        if figure is not spelled and spelled.__class__ is not Decimal:
            yield from _scalar(spelled, figure, (*route, key), styles)


def _scalar(spelled: Any, value: Any, route: Route, styles: Mapping[int, str]) -> Iterator[Issue]:
    if isinstance(value, NamedYear):
        style = styles.get(value.year)
        if style is not None and style != _text(spelled):
            yield _warning(
                "year-spelling",
                route,
                Sentence(
                    f"「{_text(spelled)}」は fiscal_years では「{style}」と書かれています",
                    f"{_text(spelled)!r} is spelled {style!r} in fiscal_years",
                ),
                style,
            )
    elif isinstance(value, int | Decimal) and spelled.__class__ is not int:
        yield _warning(
            "number-spelling",
            route,
            Sentence(
                f"数「{_text(spelled)}」は {plain(value)} と読みましたが、ほかのプログラムでは読めないことがあります",
                f"the number {_text(spelled)!r} was read as {plain(value)}; other programs may not read it so",
            ),
            plain(value),
        )
    elif isinstance(value, date) and spelled != value.isoformat():
        yield _warning(
            "date-spelling",
            route,
            Sentence(
                f"日付「{_text(spelled)}」は {value} と読みましたが、ほかのプログラムでは読めないことがあります",
                f"the date {_text(spelled)!r} was read as {value}; other programs may not read it so",
            ),
            value.isoformat(),
        )


def _warning(code: str, route: Route, message: Sentence, fix: str) -> Issue:
    hint = Sentence(f"{fix} と書いてください", f"write {fix}")
    return Issue(code, route, message, hint, Severity.WARNING, fix=fix)


def _text(spelled: Any) -> str:
    return spelled.text if isinstance(spelled, Spelling) else str(spelled)
