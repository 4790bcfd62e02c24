from decimal import Decimal
from fractions import Fraction

import pytest

from yport_cli.core.figures.rounding import Mode, Rounding
from yport_cli.core.numbers.money import MoneyUnit
from yport_cli.core.numbers.number import Quantity


@pytest.mark.parametrize(
    ("amount", "unit", "step", "floor", "nearest"),
    [
        (1_234_567, "円", "千円", 1_234_000, 1_235_000),
        (1_234_500, "円", "千円", 1_234_000, 1_235_000),  # a half goes away from zero
        (1_234_499, "円", "千円", 1_234_000, 1_234_000),
        (-1_234_500, "円", "千円", -1_235_000, -1_235_000),
        (-1_234_499, "円", "千円", -1_235_000, -1_234_000),
        (0, "円", "千円", 0, 0),
        (Fraction(100, 3), "千円", "千円", 33, 33),
        (Decimal("1.2345"), "百万円", "千円", Decimal("1.234"), Decimal("1.235")),
        (Decimal("0.0004"), "百万円", "千円", 0, 0),
        (1500, "千円", "百万円", 1000, 2000),
    ],
)
def test_an_amount_is_rounded_to_whole_multiples(
    amount: Quantity, unit: str, step: MoneyUnit, floor: Quantity, nearest: Quantity
) -> None:
    modes: dict[Mode, Quantity] = {"floor": floor, "half-up": nearest}
    for mode, expected in modes.items():
        assert Rounding(mode, step).applied(amount, unit) == expected
    assert Rounding("half-up", step).down() == Rounding("floor", step)
