"""What the keys of a plan take, read from YAML scalars of any spelling."""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Annotated, Any, ClassVar, TypeVar, get_args, get_origin

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainValidator,
    StringConstraints,
    ValidationError,
)
from pydantic_core import InitErrorDetails, PydanticCustomError

from yport_cli.core.issues.issue import KEY, Refusal
from yport_cli.core.issues.sentence import Sentence
from yport_cli.core.numbers.foreign_number import Spelling
from yport_cli.core.numbers.number import Number, plain
from yport_cli.core.numbers.spellings import COMMA_SEPARATES, DASHES, is_cut_off
from yport_cli.core.plan.key import Key
from yport_cli.core.reading.fiscal_year import FIRST, LAST, NamedYear, parse_date, read_fiscal_year
from yport_cli.core.reading.number_text import parse_number, parse_rate, spells_number, within_limit
from yport_cli.core.refusals.fiscal_years import duplicate_year
from yport_cli.core.refusals.values import bad_rate, empty_list, negative_amount, number_notation, wrong_type

Figure = TypeVar("Figure", Number, Fraction)


def read_number(value: object) -> Number:
    """A number of the plan, from a YAML scalar of any spelling. Raises `Refusal`."""
    if isinstance(value, Number) and not isinstance(value, bool):
        return within_limit(value)
    if isinstance(value, str):
        return parse_number(value)
    if isinstance(value, Spelling):
        return _read_spelling(value.text)
    raise wrong_type(
        value,
        Sentence("数", "a number"),
        Sentence("1000000 のように半角数字で書いてください", "write plain digits such as 1000000"),
    )


def _read_spelling(text: str) -> Number:
    if not spells_number(text):
        raise number_notation(text)
    return parse_number(text)


def read_amount(value: object) -> Number:
    """An amount of money that a plan states: a number, 0 or more. Raises `Refusal`."""
    if isinstance(value, Spelling) and (meant := value.meant) is not None and meant < 0:
        raise negative_amount(value.text)
    amount = read_number(value)
    if amount < 0:
        raise negative_amount(plain(amount))
    return amount


def read_year(value: object) -> NamedYear:
    """A fiscal year, from a YAML scalar. Raises `Refusal`."""
    if isinstance(value, str):
        return read_fiscal_year(value)
    if isinstance(value, int) and not isinstance(value, bool):
        return read_fiscal_year(str(value))
    if isinstance(value, Spelling | Decimal):
        return _read_odd_year(value if isinstance(value, Spelling) else Spelling(plain(value)))
    raise wrong_type(
        value,
        Sentence("年度", "a fiscal year"),
        Sentence(
            "H29・平成29年度・R1・2017 のように書いてください",
            "write a year such as H29, 平成29年度, R1 or 2017",
        ),
    )


def _read_odd_year(value: Spelling) -> NamedYear:
    """A fiscal year from a number in no plain spelling, which another program may well take for one."""
    try:
        return read_fiscal_year(value.text)
    except Refusal:
        if value.is_within(FIRST, LAST) and value.meant in range(FIRST, LAST + 1):
            raise number_notation(value.text) from None
        raise


def read_day(value: object) -> date:
    """A day, from a YAML scalar. Raises `Refusal`."""
    if isinstance(value, str):
        return parse_date(value)
    raise wrong_type(
        value,
        Sentence("日付", "a date"),
        Sentence("2020-03-31 のように書いてください", "write a date such as 2020-03-31"),
    )


def read_rate(value: object) -> Fraction:
    """A rate from 0 to 1, from a YAML scalar. Raises `Refusal`."""
    if isinstance(value, str):
        return parse_rate(value)
    if isinstance(value, Number) and not isinstance(value, bool):
        return Fraction(within_limit(value)) if 0 <= value <= 1 else parse_rate(plain(value))
    if isinstance(value, Spelling):
        raise _bad_rate(value)
    raise wrong_type(
        value,
        Sentence("0以上1以下の割合", "a rate from 0 to 1"),
        Sentence("1/2 または 0.5 のように書いてください", "write a rate such as 1/2 or 0.5"),
    )


def _bad_rate(value: Spelling) -> Refusal:
    if value.meant is None or value.is_within(0, 1):  # what is no number is not out of range either
        return number_notation(value.text)
    return bad_rate(value.text)


def _year_table(read: Callable[[object], Figure]) -> Callable[[object], dict[int, Figure | None]]:
    """A reader of `{H29: …, H30: …}` into figures by fiscal year.

    Every bad entry is reported at its place.
    """

    def read_table(value: object) -> dict[int, Figure | None]:
        if not isinstance(value, dict):
            raise wrong_type(
                value,
                Sentence("年度ごとの値", "a table of fiscal years"),
                Sentence("{H29: 100, H30: 200} のように書いてください", "write it as {H29: 100, H30: 200}"),
            )
        table: dict[int, Figure | None] = {}
        spelled: dict[int, str] = {}
        problems: list[InitErrorDetails] = []
        for key, figure in value.items():
            try:
                year = read_year(key).year
            except Refusal as refusal:
                problems.append(detail(_explained(refusal, key, value), (key, KEY), key))
                continue
            if year in table:
                problem = duplicate_year(key, spelled[year], (spelled[year], KEY))
                problems.append(detail(problem, (key, KEY), key))
                continue
            spelled[year] = key
            table[year] = None
            if figure is not None:
                try:
                    table[year] = read(figure)
                except Refusal as refusal:
                    problems.append(detail(refusal, (key,), figure))
        if problems:
            raise ValidationError.from_exception_data("fiscal years", problems)
        return table

    return read_table


def _one_or_by_year(read: Callable[[object], Figure]) -> Callable[[object], Any]:
    """A reader of one figure for the whole plan, or of a table of figures by fiscal year."""
    read_table = _year_table(read)
    return lambda value: read_table(value) if isinstance(value, dict) else read(value)


def _explained(refusal: Refusal, key: str, table: Mapping[str, object]) -> Refusal:
    """The refusal of a key of `table` that is no year, with another hint where YAML made it of a slip."""
    if table[key] is not None:
        return refusal
    if is_cut_off(key) or key.isdecimal():
        return refusal.with_hint(COMMA_SEPARATES)
    if ":" in key or "：" in key:
        entries = _entries(key)
        # What YAML has cut off from a figure stands further on, and the figure is another one then.
        if entries is None or any(other[0].isdecimal() and not _entries(other) for other in _bare(table)):
            hint = Sentence(
                "キーと値は半角の「: 」（コロンと空白）、項目は半角の「, 」で区切ってください",
                "write `: ` after a key and `, ` between entries, in half width",
            )
        elif len(entries) == 1:
            hint = Sentence(
                f"半角の「: 」（コロンと空白）で区切り、{entries[0]} と書いてください",
                f"put a space after the colon: {entries[0]}",
            )
        else:
            meant = ", ".join(entries)
            hint = Sentence(
                f"半角の「: 」と「, 」で区切り、{meant} と書いてください",
                f"write `: ` and `, ` in half width: {meant}",
            )
        return refusal.with_hint(hint)
    return refusal


def _entries(text: str) -> list[str] | None:
    """The entries of a table of years that `text` spells without YAML's signs; `None` for other text."""
    entries = []
    for entry in re.split("[,，、][ \u3000]*", text):
        name, _, figure = (part.strip() for part in entry.replace("：", ":").partition(":"))
        try:
            read_fiscal_year(name)
            parse_number(figure)
        except Refusal:
            return None
        entries.append(f"{name}: {figure}")
    return entries


def _bare(table: Mapping[str, object]) -> Iterator[str]:
    """The keys that stand without a figure."""
    return (key for key, figure in table.items() if figure is None and key)


def detail(problem: Refusal, route: tuple[Any, ...], value: object) -> InitErrorDetails:
    """`problem` as pydantic carries it, of the `value` at `route` below the value that is validated."""
    # Its trace leads to the frame that holds this very detail, a circle that Python's collector cannot see.
    problem.with_traceback(None).__context__ = None
    return InitErrorDetails(
        type=PydanticCustomError("bad_value", "{error}", {"error": problem}),
        loc=route,
        input=value,
    )


def _not_empty(value: object) -> object:
    """Pydantic's own least length counts an entry with an error in it as missing."""
    if value == []:
        raise empty_list()
    return value


def _blank_is_none(value: object) -> object:
    """A unit that is empty, or a lone dash, is none: the figure is a bare number."""
    return None if isinstance(value, str) and value in {"", *DASHES} else value


# Every engine that checks the JSON Schema must read these alike: no class such as \w, which differs.
LETTERS = "A-Za-zÀ-ÖØ-öø-ɏͰ-ϿЀ-ӿ々〆〇ぁ-ゖゝ-ゟァ-ヺー-ヿ㐀-䶿一-鿿豈-﫿０-９Ａ-Ｚａ-ｚｦ-ﾟ"
TEXT_PATTERN = r"[^\s\u0085\ufeff]"
UNIT_PATTERN = r"[^\s\ufeff\u0085]"
"""As `TEXT_PATTERN`; the form tells the two apart."""
ID_PATTERN = f"^[{LETTERS}0-9_.\\-]+$"
AREA_CODE_PATTERN = r"^[0-9]{5,6}$"

Item = TypeVar("Item")
Many = Annotated[tuple[Item, ...], Field(strict=False)]
NotEmpty = BeforeValidator(_not_empty)

Text = Annotated[str, StringConstraints(pattern=TEXT_PATTERN)]
BlankIsNone = BeforeValidator(_blank_is_none)
Unit = Annotated[str, StringConstraints(pattern=UNIT_PATTERN)]
Identifier = Annotated[str, StringConstraints(pattern=ID_PATTERN)]
AreaCode = Annotated[str, StringConstraints(pattern=AREA_CODE_PATTERN)]
AnyNumber = Annotated[int | Decimal, PlainValidator(read_number)]
Amount = Annotated[int | Decimal, PlainValidator(read_amount)]
Year = Annotated[NamedYear, PlainValidator(read_year)]
Day = Annotated[date, PlainValidator(read_day)]
Rate = Annotated[Fraction, PlainValidator(read_rate)]
NumbersByYear = Annotated[Mapping[int, Number | None], PlainValidator(_year_table(read_number))]
AmountsByYear = Annotated[Mapping[int, Number | None], PlainValidator(_year_table(read_amount))]
AmountOrByYear = Annotated[
    int | Decimal | Mapping[int, Number | None], PlainValidator(_one_or_by_year(read_amount))
]
RateOrByYear = Annotated[Fraction | Mapping[int, Fraction | None], PlainValidator(_one_or_by_year(read_rate))]


class Block(BaseModel):
    """A block of the plan file: its keys are fixed, its values are never changed."""

    # Only the whole plan is ever validated, so only the whole plan builds a validator.
    model_config = ConfigDict(frozen=True, strict=True, extra="forbid", defer_build=True)

    declared: ClassVar[Mapping[str, Key]] = {}
    """What is declared of each key, by the name of its field."""

    @classmethod
    def __pydantic_init_subclass__(cls, **_: Any) -> None:
        """Put what is declared aside: pydantic would try it as a constraint, and start later."""
        declared = dict(cls.declared)
        for name, field in cls.model_fields.items():
            for part in field.metadata:
                if isinstance(part, Key):
                    declared[name] = part
            field.metadata = [part for part in field.metadata if not isinstance(part, Key)]
        cls.declared = declared


def parts(annotation: Any) -> Iterator[Any]:
    """All that an annotation such as `Annotated[tuple[Kpi, ...], …] | None` is made of, its container too."""
    arguments = get_args(annotation)
    yield get_origin(annotation) if arguments else annotation
    for argument in arguments:
        yield from parts(argument)
