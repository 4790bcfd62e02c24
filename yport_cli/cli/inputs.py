"""The plan and the ledger of a command; what is wrong with them is said on standard error."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import typer

from yport_cli.cli import streams
from yport_cli.cli.errors import ExitStatus, refuse_if, report_issue
from yport_cli.cli.language import language_of_call
from yport_cli.core.figures.ledger import Cutoff, Ledger, roll_up
from yport_cli.core.figures.outcome import Outcome
from yport_cli.core.issues.file_report import FileReport
from yport_cli.core.issues.issue import Ends, Issue, Refusal, Severity
from yport_cli.core.issues.sentence import Sentence, counted
from yport_cli.core.plan.plan import Plan
from yport_cli.core.reading.fiscal_year import parse_date, parse_fiscal_year
from yport_cli.core.refusals.files import CANNOT_READ
from yport_cli.source.disk.names import ledger_beside
from yport_cli.source.inspection.assessment import Assessment, assess
from yport_cli.source.places.row import WHOLE_FILE, BadSheet, located
from yport_cli.source.plan.plan_loader import load_plan

_SHOWN = 5
"""How many files are named of those with one id."""


def cutoff_of(as_of: str | None, year: str | None = None) -> Cutoff:
    """Which rows `--as-of` or `--year` asks for. Raises `Refusal` for both, or where one cannot be read."""
    refuse_if(
        as_of is not None and year is not None,
        "--as-of と --year は一緒には使えません",
        "--as-of and --year do not go together",
    )
    return Cutoff(parse_date(as_of) if as_of else None, parse_fiscal_year(year) if year else None)


def outcomes_of(
    paths: Sequence[Path],
    ledger: Path | None,
    cutoff: Cutoff,
    item: str | None = None,
    *,
    against_budget: bool = False,
    adds_up: bool = False,
) -> tuple[list[Outcome], int]:
    """The outcomes of the plans without errors, and the highest exit status that the others ask for.

    A plan with errors hides no other: what is wrong with it is said, and the next one follows. The ledgers
    hold the rows of `item`, and are held `against_budget`. Where the command `adds_up` the plans, those with
    one id are named.
    """
    outcomes = []
    named = []
    status = 0
    for path in paths:
        found = assess(
            path, ledger, as_of=cutoff.day, year=cutoff.year, item=item, against_budget=against_budget
        )
        status = max(status, remarks_on(found, cutoff).said())
        if found.outcome is not None:
            outcomes.append(found.outcome)
            named.append((found.outcome.plan.id, path))
    if adds_up:
        say_same_ids(named)
    return outcomes, status


def say_same_ids(named: Iterable[tuple[str, Path]]) -> None:
    """Say which plans have one id: a plan and its copies would be added up as if they were several."""
    paths: defaultdict[str, list[str]] = defaultdict(list)
    for identifier, path in named:
        paths[identifier].append(str(path))
    for identifier, same in paths.items():
        if len(same) == 1:
            continue
        shown = [*same[:_SHOWN], *(["…"] if len(same) > _SHOWN else [])]
        streams.say(
            f"id が {identifier} の計画が{len(same)}件あり、集計はそれぞれを数えています"
            f"（{'、'.join(shown)}）。同じ計画の写しや変更前のものなら、除いて指定してください",
            f"{len(same)} plans have the id {identifier}, and the totals count each ({', '.join(shown)}); "
            "leave out copies and earlier versions of one plan",
        )


class Remarks(NamedTuple):
    """What is to be said of one plan and its ledger, in this order."""

    reports: tuple[FileReport, ...]
    left_out: Sentence | None
    overspending: FileReport | None

    @property
    def is_silent(self) -> bool:
        """Whether there is nothing to say."""
        is_sound = not any(report.issues for report in self.reports)
        return is_sound and self.left_out is None and self.overspending is None

    def said(self) -> int:
        """Say it on standard error, and return the exit status that it asks for."""
        status = ExitStatus.FINE
        for report in self.reports:
            missing = [issue for issue in report.issues if issue.rule.ends is Ends.EXTRA]
            for issue in missing:
                status = max(status, report_issue(issue))
            if not missing:
                say_issues(report)
                if not report.valid:
                    status = max(status, _status_of(report))
        if self.left_out is not None:
            streams.say(*self.left_out)
        if self.overspending is not None:
            say_issues(self.overspending)
            status = max(status, status_of(self.overspending.issues))
        return status


def remarks_on(found: Assessment, cutoff: Cutoff) -> Remarks:
    """What is to be said of `found`."""
    left_out = None
    if found.plan is not None and found.ledger is not None:
        left_out = _left_out(found.plan, found.reports[-1].path, found.ledger, cutoff)
    return Remarks(found.reports, left_out, found.overspending)


def _left_out(plan: Plan, path: str, ledger: Ledger, cutoff: Cutoff) -> Sentence | None:
    """How many rows of the ledger at `path` do not count, or `None` where all do."""
    if not (count := ledger.left_out):
        return None
    rows = counted(count, "row", ",")
    if cutoff.year is not None:
        label = plan.label(cutoff.year)
        return Sentence(
            f"{path}: {label}より後の年度の{count:,}行を除きました",
            f"{path}: {rows} of years after {label} left out",
        )
    return Sentence(
        f"{path}: 基準日 {cutoff.day} より後の{count:,}行を除きました",
        f"{path}: {rows} after {cutoff.day} left out",
    )


def plan_and_ledger(path: Path, ledger: Path | None, cutoff: Cutoff) -> tuple[Plan, Ledger]:
    """The plan at `path`, and `ledger` or the one beside the plan.

    Raises as `sound_plan` and `sound_ledger` do.
    """
    plan = sound_plan(path)
    return plan, sound_ledger(plan, ledger or ledger_beside(path), cutoff)


def sound_plan(path: Path) -> Plan:
    """The plan in the file at `path`; its warnings are said.

    Raises `typer.Exit` where it has errors, which are said too: with the status FOUND, or FILE where the file
    cannot be read.
    """
    loaded = load_plan(path)
    say_issues(loaded.report)
    if loaded.plan is None:
        raise end_of(loaded.report)
    return loaded.plan


def sound_ledger(plan: Plan, path: Path | None, cutoff: Cutoff, item: str | None = None) -> Ledger:
    """The rows of the ledger at `path` that count by `cutoff`; an empty one where there is no file.

    It holds the rows of `item`. Raises `typer.Exit` as `sound_plan` does, and `Refusal` where an extra is
    missing.
    """
    return checked_ledger(plan, path, cutoff, item, against_budget=False)[0]


def checked_ledger(
    plan: Plan, path: Path | None, cutoff: Cutoff, item: str | None = None, *, against_budget: bool = True
) -> tuple[Ledger, Sequence[Issue]]:
    """As `sound_ledger`, with what it has `against_budget`, which is said too."""
    if path is None:
        return roll_up(plan, (), cutoff), ()
    from yport_cli.source.ledger.ledger_loader import load_ledger

    loaded = load_ledger(plan, path, cutoff, item=item, against_budget=against_budget)
    say_issues(loaded.report)
    if loaded.ledger is None:
        raise end_of(loaded.report)
    say_left_out(plan, str(path), loaded.ledger, cutoff)
    say_issues(FileReport(str(path), tuple(loaded.spending)))
    return loaded.ledger, loaded.spending


def status_of(issues: Iterable[Issue]) -> ExitStatus:
    """What a command ends with that has found these: warnings alone are fine."""
    has_errors = any(issue.severity is Severity.ERROR for issue in issues)
    return ExitStatus.FOUND if has_errors else ExitStatus.FINE


def say_left_out(plan: Plan, path: str, ledger: Ledger, cutoff: Cutoff) -> None:
    """Say how many rows of the ledger at `path` do not count by `cutoff`, where there are any."""
    if (sentence := _left_out(plan, path, ledger, cutoff)) is not None:
        streams.say(*sentence)


def say_issues(report: FileReport) -> None:
    """Say what is wrong with one file, on standard error."""
    if report.issues:
        from yport_cli.render.diagnostics.text import text_lines

        streams.comment("".join(text_lines([report], language_of_call())))


def end_of(report: FileReport) -> typer.Exit:
    """What a command raises that cannot go on with this file.

    The exit status is FOUND, or FILE if it is unreadable.
    """
    return typer.Exit(_status_of(report))


def _status_of(report: FileReport) -> ExitStatus:
    return ExitStatus.FILE if report.unreadable else ExitStatus.FOUND


@contextmanager
def said_of_file(path: Path) -> Iterator[None]:
    """Say what is wrong with the file at `path` under its name; then raise `typer.Exit`."""
    try:
        yield
    except BadSheet as refusal:
        report = FileReport(str(path), tuple(refusal.issues))
    except Refusal as refusal:
        found = located(WHOLE_FILE, 0, refusal)
        if found.rule.ends is not Ends.FOUND and found.rule != CANNOT_READ:
            raise
        report = FileReport(str(path), (found,))
    else:
        return
    say_issues(report)
    raise end_of(report)
