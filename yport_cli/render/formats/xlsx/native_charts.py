"""The charts of a report as Excel's own, drawn from the cells of their tables."""

from typing import Any

from yport_cli.render.formats.xlsx.book import FONT, Book
from yport_cli.render.formats.xlsx.data_sheet import DataRows
from yport_cli.render.shapes.cell import Figure
from yport_cli.render.shapes.report import ChartAndTable, Line, LineChart, LineStyle, StackChart
from yport_cli.render.shapes.table import Table

_CITY, _EDGE, _INK = "#0b4f8a", "#6b7177", "#1a1a1a"
_STYLES: dict[LineStyle, dict[str, Any]] = {
    "plan": {
        "line": {"color": _EDGE, "width": 1.75, "dash_type": "dash"},
        "marker": {
            "type": "circle",
            "size": 9,
            "fill": {"color": "white"},
            "border": {"color": _EDGE, "width": 1.5},
        },
    },
    "actual": {
        "line": {"color": _CITY, "width": 2.5},
        "marker": {"type": "circle", "size": 6, "fill": {"color": _CITY}, "border": {"color": _CITY}},
    },
    "cost": {
        "line": {"color": _INK, "width": 1.75, "dash_type": "round_dot"},
        "marker": {"type": "square", "size": 9, "fill": {"color": "white"}, "border": {"color": _INK}},
    },
}
_FONT = {"name": FONT, "size": 9}


def native_chart(book: Book, figure: ChartAndTable, data: DataRows) -> Any:
    """The chart; `None` where nothing of it is known."""
    chart, table = figure.chart, figure.table
    if isinstance(chart, StackChart):
        return _budget_bar(book, chart, table)
    drawn = book.book.add_chart({"type": "line"})
    has_any = False
    for line in chart.lines:
        series = _of_table(book, chart, line, table) or _of_data(chart, line, data)
        if series is None:
            continue
        has_any = True
        drawn.add_series({"name": _no_reference(line.name), **series, **_STYLES[line.style]})
    if not has_any:
        return None
    values = [point.value for line in chart.lines for point in line.points if point.value is not None]
    is_large = any(value >= 10 or value <= -10 for value in values)
    least: dict[str, int] = {"min": 0} if chart.from_zero and all(value >= 0 for value in values) else {}
    _dress(drawn, chart.title)
    drawn.set_y_axis(
        {
            **least,
            "num_font": _FONT,
            "num_format": "#,##0" if is_large else "General",
            "major_gridlines": {"visible": True, "line": {"color": "#d3d7db"}},
        }
    )
    drawn.set_x_axis({"num_font": _FONT, "label_position": "low"})
    drawn.show_blanks_as("gap")
    return drawn


def _of_table(book: Book, chart: LineChart, line: Line, table: Table) -> dict[str, Any] | None:
    """The cells of the table itself, which a changed input changes; a text in them would be drawn as 0."""
    column = table.place(line.column)
    known = [isinstance(row[column], Figure) for row in table.rows]
    count = sum(known)
    if not count or not all(known[:count]):
        return None
    cells = [row[column] for row in table.rows[:count]]
    places = [
        book.places.get(cell.key) for cell in cells if isinstance(cell, Figure) and cell.key is not None
    ]
    first, last = (places[0], places[-1]) if len(places) == count else (None, None)
    if first is None or last is None:
        return None
    name, row, index = first
    head = index - column  # the column of the fiscal years
    return {
        "categories": [name, row, head, row + len(chart.years) - 1, head],
        "values": [name, row, index, last[1], index],
    }


def _of_data(chart: LineChart, line: Line, data: DataRows) -> dict[str, Any] | None:
    """The rows of the data sheet, where what is unknown is empty."""
    block = data.block(chart, line.column)
    if block is None or not any(point.value is not None for point in line.points):
        return None
    first, last = block
    return {
        "categories": [data.sheet, first, data.era_column, last, data.era_column],
        "values": [data.sheet, first, data.value_column, last, data.value_column],
    }


def _budget_bar(book: Book, chart: StackChart, table: Table) -> Any:
    """The total cost in one bar: what is spent and what is left; `None` while nothing is recorded."""
    parts = [("executed", {"fill": {"color": _CITY}, "border": {"color": _CITY}})]
    parts.append(("balance", {"fill": {"color": "white"}, "border": {"color": _EDGE}}))
    if not all(("budget", name, "figure") in book.places for name, _ in parts):
        return None
    names = {row[0].value: row[0].text for row in table.rows}
    drawn = book.book.add_chart({"type": "bar", "subtype": "stacked"})
    for name, filling in parts:
        sheet, row, column = book.places["budget", name, "figure"]
        drawn.add_series(
            {
                "name": _no_reference(str(names[name])),
                "values": [sheet, row, column, row, column],
                "data_labels": {"value": True, "font": {**_FONT, "color": _label_color(name)}},
                "gap": 60,
                **filling,
            }
        )
    _dress(drawn, chart.title)
    drawn.set_x_axis(
        {"min": 0, "num_font": _FONT, "num_format": "#,##0", "major_gridlines": {"visible": False}}
    )
    drawn.set_y_axis({"visible": False})
    return drawn


def _label_color(name: str) -> str:
    return "white" if name == "executed" else _INK


def _dress(drawn: Any, title: str) -> None:
    drawn.set_title({"name": _no_reference(title), "overlay": False, "name_font": {"name": FONT, "size": 10}})
    drawn.set_legend({"position": "bottom", "font": _FONT})


def _no_reference(name: str) -> str:
    """A name in a chart; the library takes a text such as `x!A1` for the address of a cell."""
    return name.replace("!", "！")
