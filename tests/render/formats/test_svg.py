"""Charts, read back from their SVG; the places were worked by hand."""

import re
import xml.etree.ElementTree as ET
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yport_cli.render.formats import svg as chart_module
from yport_cli.render.formats.svg import description, svg
from yport_cli.render.shapes.report import Bar, Mark, StackChart, StackedBar

_NUMBER = st.one_of(
    st.none(), st.integers(-(10**20), 10**20), st.decimals(-1000, 1000, places=3), st.fractions(-1000, 1000)
)


def _element(text: str) -> ET.Element:
    return ET.fromstring(text)


def _chart(*parts: int | Decimal | Fraction | None, whole: int = 100, name: str = "実績") -> StackChart:
    bars = tuple(Bar(name, value, str(value), "solid") for value in parts)
    return StackChart("c", "題", "注", (StackedBar("執行", whole, bars),))


def _rects(element: ET.Element) -> list[tuple[float, float]]:
    """Left and width of each bar, in percent."""
    return [
        (float(rect.attrib["x"].rstrip("%")), float(rect.attrib["width"].rstrip("%")))
        for rect in element.findall("rect")
        if rect.attrib["width"].endswith("%") and rect.get("class") != "frame"
    ]


def test_a_chart_says_in_words_what_it_draws() -> None:
    element = _element(svg(_chart(50, 30)))
    names = element.attrib["aria-labelledby"].split()
    parts = {part.get("id"): part.text for part in element.iter()}
    assert element.attrib["role"] == "img"
    assert [parts[name] for name in names] == ["題", "執行: 実績 50, 実績 30"]


def test_every_bar_is_told_from_the_others_without_colour() -> None:
    marks: list[Mark] = list(get_args(Mark))
    bars = tuple(Bar(mark, 1, "1", mark) for mark in marks)
    element = _element(svg(StackChart("c", "題", "注", (StackedBar("執行", len(bars), bars),))))
    fills = {rect.attrib["fill"] for rect in element.findall("rect") if rect.get("class") != "frame"}
    assert len(fills) == len(marks)
    defined = {pattern.attrib["id"] for pattern in element.iter("pattern")}
    assert {fill for fill in fills if fill.startswith("url")} == {f"url(#{name})" for name in defined}


def _luminance(colour: str) -> float:
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _contrast(colour: str, ground: str = "#ffffff") -> float:
    light, dark = sorted((_luminance(colour), _luminance(ground)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_the_measure_of_contrast_is_right() -> None:
    assert _contrast("#000000") == pytest.approx(21)
    assert _contrast("#777777") == pytest.approx(4.48, abs=0.01)  # known to fall just short of 4.5


def test_text_has_a_contrast_of_4_5_and_graphics_of_3() -> None:
    style = (Path(chart_module.__file__).parent / "templates" / "style.css").read_text(encoding="utf-8")
    colours = dict(re.findall(r"--(\w+): (#[0-9a-f]{6});", style))
    for name in ("city", "alert", "ink", "sub", "edge"):
        assert _contrast(colours[name]) >= 4.5, name
        assert _contrast(colours[name], colours["wash"]) >= 4.5, name


def test_parts_of_a_whole_stand_one_after_the_other_in_its_frame() -> None:
    parts = (Bar("交付金", 30, "30", "solid"), Bar("自己財源", 90, "90", "blank"))
    element = _element(svg(StackChart("s", "題", "注", (StackedBar("財源", 120, parts),))))
    assert _rects(element) == [(0, 25), (25, 75)]
    (frame,) = [rect for rect in element.findall("rect") if rect.get("class") == "frame"]
    assert frame.attrib["width"] == "100%"


def test_parts_that_pass_the_whole_run_beyond_its_frame() -> None:
    parts = (Bar("執行額", 150, "150", "solid"), Bar("残額", -50, "-50", "blank"))
    element = _element(svg(StackChart("s", "題", "注", (StackedBar("執行", 100, parts),))))
    assert _rects(element) == [(0, 100)]
    (frame,) = [rect for rect in element.findall("rect") if rect.get("class") == "frame"]
    assert frame.attrib["width"] == "66.667%"


def test_a_whole_of_nothing_is_an_empty_frame() -> None:
    parts = (Bar("執行額", None, "未記録", "solid"),)
    element = _element(svg(StackChart("s", "題", "注", (StackedBar("執行", 0, parts),))))
    assert _rects(element) == []
    assert "執行額 未記録" in description(StackChart("s", "題", "注", (StackedBar("執行", 0, parts),)))


@pytest.mark.slow
@given(st.lists(_NUMBER, min_size=1, max_size=5))
def test_no_figure_leaves_its_chart(values: list[int | Decimal | Fraction | None]) -> None:
    for left, width in _rects(_element(svg(_chart(*values)))):
        assert left >= 0
        assert width >= 0
        assert left + width <= 100


@given(st.text(max_size=30), st.text(max_size=30))
def test_no_text_leaves_its_place(name: str, heading: str) -> None:
    hostile = f"</text><script>{name}&"
    bar = StackedBar(heading + "<b>", 1, (Bar(hostile, 1, '"', "hatched"),))
    drawn = svg(StackChart("c", hostile, "", (bar,)))
    assert "<script" not in drawn
    assert "<b>" not in drawn
