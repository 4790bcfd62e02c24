"""Scalars that must be read from their own spelling, and spellings that only this program reads."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

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


def odd_spellings(raw: Mapping[str, Any], plan: "Plan") -> list[Issue]:
    """A warning for each value of `plan` that its file, `raw`, spells in a way other programs may read otherwise.

    Each carries the plain spelling as its fix.
    """
    styles = {
        named.year: _text(item) for named, item in zip(plan.fiscal_years, raw["fiscal_years"], strict=True)
    }
    found: list[Issue] = []
    _block(raw, plan, (), styles, found)
    return found


def _block(
    raw: Mapping[str, Any], block: BaseModel, route: Route, styles: Mapping[int, str], found: list[Issue]
) -> None:
    values = block.__dict__
    for name, spelled in raw.items():
        kind = spelled.__class__
        value = values.get(name)
        if kind is value.__class__ and kind is not dict:
            continue  # text, or a plain number
        if kind is dict:
            if isinstance(value, BaseModel):
                _block(spelled, value, (*route, name), styles, found)
            elif isinstance(value, Mapping):
                _table(spelled, value, (*route, name), styles, found)
        elif kind is list:
            if value and isinstance(value[0], BaseModel):
                for index, (item, member) in enumerate(zip(spelled, value, strict=True)):
                    _block(item, member, (*route, name, index), styles, found)
        elif kind is str or kind is Spelling or kind is int:
            found.extend(_scalar(spelled, value, (*route, name), styles))


def _table(
    raw: Mapping[str, Any],
    table: Mapping[Any, Any],
    route: Route,
    styles: Mapping[int, str],
    found: list[Issue],
) -> None:
    for (key, spelled), (year, figure) in zip(raw.items(), table.items(), strict=True):
        if year.__class__ is not int:
            return  # a table of text
        if styles.get(year, key) != key:
            found.extend(_scalar(key, NamedYear(year, key), (*route, key, KEY), styles))
        if spelled is not figure and (spelled.__class__ is str or spelled.__class__ is Spelling):
            found.extend(_scalar(spelled, figure, (*route, key), styles))


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
