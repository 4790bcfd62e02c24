"""The units of money, and what each is worth in yen."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Literal

from yport_cli.core.numbers.number import Quantity, simplified

MoneyUnit = Literal["円", "千円", "百万円"]
"""The units of a plan's amounts."""

YEN_PER_UNIT: Mapping[str, int] = {"円": 1, "千円": 1_000, "百万円": 1_000_000}

YEN_PER_LEDGER_UNIT: Mapping[str, int] = {**YEN_PER_UNIT, "万円": 10_000, "億円": 100_000_000}
"""A ledger may be kept in these too: all convert to one another."""


def in_other_unit(amount: Quantity, unit: MoneyUnit, other: MoneyUnit) -> Quantity:
    """`amount` of `unit` in the other one, exact."""
    return simplified(Fraction(amount) * YEN_PER_UNIT[unit] / YEN_PER_UNIT[other])
