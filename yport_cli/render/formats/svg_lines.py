"""Lines over the years as inline SVG: exact figures in, only the places on the page are rounded.

A line is told from another by its dash and the shape of its points, and named at its end.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from fractions import Fraction
from html import escape
from itertools import pairwise
from math import ceil, floor

from yport_cli.core.numbers.number import Quantity, grouped, plain, rounded
from yport_cli.render.formats.svg_text import width
from yport_cli.render.shapes.report import Line, LineChart

_TOP, _BOTTOM, _HEIGHT = 26, 194, 234
_NARROWEST, _LEAST_PLOT = 344, 150
_APART = 17
"""Pixels from one label to the next."""
_GAP, _TICK_GAP, _NAME_GAP = 14, 12, 6
"""Pixels from the lines to their labels and to the ticks, and from the name of one year to the next."""
_MOST_STEPS = 4
_STEPS = (Fraction(1), Fraction(2), Fraction(5), Fraction(10))

Place = tuple[Fraction, Fraction]


def lines_svg(chart: LineChart) -> str:
    """`chart` as an `<svg>` element, with its figures in words as its description."""
    name = escape(chart.id)
    body, wide = _drawn(chart)
    return (
        f'<svg class="chart lines" id="{name}" viewBox="0 0 {wide} {_HEIGHT}" role="img" '
        f'aria-labelledby="{name}-title {name}-desc"><title id="{name}-title">{escape(chart.title)}</title>'
        f'<desc id="{name}-desc">{escape(lines_description(chart))}</desc>{body}</svg>'
    )


def lines_description(chart: LineChart) -> str:
    """Every figure of the chart in words."""
    start = [] if chart.start is None else [f"{chart.start}: {chart.start_at.text}"]
    years = (f"{year.era}{year.count}" for year in chart.years)
    told = (
        f"{year}: {', '.join(f'{line.name} {line.points[place].text}' for line in chart.lines)}"
        for place, year in enumerate(years)
    )
    return " / ".join([*start, *told])


def scale(values: Sequence[Quantity], *, from_zero: bool) -> tuple[Fraction, Fraction, Fraction]:
    """The lowest and the highest tick, and the step between ticks: 1, 2 or 5 of a power of ten."""
    low, high = Fraction(min(values, default=0)), Fraction(max(values, default=0))
    if from_zero:
        low, high = min(low, Fraction(0)), max(high, Fraction(0))
    if low == high:
        low, high = low - 1 if not from_zero else low, high + 1
    rough = (high - low) / _MOST_STEPS
    power = Fraction(1)
    while power * 10 <= rough:
        power *= 10
    while power > rough:
        power /= 10
    step = next(power * one for one in _STEPS if power * one >= rough)
    return floor(low / step) * step, ceil(high / step) * step, step


def shows_zero(chart: LineChart) -> bool:
    """Whether 0 is one of the ticks."""
    low, high, _ = _scale_of(chart)
    return low <= 0 <= high


def _scale_of(chart: LineChart) -> tuple[Fraction, Fraction, Fraction]:
    begin = () if chart.start is None else (chart.start_at,)
    points = (*begin, *(point for line in chart.lines for point in line.points))
    values = [point.value for point in points if point.value is not None]
    return scale(values, from_zero=chart.from_zero)


def _drawn(chart: LineChart) -> tuple[str, int]:
    """What is within the chart, and how wide it is."""
    low, high, step = _scale_of(chart)
    ticks = [low + step * place for place in range(int((high - low) / step) + 1)]
    names = _ticks(ticks)
    labels = list(_labels(chart))
    left = max(map(width, names)) + _TICK_GAP
    # Those in bold take a tenth more.
    right = max((width(text) for _, text, _ in labels), default=Fraction(0)) * Fraction(11, 10) + _GAP
    wide = max(_NARROWEST, ceil(left + _LEAST_PLOT + right), ceil(width(chart.unit)))
    end = wide - right
    first = 0 if chart.start is None else 1
    steps = len(chart.years) - 1 + first
    inset = Fraction(0) if chart.start is not None or not steps else Fraction(16)

    def x(place: int) -> Fraction:
        """Of a year by its place; the point before the first is at −1."""
        if not steps:
            return (left + end) / 2
        return left + inset + (end - left - 2 * inset) * Fraction(place + first, steps)

    def y(value: Quantity) -> Fraction:
        return _BOTTOM - (_BOTTOM - _TOP) * (Fraction(value) - low) / (high - low)

    pieces = [_text("tick", 0, 12, chart.unit)]
    for tick, name in zip(ticks, names, strict=True):
        kind = "axis" if tick == low else "grid"
        pieces.append(_line(kind, (left, y(tick)), (end, y(tick))))
        pieces.append(_text("tick", left - _TICK_GAP, y(tick) + Fraction(9, 2), name, anchor="end"))
    pieces += _axis(chart, x)
    now = _x_of_today(chart, x, left)
    pieces += _today(chart, now)
    places = {
        line.column: [
            None
            if point.value is None
            else (now if point.is_open and now is not None else x(place), y(point.value))
            for place, point in enumerate(line.points)
        ]
        for line in chart.lines
    }
    if chart.upright is not None:
        years = [year.fiscal_year for year in chart.years]
        if chart.upright in years:
            at = x(years.index(chart.upright))
            pieces.append(_line("upright", (at, Fraction(_TOP)), (at, Fraction(_BOTTOM))))
    begin = chart.start_at.value
    start = None if chart.start is None or begin is None else (x(-1), y(begin))
    for line in chart.lines:
        pieces += _path(line, places[line.column], start)
    pieces += _gap(chart, places)
    for line in chart.lines:
        if start is not None and any(places[line.column]):
            pieces.append(_mark(line.style, start, is_open=False))
        pieces += [
            _mark(line.style, at, is_open=point.is_open)
            for at, point in zip(places[line.column], line.points, strict=True)
            if at is not None
        ]
    pieces += _placed(labels, places, end)
    return "".join(pieces), wide


def _x_of_today(chart: LineChart, x: Callable[[int], Fraction], left: Fraction) -> Fraction | None:
    """Where the as-of date stands: a year's figures stand at its end, so between those of two years."""
    years = [year.fiscal_year for year in chart.years]
    if chart.today is None or chart.today.fiscal_year not in years:
        return None
    place = years.index(chart.today.fiscal_year)
    before = x(place - 1) if place or chart.start is not None else left
    return before + (x(place) - before) * chart.today.gone


def _today(chart: LineChart, now: Fraction | None) -> Iterator[str]:
    """An upright at the as-of date, and its name beside the unit's."""
    if now is not None and chart.today is not None:
        yield _line("today", (now, Fraction(_TOP)), (now, Fraction(_BOTTOM)))
        after_unit = width(chart.unit) + 6 + width(chart.today.name) / 2
        yield _text("tick", max(now, after_unit), 12, chart.today.name, anchor="middle")


def _labels(chart: LineChart) -> Iterator[tuple[str, str, str]]:
    """Of each line with a figure: its column, its name and last figure, its class; then the gap."""
    for line in chart.lines:
        known = [point for point in line.points if point.value is not None]
        if known:
            yield line.column, f"{line.name} {known[-1].text}", "strong" if line.style == "actual" else "name"
    if chart.gap:
        yield "", chart.gap, "lack-t"


def _placed(
    labels: Iterable[tuple[str, str, str]], places: dict[str, list[Place | None]], end: Fraction
) -> Iterator[str]:
    """The labels at the right, each near the end of its line and none over another."""
    lasts = {column: [at for at in found if at is not None] for column, found in places.items()}
    ends = {column: found[-1] for column, found in lasts.items() if found}
    middle = sum((at[1] for at in ends.values()), Fraction(0)) / max(1, len(ends))
    wanted = sorted(
        (
            (ends[column][1] if column in ends else middle, column, text, kind)
            for column, text, kind in labels
        ),
        key=lambda one: one[0],
    )
    span = _APART * (len(wanted) - 1)
    top = max(Fraction(_TOP), min(middle - Fraction(span, 2), Fraction(_BOTTOM - span)))
    needs_spread = any(after[0] - before[0] < _APART for before, after in pairwise(wanted))
    for place, (at, column, text, kind) in enumerate(wanted):
        level = top + _APART * place if needs_spread else at
        if column in ends and ends[column][0] < end - 20:
            yield _line("leader", ends[column], (end, level))
        yield _text(kind, end + _GAP, level + Fraction(9, 2), text)


def _axis(chart: LineChart, x: Callable[[int], Fraction]) -> Iterator[str]:
    """The names of the years: of all, or of every second or third back from the last, as there is room."""
    names: list[tuple[Fraction, str, str]] = []
    for stride in range(1, len(chart.years) + 1):
        names = list(_year_names(chart, x, stride))
        places = [(at, max(width(upper), width(count)) / 2) for at, upper, count in names]
        if all(at + half + _NAME_GAP <= after - beside for (at, half), (after, beside) in pairwise(places)):
            break
    for at, upper, count in names:
        yield _text("tick", at, 214, upper, anchor="middle")
        if count:
            yield _text("tick", at, 229, count, anchor="middle")


def _year_names(
    chart: LineChart, x: Callable[[int], Fraction], stride: int
) -> Iterator[tuple[Fraction, str, str]]:
    """Where a name stands, its two lines; a year whose name would lie over that of the start has none."""
    free = Fraction(-_NARROWEST)
    if chart.start is not None:
        yield x(-1), chart.start, ""
        free = x(-1) + width(chart.start) / 2 + _NAME_GAP
    few = len(chart.years) <= 3 and any(year.era for year in chart.years)
    era = ""
    for place, year in enumerate(chart.years):
        era = year.era or era  # where its first year has no place, the era is named with the next
        name = f"{year.count}{'年度' if few else ''}"
        upper, count = (era, name) if era else (name, "")
        half = max(width(upper), width(count)) / 2
        if (len(chart.years) - 1 - place) % stride or x(place) - half < free:
            continue
        yield x(place), upper, count
        era = ""


def _path(line: Line, places: list[Place | None], start: Place | None) -> Iterator[str]:
    """The line from point to point; over what is unknown nothing is drawn."""
    ends = [start, *places] if start is not None else places
    opens = (
        [False, *(point.is_open for point in line.points)]
        if start is not None
        else [point.is_open for point in line.points]
    )
    for (before, after), is_open in zip(pairwise(ends), opens[1:], strict=True):
        if before is not None and after is not None:
            yield _line(f"{line.style}{' running' if is_open else ''}", before, after)


def _gap(chart: LineChart, places: dict[str, list[Place | None]]) -> Iterator[str]:
    """A stroke from the actual to the plan where the last year that has ended leaves one."""
    if chart.gap is None or len(chart.lines) != 2:
        return
    plan, actual = chart.lines
    for place in reversed(range(len(chart.years))):
        upper, lower = places[plan.column][place], places[actual.column][place]
        if upper is not None and lower is not None and not actual.points[place].is_open:
            yield _line("lack", upper, lower)
            return


def _mark(style: str, at: Place, *, is_open: bool) -> str:
    if style == "cost":
        return f'<rect class="cost-pt" x="{_px(at[0] - 7)}" y="{_px(at[1] - 7)}" width="14" height="14"/>'
    kind, radius = ("plan-pt", 6) if style == "plan" else ("act-open" if is_open else "act-pt", 4)
    return f'<circle class="{kind}" cx="{_px(at[0])}" cy="{_px(at[1])}" r="{radius}"/>'


def _line(kind: str, start: Place, end: Place) -> str:
    return (
        f'<line class="{kind}" x1="{_px(start[0])}" y1="{_px(start[1])}" '
        f'x2="{_px(end[0])}" y2="{_px(end[1])}"/>'
    )


def _text(kind: str, x: Quantity, y: Quantity, content: str, *, anchor: str = "") -> str:
    anchored = f' text-anchor="{anchor}"' if anchor else ""
    return f'<text class="{kind}" x="{_px(x)}" y="{_px(y)}"{anchored}>{escape(content)}</text>'


def _ticks(values: Sequence[Fraction]) -> list[str]:
    """The names of the ticks, all with as many decimals as the finest needs."""
    decimals = max(len(plain(value).partition(".")[2]) for value in values)
    return [grouped(rounded(value, decimals)) for value in values]


def _px(value: Quantity) -> str:
    return plain(rounded(value, 1).normalize())
