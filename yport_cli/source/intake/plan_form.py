"""A plan that was written into its Excel form, as the text of a plan file; each issue names the cell."""

import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import partial
from io import BytesIO
from itertools import pairwise
from typing import Any, BinaryIO

from yport_cli.core.issues.file_report import FileReport
from yport_cli.core.issues.issue import Context, Issue, Location, Refusal, Route, route_text
from yport_cli.core.numbers.number import plain
from yport_cli.core.numbers.spellings import DASHES
from yport_cli.core.plan.form import FormKey, key_at
from yport_cli.core.plan.form_sheets import MARK_FORM, PLAN_FORM
from yport_cli.core.plan.plan import SCHEMA
from yport_cli.core.plan.plan_form_layout import (
    BASICS,
    FIRST_ROW,
    IN_ENGLISH,
    KEYS_ROW,
    KPI_KEYS,
    KPIS,
    LIST_MARK,
    MONEY,
)
from yport_cli.core.reading.yaml_scalar import yaml_scalar
from yport_cli.core.refusals.documents import no_plan_form
from yport_cli.source.intake.form_blanks import in_words_of_form
from yport_cli.source.intake.form_mark import mark_of
from yport_cli.source.places.row import WHOLE_FILE, BadSheet, SheetRecord, located
from yport_cli.source.plan.plan_loader import parse_plan
from yport_cli.source.sheet.cell import Cell, Unusable, text_of_cell
from yport_cli.source.sheet.opening import opened_tabs
from yport_cli.source.sheet.sheet import Tab
from yport_cli.source.sheet.workbook_process import of_workbook

_STEP = re.compile(r"([^.\[\]]+)|\[([0-9]+)\]")
_FIGURE = re.compile(r"[▲△−－-]?[0-9０-９][0-9A-Za-z０-９.,，．/%％-]*")
_TEXTS = ("text", "id", "area_code", None)
_NOTHING = "\0"
"""Stands for a figure that a lone dash says there is none of."""
_LISTS = (("authors",), ("fiscal_years",))
_BLOCKS = ("budget.lines", "budget.funding")
_Spot = tuple[str, int, int]
"""A cell: its sheet, its row counted from 1, its column counted from 0."""


@dataclass(frozen=True, slots=True)
class PlanOfForm:
    """The text of a plan file; `None` where the workbook cannot be read."""

    text: str | None
    report: FileReport
    """What is wrong with the plan, at the cells of the form."""
    figures: tuple[tuple[Location, str], ...] = ()
    """Every figure as it stands in the form, with its cell."""


class _Draft:
    """The keys and values of a plan, and the cell of each."""

    def __init__(self) -> None:
        self.tree: dict[str, Any] = {"schema": SCHEMA}
        self.cells: dict[Route, _Spot] = {}
        self.called: dict[str, str] = {}
        """What the form calls its sheets."""
        self.issues: list[Issue] = []
        """Of cells that stand for no value."""

    def put(self, route: Route, cell: Cell, at: _Spot) -> None:
        """A cell's value at a route; a list may stand in one cell."""
        if isinstance(cell, Unusable):
            self.issues.append(cell.issue(Context(route)))
            cell = _NOTHING
        text = plain(cell) if isinstance(cell, int | Decimal) else text_of_cell(cell)
        self.cells[route] = at
        if not text:
            return
        if route in _LISTS or (len(route) == 3 and route[2] == "aliases"):
            marks = LIST_MARK if LIST_MARK in text else "、"
            for index, part in enumerate(text.split(marks)):
                self.put((*route, index), part.strip(), at)
            return
        self._set(route, None if text == _NOTHING else text)

    def _set(self, route: Route, value: str | None) -> None:
        """Put a value into the tree; lists grow up to its position."""
        home: Any = self.tree
        for step, following in pairwise(route):
            empty: Any = [] if isinstance(following, int) else {}
            if isinstance(step, int):
                while len(home) <= step:
                    home.append(None)
                if home[step] is None:
                    home[step] = empty
                home = home[step]
            else:
                home = home.setdefault(step, empty)
        if isinstance(route[-1], int):
            while len(home) <= route[-1]:
                home.append(None)
        home[route[-1]] = value


def is_workbook_data(data: bytes) -> bool:
    """Whether the bytes are an .xlsx, and no other packed document."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            return any(name.startswith("xl/") for name in archive.namelist())
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        return False


def plan_of_form(data: bytes, name: str) -> PlanOfForm:
    """The plan in the form that the workbook in `data` is; reports call it `name`.

    Raises `Refusal` where it is no form of a plan, ends the process that reads it, or an extra is missing.
    """
    draft = of_workbook(_draft_in, BytesIO(data))
    if draft is None:
        raise no_plan_form()
    if isinstance(draft, list):
        return PlanOfForm(None, FileReport(name, tuple(draft)))
    text = yaml_text(draft.tree)
    found = [*draft.issues, *parse_plan(text.encode(), name).report.issues]
    worded = (issue for one in found for issue in in_words_of_form(one, draft.cells))
    at_cells = tuple(replace(issue, at=_location(draft, issue.route)) for issue in worded)
    return PlanOfForm(text, FileReport(name, at_cells), tuple(_figures(draft)))


def _draft_in(file: BinaryIO) -> "_Draft | list[Issue] | None":
    """What the form holds, or what is wrong with the workbook; `None` where it is no form of a plan."""
    try:
        with opened_tabs(file) as opened:
            tabs = list(opened)
            if mark_of(tabs).get(MARK_FORM) != PLAN_FORM:
                return None
            return _draft_of({tab.name: tab for tab in tabs})
    except BadSheet as refusal:
        return refusal.issues
    except Refusal as refusal:
        return [located(WHOLE_FILE, 0, refusal)]


def _figures(draft: _Draft) -> Iterator[tuple[Location, str]]:
    """The cells that hold a number with a unit, in the order of the form."""
    for route, (sheet, row, column) in draft.cells.items():
        key = _key_of(route)
        text = _at(draft.tree, route)
        if key is not None and key.takes is not None and key.takes.has_unit and isinstance(text, str):
            called = draft.called.get(sheet, sheet)
            record = SheetRecord(row, called)
            yield (
                Location(record.place(column), route_text(route), "", 1, called, record.cell(column)),
                text,
            )


def _at(tree: Any, route: Route) -> Any:
    for step in route:
        tree = tree.get(step) if isinstance(tree, dict) else tree[step] if tree else None
    return tree


def _key_of(route: Route) -> FormKey | None:
    """The key at a route; of a year's figure, that of its table."""
    key = key_at(route)
    return key_at(route[:-1]) if key is None and len(route) > 1 else key


def _draft_of(tabs: Mapping[str | None, Tab]) -> _Draft:
    draft = _Draft()
    for name, other in IN_ENGLISH.items():
        draft.called[name] = name if name in tabs else other
    rows = {name: list(tabs[called].rows) for name, called in draft.called.items() if called in tabs}
    for record, cells in rows.get(BASICS, [])[FIRST_ROW:]:
        if len(cells) > 2 and (path := text_of_cell(cells[2])):
            route, at = _route(path), (BASICS, record.number, 1)
            key = _key_of(route)
            is_text = key is None or key.takes is None or key.takes.definition in _TEXTS
            (draft.put if is_text else partial(_put_amount, draft))(route, cells[1], at)
    _read_kpis(draft, rows.get(KPIS, []))
    _read_money(draft, rows.get(MONEY, []))
    return draft


def _read_kpis(draft: _Draft, rows: list[Any]) -> None:
    keys = [text_of_cell(cell) for cell in rows[KEYS_ROW][1]] if len(rows) > KEYS_ROW else []
    years = keys[keys.index("baseline") + 1 :] if "baseline" in keys else []
    index = 0
    for record, cells in rows[FIRST_ROW:]:
        given = dict(zip(keys, cells, strict=False))
        if not any(text_of_cell(given.get(key)) for key in keys if key):
            continue
        series = "targets" if text_of_cell(given.get("kind")) == "level" else "increments"
        for column, key in enumerate(keys[: len(cells)]):
            if not key:
                continue
            is_year = key in years and key not in KPI_KEYS
            route: Route = ("kpis", index, series, key) if is_year else ("kpis", index, key)
            _put_amount(draft, route, cells[column], (KPIS, record.number, column))
        index += 1


def _read_money(draft: _Draft, rows: list[Any]) -> None:
    keys = [text_of_cell(cell) for cell in rows[KEYS_ROW][1]] if len(rows) > KEYS_ROW else []
    counts = dict.fromkeys(_BLOCKS, 0)
    for record, cells in rows[FIRST_ROW:]:
        home = text_of_cell(cells[0]) if cells else ""
        if not home:
            continue
        route: Route = tuple(home.split("."))
        block, colon, id_ = home.partition(":")
        if colon and block in counts:
            list_ = block.partition(".")[2]
            route = ("budget", list_, counts[block], "years")
            draft.put((*route[:3], "id"), id_, (MONEY, record.number, 0))
            draft.put((*route[:3], "name"), cells[1], (MONEY, record.number, 1))
            draft.tree["budget"][list_][counts[block]]["years"] = {}
            counts[block] += 1
        for column, key in enumerate(keys[: len(cells)]):
            if key not in ("", "key", "name"):
                _put_amount(draft, (*route, key), cells[column], (MONEY, record.number, column))


def _put_amount(draft: _Draft, route: Route, cell: Cell, at: _Spot) -> None:
    """A figure; a lone dash says that there is none."""
    draft.put(route, _NOTHING if text_of_cell(cell) in DASHES else cell, at)


def _route(path: str) -> Route:
    """The route that a path spells: `evaluations[0].grade`."""
    return tuple(int(index) if index else name for name, index in _STEP.findall(path))


def _location(draft: _Draft, route: Route) -> Location:
    """The cell of a route, or of what is nearest to it."""
    cells = draft.cells
    known = [other for other in cells if other[: len(route)] == route]
    for length in range(len(route), 0, -1):
        if route[:length] in cells:
            known = [route[:length]]
            break
    nowhere = (KPIS, FIRST_ROW + 1, 0) if route[:1] == ("kpis",) else (BASICS, 1, 0)
    sheet, row, column = cells[known[0]] if known else nowhere
    sheet = draft.called.get(sheet, sheet)
    record = SheetRecord(row, sheet)
    return Location(record.place(column), route_text(route), "", 1, sheet, record.cell(column))


def yaml_text(tree: Mapping[str, Any]) -> str:
    """The text of a plan file, one key a line."""
    return "".join(_lines(tree, (), ""))


def _lines(tree: Any, route: Route, indent: str) -> list[str]:
    found = []
    for key, value in tree.items() if isinstance(tree, dict) else enumerate(tree):
        here = (*route, key)
        head = (
            f"{indent}-"
            if isinstance(key, int)
            else f"{indent}{key if _FIGURE.fullmatch(key) else yaml_scalar(key)}:"
        )
        if isinstance(value, dict | list) and value:
            inner = _lines(value, here, f"{indent}  ")
            if isinstance(key, int):
                inner[0] = f"{head} {inner[0].lstrip()}"
                found += inner
            else:
                found += [f"{head}\n", *inner]
        elif isinstance(value, dict | list):
            found.append(f"{head} {'{}' if isinstance(value, dict) else '[]'}\n")
        else:
            found.append(f"{head} {_scalar(value, here)}\n")
    return found


def _scalar(text: str | None, route: Route) -> str:
    if text is None:
        return "null"
    key = _key_of(route)
    kind = None if key is None or key.takes is None else key.takes.definition
    # A figure in quotes would be another spelling of it.
    is_figure = kind not in _TEXTS and _FIGURE.fullmatch(text) is not None
    return text if is_figure or route == ("schema",) else yaml_scalar(text)
