"""The form in which a department reports actuals: a sheet to fill in, and how to do it."""

from datetime import date
from typing import Any

from yport_cli.core.figures.item_names import titles_of_items
from yport_cli.core.figures.ledger import ledger_item
from yport_cli.core.issues.sentence import Language, Sentence
from yport_cli.core.plan.form_sheets import (
    ACTUALS_FORM,
    MARK_EXPLAINS,
    MARK_FOR,
    MARK_FORM,
    MARK_PLAN,
    MARK_SHEET,
)
from yport_cli.core.plan.plan import Plan
from yport_cli.core.reading.fiscal_year import closing_day, first_day
from yport_cli.render.formats.xlsx.book import ROW_HEIGHT, TINT, Book, width_of
from yport_cli.render.wording.safe_text import escape_controls

ROWS = 200
"""How many rows there are to fill in."""

_COLUMNS = (
    (Sentence("日付", "Date"), 13),
    (Sentence("年度", "Fiscal year"), 10),
    (Sentence("項目", "Item"), 34),
    (Sentence("金額・数量", "Amount"), 16),
    (Sentence("単位", "Unit"), 10),
    (Sentence("備考", "Note"), 30),
    (Sentence("根拠", "Evidence"), 24),
)
_SHEET = Sentence("実績", "Actuals")
_HOW = Sentence("記入のしかた", "How to fill in")
_TITLE = Sentence("実績報告", "Report of actuals")
_LEAD = Sentence(
    "色のついたセルに、1行に1件ずつ記入してください。書き方は「記入のしかた」のシートにあります。",
    "Fill in the tinted cells, one entry a row. The sheet `How to fill in` explains them.",
)
_STEPS = (
    (
        Sentence("日付か年度", "Date or fiscal year"),
        Sentence(
            "起きた日を日付に書きます（2024/4/10 や R6.4.10）。日付の分からない1年分の数は、日付を空けて年度だけを選びます。"
            "4・5月に支払った前年度分のお金は、日付と年度の両方を書きます。",
            "Write the day on which it happened. For the figure of a whole year, leave the date and choose "
            "the fiscal year alone. Money paid in April or May for the year before states both.",
        ),
    ),
    (
        Sentence("項目", "Item"),
        Sentence(
            "一覧から選びます。一覧にないものは報告の対象ではありません。",
            "Choose it from the list; what is not in it is not to be reported.",
        ),
    ),
    (
        Sentence("金額・数量", "Amount"),
        Sentence(
            "単位の列に出る単位での数だけを書きます。「12件」のように単位を付けても読みます。訂正で減らすときは負の数です。"
            "値がないときは空欄にし、0 のときだけ 0 と書きます。",
            "Write the number in the unit that appears beside it. A correction downwards is negative. Leave "
            "it blank where there is no figure, and write 0 only for 0.",
        ),
    ),
    (
        Sentence("単位", "Unit"),
        Sentence("項目を選ぶと自動で入ります。", "It appears by itself once an item is chosen."),
    ),
    (
        Sentence("備考・根拠", "Note and evidence"),
        Sentence(
            "備考は自由に、根拠には契約書や集計表の名前や番号を書きます。",
            "Notes are free; as evidence name the contract, the count or its number.",
        ),
    ),
    (
        Sentence("出し方", "Sending it"),
        Sentence(
            "行や列を足さず、ファイルの形式（.xlsx）を変えずに返してください。",
            "Add no rows or columns, and send it back as the .xlsx that it is.",
        ),
    ),
)
_BAD_DATE = Sentence("計画の期間にある日付を書いてください。", "Write a date within the years of the plan.")
_BAD_NUMBER = Sentence("数を半角で書いてください。", "Write a number.")
_BAD_CHOICE = Sentence("一覧から選んでください。", "Choose one of the list.")
_FIRST = 3
_LISTS = 3
"""The column of the hidden sheet in which the lists begin."""
_UTMOST = 10**15 - 1
_LINE = "#b8c4d0"


def actuals_form(
    plan: Plan, language: Language, *, version: str, year: int | None = None, made_for: str | None = None
) -> bytes:
    """The form of a plan, for the fiscal `year` or all of them, made for a department."""
    title = f"{_TITLE.text_in(language)} {'' if year is None else plan.label(year)} {plan.name}"
    book = Book(language, " ".join(title.split()), None)
    sheet = book.sheet(_SHEET.text_in(language))
    how = book.sheet(_HOW.text_in(language))
    items = _items(plan, language)
    years = [named.label for named in plan.fiscal_years if year is None or named.year == year]
    facts = {MARK_FORM: ACTUALS_FORM, MARK_PLAN: plan.id, "plan_name": plan.name, "version": version}
    facts |= {"year": "" if year is None else plan.label(year), MARK_FOR: made_for or ""}
    facts[MARK_EXPLAINS] = _HOW.text_in(language)
    _write_mark(book, facts, items, years)
    _write_head(book, sheet, " ".join(title.split()), made_for)
    of_year = plan.years if year is None else (year,)
    _write_cells(book, sheet, len(items), len(years), (first_day(of_year[0]), closing_day(of_year[-1])))
    _explain(book, how, items)
    return book.bytes()


def _items(plan: Plan, language: Language) -> list[tuple[str, str]]:
    """What can be chosen, and its unit: KPIs by their names, money by its names in Japanese or its ids."""
    kpis = {kpi.id for kpi in plan.kpis}
    return [
        (
            escape_controls(title if language == "ja" or item in kpis else item),
            escape_controls(ledger_item(plan, item).unit),
        )
        for item, title in titles_of_items(plan).items()
    ]


def _write_mark(book: Book, facts: dict[str, str], items: list[tuple[str, str]], years: list[str]) -> None:
    """The hidden sheet: what the form is, and the lists that cells choose from."""
    sheet = book.book.add_worksheet(MARK_SHEET)
    for row, (name, fact) in enumerate(facts.items()):
        book.write_text(sheet, (row, 0), name)
        book.write_text(sheet, (row, 1), fact)
    for row, (name, unit) in enumerate(items):
        book.write_text(sheet, (row, _LISTS), name)
        book.write_text(sheet, (row, _LISTS + 1), unit)
    for row, year in enumerate(years):
        book.write_text(sheet, (row, _LISTS + 2), year)
    sheet.protect()
    sheet.hide()


def _write_head(book: Book, sheet: Any, title: str, made_for: str | None) -> None:
    book.write_text(sheet, (0, 0), title, bold=True, font_size=14)
    lead = _LEAD.text_in(book.language)
    book.write_text(sheet, (1, 0), lead if made_for is None else f"{made_for}　{lead}", font_size=10)
    for index, (name, width) in enumerate(_COLUMNS):
        sheet.set_column(index, index, width)
        text = name.text_in(book.language)
        book.write_text(sheet, (_FIRST - 1, index), text, bold=True, border=1, bg_color=TINT, align="center")
    sheet.set_default_row(ROW_HEIGHT)
    sheet.set_row(0, 26)
    sheet.freeze_panes(_FIRST, 0)
    sheet.repeat_rows(_FIRST - 1)
    sheet.print_area(0, 0, _FIRST + ROWS - 1, len(_COLUMNS) - 1)


def _write_cells(book: Book, sheet: Any, items: int, years: int, days: tuple[date, date]) -> None:
    """The cells to fill in, and what they take."""
    last = _FIRST + ROWS - 1
    open_cell = {
        "border": 1,
        "border_color": _LINE,
        "locked": False,
        "bg_color": "#fffbe6",
        "text_wrap": True,
    }
    formats = [
        {**open_cell, "num_format": "yyyy/mm/dd"},
        open_cell,
        open_cell,
        open_cell,
    ]
    formats += [{"border": 1, "border_color": _LINE, "font_color": "#54657a"}, open_cell, open_cell]
    choices = f"={MARK_SHEET}!$D$1:$D${items}"
    table = f"{MARK_SHEET}!$D$1:$E${items}"
    for row in range(_FIRST, _FIRST + ROWS):
        for column, properties in enumerate(formats):
            sheet.write_blank(row, column, None, book.format(**properties))
        name = f"C{row + 1}"
        formula = f'=IF({name}="","",IFERROR(VLOOKUP({name},{table},2,FALSE),""))'
        sheet.write_formula(row, 4, formula, book.format(**formats[4]), "")
    _limit(
        book,
        sheet,
        (0, last),
        _BAD_DATE,
        {"validate": "date", "criteria": "between", "minimum": days[0], "maximum": days[1]},
    )
    _limit(
        book, sheet, (1, last), _BAD_CHOICE, {"validate": "list", "source": f"={MARK_SHEET}!$F$1:$F${years}"}
    )
    _limit(book, sheet, (2, last), _BAD_CHOICE, {"validate": "list", "source": choices})
    _limit(
        book,
        sheet,
        (3, last),
        _BAD_NUMBER,
        {"validate": "decimal", "criteria": "between", "minimum": -_UTMOST, "maximum": _UTMOST},
    )
    sheet.protect("", {"format_columns": True, "format_rows": True, "sort": True, "autofilter": True})


def _limit(book: Book, sheet: Any, cells: tuple[int, int], wrong: Sentence, rule: dict[str, Any]) -> None:
    """What the cells of a column take."""
    column, last = cells
    message = {
        "error_title": _COLUMNS[column][0].text_in(book.language),
        "error_message": wrong.text_in(book.language),
    }
    sheet.data_validation(_FIRST, column, last, column, {**rule, **message, "ignore_blank": True})


def _explain(book: Book, sheet: Any, items: list[tuple[str, str]]) -> None:
    """What goes where, and the items with their units."""
    language = book.language
    sheet.set_default_row(ROW_HEIGHT)
    sheet.set_row(0, 26)
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, 1, 90)
    book.write_text(sheet, (0, 0), _HOW.text_in(language), bold=True, font_size=14)
    row = 2
    for name, meaning in _STEPS:
        text = meaning.text_in(language)
        book.write_text(sheet, (row, 0), name.text_in(language), bold=True, border=1, bg_color=TINT)
        book.write_text(sheet, (row, 1), text, border=1, text_wrap=True)
        sheet.set_row(row, ROW_HEIGHT * -(-width_of(text) // 88))
        row += 1
    row += 1
    for column, name in enumerate((_COLUMNS[2][0], _COLUMNS[4][0])):
        book.write_text(sheet, (row, column), name.text_in(language), bold=True, border=1, bg_color=TINT)
    for item, unit in items:
        row += 1
        book.write_text(sheet, (row, 0), item, border=1, text_wrap=True)
        book.write_text(sheet, (row, 1), unit, border=1)
    sheet.protect("", {"format_columns": True, "format_rows": True})
