"""The form of a plan: what each block holds, as the models declare it."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from types import NoneType
from typing import get_args

from pydantic import PlainValidator, StringConstraints
from pydantic.fields import FieldInfo

from yport_cli.core.issues.issue import Route
from yport_cli.core.plan.fields import (
    Amount,
    AmountOrByYear,
    AmountsByYear,
    AnyNumber,
    AreaCode,
    Block,
    Day,
    Identifier,
    NotEmpty,
    NumbersByYear,
    Rate,
    RateOrByYear,
    Text,
    Unit,
    Year,
    parts,
)
from yport_cli.core.plan.key import Choice, Key, Pair, names_of
from yport_cli.core.plan.plan import Plan
from yport_cli.core.refusals.words import meant_word


@dataclass(frozen=True, slots=True)
class ValueType:
    """What values of a type are called, beside how they are read."""

    definition: str
    """The name in the JSON Schema."""
    name: Pair
    stand_in: object = None
    """A neutral value in the place of one that cannot be read; `None` where no value is neutral."""
    has_unit: bool = False
    """Whether its numbers are in the `unit` of their block."""


@dataclass(frozen=True, slots=True)
class FormKey:
    """A key of a block. It takes a value, one of a few choices, or a block; or a list of them."""

    name: str
    """As the file spells it."""
    attribute: str
    """As the model has it."""
    declared: Key
    is_required: bool
    is_nullable: bool
    is_list: bool
    needs_entry: bool
    """Whether its list must not be empty."""
    takes: ValueType | None
    choices: tuple[Choice, ...]
    block: type[Block] | None


@cache
def keys_of(block: type[Block]) -> Mapping[str, FormKey]:
    """The keys of a block as the file spells them, in the order of the form.

    Kinds of one block have those of all.
    """
    block = _whole(block)
    keys = (_form_key(block, name, field) for name, field in block.model_fields.items())
    return {key.name: key for key in keys}


def key_at(route: Route) -> FormKey | None:
    """The key to which `route` leads, list positions passed over; `None` for what is no key of the form."""
    block: type[Block] | None = Plan
    key = None
    for step in route:
        if isinstance(step, str):
            key = None if block is None else keys_of(block).get(step)
            block = None if key is None else key.block
    return key


def block_at(route: Route) -> type[Block]:
    """The block to which `route` leads."""
    key = key_at(route)
    return Plan if key is None or key.block is None else key.block


@cache
def homes_of(name: str) -> Sequence[tuple[str, ...]]:
    """The blocks within the plan that have a key called `name`, by the keys that lead to them.

    Of many the outermost.
    """
    homes = [home for home, block in _blocks() if home and name in keys_of(block)]
    return homes if len(homes) < 3 else [home for home in homes if len(home) == min(map(len, homes))]


@lru_cache(maxsize=2048)  # what only follows from a misspelled key is found by it too
def meant_key(name: str, block: type[Block]) -> str | None:
    """The key of `block` that `name` most likely stands for: of any width, Japanese or misspelled."""
    names = {
        key: [other for found in keys_by_name()[key] for other in names_of(found.declared)]
        for key in keys_of(block)
    }
    return meant_word(name, names, cutoff=0.6)


@cache
def keys_by_name() -> Mapping[str, Sequence[FormKey]]:
    """The keys of all blocks: what goes by one name in several of them has one name in words too."""
    keys = defaultdict[str, list[FormKey]](list)
    for _, block in _blocks():
        for key in keys_of(block).values():
            keys[key.name].append(key)
    return keys


def _blocks(
    block: type[Block] = Plan, home: tuple[str, ...] = ()
) -> Iterator[tuple[tuple[str, ...], type[Block]]]:
    """`block` and all blocks within it, with the keys that lead there."""
    yield home, block
    for key in keys_of(block).values():
        if key.block is not None:
            yield from _blocks(key.block, (*home, key.name))


def _form_key(block: type[Block], name: str, field: FieldInfo) -> FormKey:
    found = [*field.metadata, *parts(field.annotation)]
    declared = block.declared[name]
    named = {choice.value: choice for choice in declared.choices}
    inner = (part for part in found if isinstance(part, type) and issubclass(part, Block))
    takes = (_TYPES[part] for part in found if isinstance(part, _READERS))
    return FormKey(
        name=field.alias or name,
        attribute=name,
        declared=declared,
        is_required=field.is_required(),
        is_nullable=NoneType in get_args(field.annotation),
        is_list=tuple in found,
        needs_entry=NotEmpty in found,
        takes=_SECTIONS if dict in found else next(takes, None),
        choices=tuple(named.get(part, Choice(part, (part, part))) for part in found if isinstance(part, str)),
        block=next(map(_whole, inner), None),
    )


def _whole(block: type[Block]) -> type[Block]:
    """The block with the keys of all kinds, where `block` is of one kind."""
    base = block.__base__
    return base if base is not None and issubclass(base, Block) and base is not Block else block


_READERS = (StringConstraints, PlainValidator)
_TYPES = {
    get_args(annotation)[1]: value_type
    for annotation, value_type in (
        (Text, ValueType("text", ("文字列", "text"), "-")),
        (Unit, ValueType("unit", ("単位", "unit"), "-")),
        (Identifier, ValueType("id", ("識別子", "identifier"), "stand-in")),
        (AreaCode, ValueType("area_code", ("数字の文字列", "digits as text"))),
        (AnyNumber, ValueType("number", ("数", "number"), 0, has_unit=True)),
        (Amount, ValueType("amount", ("金額", "amount"), 0, has_unit=True)),
        (Year, ValueType("year", ("年度", "fiscal year"))),
        (Day, ValueType("date", ("日付", "date"), "2000-03-31")),
        (Rate, ValueType("rate", ("率", "rate"))),
        (RateOrByYear, ValueType("rates", ("率、または年度ごとの率", "rate, or rates by year"))),
        (
            AmountOrByYear,
            ValueType(
                "amount_or_amounts",
                ("金額、または年度ごとの金額", "amount, or amounts by year"),
                0,
                has_unit=True,
            ),
        ),
        (NumbersByYear, ValueType("numbers", ("年度ごとの数", "numbers by year"), {}, has_unit=True)),
        (AmountsByYear, ValueType("amounts", ("年度ごとの金額", "amounts by year"), {}, has_unit=True)),
    )
}
_SECTIONS = ValueType("sections", ("文字列の組", "texts by name"), {})
