"""Excel workbooks (xlsxwriter, in the extra `excel`): formats, numbers, texts.

A number that Excel would not keep to the last digit is written as text with a comment that says so. No text
becomes a formula, and the bytes are the same in every run.
"""

from datetime import date, datetime
from decimal import Context, Decimal
from fractions import Fraction
from io import BytesIO
from typing import Any

from yport_cli.core.issues.sentence import Language, Sentence
from yport_cli.core.numbers.number import plain, simplified
from yport_cli.core.refusals.command_lines import CANNOT_WRITE, MISSING_EXTRA
from yport_cli.render.shapes.cell import Cell, Figure, Key
from yport_cli.render.shapes.records import Value
from yport_cli.render.wording.width import IN_JAPANESE_FONTS, cells

FONT = "游ゴシック"
ROW_HEIGHT = 19
"""Points, of one line."""
TINT = "#eef3f8"
INPUT = "#fff6d5"
"""Behind a figure that others follow from."""
DIGITS = 15
"""Excel keeps this many significant digits of a number."""

_LONGEST_TEXT = 32_767
_A4 = 9

TOO_LONG = Sentence(
    f"{DIGITS}桁を超える数のため、桁を失わないよう文字列で書いています。",
    f"Written as text: Excel keeps {DIGITS} digits of a number only.",
)


class Book:
    """A workbook in the making, with its formats made once each."""

    def __init__(self, language: Language, title: str, as_of: date | None) -> None:
        try:
            import xlsxwriter
        except ImportError:
            raise MISSING_EXTRA.refusal(
                Sentence(
                    "Excelファイルを書くには追加の部品 excel が要ります",
                    "writing Excel files needs the extra `excel`",
                ),
                Sentence('pip install "yport[excel]" を実行してください', 'run pip install "yport[excel]"'),
            ) from None
        self.language = language
        self._out = BytesIO()
        self.book = xlsxwriter.Workbook(
            self._out,
            {
                "in_memory": True,
                "strings_to_formulas": False,
                "strings_to_urls": False,
                "strings_to_numbers": False,
                "default_format_properties": {"font_name": FONT, "font_size": 11},
            },
        )
        # The clock is never read: the file is as old as what it tells.
        day = as_of or date(2000, 1, 1)
        created = datetime(day.year, day.month, day.day)  # noqa: DTZ001
        self.book.set_properties({"title": title, "created": created})
        self._formats: dict[tuple[tuple[str, Any], ...], Any] = {}
        self.places: dict[Key, tuple[str, int, int]] = {}
        """Where figures stand that others follow from."""
        self._keyed: list[tuple[Any, tuple[int, int], Figure, dict[str, Any]]] = []

    def sheet(self, name: str, *, upright: bool = False) -> Any:
        """A new sheet, to be printed as wide as A4, held sideways or upright."""
        sheet = self.book.add_worksheet(name)
        sheet.set_paper(_A4)
        if not upright:
            sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.7)
        sheet.set_footer(f'&R&"{FONT}"&9&P / &N')
        return sheet

    def format(self, **properties: Any) -> Any:
        """A cell format in the workbook's font."""
        key = tuple(sorted(properties.items()))
        if key not in self._formats:
            self._formats[key] = self.book.add_format({"font_name": FONT, "valign": "top", **properties})
        return self._formats[key]

    def write(self, sheet: Any, place: tuple[int, int], cell: Cell, **properties: Any) -> None:
        """`cell` at `place`: a figure as the number that is drawn, in the form in which it is drawn."""
        if not isinstance(cell, Figure):
            self.write_text(sheet, place, cell.text, **properties)
            return
        if not fits(number := number_of(cell)):
            self.write_text(sheet, place, cell.text, **properties)
            sheet.write_comment(*place, TOO_LONG.text_in(self.language))
            return
        if cell.key is not None:
            self.places[cell.key] = (sheet.get_name(), *place)
            self._keyed.append((sheet, place, cell, properties))
            return
        sheet.write_number(*place, number, self.format(num_format=number_format(cell), **properties))

    def _write_keyed(self) -> None:
        """Each figure that follows from others as a formula, now that it is known where they stand."""
        live = {cell.key for _, _, cell, _ in self._keyed if self._is_live(cell)}
        used = {key for _, _, cell, _ in self._keyed if cell.key in live for key in _operands(cell)}
        for sheet, place, cell, properties in self._keyed:
            mark = {"bg_color": INPUT} if cell.key in used - live else {}
            form = self.format(num_format=number_format(cell), **properties, **mark)
            if cell.formula is None or cell.key not in live:
                sheet.write_number(*place, number_of(cell), form)
            else:
                references = (self._reference(key, sheet.get_name()) for key in cell.formula.operands)
                spelled = f"={cell.formula.spelled.format(*references)}"
                sheet.write_formula(*place, spelled, form, number_of(cell))

    def _is_live(self, cell: Figure) -> bool:
        """Whether all that `cell` follows from is in the workbook, and it is drawn to its end."""
        is_whole = cell.precision.notation == "percent" or cell.shown == cell.value
        return cell.formula is not None and is_whole and all(key in self.places for key in _operands(cell))

    def _reference(self, key: Key, here: str) -> str:
        """The address of a figure, as a formula on the sheet `here` spells it."""
        name, row, column = self.places[key]
        quoted = name.replace("'", "''")
        sheet = "" if name == here else f"'{quoted}'!"
        return f"{sheet}{cell_name(row, column)}"

    def write_text(self, sheet: Any, place: tuple[int, int], text: str, **properties: Any) -> None:
        """`text` as it is. Raises `Refusal` where no cell of Excel can hold it whole."""
        if len(text) > _LONGEST_TEXT:
            raise CANNOT_WRITE.refusal(
                Sentence(
                    f"「{text[:20]}…」は{len(text):,}字で、Excelのセルに入る{_LONGEST_TEXT:,}字を超えます",
                    f"the text {text[:20]!r}… has {len(text):,} characters; "
                    f"a cell of Excel holds {_LONGEST_TEXT:,}",
                ),
                Sentence("HTMLかMarkdownで書き出してください", "write HTML or Markdown instead"),
            )
        sheet.write_string(*place, text, self.format(**properties))

    def bytes(self) -> bytes:
        """The finished file."""
        self._write_keyed()
        self.book.close()
        return self._out.getvalue()


def _operands(cell: Figure) -> tuple[Key, ...]:
    return () if cell.formula is None else cell.formula.operands


def number_of(figure: Figure) -> int | Decimal:
    """The number that is drawn, rounded as it is drawn; of a rate all the digits that Excel keeps."""
    if figure.precision.notation != "percent":
        return figure.shown
    rate = simplified(Fraction(figure.value))
    if isinstance(rate, Fraction):
        return Context(prec=DIGITS).divide(Decimal(rate.numerator), Decimal(rate.denominator))
    return rate


def number_format(figure: Figure) -> str:
    """The format by which Excel draws the number as we do: marks, sign and unit leave it a number."""
    precision = figure.precision
    decimals = len(plain(figure.shown).partition(".")[2])
    digits = "#,##0" if precision.is_grouped else "0"
    digits += f".{'0' * decimals}" if decimals else ""
    if precision.notation != "decimal":
        digits = f"{digits}%" if precision.notation == "percent" else "???/???"
    marks, unit = (f'"{words}"' if words else "" for words in (figure.marks, figure.unit))
    if not (marks or unit or precision.sign):
        return digits
    signs = ('"+"' if precision.sign else "", "-", '"±"' if precision.sign == "±" else "")
    return ";".join(f"{marks}{sign}{digits}{unit}" for sign in signs)


def cell_name(row: int, column: int) -> str:
    """What a cell is called; row and column counted from 0."""
    from xlsxwriter.utility import xl_rowcol_to_cell

    name: str = xl_rowcol_to_cell(row, column)
    return name


def fits(number: Value) -> bool:
    """Whether Excel keeps `number` to the last digit."""
    if isinstance(number, Fraction):
        return False
    if not isinstance(number, int | Decimal):
        return True
    return len(plain(number).lstrip("-").replace(".", "").strip("0")) <= DIGITS


def width_of(text: str) -> int:
    """About how many columns of half-width characters `text` takes."""
    return cells(text, ambiguous=IN_JAPANESE_FONTS)


def widest(texts: Any) -> int:
    """The width that a column needs for figures, 0 without any: Excel draws ### for one that does not fit."""
    return max((width_of(text) + 2 for text in texts), default=0)
