"""What a plan amendment changes, as tables: what is said otherwise, which figures differ, where that leads."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from fractions import Fraction

from yport_cli.core.figures.amendment import Amendment, Change, Standing, Value, key_of, told_apart
from yport_cli.core.figures.kpi import KpiOutcome
from yport_cli.core.issues.issue import Route
from yport_cli.core.issues.sentence import Language, Sentence, counted, said
from yport_cli.core.numbers.number import Quantity, rounded
from yport_cli.core.plan.form import keys_by_name
from yport_cli.core.plan.plan import Plan
from yport_cli.core.reading.fiscal_year import NamedYear
from yport_cli.render.shapes.table import Cell, CellValue, Column, Page, Table
from yport_cli.render.wording.cells import figures, in_brackets, text, words
from yport_cli.render.wording.figures import UNDEFINED, figure, percentage, rate_text, recorded
from yport_cli.render.wording.labels import LABELS, label
from yport_cli.render.wording.ledger_lines import ledger_lines
from yport_cli.render.wording.safe_text import visible

_BEFORE_AND_AFTER = ("old", "new")

# A field of a KPI or of a budget line is known by the name of that: `受注額 基準値`, not `指標 受注額 基準値`.
_WITHOUT_SAYING = ("kpis", "lines")

_CONSEQUENCES = {
    "cumulative_target": Sentence("累計目標", "Cumulative target"),
    "target_level": LABELS["target_to_end"],
    "own_funds": LABELS["own_funds"],
    "break_even": LABELS["self_sufficiency"],
}
"""What the plan file has no key for."""

_UNROUNDED = Sentence(
    "達成率の差は、丸める前の値から求めています。",
    "The difference of rates is taken before they are rounded.",
)


def change_page(amendment: Amendment, language: Language) -> Page:
    """The answer of `yport diff`."""
    tables = []
    in_words = [change for change in amendment.changes if not change.is_figure]
    in_figures = [change for change in amendment.changes if change.is_figure]
    if in_words:
        tables.append(_words_table(amendment, in_words, language))
    if in_figures:
        caption = said(Sentence("数値の変更", "Figures"), language)
        tables.append(_figures_table(caption, amendment, in_figures, language))
    if amendment.consequences:
        caption = said(Sentence("変更から導かれる値", "What follows from the changes"), language)
        table = _figures_table(caption, amendment, amendment.consequences, language)
        tables.append(replace(table, notes=(*table.notes, *_grant_notes(amendment, language))))
    if amendment.standing is not None:
        tables.extend(_standing_tables(amendment.standing, language))
    return Page(
        visible(amendment.new.name),
        tuple(_lead(amendment, len(in_words), len(in_figures), language)),
        tuple(tables),
    )


def _lead(amendment: Amendment, in_words: int, in_figures: int, language: Language) -> Iterator[str]:
    count = in_words + in_figures
    if count == 0:
        yield said(Sentence("計画の内容に変更はありません。", "The plans say the same."), language)
    else:
        yield said(
            Sentence(
                f"変更 {count}件（文言 {in_words}件、数値 {in_figures}件）",
                f"{counted(count, 'change')}: {in_words} in words, {in_figures} in figures",
            ),
            language,
        )
    standing = amendment.standing
    if standing is None:
        return
    yield from ledger_lines(amendment.old, standing.old.ledger, language)
    if standing.left_out:
        items = [f"{visible(item)} {rows}" for item, rows in standing.left_out.items()]
        yield said(
            Sentence(
                f"新しい計画では数えられない行を除きました（項目と行数: {'、'.join(items)}）。",
                f"Left out of the new plan are rows that it has no place for (item and rows: {', '.join(items)}).",
            ),
            language,
        )


def _words_table(amendment: Amendment, changes: list[Change], language: Language) -> Table:
    """What is said otherwise, a change a row."""
    columns = (
        words("item", language),
        words("change", language),
        words("old", language),
        words("new", language),
    )
    rows = tuple(
        (
            text(in_words(amendment, change.path, language)),
            Cell(change.kind, label(change.kind, language)),
            *(_value(change, getattr(change, name), language) for name in _BEFORE_AND_AFTER),
        )
        for change in changes
    )
    return Table(said(Sentence("文言の変更", "Words"), language), columns, rows)


def _figures_table(
    caption: str, amendment: Amendment, changes: list[Change] | tuple[Change, ...], language: Language
) -> Table:
    """Which figures differ, and by how much, a figure a row."""
    columns = (
        words("item", language),
        words("unit", language),
        figures("old", language),
        figures("new", language),
        figures("difference", language),
    )
    rows = tuple(
        (
            text(in_words(amendment, change.path, language)),
            text(_unit(change) or UNDEFINED),
            *(_value(change, getattr(change, name), language) for name in _BEFORE_AND_AFTER),
            _difference(change),
        )
        for change in changes
    )
    notes = []
    if any(change.is_figure and change.unit is None and not change.is_rate for change in changes):
        notes.append(
            said(
                Sentence(
                    "単位が変わった値には、差を出していません。",
                    "No difference is given for figures whose unit has changed.",
                ),
                language,
            )
        )
    return Table(caption, columns, rows, tuple(notes))


def _grant_notes(amendment: Amendment, language: Language) -> Iterator[str]:
    if amendment.grant_is_upper_limit and any(
        change.path[0] == "budget" for change in amendment.consequences
    ):
        yield said(
            Sentence(
                "交付対象経費の記載がない計画では、交付金は上限、自己財源は下限です。",
                "Where a plan does not state the eligible cost, the grant is an upper and own funds a lower limit.",
            ),
            language,
        )


def _unit(change: Change) -> str:
    if change.unit is None and change.old_unit is not None:
        return f"{change.old_unit} → {change.new_unit}"
    return change.unit or ""


def _value(change: Change, value: Value, language: Language) -> Cell:
    if value is None:
        missing = label("approval_day", language) if change.path == ("period", "start") else UNDEFINED
        return Cell(None, missing)
    if isinstance(value, NamedYear):
        return Cell(value.year, visible(value.label))
    if isinstance(value, date):
        return Cell(value, value.isoformat())
    if isinstance(value, str):
        key = key_of(change.path)
        for choice in () if key is None else key.declared.choices:
            if choice.value == value:
                return Cell(value, said(Sentence(*choice.name), language))
        return text(value)
    if isinstance(value, Fraction) and change.is_rate:
        return Cell(value, rate_text(value))
    return figure(value)


def _difference(change: Change) -> Cell:
    if change.is_rate and change.difference is not None:
        difference = Fraction(change.difference)
        return Cell(difference, f"{'+' if difference > 0 else ''}{rate_text(difference)}")
    return _signed(change.difference)


def _signed(difference: Quantity | None) -> Cell:
    found = figure(difference)
    if difference is None or difference <= 0:
        return found
    mark = "~" if found.text.startswith("~") else ""
    return Cell(difference, f"{mark}+{found.text.removeprefix(mark)}")


def in_words(amendment: Amendment, path: Route, language: Language) -> str:
    """What `path` leads to, in words: `受注額 増加分 H30`."""
    names = []
    for position, (step, is_member) in enumerate(told_apart(path)):
        if isinstance(step, int):
            names.append(amendment.label(step))
        elif is_member:
            names.append(_title(amendment, path[:position], step))
        elif not (step in _WITHOUT_SAYING and position + 2 < len(path)):
            names.append(_name_of_key(step, language))
    return " ".join(names)


def _name_of_key(name: str, language: Language) -> str:
    if name in _CONSEQUENCES:
        return said(_CONSEQUENCES[name], language)
    keys = keys_by_name().get(name)
    return said(Sentence(*keys[0].declared.name), language) if keys else name


def _title(amendment: Amendment, path: Route, identifier: str) -> str:
    """The name of a member in the plan that has it, the new one first."""
    for plan in (amendment.new, amendment.old):
        for member in _members(plan, path):
            if member[0] == identifier:
                return member[1]
    return identifier


def _members(plan: Plan, path: Route) -> list[tuple[str, str]]:
    if path == ("kpis",):
        return [(kpi.id, kpi.title) for kpi in plan.kpis]
    if path == ("budget", "lines"):
        return [(line.id, line.name) for line in plan.budget.lines]
    return []


def _standing_tables(standing: Standing, language: Language) -> Iterator[Table]:
    """Each KPI under both plans side by side, against the end of either."""
    for old, new in standing.pairs:
        either = new or old
        if either is None:
            continue
        is_increment = either.kpi.kind == "increment"
        names = (
            ("cumulative_target", "cumulative_actual")
            if is_increment
            else ("target_to_end", "actual_to_date")
        )
        columns = (
            words("item", language),
            *(figures(name, language) for name in ("old", "new", "difference")),
        )
        comparable = (
            old is not None
            and new is not None
            and (old.kpi.unit, old.kpi.kind) == (new.kpi.unit, new.kpi.kind)
        )
        rows = tuple(
            (
                Cell(name, label(name, language)),
                _standing_cell(old, name, language),
                _standing_cell(new, name, language),
                _standing_difference(old, new, name, language) if comparable else figure(None),
            )
            for name in (*names, "achievement_rate", "shortfall")
        )
        caption = said(Sentence("両方の計画での実績", "The actuals under both plans"), language)
        units = dict.fromkeys(result.kpi.unit for result in (old, new) if result is not None)
        yield Table(
            f"{caption}: {visible(either.kpi.title)}{in_brackets(' → '.join(units), language)}",
            columns,
            rows,
            (said(_UNROUNDED, language),) if rows[2][3].value is not None else (),
        )


def _standing_figure(result: KpiOutcome | None, name: str) -> Quantity | None:
    fields = {"target_to_end": "target_level", "actual_to_date": "actual_level"}
    found: Quantity | None = getattr(result, fields.get(name, name), None)
    return found


def _standing_cell(result: KpiOutcome | None, name: str, language: Language) -> Cell:
    value = _standing_figure(result, name)
    if name == "achievement_rate":
        return percentage(None if value is None else Fraction(value))
    if result is not None and name in ("cumulative_actual", "actual_to_date"):
        return recorded(value, language)
    return figure(value)


def _standing_difference(
    old: KpiOutcome | None, new: KpiOutcome | None, name: str, language: Language
) -> Cell:
    before, after = _standing_figure(old, name), _standing_figure(new, name)
    if before is None or after is None:
        return figure(None)
    difference = Fraction(after) - Fraction(before)
    if name != "achievement_rate":
        return _signed(difference)
    points = _signed(rounded(difference * 100, 1)).text
    return Cell(difference, points + said(Sentence("ポイント", " points"), language))


def change_records(amendment: Amendment, language: Language) -> Table:
    """One row per change, under plain field names, for machines."""
    names = ("path", "item", "change", "fiscal_year", "old", "new", "difference", "unit")
    rows = []
    for change in amendment.changes:
        values: tuple[CellValue, ...] = (
            amendment.path_text(change.path),
            in_words(amendment, change.path, language),
            change.kind,
            next((step for step in change.path if isinstance(step, int)), None),
            _value(change, change.old, language).value,
            _value(change, change.new, language).value,
            change.difference,
            _unit(change),
        )
        rows.append(tuple(Cell(value, "") for value in values))
    return Table("diff", tuple(Column(name, name) for name in names), tuple(rows))
