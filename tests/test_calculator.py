"""The program says what a calculator of its own says, which shares no arithmetic with it.

Many more plans are compared by hand: `python tests/calculator/compare.py 1000`.
"""

from pathlib import Path

import pytest

from calculator.compare import compared
from calculator.generator import sample


@pytest.mark.parametrize("seed", range(5))
def test_every_figure_is_that_of_the_calculator(seed: int, tmp_path: Path) -> None:
    found = list(compared(sample(seed), tmp_path))
    assert len(found) > 100
    assert [difference for _, difference in found if difference] == []
