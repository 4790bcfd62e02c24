"""Names that are drawn alike."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from example import kpi, plan
from yport_cli.core.checks.lookalikes import lookalike_name, skeleton


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("カフェ利用者数", "力フェ利用者数"),
        ("ロビー利用者数", "口ビー利用者数"),
        ("ニュース配信数", "二ュース配信数"),
        ("データ件数", "デ一タ件数"),
        ("チーム数", "千ーム数"),
        ("ベンチ設置数", "べンチ設置数"),
        ("A地区", "А地区"),
        ("参加者数", "参加\u200b者数"),
        ("参加者数", "参加\u2060者数"),
        ("area1", "areal"),
    ],
)
def test_names_that_are_drawn_alike_are_told(one: str, other: str) -> None:
    (issue,) = lookalike_name(plan(kpis=[kpi(name=one), kpi(id="other", name=other)]))
    assert issue.route == ("kpis", 1, "name")
    assert one in issue.message.ja
    assert other in issue.message.ja


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("移住者数", "移住相談件数"),
        ("第1期", "第一期"),
        ("電力量", "電力量（公共）"),
        ("CO2排出量", "Co排出量"),
    ],
)
def test_names_that_differ_to_the_eye_are_not(one: str, other: str) -> None:
    assert list(lookalike_name(plan(kpis=[kpi(name=one), kpi(id="other", name=other)]))) == []


def test_an_id_that_is_spelled_as_its_own_name_is_no_other_thing() -> None:
    assert list(lookalike_name(plan(kpis=[kpi(id="al", name="a1")]))) == []


@given(st.text(min_size=1, max_size=8))
def test_a_skeleton_looks_like_itself(text: str) -> None:
    assert skeleton(skeleton(text)) == skeleton(text)
