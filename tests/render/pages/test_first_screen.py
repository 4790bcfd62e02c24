"""The first screen: a headline by rules, what needs attention first, one sentence each."""

from datetime import date

import pytest

from example import kpi, plan
from yport_cli.core.figures.ledger import Ledger
from yport_cli.core.figures.outcome import Outcome, outcome
from yport_cli.render.pages.first_screen import answer_of
from yport_cli.render.wording.headlines import headline
from yport_cli.render.wording.kpi_sentences import chart_finding, standing_sentence

ENDED = date(2020, 3, 31)
MIDWAY = date(2019, 3, 31)
LEVELS = {"kind": "level", "increments": None, "unit": "%"}


def _of(rows: dict[str, dict[int, int]], day: date, *kpis: dict[str, object]) -> Outcome:
    return outcome(plan(kpis=list(kpis)), Ledger(rows, day))


def _many(standings: str) -> Outcome:
    """KPIs that are missed (m), behind (b), on pace (o), reached (r) or not recorded (n) in March 2019."""
    rows: dict[str, dict[int, int]] = {}
    for place, letter in enumerate(standings):
        amounts = {"b": {2017: 5}, "o": {2017: 10, 2018: 20}, "r": {2017: 60}, "m": {2017: 5, 2019: 1}}
        if letter != "n":
            rows[f"k{place}"] = amounts[letter]
    kpis = [kpi(id=f"k{place}", name=f"指標{place}") for place in range(len(standings))]
    return _of(rows, ENDED if "m" in standings else MIDWAY, *kpis)


@pytest.mark.parametrize(
    ("standings", "ja", "en"),
    [
        ("bbb", "三つの指標は、いずれも遅れています", "All three KPIs are behind"),
        (
            "mm",
            "記録のある年度に限ると、二つの指標は、いずれも目標に届きませんでした",
            "As far as recorded, neither of the two KPIs reached",
        ),
        ("rr", "二つの指標は、いずれも目標に届きました", "Both KPIs have reached their targets"),
        ("bo", "二つの指標のうち、一つが遅れています", "One of the two KPIs is behind"),
        ("bbooo", "五つの指標のうち、二つが遅れています", "Two of the five KPIs are behind"),
        ("or", "二つの指標は、いずれも順調か、目標に届いています", "Both KPIs are on pace or have"),
        (
            "onn",
            "三つの指標のうち、一つは順調か達成で、残りはまだ判断できません",
            "One of the three KPIs is on pace",
        ),
        ("nn", "二つの指標は、いずれも実績の記録がありません", "Neither of the two KPIs has a recorded"),
        ("b", "指標0は、遅れています", "指標0 is behind"),
        ("b" * 12, "12の指標は、いずれも遅れています", "All 12 KPIs are behind"),
    ],
)
def test_the_headline_counts_and_says_no_more(standings: str, ja: str, en: str) -> None:
    said = headline(_many(standings).kpis)
    assert said.ja == ja
    assert said.en.startswith(en)


def test_what_needs_attention_stands_first_the_lowest_rate_before_the_others() -> None:
    # Of 30 up to 2018: 5 is 16.7 %, 25 is 83.3 %.
    result = _of(
        {"good": {2017: 10, 2018: 20}, "near": {2017: 5, 2018: 20}, "far": {2017: 2, 2018: 3}},
        MIDWAY,
        kpi(id="good", name="良"),
        kpi(id="near", name="近"),
        kpi(id="none", name="無"),
        kpi(id="far", name="遠"),
    )
    answer = answer_of(result, "ja")
    assert [row.name for row in answer.rows] == ["遠", "近", "無", "良"]
    assert [(one.word, one.count, one.text) for one in answer.tally] == [
        ("遅れ", 2, "遠、近"),
        ("未記録", 1, "無"),
        ("順調", 1, "良"),
    ]
    assert answer.lead[0] == "まず見るのは遠です。平成30年度までの達成率は16.7%で、目標まで25人足りません。"
    assert answer.lead[1] == "無は実績の記録がなく、判断できません。"


def test_the_only_late_one_of_several_is_named() -> None:
    kpis = (kpi(id="good", name="良"), kpi(id="far", name="遠"))
    result = _of({"good": {2017: 10, 2018: 20}, "far": {2017: 5}}, date(2018, 3, 31), *kpis)
    assert answer_of(result, "ja").lead == ("遠の平成29年度までの達成率は50.0%で、目標まで5人足りません。",)
    (only,) = answer_of(_of({"far": {2017: 5}}, date(2018, 3, 31), kpis[1]), "en").lead
    assert only == "Its rate up to FY2017 is 50.0%, 5 人 short of the target."


def test_a_row_says_both_rates_and_what_they_compare() -> None:
    # 25 of 30 up to 2018, of 60 in all; the tick stands at 30 of 60.
    (row,) = answer_of(_of({"visits": {2017: 10, 2018: 15}}, MIDWAY, kpi()), "ja").rows
    assert (row.rate.text, row.until, row.whole.text, row.note) == (
        "83.3%",
        "平成30年度まで",
        "41.7%",
        "変化の割合",
    )
    assert row.due is not None
    assert row.due * 2 == 1
    assert row.sentence == "平成30年度までの累計の目標30人に対し、実績は25人。目標まで5人足りません。"


def test_a_bar_is_full_only_when_the_target_is_reached() -> None:
    (near,) = answer_of(
        _of({"visits": {2017: 59}}, MIDWAY, kpi(increments={"H29": 60, "H30": 0, "H31": 0})), "ja"
    ).rows
    assert near.filled is not None
    assert near.filled < 1
    (full,) = answer_of(_of({"visits": {2017: 60}}, MIDWAY, kpi()), "ja").rows
    assert full.filled == 1


def test_percentages_differ_by_points_and_a_fall_is_exceeded() -> None:
    rises = kpi(**LEVELS, baseline=70, targets={"H29": 72, "H30": 74, "H31": 76})
    falls = kpi(
        **LEVELS, id="empty", direction="decrease", baseline=15, targets={"H29": 14, "H30": 13, "H31": 12}
    )
    result = _of({"visits": {2017: 72, 2018: 73}, "empty": {2017: 14, 2018: 14}}, MIDWAY, rises, falls)
    up, down = map(standing_sentence, result.kpis)
    assert up.ja == "平成30年度の目標74%に対し、実績は73%。目標まで1ポイント足りません。"
    assert down.ja == "平成30年度の目標13%に対し、実績は14%。目標を1ポイント超過しています。"
    assert up.en == "Of FY2018: target 74%, actual 73%; 1 point short of the target."


def test_money_of_an_oku_stands_beside_its_exact_figure() -> None:
    result = _of(
        {"visits": {2017: 730_000}},
        date(2018, 3, 31),
        kpi(unit="千円", increments={"H29": 1_000_000, "H30": 1, "H31": 1}),
    )
    said = standing_sentence(result.kpis[0]).ja
    # 1,000,000千円 is 10億円; 730,000 is 7.3; 270,000 is 2.7.
    assert said == (
        "平成29年度までの累計の目標1,000,000千円（10億円）に対し、実績は730,000千円（7.3億円）。"
        "目標まで270,000千円（2.7億円）足りません。"
    )


@pytest.mark.parametrize(
    ("rows", "day", "ja"),
    [
        ({2017: 9, 2018: 15, 2019: 20}, ENDED, "来訪者数は、目標との差が年々広がっています"),  # 1, 6, 16
        (
            {2017: 2, 2018: 22, 2019: 35},
            ENDED,
            "来訪者数は、目標との差が縮まっていますが、届いていません",
        ),  # 8, 6, 1
        ({2017: 5, 2018: 10, 2019: 42}, ENDED, "来訪者数は、毎年度、目標に届いていません"),  # 5, 15, 3
        ({2017: 10, 2018: 10, 2019: 10}, ENDED, "来訪者数は、平成30年度から目標を下回っています"),
        ({2017: 5, 2018: 25}, MIDWAY, "来訪者数は、平成30年度に遅れを取り戻しました"),
        ({2017: 10, 2018: 20}, MIDWAY, "来訪者数は、平成30年度まで毎年度、目標に届いています"),
        ({2017: 10, 2018: 20, 2019: 30}, ENDED, "来訪者数は、毎年度、目標に届いています"),
        ({2017: 9}, date(2018, 3, 31), "来訪者数は、平成29年度の目標に届いていません"),
        ({2017: 9, 2019: 60}, ENDED, "来訪者数は、平成30年度の記録がありません"),
        ({}, ENDED, "来訪者数は、実績の記録がありません"),
    ],
)
def test_the_heading_of_a_chart_is_its_finding(rows: dict[int, int], day: date, ja: str) -> None:
    result = _of({"visits": rows} if rows else {}, day, kpi(name="来訪者数"))
    assert chart_finding(result.kpis[0]).ja == ja


def test_of_a_level_that_was_not_recorded_in_between_only_the_last_year_is_spoken_of() -> None:
    level = kpi(**LEVELS, baseline=1, targets={"H29": 10, "H30": 20, "H31": 30})
    result = _of({"visits": {2017: 10, 2019: 30}}, ENDED, level)
    assert chart_finding(result.kpis[0]).ja.endswith("平成31年度の目標に届いています")
