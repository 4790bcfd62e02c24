"""What a file that somebody sends holds for the ledger."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import BinaryIO, NamedTuple

from yport_cli.core.issues.file_report import FileReport
from yport_cli.core.issues.issue import Ends, Issue, Place, Refusal, Severity
from yport_cli.core.plan.form_sheets import ACTUALS_FORM, MARK_EXPLAINS, MARK_FORM, MARK_PLAN
from yport_cli.core.plan.plan import Plan
from yport_cli.core.refusals.sheets import no_sheet, no_table, other_plan
from yport_cli.core.refusals.workbooks import unread_formats
from yport_cli.source.disk.file import open_file
from yport_cli.source.intake.findings import Findings, PassedOver, Taken
from yport_cli.source.intake.form_mark import mark_of
from yport_cli.source.intake.naming import Names
from yport_cli.source.intake.one_table import Asked
from yport_cli.source.intake.origin import Origin, origin_of_file
from yport_cli.source.intake.tables import read_tab
from yport_cli.source.places.row import WHOLE_FILE, BadSheet, SheetRecord, located
from yport_cli.source.sheet.opening import foreign_kind, is_workbook, opened_tabs
from yport_cli.source.sheet.sheet import Tab
from yport_cli.source.sheet.workbook_process import of_workbook


@dataclass(frozen=True, slots=True)
class Intake:
    """What was found in a file."""

    path: Path
    origin: Origin
    lines: tuple[Taken | PassedOver, ...]
    report: FileReport

    @property
    def taken(self) -> list[Taken]:
        """The rows to record: those at whose cells nothing is wrong."""
        wrong = {_spot(issue) for issue in self.report.issues if issue.severity is Severity.ERROR}
        rows = [line for line in self.lines if isinstance(line, Taken)]
        if not wrong:
            return rows
        return [row for row in rows if (row.record.sheet, *_start(row.record.place(row.column))) not in wrong]


def _spot(issue: Issue) -> tuple[str | None, int, int]:
    return issue.at.sheet, issue.at.place.line, issue.at.place.column


def _start(place: Place) -> tuple[int, int]:
    return place.line, place.column


def intake_of(plan: Plan, path: Path, mapped: Mapping[str, str], sheets: Collection[str] = ()) -> Intake:
    """What the file at `path` holds for the ledger of `plan`: of the `sheets` that are named, else of all.

    Raises `Refusal` with the code `missing-extra` where the file needs what is not installed.
    """
    try:
        with open_file(path) as file:
            asked = _Settings(path, origin_of_file(path, file), dict(mapped), tuple(sheets))
            if foreign_kind(file) is not None or is_workbook(file):
                return of_workbook(partial(_bare_intake, plan, asked), file)
            return _intake(plan, asked, file)
    except Refusal as refusal:
        found = located(WHOLE_FILE, 0, refusal)
        if found.rule.ends is Ends.EXTRA:
            raise
        return _unread(path, found)


class _Settings(NamedTuple):
    """What `intake_of` was asked for, of which file."""

    path: Path
    origin: Origin
    mapped: Mapping[str, str]
    sheets: Collection[str]


def _unread(path: Path, issue: Issue) -> Intake:
    return Intake(path, Origin(path.name, ""), (), FileReport(str(path), (issue,)))


def _bare_intake(plan: Plan, settings: _Settings, file: BinaryIO) -> Intake:
    """As `_intake`, without the cells of rows: what comes back from the process of a workbook is little."""
    found = _intake(plan, settings, file)
    lines = [
        line._replace(record=SheetRecord(line.record.number, line.record.sheet or "")) for line in found.lines
    ]
    return replace(found, lines=tuple(lines))


def _intake(plan: Plan, settings: _Settings, file: BinaryIO) -> Intake:
    """What the opened file holds."""
    findings = Findings()
    origin = settings.origin
    try:
        with opened_tabs(file) as opened:
            tabs = list(opened)
            mark = mark_of(tabs)
            if MARK_PLAN in mark and mark[MARK_PLAN] != plan.id:
                raise other_plan(mark[MARK_PLAN], plan.id)
            is_form = mark.get(MARK_FORM) == ACTUALS_FORM
            kind = foreign_kind(file)
            if kind is not None:
                findings.refuse(located(SheetRecord(1, tabs[0].name or ""), 0, unread_formats(kind)))
            asked = Asked(plan, Names(plan, settings.mapped), origin, is_form, kind is None)
            explains = mark.get(MARK_EXPLAINS)
            readable = [tab for tab in tabs if tab.name is None or tab.name != explains]
            _read_tabs(asked, readable, findings, settings.sheets)
    except BadSheet as refusal:
        findings.issues.extend(refusal.issues)
    except Refusal as refusal:
        findings.refuse(located(WHOLE_FILE, 0, refusal))
    report = FileReport(str(settings.path), findings.issues.listed())
    return Intake(settings.path, origin, tuple(findings.lines), report)


def _read_tabs(asked: Asked, tabs: list[Tab], findings: Findings, sheets: Collection[str]) -> None:
    """Read the sheets that were asked for, or those that people see."""
    there = [tab.name or "" for tab in tabs]
    for name in sheets:
        if not any(name.strip() == other.strip() for other in there):
            raise no_sheet(name, there)
    wanted = {name.strip() for name in sheets}
    has_table = False
    for tab in tabs:
        first = SheetRecord(1, tab.name or "")
        if wanted and (tab.name or "").strip() not in wanted:
            findings.pass_over(first, 0, "--sheet で選ばれていません", "it is not among those of --sheet")
        elif tab.is_hidden and not wanted:
            if not asked.is_form:
                findings.pass_over(first, 0, "非表示のシートです", "the sheet is hidden")
        else:
            has_table |= read_tab(asked, tab, findings, is_asked_for=bool(wanted))
    if not has_table and all(issue.severity is Severity.WARNING for issue in findings.issues.listed()):
        raise no_table()
