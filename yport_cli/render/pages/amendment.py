"""What a plan amendment changes, as tables: what is said otherwise, which figures differ, what follows."""

from collections.abc import Iterable, Iterator
from datetime import date
from fractions import Fraction
from functools import partial

from yport_cli.core.figures.amendment import Amendment, UnderBothPlans
from yport_cli.core.figures.changes import Change, Value, key_of, told_apart
from yport_cli.core.figures.kpi import KpiOutcome
from yport_cli.core.issues.issue import Route
from yport_cli.core.issues.sentence import Language, Sentence, counted
from yport_cli.core.numbers.number import Quantity
from yport_cli.core.reading.fiscal_year import NamedYear
from yport_cli.render.shapes.cell import (
    DIFFERENCE,
    DIFFERENCE_OF_RATIOS,
    POINTS,
    RATIO,
    Cell,
    Day,
    Figure,
    Text,
    Year,
)
from yport_cli.render.shapes.records import Records, records_of
from yport_cli.render.shapes.table import Column, Page, Table
from yport_cli.render.wording.cells import Columns, in_brackets, table, text
from yport_cli.render.wording.figures import UNDEFINED, figure, percentage, recorded
from yport_cli.render.wording.labels import LABELS, label
from yport_cli.render.wording.ledger_lines import ledger_lines
from yport_cli.render.wording.safe_text import escape_controls

# A field of a KPI or of a budget line is known by the name of that: `受注額 基準値`, not `指標 受注額 基準値`.
_WITHOUT_SAYING = ("kpis", "lines")

_CONSEQUENCES = {
    "cumulative_target": Sentence("累計目標", "Cumulative target"),
    "target_level": LABELS["target_to_end"],
    "own_funds": LABELS["own_funds"],
    "break_even": LABELS["self_sufficiency"],
}
"""What the plan file has no key for."""

_MISSING: dict[Route, str] = {("period", "start"): "approval_day", ("budget", "total"): "not_stated"}
"""What it means that a value is absent, where that is not nothing."""

_NEW = Sentence("新しい計画です。", "This plan is new.")
_GONE = Sentence("なくなった計画です。", "This plan is gone.")
_UNROUNDED = Sentence(
    "達成率の差は、丸める前の値から求めています。",
    "The difference of rates is taken before they are rounded.",
)
_UNITS_DIFFER = Sentence(
    "単位が変わった値には、差を出していません。", "No difference is given for figures whose unit has changed."
)
_LIMITS = Sentence(
    "交付対象経費の記載がない計画では、交付金は上限、自己財源は下限です。",
    "Where a plan does not state the eligible cost, the grant is an upper and own funds a lower limit.",
)


def change_page(amendment: Amendment, language: Language) -> Page:
    """The answer of `yport diff`: tables `words`, `figures`, `consequences`; each KPI under both plans."""
    words = [change for change in amendment.changes if not change.is_figure]
    figures = [change for change in amendment.changes if change.is_figure]
    tables = []
    if words:
        tables.append(_words_table(amendment, words, language))
    if figures:
        tables.append(_figures_table("figures", amendment, figures, language))
    if amendment.consequences:
        tables.append(_figures_table("consequences", amendment, amendment.consequences, language))
    if amendment.standing is not None:
        tables += _standing_tables(amendment.standing, language)
    lead = tuple(_lead(amendment, len(words), len(figures), language))
    return Page(escape_controls(amendment.plans[-1].name), lead, tuple(tables))


def _lead(amendment: Amendment, in_words: int, in_figures: int, language: Language) -> Iterator[str]:
    count = in_words + in_figures
    if amendment.old is None or amendment.new is None:
        yield (_NEW if amendment.old is None else _GONE).text_in(language)
    if count == 0:
        yield Sentence("計画の内容に変更はありません。", "The plans say the same.").text_in(language)
    else:
        yield Sentence(
            f"変更 {count}件（文言 {in_words}件、数値 {in_figures}件）",
            f"{counted(count, 'change')}: {in_words} in words, {in_figures} in figures",
        ).text_in(language)
    standing = amendment.standing
    if standing is None:
        return
    yield from ledger_lines(standing.old.plan, standing.old.ledger, language)
    if standing.left_out:
        items = [f"{escape_controls(item)} {rows}" for item, rows in standing.left_out.items()]
        yield Sentence(
            f"新しい計画では数えられない行を除きました（項目と行数: {'、'.join(items)}）。",
            f"Left out of the new plan are rows that it has no place for (item and rows: "
            f"{', '.join(items)}).",
        ).text_in(language)


def _words_table(amendment: Amendment, changes: Iterable[Change], language: Language) -> Table:
    columns: Columns = {
        "item": lambda change: text(in_words(amendment, change.path, language)),
        "change": lambda change: Text(change.kind, label(change.kind, language)),
        Column("old", label("old", language)): lambda change: _value(change, change.old, language),
        Column("new", label("new", language)): lambda change: _value(change, change.new, language),
    }
    caption = Sentence("文言の変更", "Words").text_in(language)
    return table("words", changes, columns, language, caption=caption)


def _figures_table(name: str, amendment: Amendment, changes: Iterable[Change], language: Language) -> Table:
    columns: Columns = {
        "item": lambda change: text(in_words(amendment, change.path, language)),
        "unit": lambda change: text(_unit(change) or UNDEFINED),
        "old": lambda change: _value(change, change.old, language),
        "new": lambda change: _value(change, change.new, language),
        "difference": lambda change: figure(
            change.difference, precision=DIFFERENCE_OF_RATIOS if change.is_rate else DIFFERENCE
        ),
    }
    notes = []
    if any(change.is_figure and change.unit is None and not change.is_rate for change in changes):
        notes.append(_UNITS_DIFFER)
    caption = Sentence("数値の変更", "Figures")
    if name == "consequences":
        caption = Sentence("変更から導かれる値", "What follows from the changes")
        if amendment.grant_is_upper_limit and any(change.path[0] == "budget" for change in changes):
            notes.append(_LIMITS)
    return table(name, changes, columns, language, caption=caption.text_in(language), notes=notes)


def _unit(change: Change) -> str:
    if change.unit is None and change.old_unit is not None:
        return f"{change.old_unit} → {change.new_unit}"
    return change.unit or ""


def _value(change: Change, value: Value, language: Language) -> Cell:
    if value is None:
        missing = _MISSING.get(change.path)
        return Text(None, UNDEFINED if missing is None else label(missing, language))
    if isinstance(value, NamedYear):
        return Year(value.year, escape_controls(value.label))
    if isinstance(value, date):
        return Day(value)
    if isinstance(value, str):
        key = key_of(change.path)
        for choice in () if key is None else key.declared.choices:
            if choice.value == value:
                return Text(value, Sentence(*choice.name).text_in(language))
        return text(value)
    if isinstance(value, Fraction) and change.is_rate:
        return Figure(value, RATIO)
    return figure(value)


def in_words(amendment: Amendment, path: Route, language: Language) -> str:
    """What `path` leads to, in words: `受注額 増加分 H30`."""
    names = []
    for position, (step, is_member) in enumerate(told_apart(path)):
        if isinstance(step, int):
            names.append(amendment.label(step))
        elif is_member:
            names.append(_title(amendment, path[:position], step))
        elif not (step in _WITHOUT_SAYING and position + 2 < len(path)):
            names.append(_name_of_key(path[: position + 1], language))
    return " ".join(names)


def _name_of_key(path: Route, language: Language) -> str:
    name = str(path[-1])
    if name in _CONSEQUENCES:
        return _CONSEQUENCES[name].text_in(language)
    key = key_of(path)
    return name if key is None else Sentence(*key.declared.name).text_in(language)


def _title(amendment: Amendment, path: Route, identifier: str) -> str:
    """The name of a member in the plan that has it, the new one first."""
    titles: dict[Route, str] = {}
    for plan in amendment.plans:
        titles.update({("kpis", kpi.id): kpi.title for kpi in plan.kpis})
        titles.update({("budget", "lines", line.id): line.name for line in plan.budget.lines})
        titles.update({("budget", "funding", source.id): source.name for source in plan.budget.funding})
    return titles.get((*path, identifier), identifier)


def _standing_tables(standing: UnderBothPlans, language: Language) -> Iterator[Table]:
    """Each KPI under both plans side by side, against the end of either."""
    title = Sentence("両方の計画での実績", "The actuals under both plans").text_in(language)
    for old, new in standing.pairs:
        either = new or old
        if either is None:
            continue
        names = ("target_to_end", "actual_to_date")
        if either.kpi.adds_up:
            names = ("cumulative_target", "cumulative_actual")
        columns: Columns = {
            "item": lambda name: Text(name, label(name, language)),
            "old": partial(_standing_cell, old, language),
            "new": partial(_standing_cell, new, language),
            "difference": partial(_standing_difference, old, new, language),
        }
        units = dict.fromkeys(result.kpi.unit_text for result in (old, new) if result is not None)
        rates = _standing_difference(old, new, language, "achievement_rate")
        yield table(
            f"standing of {either.kpi.id}",
            (*names, "achievement_rate", "shortfall"),
            columns,
            language,
            caption=f"{title}: {escape_controls(either.kpi.title)}{in_brackets(' → '.join(units), language)}",
            notes=() if rates.value is None else (_UNROUNDED,),
        )


def _standing_figure(result: KpiOutcome | None, name: str) -> Quantity | None:
    fields = {"target_to_end": "target_level", "actual_to_date": "actual_level"}
    found: Quantity | None = getattr(result, fields.get(name, name), None)
    return found


def _standing_cell(result: KpiOutcome | None, language: Language, name: str) -> Cell:
    value = _standing_figure(result, name)
    if name == "achievement_rate":
        return percentage(None if value is None else Fraction(value))
    if result is not None and name in ("cumulative_actual", "actual_to_date"):
        return recorded(value, language)
    return figure(value)


def _standing_difference(
    old: KpiOutcome | None, new: KpiOutcome | None, language: Language, name: str
) -> Cell:
    """How much the figure called `name` differs, where it is of one unit and one kind."""
    before, after = _standing_figure(old, name), _standing_figure(new, name)
    if old is None or new is None or before is None or after is None:
        return figure(None)
    if (old.kpi.unit, old.kpi.kind) != (new.kpi.unit, new.kpi.kind):
        return figure(None)
    difference = Fraction(after) - Fraction(before)
    if name != "achievement_rate":
        return Figure(difference, DIFFERENCE)
    return Figure(difference * 100, POINTS, unit=Sentence("ポイント", " points").text_in(language))


def change_records(amendment: Amendment, language: Language) -> Records:
    """One row per change, under plain field names, for programs."""
    return records_of(
        "diff",
        ("path", "item", "change", "fiscal_year", "old", "new", "difference", "unit"),
        (
            {
                "path": amendment.path_text(change.path),
                "item": in_words(amendment, change.path, language),
                "change": change.kind,
                "fiscal_year": next((step for step in change.path if isinstance(step, int)), None),
                "old": _value(change, change.old, language).value,
                "new": _value(change, change.new, language).value,
                "difference": change.difference,
                "unit": _unit(change),
            }
            for change in amendment.changes
        ),
    )
