"""The caps and durations of the programmes, as their documents print them: at the figure, and above it."""

from typing import Any

import pytest

from example import plan
from yport_cli.core.checks.grant_caps import grant_cap, grant_duration
from yport_cli.core.issues.issue import Issue
from yport_cli.core.plan.plan import Plan

SUISHIN, SECOND = "地方創生推進交付金", "新しい地方経済・生活環境創生交付金"

YEARLY = [
    *((SUISHIN, "先駆", "神奈川県", "H28", 200_000), (SUISHIN, "先駆", "葉山町", "H28", 100_000)),
    *((SUISHIN, "横展開", "神奈川県", "H28", 50_000), (SUISHIN, "横展開", "葉山町", "H28", 25_000)),
    *((SUISHIN, "先駆", "神奈川県", "H29", 300_000), (SUISHIN, "先駆", "横浜市", "H29", 200_000)),
    *((SUISHIN, "横展開", "東京都", "H29", 75_000), (SUISHIN, "横展開", "港区", "H29", 50_000)),
    *((SUISHIN, "隘路打開", "京都府", "H28", 50_000), (SUISHIN, "隘路打開", "読谷村", "H28", 25_000)),
    *((SUISHIN, "隘路打開", "北海道", "H29", 75_000), (SUISHIN, "隘路打開", "横浜市", "H29", 50_000)),
    *((SECOND, "ソフト事業", "神奈川県", "R7", 1_500_000), (SECOND, "ソフト事業", "横浜市", "R7", 1_500_000)),
    *((SECOND, "ソフト事業", "葉山町", "R7", 1_000_000), (SECOND, "拠点整備", "神奈川県", "R7", 1_500_000)),
    *((SECOND, "拠点整備", "横浜市", "R7", 1_500_000), (SECOND, "拠点整備", "葉山町", "R7", 1_000_000)),
    *((SECOND, "インフラ", "神奈川県", "R7", 1_000_000), (SECOND, "インフラ", "横浜市", "R7", 400_000)),
    (SECOND, "インフラ", "葉山町", "R7", 200_000),
]
"""In 千円. A city may be one of the 中枢中核都市, whose cap is the higher: no other is certain."""

WHOLE = [("神奈川県", 5_000_000), ("横浜市", 2_000_000), ("葉山町", 1_000_000)]
"""インフラ整備事業, over the plan."""


def _plan(name: str, kind: str, body: str, amounts: dict[str, Any], years: list[str]) -> Plan:
    return plan(
        authors=[body],
        fiscal_years=years,
        budget={"unit": "千円", "total": None, "grant": {"name": name, "kind": kind, "amount": amounts}},
    )


def _cap(*given: Any) -> list[Issue]:
    return list(grant_cap(_plan(*given)))


@pytest.mark.parametrize(("name", "kind", "body", "year", "most"), YEARLY)
def test_a_year_may_reach_its_cap_and_not_pass_it(
    name: str, kind: str, body: str, year: str, most: int
) -> None:
    assert _cap(name, kind, body, {year: most}, [year]) == []
    (issue,) = _cap(name, kind, body, {year: most + 1}, [year])
    word = ("目安", "guide") if kind == "インフラ" else ("上限", "cap")
    assert f"の{word[0]} {most:,}千円 を超えます" in issue.message.ja
    assert f"passes the {word[1]} of {most:,} 千円" in issue.message.en


@pytest.mark.parametrize(("body", "most"), WHOLE)
def test_a_plan_may_reach_the_cap_of_the_whole(body: str, most: int) -> None:
    years = [f"R{count}" for count in range(7, 7 + 5)]
    below = dict.fromkeys(years, most // 5)
    said = [issue.message.ja for issue in _cap(SECOND, "インフラ", body, below, years)]
    assert not any(f"上限 {most:,}千円" in text for text in said)
    said = [
        issue.message.ja for issue in _cap(SECOND, "インフラ", body, below | {"R7": most // 5 + 1}, years)
    ]
    assert any(f"上限 {most:,}千円" in text for text in said)


@pytest.mark.parametrize(
    ("name", "kind", "longest"),
    [
        *((SUISHIN, "先駆", 5), (SUISHIN, "横展開", 3), (SUISHIN, "隘路打開", 3)),
        *((SECOND, "ソフト事業", 5), (SECOND, "拠点整備事業", 5), (SECOND, "インフラ整備事業", 7)),
    ],
)
def test_a_plan_may_last_as_long_as_its_part(name: str, kind: str, longest: int) -> None:
    years = [f"R{count}" for count in range(2, 3 + longest)]
    assert not list(grant_duration(_plan(name, kind, "横浜市", {}, years[:longest])))
    (issue,) = grant_duration(_plan(name, kind, "横浜市", {}, years))
    assert f"長くて{longest}年度" in issue.message.ja


@pytest.mark.parametrize("year", ["H30", "R2"])
def test_of_a_year_without_a_known_cap_nothing_is_said(year: str) -> None:
    assert _cap(SUISHIN, "先駆", "横浜市", {year: 10_000_000}, [year]) == []


def test_of_a_body_of_no_known_class_nothing_is_said() -> None:
    assert _cap(SUISHIN, "先駆", "ある広域連合", {"H29": 10_000_000}, ["H29"]) == []
