"""What programs are told of a part of an outcome."""

from datetime import date
from decimal import Decimal

import pytest

from example import kpi, plan
from yport_cli.core.figures.budget import BudgetOutcome
from yport_cli.core.figures.budget_year import BudgetYear
from yport_cli.core.figures.kpi import KpiOutcome, KpiYear
from yport_cli.core.figures.ledger import Ledger
from yport_cli.core.figures.outcome import outcome
from yport_cli.core.figures.projections import Projection
from yport_cli.core.figures.self_sufficiency import BreakEven
from yport_cli.core.figures.sufficiency_years import SufficiencyYear
from yport_cli.core.issues.sentence import Sentence
from yport_cli.render.data.fields import _UNTOLD, told, told_names


def test_rates_are_rounded_and_amounts_are_not() -> None:
    result = outcome(
        plan(
            kpis=[kpi(increments={"H29": 3, "H30": 0, "H31": 0})],
            budget={"unit": "円", "total": 100, "grant": {"rate": "1/3"}},
        ),
        Ledger({"visits": {2017: 2}, "execution": {2017: 33}}, date(2018, 3, 31)),
    )
    assert told(result.kpis[0], "achievement_rate", "shortfall") == {
        "achievement_rate": Decimal("0.666667"),
        "shortfall": 1,
    }
    assert told(result.budget, "grant_rate", "grant") == {"grant_rate": "1/3", "grant": Decimal("33.333333")}
    assert [year["fiscal_year"] for year in told(result.budget, "years")["years"]] == [2017, 2018, 2019]


def test_a_pace_has_six_decimals() -> None:
    # H29 to H31, recorded to 30 November 2018: 16 months are left for 11.005, 0.6878125 a month.
    subject = plan(kpis=[kpi(increments={"H29": 3, "H30": Decimal("8.005"), "H31": 0})])
    result = outcome(subject, Ledger({"visits": {2017: 0}}, date(2018, 11, 30)))
    assert told(result.kpis[0], "shortfall", "required_pace", "months_left") == {
        "shortfall": Decimal("11.005"),
        "required_pace": Decimal("0.687813"),
        "months_left": 16,
    }
    pace = Projection("required_pace", Decimal("0.6878125"), low=Decimal("-0.0000005"), high=5)
    assert told(pace, "value", "low", "high") == {
        "value": Decimal("0.687813"),
        "low": Decimal("-0.000001"),
        "high": 5,
    }


def test_a_sentence_is_told_in_the_language_that_is_asked_for() -> None:
    class Part:
        reason = Sentence("理由", "a reason")

    assert told(Part(), "reason", language="ja") == {"reason": "理由"}
    assert told(Part(), "reason", language="en") == {"reason": "a reason"}


@pytest.mark.parametrize("kind", [KpiOutcome, KpiYear, BudgetOutcome, BudgetYear, BreakEven, SufficiencyYear])
def test_what_is_kept_back_is_a_field_and_all_else_is_told_in_its_order(kind: type) -> None:
    names = list(kind.__annotations__)
    kept_back = _UNTOLD.get(kind, ())
    assert set(kept_back) < set(names)
    assert list(told_names(kind)) == [name for name in names if name not in kept_back]
