"""The sentences about a ledger, with the figures that a person gets: 100千円 a year, half of it a grant."""

from typing import Any

import pytest

from example import budget_plan
from ledger_example import ledger_of
from yport_cli.core.checks.spending import check_budget
from yport_cli.core.plan.plan import Plan

Rows = tuple[tuple[str, int, int], ...]


def _plan(**grant: Any) -> Plan:
    return budget_plan({"H29": 100, "H30": 100, "H31": 100}, 300, **{"rate": "1/2", **grant})


HALF, LAST_WITHOUT = _plan(), _plan(rate={"H29": "1/2", "H30": 0, "H31": 0})
SPENT_60 = (("grant_decided", 2017, 40), ("execution", 2017, 70), ("ineligible", 2017, 10))
CARRIED_50 = (("execution", 2017, 50), ("carried_out", 2017, 50), ("execution", 2018, 30))


@pytest.mark.parametrize(
    ("subject", "rows", "japanese", "english"),
    [
        (
            _plan(amount=60),
            (("grant_received", 2017, 40), ("grant_received", 2018, 21)),
            "受入額（返還後）61千円 が交付決定額 60千円 を 1千円 超えます",
            "61 千円 are received in all (after returns), 1 千円 more than the 60 千円 that were decided",
        ),
        (
            _plan(amount={"H29": 40}),
            (("grant_received", 2017, 45), ("grant_returned", 2017, 2)),
            "H29年度の受入額（返還後）43千円 が交付決定額 40千円 を 3千円 超えます",
            "43 千円 are received for H29 (after returns), 3 千円 more than the 40 千円 that were decided",
        ),
        (
            HALF,
            (*SPENT_60, ("grant_settled", 2017, 31)),
            "H29年度の確定額 31千円 が1/2 × 対象経費 = 30千円 を超えます",
            "31 千円 are settled for H29, more than the 30 千円 that are 1/2 × what was spent and is eligible",
        ),
        (
            HALF,
            (("grant_decided", 2017, 40), ("grant_settled", 2017, 41)),
            "H29年度の確定額 41千円 が交付決定額 40千円 を超えます",
            "41 千円 are settled for H29, more than the 40 千円 that were decided",
        ),
        (
            HALF,
            (("execution", 2017, 70), ("grant_settled", 2017, 36)),
            "H29年度の確定額 36千円 が1/2 × 執行額 = 35千円 を超えます",
            "36 千円 are settled for H29, more than the 35 千円 that are 1/2 × what was spent",
        ),
        *(
            (
                LAST_WITHOUT,
                ((item, 2018, 1),),
                f"H30年度の交付率は0ですが、交付金の{ja} 1千円 があります",
                f"the rate of H30 is 0, yet 1 千円 of the grant are {en}",
            )
            for item, ja, en in (
                ("grant_received", "受入額", "received"),
                ("grant_decided", "交付決定額", "decided"),
                ("grant_settled", "確定額", "settled"),
            )
        ),
        (
            _plan(rate={"H29": 0, "H30": 0, "H31": "1/2"}),  # what was carried in had no grant either
            (("carried_out", 2017, 40), ("grant_received", 2018, 1)),
            "H30年度の交付率は0ですが、交付金の受入額 1千円 があります",
            "the rate of H30 is 0, yet 1 千円 of the grant are received",
        ),
        (
            HALF,
            (("execution", 2017, 60), ("grant_received", 2017, 31)),
            "交付されるべき額 30千円 を超えます。少なくとも 1千円 の返還が見込まれます",
            "exceeds the 30 千円 that are due: at least 1 千円 are to be returned",
        ),
        (
            HALF,  # 100 of its own, nothing of them spent: the 30 came from what was carried in
            (*CARRIED_50, ("carried_out", 2018, 101)),
            "H30年度から繰り越した 101千円 には、前年度から繰り越された 1千円 が含まれます",
            "H30 carries out 101 千円, of which 1 千円 had been carried into it",
        ),
        (
            HALF,  # 100 + 50 − 30
            (*CARRIED_50, ("carried_out", 2018, 121)),
            "H30年度から繰り越した 121千円 が残額 120千円 を超えます",
            "H30 carries out 121 千円, more than the 120 千円 that are left",
        ),
        (
            HALF,
            (("execution", 2017, 50), ("ineligible", 2017, 51)),
            "H29年度の交付対象外経費 51千円 が執行額 50千円 を超えます",
            "51 千円 of H29 are not eligible, more than the 50 千円 spent",
        ),
        (
            HALF,
            (("grant_returned", 2017, 1),),
            "返還額 1千円 が受入額 0千円 を超えます",
            "1 千円 are returned, more than the 0 千円 received",
        ),
        (
            HALF,
            (("grant_received", 2017, 5), ("grant_returned", 2018, 7)),
            "返還額 7千円 が受入額 5千円 を超えます",
            "7 千円 are returned, more than the 5 千円 received",
        ),
        (
            HALF,
            (("supplement", 2017, 10), ("execution", 2017, 111)),
            "H29年度の執行額 111千円 が使える額 110千円 を 1千円 超えます",
            "H29 spends 111 千円, 1 千円 more than the 110 千円 it has",
        ),
        (
            budget_plan({}, 300),
            (("execution", 2017, 90), ("execution", 2018, 100), ("execution", 2019, 111)),
            "執行額の合計 301千円 が総事業費 300千円 を 1千円 超えます",
            "301 千円 are spent in all, 1 千円 more than the total of 300 千円",
        ),
    ],
)
def test_a_sentence_about_a_ledger_says_the_figures_that_a_person_gets(
    subject: Plan, rows: Rows, japanese: str, english: str
) -> None:
    (issue,) = check_budget(subject, ledger_of(subject, *rows))
    assert issue.route  # at a row
    assert issue.message.ja.endswith(japanese)
    assert issue.message.en.endswith(english)
