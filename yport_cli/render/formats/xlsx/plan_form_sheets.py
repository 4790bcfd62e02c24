"""A plan as an Excel form, laid out as the official one: to be written there, or to be given back."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from yport_cli.core.issues.issue import Route, route_text
from yport_cli.core.issues.sentence import Language, Sentence
from yport_cli.core.plan.form import key_at
from yport_cli.core.plan.form_sheets import MARK_FORM, MARK_PLAN, MARK_SHEET, PLAN_FORM
from yport_cli.core.plan.plan_form_layout import (
    BASICS,
    BY_YEAR,
    FIRST_ROW,
    HEADING_ROW,
    IN_ENGLISH,
    KEYS_ROW,
    KPIS,
    LIST_MARK,
    MONEY,
)
from yport_cli.core.plan.plan_tree import leaves
from yport_cli.render.formats.xlsx.book import ROW_HEIGHT, TINT, Book, cell_name, fits, width_of

_OPEN = {"border": 1, "border_color": "#b8c4d0", "locked": False, "bg_color": "#fffbe6", "text_wrap": True}
_HEAD = {"bold": True, "border": 1, "bg_color": TINT, "text_wrap": True}
_TITLE = Sentence("地域再生計画の様式", "Form of a regional revitalization plan")
_LEAD = Sentence(
    "色のついたセルに記入し、`yport import` で計画ファイルにします。",
    "Fill in the tinted cells; `yport import` makes the plan file of it.",
)
_ASKED: tuple[Route, ...] = (
    *(("id",), ("name",), ("authors",), ("area",), ("area_code",), ("period", "start"), ("period", "end")),
    *(("fiscal_years",), ("project", "name"), ("project", "body")),
    *(("budget", "unit"), ("budget", "total"), ("budget", "grant", "measure"), ("budget", "grant", "name")),
    *(("budget", "grant", "kind"), ("budget", "grant", "rate"), ("budget", "grant", "eligible_cost")),
    *(("budget", "grant", "amount"), ("self_sufficiency", "unit"), ("self_sufficiency", "break_even_year")),
    *(("evaluation", "method"), ("evaluation", "body"), ("evaluation", "experts")),
    *(("publication", "how"), ("publication", "every"), ("licence",)),
)
"""What is asked for of any plan, in the order of the form."""
_IN_WORDS: dict[Route, Sentence] = {
    ("area_code",): Sentence("標準地域コード（5桁）", "Area code of 5 digits (標準地域コード)"),
    ("period", "start"): Sentence("始まり。認定の日からなら -", "First day; - for the day of approval"),
    ("budget", "total"): Sentence(
        "総事業費。交付金の額ではない。記載がなければ -",
        "Total cost of the project, not the grant; - where the plan states none",
    ),
    ("budget", "grant", "rate"): Sentence("交付率（1/2 など）", "Share of the eligible cost, such as 1/2"),
    ("budget", "grant", "eligible_cost"): Sentence("交付対象経費（計画全体）", "Eligible cost of the plan"),
    ("budget", "grant", "amount"): Sentence(
        "交付決定額（計画全体）", "The amount that was decided, of the plan"
    ),
}
"""Keys whose meaning is told by how a plan file spells them."""
_COLUMNS: tuple[Route, ...] = tuple(
    ("kpis", 0, key)
    for key in ("id", "name", "short_name", "aliases", "unit", "kind", "direction", "rate", "baseline")
)
_STATED = ("stated_cumulative", "stated_level")
_LISTS_BY_YEAR = (("budget", "lines"), ("budget", "funding"))
_NONE = "-"
"""Stands for a figure that there is none of."""
_BAD_NUMBER = Sentence(
    "数を半角で書いてください。値がなければ - です。", "Write a number, or - where there is none."
)
_CUMULATIVE = Sentence("累計（計算）", "Cumulative (computed)")
_SUM = Sentence("計（計算）", "Sum (computed)")


def plan_form(
    tree: Mapping[str, Any], years: Sequence[str], language: Language, *, version: str, kpis: int
) -> bytes:
    """The form with what `tree` holds of a plan, for its fiscal `years`, with room for `kpis` indicators."""
    title = _TITLE.text_in(language)
    book = Book(language, title, None)
    for write, name in ((_basics, BASICS), (_kpis, KPIS), (_money, MONEY)):
        called = name if language == "ja" else IN_ENGLISH[name]
        sheet = book.sheet(called)
        book.write_text(sheet, (0, 0), f"{title}: {called}", bold=True, font_size=14)
        book.write_text(sheet, (1, 0), _LEAD.text_in(language), font_size=10)
        write(book, sheet, tree, years, kpis)
        sheet.set_row(KEYS_ROW, None, None, {"hidden": True})
        sheet.freeze_panes(FIRST_ROW, 0)
        sheet.protect("", {"format_columns": True, "format_rows": True})
    mark = book.book.add_worksheet(MARK_SHEET)
    facts = {
        MARK_FORM: PLAN_FORM,
        MARK_PLAN: str(tree.get("id", "")),
        "version": version,
        "years": LIST_MARK.join(years),
    }
    for row, pair in enumerate(facts.items()):
        for column, text in enumerate(pair):
            book.write_text(mark, (row, column), text)
    mark.hide()
    return book.bytes()


def _basics(book: Book, sheet: Any, tree: Mapping[str, Any], years: Sequence[str], kpis: int) -> None:
    """All that stands once: what it is called, the value, and the key that it is."""
    del kpis
    listed = ("authors", "fiscal_years")
    simple: dict[Route, Any] = {
        route: value
        for route, value in leaves(
            {key: value for key, value in tree.items() if key not in (*listed, "kpis", "schema")}
        )
        if not _is_by_year(route)
    }
    simple |= {(key,): LIST_MARK.join(map(str, tree.get(key, ()))) for key in listed}
    simple[("fiscal_years",)] = LIST_MARK.join(years)
    routes = [*_ASKED, *(route for route in simple if route not in _ASKED)]
    for column, width in enumerate((44, 60, 30)):
        sheet.set_column(column, column, width)
    for column, text in enumerate(
        (Sentence("項目", "Item"), Sentence("内容", "Value"), Sentence("キー", "Key"))
    ):
        book.write_text(sheet, (HEADING_ROW, column), text.text_in(book.language), **_HEAD)
    for row, route in enumerate(routes, FIRST_ROW):
        book.write_text(sheet, (row, 0), _label(book, route), **_HEAD)
        is_none = route in simple and simple[route] is None
        _put(book, sheet, (row, 1), _NONE if is_none else simple.get(route))
        book.write_text(sheet, (row, 2), route_text(route), font_color="#54657a")
        lines = max(
            -(-width_of(_label(book, route)) // 42), str(simple.get(route) or "").count(LIST_MARK) + 1
        )
        sheet.set_row(row, ROW_HEIGHT * lines)
        key = key_at(route)
        if key is not None and key.choices and not key.is_nullable:
            choices = [choice.value for choice in key.choices]
            sheet.data_validation(row, 1, row, 1, {"validate": "list", "source": choices})


def _is_by_year(route: Route) -> bool:
    return any(route[: len(home)] == home for home, _ in BY_YEAR) or route[:2] in _LISTS_BY_YEAR


def _kpis(book: Book, sheet: Any, tree: Mapping[str, Any], years: Sequence[str], kpis: int) -> None:
    """A row for each indicator: before the start, a column for each year, the sum of the years."""
    keys = [str(route[-1]) for route in _COLUMNS]
    first_year = len(keys)
    for column, route in enumerate(_COLUMNS):
        sheet.set_column(column, column, 30 if route[-1] == "name" else 13)
        _head(book, sheet, column, str(route[-1]), _short_label(book, route))
    for column, year in enumerate(years, first_year):
        sheet.set_column(column, column, 13)
        _head(book, sheet, column, year, year)
    after = first_year + len(years)
    _head(book, sheet, after, "", _CUMULATIVE.text_in(book.language))
    for column, key in enumerate(_STATED, after + 1):
        _head(book, sheet, column, key, _short_label(book, ("kpis", 0, key)))
    sheet.set_column(after, after + len(_STATED), 14)
    known = tree.get("kpis", [])
    last = FIRST_ROW + max(kpis, len(known)) - 1
    for row in range(FIRST_ROW, last + 1):
        sheet.set_row(row, ROW_HEIGHT * 2)
        kpi = known[row - FIRST_ROW] if row - FIRST_ROW < len(known) else {}
        for column, key in enumerate(keys):
            value = _NONE if key == "unit" and kpi and kpi.get(key) is None else kpi.get(key)
            _put(book, sheet, (row, column), LIST_MARK.join(value) if isinstance(value, list) else value)
        table = kpi.get("increments", kpi.get("targets", {}))
        for column, year in enumerate(years, first_year):
            _put(book, sheet, (row, column), _shown(table, year))
        begin, end = cell_name(row, first_year), cell_name(row, after - 1)
        formula = f'=IF({cell_name(row, keys.index("kind"))}="increment",SUM({begin}:{end}),"")'
        sheet.write_formula(row, after, formula, book.format(**_HEAD), "")
        for column, key in enumerate(_STATED, after + 1):
            _put(book, sheet, (row, column), kpi.get(key))
    _take_numbers(book, sheet, (FIRST_ROW, keys.index("baseline"), last, after - 1))
    for key, choices in (
        ("kind", ["increment", "level"]),
        ("direction", ["increase", "decrease"]),
        ("rate", ["change", "ratio"]),
    ):
        column = keys.index(key)
        sheet.data_validation(FIRST_ROW, column, last, column, {"validate": "list", "source": choices})


def _money(book: Book, sheet: Any, tree: Mapping[str, Any], years: Sequence[str], kpis: int) -> None:
    """A row for each amount by year: the budget's, its lines', those of self-sufficiency."""
    del kpis
    sheet.set_column(0, 1, 24)
    for column, (key, text) in enumerate((("key", "キー / key"), ("name", "名称 / name"))):
        _head(book, sheet, column, key, text)
    for column, year in enumerate(years, 2):
        _head(book, sheet, column, year, year)
    _head(book, sheet, 2 + len(years), "", _SUM.text_in(book.language))
    rows: list[tuple[str, str, Mapping[str, Any]]] = []
    rows += [
        (".".join(home), said.text_in(book.language), tree.get(home[0], {}).get(home[1], {}))
        for home, said in BY_YEAR
    ]
    for home, list_ in _LISTS_BY_YEAR:
        listed = tree.get(home, {}).get(list_, [])
        rows += [(f"{home}.{list_}:{one['id']}", one["name"], one["years"]) for one in listed]
    rows += [("", "", {})] * 3
    extra = sorted({year for _, _, table in rows for year in table} - set(years))
    for column, year in enumerate(extra, 3 + len(years)):
        _head(book, sheet, column, year, year)
    _take_numbers(book, sheet, (FIRST_ROW, 2, FIRST_ROW + len(rows) - 1, 1 + len(years)))
    for row, (key, name, table) in enumerate(rows, FIRST_ROW):
        _put(book, sheet, (row, 0), key)
        _put(book, sheet, (row, 1), name)
        for column, year in [*enumerate(years, 2), *enumerate(extra, 3 + len(years))]:
            _put(book, sheet, (row, column), _shown(table, year))
        formula = f"=SUM({cell_name(row, 2)}:{cell_name(row, 1 + len(years))})"
        sheet.write_formula(row, 2 + len(years), formula, book.format(**_HEAD), "")


def _take_numbers(book: Book, sheet: Any, cells: tuple[int, int, int, int]) -> None:
    """Cells that take a number, or a lone dash where there is none."""
    if cells[1] > cells[3]:
        return
    first = cell_name(cells[0], cells[1])
    sheet.data_validation(
        *cells,
        {
            "validate": "custom",
            "value": f'=OR(ISNUMBER({first}),{first}="{_NONE}")',
            "error_message": _BAD_NUMBER.text_in(book.language),
        },
    )


def _head(book: Book, sheet: Any, column: int, key: str, text: str) -> None:
    book.write_text(sheet, (KEYS_ROW, column), key)
    book.write_text(sheet, (HEADING_ROW, column), text, **_HEAD)
    sheet.set_row(HEADING_ROW, ROW_HEIGHT * 2)


def _label(book: Book, route: Route) -> str:
    """What a key is called on the form; of a key that is no key of the form, where it stands."""
    if route in _IN_WORDS:
        return _IN_WORDS[route].text_in(book.language)
    key = key_at(route)
    if key is None:
        return route_text(route)
    return key.declared.meaning[0 if book.language == "ja" else 1]


def _short_label(book: Book, route: Route) -> str:
    """The name of a key, as a heading; the official form calls the baseline so."""
    key = key_at(route)
    if key is None:
        return route_text(route)
    if route[-1] == "baseline" and book.language == "ja":
        return "事業開始前"
    return key.declared.name[0 if book.language == "ja" else 1]


def _put(book: Book, sheet: Any, place: tuple[int, int], value: Any) -> None:
    if value is None or value == "":
        sheet.write_blank(*place, None, book.format(**_OPEN))
    elif isinstance(value, int | Decimal) and fits(value):
        grouped = {"num_format": "#,##0"} if isinstance(value, int) else {}
        sheet.write_number(*place, value, book.format(**_OPEN, **grouped))
    else:
        book.write_text(sheet, place, str(value), **_OPEN)


def _shown(table: Mapping[str, Any], year: str) -> Any:
    """The figure of a year; a dash where the plan says that there is none."""
    return _NONE if year in table and table[year] is None else table.get(year)
