import pytest

from yport_cli.core.issues.issue import Refusal
from yport_cli.core.plan.kpi_start import KpiStart, read_kpi_start


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("移住者数:人", KpiStart("移住者数", "人", "increment", "increase")),
        ("人口：人：水準", KpiStart("人口", "人", "level", "increase")),
        ("空き家率 : % : 減少 : 目標値", KpiStart("空き家率", "%", "level", "decrease")),
        ("空き家率:%", KpiStart("空き家率", "%", "level", "increase", is_kind_assumed=True)),
        ("空き家率:％:減少", KpiStart("空き家率", "％", "level", "decrease", is_kind_assumed=True)),
        ("達成率:%:増加分", KpiStart("達成率", "%", "increment", "increase")),
        ("vacancy:%:LEVEL:decrease", KpiStart("vacancy", "%", "level", "decrease")),
    ],
)
def test_a_line_says_what_a_kpi_is(text: str, start: KpiStart) -> None:
    assert read_kpi_start(text) == start


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("移住者数", "名前と単位の両方が要ります"),
        (":人", "名前と単位の両方が要ります"),
        ("移住者数:人:減る", "「減る」が分かりません"),
    ],
)
def test_what_is_missing_or_unknown_is_said(text: str, said: str) -> None:
    with pytest.raises(Refusal) as caught:
        read_kpi_start(text)
    assert said in caught.value.issue().message.ja
