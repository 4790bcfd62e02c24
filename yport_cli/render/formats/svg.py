"""Charts as inline SVG: exact figures in, only the places on the page are rounded.

Bars are placed in percent and text in pixels, so that a chart fills any width and its text keeps its size.
Every bar says its name and figure in words, and is told from its neighbour by its filling, not by colour
alone.
"""

from collections.abc import Iterable
from fractions import Fraction
from html import escape

from yport_cli.core.numbers.number import Quantity, plain, rounded
from yport_cli.render.formats.svg_lines import lines_svg
from yport_cli.render.formats.svg_text import width
from yport_cli.render.shapes.report import Bar, Chart, LineChart, Mark, StackChart, StackedBar

# Pixels; the narrowest chart is that of a screen 320 wide.
_NARROWEST = 272
_FONT = 13
_HEADING = 20
_BAR = 18
_LINE = 22
_GROUP_GAP = 12
_LABEL_GAP = 8
_SWATCH = 14
_LEAST_SHARE = Fraction(1, 8)

_INK = "var(--ink, #1a1a1a)"
_LINES = "var(--edge, #6b7177)"
_SOLID = "var(--city, #0b4f8a)"

_TURNED = ' patternTransform="rotate(45)"'
_LINE_DOWN = f'<path d="M0 0V6" stroke="{_LINES}" stroke-width="2.5"/>'
_LINE_OVER = f'<path d="M0 0H6" stroke="{_LINES}" stroke-width="2.5"/>'
_DRAWINGS: dict[Mark, tuple[str, str]] = {
    "hatched": (_TURNED, _LINE_DOWN),
    "dotted": ("", f'<circle cx="3" cy="3" r="1.5" fill="{_LINES}"/>'),
    "crossed": (_TURNED, f'<path d="M0 0V6M0 0H6" stroke="{_LINES}" stroke-width="2"/>'),
    "striped": ("", _LINE_DOWN),
    "barred": ("", _LINE_OVER),
    "back_hatched": (' patternTransform="rotate(-45)"', _LINE_DOWN),
    "grid": ("", f'<path d="M0 0V6M0 0H6" stroke="{_LINES}" stroke-width="2"/>'),
    "dense": ("", f'<path d="M0 0H6V6H0z" fill="{_LINES}"/><circle cx="3" cy="3" r="1.5" fill="#ffffff"/>'),
}
"""Of each filling, how its drawing is turned, and the drawing."""


def svg(chart: Chart) -> str:
    """`chart` as an `<svg>` element, with its figures in words as its description."""
    if isinstance(chart, LineChart):
        return lines_svg(chart)
    body, height = _stacks(chart)
    name = escape(chart.id)
    described = escape(description(chart))
    # Labels too long for the narrowest screen are written smaller.
    fitting = _FONT * min(Fraction(1), (1 - _LEAST_SHARE) * _NARROWEST / _widest(chart))
    return (
        f'<svg class="chart stack" id="{name}" role="img" aria-labelledby="{name}-title {name}-desc"'
        f' width="100%" height="{height}" font-size="{plain(rounded(fitting, 2).normalize())}" fill="{_INK}">'
        f'<title id="{name}-title">{escape(chart.title)}</title><desc id="{name}-desc">{described}</desc>'
        f"<defs>{_patterns(name, {bar.mark for _, bars in _rows(chart) for bar in bars})}</defs>{body}</svg>"
    )


def description(chart: StackChart) -> str:
    """Every figure of the chart in words."""
    return " / ".join(
        f"{heading}: {', '.join(f'{bar.name} {bar.text}' for bar in bars)}" for heading, bars in _rows(chart)
    )


def _rows(chart: StackChart) -> list[tuple[str, tuple[Bar, ...]]]:
    return [(bar.heading, bar.parts) for bar in chart.bars]


def _widest(chart: StackChart) -> Fraction:
    """About how many pixels the longest label takes, with what stands before it."""
    labels = (f"{bar.name} {bar.text}" for _, bars in _rows(chart) for bar in bars)
    return max(map(width, labels), default=Fraction(0)) + _LABEL_GAP + _SWATCH


def _stacks(chart: StackChart) -> tuple[str, int]:
    pieces: list[str] = []
    y = 0
    for bar in chart.bars:
        pieces.append(_text("0", y + 14, bar.heading, bold=True))
        y += _HEADING
        pieces.append(_stack(chart.id, bar, y))
        y += _BAR + 6
        for part in bar.parts:
            pieces.append(_swatch(chart.id, part, y))
            y += _LINE
        y += _GROUP_GAP
    return "".join(pieces), y - _GROUP_GAP


def _stack(name: str, bar: StackedBar, y: int) -> str:
    """The whole as a frame, and its parts in it; parts that pass the whole run on beyond the frame."""
    amounts = [max(Fraction(part.value or 0), Fraction(0)) for part in bar.parts]
    reach = max(Fraction(bar.whole), sum(amounts, Fraction(0)))
    pieces = []
    start = Fraction(0)
    for part, amount in zip(bar.parts, amounts, strict=True):
        if amount > 0:
            left, width = _percent(start / reach), _percent(amount / reach)
            pieces.append(_rect(name, part.mark, left, y, width))
            start += amount
    width = _percent(Fraction(bar.whole) / reach if reach else 1)
    size = f'x="0" y="{y}" width="{width}" height="{_BAR}"'
    return "".join(pieces) + f'<rect class="frame" {size} fill="none" stroke="{_INK}"/>'


def _swatch(name: str, part: Bar, y: int) -> str:
    if part.value is None:
        return _text("0", y + 13, f"{part.name} {part.text}")
    swatch = _rect(name, part.mark, "1", y + 1, str(_SWATCH), height=_SWATCH)
    return swatch + _text("0", y + 13, f"{part.name} {part.text}", shift=_SWATCH + _LABEL_GAP)


def _rect(name: str, mark: Mark, x: str, y: int, width: str, *, height: int = _BAR) -> str:
    fill = {"solid": _SOLID, "blank": "#ffffff"}.get(mark, f"url(#{escape(name)}-{mark})")
    size = f'x="{x}" y="{y}" width="{width}" height="{height}"'
    return f'<rect class="{mark}" {size} fill="{fill}" stroke="{_SOLID if mark == "solid" else _LINES}"/>'


def _text(x: str, y: int, content: str, *, shift: int = 0, bold: bool = False) -> str:
    weight = ' font-weight="700"' if bold else ""
    offset = f' dx="{shift}"' if shift else ""
    return f'<text x="{x}" y="{y}"{offset}{weight}>{escape(content)}</text>'


def _patterns(name: str, marks: Iterable[Mark]) -> str:
    """The fillings that this chart uses; they are its own, so that a chart can be taken out of its page."""
    ground = '<rect width="6" height="6" fill="#ffffff"/>'
    return "".join(
        f'<pattern id="{name}-{mark}" width="6" height="6" patternUnits="userSpaceOnUse"{turn}>'
        f"{ground}{drawing}</pattern>"
        for mark, (turn, drawing) in _DRAWINGS.items()
        if mark in marks
    )


def _percent(share: Quantity) -> str:
    return f"{plain(rounded(Fraction(share) * 100, 3).normalize())}%"
