"""Lines over the years, read back from their SVG; the places were worked by hand."""

import xml.etree.ElementTree as ET
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yport_cli.render.formats.svg import svg
from yport_cli.render.formats.svg_lines import lines_description, lines_svg, scale, shows_zero
from yport_cli.render.shapes.report import AsOfMark, AxisYear, Line, LineChart, LineStyle, Point

Value = int | Decimal | Fraction | None
ZERO = Point(0, "0")
_NUMBER = st.one_of(st.none(), st.integers(-(10**19), 10**19), st.decimals(-1000, 1000, places=3))


def _line(name: str, style: LineStyle, *values: Value, is_open: bool = False) -> Line:
    last = len(values) - 1
    points = tuple(
        Point(value, "未記録" if value is None else f"{value}", is_open and place == last)
        for place, value in enumerate(values)
    )
    return Line(name, style, points, style)


def _chart(
    *lines: Line,
    start: str | None = "開始前",
    gap: str | None = None,
    today: AsOfMark | None = None,
    from_zero: bool = True,
    start_at: Point = ZERO,
) -> LineChart:
    years = tuple(
        AxisYear(2017 + place, "平成" if place == 0 else "", str(29 + place))
        for place in range(len(lines[0].points))
    )
    return LineChart(
        "c", "題", "注", "件", "visits", years, lines, start, gap, 2018, today, from_zero, start_at
    )


def _drawn(chart: LineChart) -> ET.Element:
    return ET.fromstring(lines_svg(chart))


def _of(element: ET.Element, tag: str, kind: str) -> list[dict[str, str]]:
    return [one.attrib for one in element.iter(tag) if one.get("class") == kind]


@pytest.mark.parametrize(
    ("values", "from_zero", "ticks"),
    [
        ([14_000_000], True, (0, 15_000_000, 5_000_000)),
        ([30, 29], True, (0, 30, 10)),
        ([Decimal("14.1"), 12], False, (12, 15, 1)),  # 2.1 ÷ 4 is 0.525
        ([-2000, 30_000], True, (-10_000, 30_000, 10_000)),
        ([0], True, (0, 1, Fraction(1, 2))),
        ([], True, (0, 1, Fraction(1, 2))),
        ([5], False, (4, 6, Fraction(1, 2))),
    ],
)
def test_ticks_are_round_and_hold_every_figure(
    values: list[int | Decimal],
    from_zero: bool,  # noqa: FBT001
    ticks: tuple[int | Fraction, ...],
) -> None:
    assert scale(values, from_zero=from_zero) == ticks


def test_a_figure_stands_at_its_height() -> None:
    # From 0 at 194 to 30 at 26: 15 is in the middle, at 110.
    element = _drawn(_chart(_line("実績", "actual", 15, 30)))
    points = _of(element, "circle", "act-pt")
    assert [point["cy"] for point in points] == ["194", "110", "26"]  # the start first
    assert len({point["cx"] for point in points}) == 3


def test_levels_begin_at_their_baseline() -> None:
    # From 12.0 at 194 to 14.0 at 26 by 84 for each 1.0: 13.0, the baseline, is in the middle, at 110.
    lines = (_line("計画", "plan", 14, 12), _line("実績", "actual", 12, None))
    element = _drawn(_chart(*lines, start_at=Point(13, "13"), from_zero=False))
    assert [point["cy"] for point in _of(element, "circle", "plan-pt")] == ["110", "26", "194"]
    assert [point["cy"] for point in _of(element, "circle", "act-pt")] == ["110", "194"]
    (stroke,) = _of(element, "line", "actual")
    assert (stroke["y1"], stroke["y2"]) == ("110", "194")
    assert lines_description(_chart(*lines, start_at=Point(13, "13"))).startswith("開始前: 13 / ")


def test_a_baseline_beyond_the_years_is_on_the_scale() -> None:
    # 1.32 to 1.34: a step of 0.005; without the baseline the scale would begin at 1.33.
    line = _line("計画", "plan", Decimal("1.33"), Decimal("1.34"))
    element = _drawn(_chart(line, start_at=Point(Decimal("1.32"), "1.32"), from_zero=False))
    assert [point["cy"] for point in _of(element, "circle", "plan-pt")] == ["194", "110", "26"]


def test_ticks_have_the_decimals_of_the_finest() -> None:
    element = _drawn(_chart(_line("計画", "plan", 1, 2), start=None, from_zero=False))
    ticks = [text.text for text in element.findall("text") if text.get("text-anchor") == "end"]
    assert ticks == ["1.0", "1.5", "2.0"]


@pytest.mark.parametrize(("count", "named"), [(3, "0 1 2"), (7, "2 4 6"), (8, "1 3 5 7")])
def test_names_of_years_are_left_out_evenly_back_from_the_last(count: int, named: str) -> None:
    years = tuple(AxisYear(2020 + place, "", f"{2020 + place}") for place in range(count))
    line = _line("Actual", "actual", *[1] * count)
    chart = LineChart("c", "t", "n", "", "visits", years, (line,), "Before")
    ticks = [text.text for text in _drawn(chart).findall("text") if text.get("y") == "214"]
    assert ticks == ["Before", *(f"{2020 + int(place)}" for place in named.split())]


def test_over_what_is_unknown_no_line_is_drawn() -> None:
    element = _drawn(_chart(_line("実績", "actual", 10, None, 20)))
    assert len(_of(element, "line", "actual")) == 1  # from the start to the first year
    assert len(_of(element, "circle", "act-pt")) == 3
    nothing = _drawn(_chart(_line("計画", "plan", 1, 2, 3), _line("実績", "actual", None, None, None)))
    assert not _of(nothing, "circle", "act-pt")
    assert "実績" not in "".join(text.text or "" for text in nothing.findall("text"))


def test_a_year_still_running_is_drawn_open() -> None:
    element = _drawn(_chart(_line("実績", "actual", 10, 12, is_open=True)))
    assert len(_of(element, "circle", "act-open")) == 1
    assert len(_of(element, "line", "actual running")) == 1


def test_a_year_still_running_stands_at_the_as_of_date_between_the_years() -> None:
    half = AsOfMark("基準日", 2018, Fraction(1, 2))
    lines = (_line("計画", "plan", 10, 30), _line("実績", "actual", 10, 12, is_open=True))
    element = _drawn(_chart(*lines, today=half))
    (upright,) = _of(element, "line", "today")
    (open_point,) = _of(element, "circle", "act-open")
    before, after = (Decimal(point["cx"]) for point in _of(element, "circle", "plan-pt")[1:])
    assert upright["x1"] == upright["x2"] == open_point["cx"]
    assert abs(Decimal(upright["x1"]) - (before + after) / 2) < 1
    assert "基準日" in [text.text for text in element.findall("text")]


def test_an_era_whose_first_year_has_no_place_is_named_with_the_next() -> None:
    years = tuple(AxisYear(2020 + place, "令和" if place == 0 else "", str(2 + place)) for place in range(7))
    line = _line("実績", "actual", *[-(10**12)] * 7)
    chart = LineChart("c", "題", "注", "人", "visits", years, (line,), "開始前の基準となる値")
    ticks = [text.text for text in _drawn(chart).findall("text") if text.get("y") in ("214", "229")]
    assert ticks[:2] == ["開始前の基準となる値", "令和"]
    assert ticks[2] != "2"


def test_whether_0_is_on_the_scale_is_told_by_its_ticks() -> None:
    assert shows_zero(_chart(_line("計画", "plan", 40, 0), from_zero=False))  # from 0 by 10 to 40
    assert not shows_zero(_chart(_line("計画", "plan", 14, 12), start=None, from_zero=False))


def test_the_gap_is_a_stroke_from_the_actual_to_the_plan() -> None:
    lines = (_line("計画", "plan", 10, 30), _line("実績", "actual", 10, 15))
    element = _drawn(_chart(*lines, gap="不足 15"))
    (stroke,) = _of(element, "line", "lack")
    assert stroke["x1"] == stroke["x2"]
    assert {stroke["y1"], stroke["y2"]} == {"26", "110"}
    labels = {
        text.text: Decimal(text.attrib["y"])
        for text in element.findall("text")
        if text.get("class") != "tick"
    }
    assert list(labels) == ["計画 30", "不足 15", "実績 15"]
    heights = sorted(labels.values())
    assert all(after - before >= 17 for before, after in pairwise(heights))


def test_a_chart_says_in_words_what_it_draws() -> None:
    element = ET.fromstring(svg(_chart(_line("計画", "plan", 8, 18), _line("実績", "actual", 9, None))))
    parts = {part.get("id"): part.text for part in element.iter()}
    assert element.attrib["role"] == "img"
    assert [parts[name] for name in element.attrib["aria-labelledby"].split()] == [
        "題",
        "開始前: 0 / 平成29: 計画 8, 実績 9 / 30: 計画 18, 実績 未記録",
    ]


def test_lines_are_told_apart_by_dash_and_shape() -> None:
    element = _drawn(
        _chart(_line("計画", "plan", 1, 2), _line("実績", "actual", 1, 2), _line("経費", "cost", 1, 2))
    )
    assert _of(element, "circle", "plan-pt")
    assert _of(element, "circle", "act-pt")
    assert _of(element, "rect", "cost-pt")
    assert _of(element, "line", "upright")


@pytest.mark.slow
@given(st.lists(_NUMBER, min_size=1, max_size=7), st.lists(_NUMBER, min_size=1, max_size=7), st.booleans())
def test_no_point_leaves_its_chart(
    first: list[Value],
    second: list[Value],
    from_zero: bool,  # noqa: FBT001
) -> None:
    count = min(len(first), len(second))
    chart = _chart(
        _line("計画", "plan", *first[:count]),
        _line("実績", "actual", *second[:count]),
        start="開始前" if from_zero else None,
        from_zero=from_zero,
    )
    element = _drawn(chart)
    _, _, wide, high = map(int, element.attrib["viewBox"].split())
    for circle in element.iter("circle"):
        assert 0 <= Decimal(circle.attrib["cx"]) <= wide
        assert 26 <= Decimal(circle.attrib["cy"]) <= 194 <= high


@given(st.text(max_size=30))
def test_no_text_leaves_its_place(text: str) -> None:
    hostile = f"</text><script>{text}&"
    drawn = lines_svg(_chart(_line(hostile, "actual", 1, 2), gap=hostile))
    assert "<script" not in drawn
