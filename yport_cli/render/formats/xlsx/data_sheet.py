"""The sheet of tidy data, apart from those for people, and the workbook that holds it alone."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

from yport_cli.core.issues.sentence import Language
from yport_cli.core.numbers.number import plain
from yport_cli.render.formats.xlsx.book import TOO_LONG, Book, fits, width_of
from yport_cli.render.shapes.records import Records, Value
from yport_cli.render.shapes.report import LineChart

DATA_SHEET = "data"
_WIDEST = 60


def data_workbook(records: Records, language: Language, as_of: date | None) -> bytes:
    """The records alone."""
    book = Book(language, records.title, as_of)
    write_data(book, records)
    return book.bytes()


def write_data(book: Book, records: Records, called: str = DATA_SHEET, *, prints: bool = True) -> None:
    """One table: headings in row 1, no merged cells, numbers as numbers, nothing for what is unknown."""
    sheet = book.sheet(called)
    if not prints:  # an empty cell is all that would
        sheet.print_area(0, len(records.names), 0, len(records.names))
    sheet.repeat_rows(0)
    sheet.freeze_panes(1, 0)
    for index, name in enumerate(records.names):
        book.write_text(sheet, (0, index), name, bold=True)
        widest = max((width_of(_spelled(row[index])) for row in records.rows), default=0)
        sheet.set_column(index, index, min(_WIDEST, max(len(name), widest) + 2))
    for row, values in enumerate(records.rows, start=1):
        for index, value in enumerate(values):
            if isinstance(value, date):
                sheet.write_datetime(row, index, value, book.format(num_format="yyyy-mm-dd"))
            elif isinstance(value, str):
                book.write_text(sheet, (row, index), value)
            elif not fits(value):
                book.write_text(sheet, (row, index), _spelled(value))
                sheet.write_comment(row, index, TOO_LONG.text_in(book.language))
            elif value is not None:
                sheet.write_number(row, index, value, book.format())


class DataRows:
    """Where the data sheet holds what a chart draws."""

    def __init__(self, records: Records, sheet: str) -> None:
        self.sheet = sheet
        self.era_column, self.value_column = map(records.names.index, ("fiscal_year_era", "value"))
        self._rows: dict[tuple[Value, ...], int] = {}
        for row, values in enumerate(records.objects(), start=1):
            key = tuple(values[name] for name in ("item_id", "series", "fiscal_year"))
            self._rows.setdefault(key, row)

    def block(self, chart: LineChart, series: str) -> tuple[int, int] | None:
        """The first and the last row of a series; `None` where its years do not follow one another."""
        rows = [self._rows.get((chart.item, series, year.fiscal_year)) for year in chart.years]
        first = rows[0]
        if first is None or rows != list(range(first, first + len(rows))):
            return None
        return first, first + len(rows) - 1


def _spelled(value: Value) -> str:
    if value is None:
        return ""
    return plain(value) if isinstance(value, int | Decimal | Fraction) else str(value)
