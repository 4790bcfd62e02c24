"""The program says what a calculator of its own says, which shares no arithmetic with it.

Many more plans are compared by hand: `python tests/calculator/compare.py 1000`.
"""

from pathlib import Path

import pytest

from calculator.compare import compared
from calculator.generator import sample

MONEY = (
    "unit total stated not_stated eligible_cost grant_rate own_funds executed grant_received grant_returned"
)
HEADING = "schema_version command plan.id plan.name plan.authors plan.fiscal_years"
UNCHANGED = {
    "status": f"{HEADING} as_of",
    "status.kpis[]": "id name unit kind direction baseline cumulative_target cumulative_actual target_level"
    " actual_level",
    "status.kpis[].years[]": "fiscal_year label target actual cumulative_target cumulative_actual shortfall"
    " in_progress",
    "status.budget": MONEY,
    "budget": f"{HEADING} {MONEY}",
    "budget.years[]": "fiscal_year label planned supplement carried_in carried_out available executed"
    " balance",
    "breakeven": f"{HEADING} unit break_even_year stated_break_even_year margin coverage",
    "breakeven.years[]": "fiscal_year label revenue cost margin coverage",
}
"""Figures whose meaning has not changed."""


def test_figures_whose_meaning_has_not_changed_are_those_of_the_calculator(tmp_path: Path) -> None:
    fields = {f"{block}.{key}" for block, keys in UNCHANGED.items() for key in keys.split()}
    met = set()
    for seed in range(10):
        for field, difference in compared(sample(seed, plain=True), tmp_path):
            if field in fields:
                met.add(field)
                assert difference is None, f"seed {seed}"
    assert met == fields


@pytest.mark.xfail(strict=False, reason="the program does not say all of this yet")
@pytest.mark.parametrize("seed", range(5))
def test_every_figure_is_that_of_the_calculator(seed: int, tmp_path: Path) -> None:
    assert [difference for _, difference in compared(sample(seed), tmp_path) if difference] == []
