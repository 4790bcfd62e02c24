"""The figures in the sentences of the rules, worked by hand from the files of `tests/cases/`."""

import pytest

from example import ROOT
from yport_cli.source.plan.plan_loader import load_plan

SAID = {
    "against-direction/fail-increments": [("減らすのがよい", "less of"), ("合計は 20 です", "add up to 20")],
    "against-direction/fail": [
        ("増やすのがよい", "more of"),
        ("基準値 27,000", "from 27,000"),
        ("目標値は 26,600", "target is 26,600"),
    ],
    "break-even-claim/fail": [
        ("は H29 とありますが", "claims H29"),
        ("均衡するのは H30", "break even in H30"),
    ],
    "budget-over-total/fail-one-year": [
        ("合計 100.01千円", "up to 100.01 千円"),
        ("総事業費 100千円", "total of 100 千円"),
        ("0.01千円 上回", "0.01 千円 more"),
    ],
    "budget-over-total/fail": [("合計 101千円", "up to 101 千円"), ("1千円 上回", ", 1 千円 more")],
    "budget-sum-mismatch/fail": [("合計 99千円", "up to 99 千円"), ("に 1千円 足り", ", 1 千円 less")],
    "cumulative-mismatch/fail-with-baseline": [("累計 130 は", ", 130,"), ("（差 100）", "(difference 100)")],
    "cumulative-mismatch/fail": [
        ("累計 31 は", ", 31,"),
        ("（差 1）", "(difference 1)"),
        ("10 + 20 = 30", "10 + 20 = 30"),
    ],
    "eligible-over-total/fail-one-year": [
        ("61千円 がH29の額 60千円", "61 千円 exceeds the amount of H29 of 60")
    ],
    "eligible-over-total/fail": [
        ("101千円 が総事業費 100千円", "101 千円 exceeds the total cost of 100 千円")
    ],
    "fiscal-year-order/fail-backwards": [("H30 の次に H29", "H29 follows H30"), ("[H29, H30]", "[H29, H30]")],
    "fiscal-year-order/fail-gap": [("H28 の次に H30", "H30 follows H28"), ("次は H29", "next is H29")],
    "foreign-year/fail-before-the-plan": [
        ("H28 は計画の年度（H29〜H30）", "H28 is not a fiscal year of the plan")
    ],
    "foreign-year/fail": [("H31 (R1) は計画の年度（H29〜H30）", "H31 (R1) is not")],
    "funding-over-budget/fail-total": [
        ("合計 101千円", "add up to 101 千円"),
        ("総事業費 100千円 を 1千円", "1 千円 more than the total, 100 千円"),
    ],
    "funding-over-budget/fail": [("60.5千円 がH29の額 60千円 を 0.5千円", "60.5 千円, 0.5 千円 more")],
    "grant-cap/fail-bottleneck": [
        ("交付金 50,001千円", "50,001 千円"),
        ("上限 50,000千円", "cap of 50,000 千円"),
    ],
    "grant-cap/fail-second-generation": [
        ("交付金 2,000百万円", "2,000 百万円"),
        ("上限 1,500,000千円", "cap of 1,500,000 千円"),
    ],
    "grant-duration/fail": [("計画は4年度", "has 4 fiscal years"), ("長くて3年度", "lasts 3 at most")],
    "grant-over-limit/fail-eligible": [
        ("41千円 が交付率 1/2 × 80千円 = 40千円", "41 千円 exceeds 1/2 × 80 千円 = 40 千円")
    ],
    "grant-over-limit/fail-one-year": [
        ("25.5千円", "25.5 千円"),
        ("1/2 × 50千円 = 25千円", "1/2 × 50 千円 = 25 千円"),
    ],
    "grant-over-limit/fail": [
        ("51千円 が交付率 1/2 × 100千円 = 50千円", "51 千円 exceeds 1/2 × 100 千円 = 50 千円")
    ],
    "grant-over-limit/fail-no-cost": [("5千円 が交付率 0 の 0千円", "5 千円 exceeds 0 千円 at a rate of 0")],
    "grant-rate/fail-one-year": [("3/5 が", "3/5"), ("1/2 を超え", "above the 1/2")],
    "level-mismatch/fail": [
        ("値 131 は", ", 131,"),
        ("（差 1）", "(difference 1)"),
        ("100 + 30 = 130", "100 + 30 = 130"),
    ],
    "lines-over-budget/fail-one-year": [("51千円 がH29の額 50千円 を 1千円", "51 千円, 1 千円 more")],
    "lines-over-budget/fail": [("合計 101千円 が総事業費 100千円 を 1千円", "up to 101 千円, 1 千円 more")],
    "lines-under-budget/fail": [
        ("59.5千円 が年度の額 60千円 に 0.5千円", "59.5 千円, 0.5 千円 less than its 60")
    ],
    "lookalike-name/fail-cyrillic": [("U+0410, U+0041", "U+0410, U+0041")],
    "lookalike-name/fail-invisible": [("U+2060, U+8005", "U+2060, U+8005")],
    "period-end/fail-later": [
        ("2020-03-31 が最終年度 H30 の末日 2019-03-31", "2020-03-31, not with the last fiscal year H30"),
        ("2020-03-31 はR1年度", "2020-03-31 is in R1"),
    ],
    "period-order/fail": [
        ("2019-04-01 が終わり 2019-03-31", "starts on 2019-04-01, after its end on 2019-03-31")
    ],
}
"""Of each case what its sentences hold, in Japanese and in English."""


@pytest.mark.parametrize("case", SAID)
def test_a_rule_says_the_figures_that_a_person_gets(case: str) -> None:
    report = load_plan(ROOT / "tests" / "cases" / f"{case}.yaml").report
    said = [text for issue in report.issues for text in (issue.message, issue.hint) if text is not None]
    for japanese, english in SAID[case]:
        assert any(japanese in text.ja for text in said)
        assert any(english in text.en for text in said)


BESIDE = {
    "against-direction/fail-increments": ["kpis[0].increments"],
    "against-direction/fail": ["kpis[0].targets"],
    "break-even-claim/fail": ["self_sufficiency.revenue", "self_sufficiency.cost"],
    "budget-over-total/fail-one-year": ["budget.years.H30"],
    "budget-over-total/fail": ["budget.years.H29", "budget.years.H30"],
    "budget-sum-mismatch/fail": ["budget.years.H29", "budget.years.H30"],
    "cumulative-mismatch/fail": ["kpis[0].increments"],
    "duplicate-id/fail-content": ["project.contents[0].id"],
    "duplicate-id/fail-funding": ["budget.funding[0].id"],
    "duplicate-id/fail": ["kpis[0].id"],
    "eligible-over-total/fail-one-year": ["budget.years.H29"],
    "eligible-over-total/fail": ["budget.total"],
    "fiscal-year-order/fail-backwards": ["fiscal_years[0]"],
    "foreign-year/fail": ["fiscal_years"],
    "funding-over-budget/fail": ["budget.funding"],
    "grant-cap/fail-decided": ["budget.grant.kind"],
    "grant-over-limit/fail-eligible": ["budget.grant.rate", "budget.grant.eligible_cost"],
    "grant-over-limit/fail-one-year": ["budget.grant.rate", "budget.grant.eligible_cost.H29"],
    "grant-over-limit/fail": ["budget.grant.rate", "budget.total"],
    "grant-rate/fail": ["budget.grant.kind"],
    "level-mismatch/fail": ["kpis[0].baseline", "kpis[0].increments"],
    "lines-over-budget/fail": ["budget.lines"],
    "lookalike-name/fail": ["kpis[0].name"],
    "period-end/fail": ["fiscal_years[1]"],
    "period-order/fail": ["period.end"],
    "shared-name/fail-alias": ["kpis[0].name"],
}
"""Of each case the other places that a person would look at."""


@pytest.mark.parametrize("case", BESIDE)
def test_a_rule_points_to_what_else_is_concerned(case: str) -> None:
    report = load_plan(ROOT / "tests" / "cases" / f"{case}.yaml").report
    assert [[other.at.path for other in issue.related] for issue in report.issues] == [BESIDE[case]]
