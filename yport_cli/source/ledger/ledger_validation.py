"""What is wrong with a ledger, for the plan beside it."""

import os
from dataclasses import replace
from pathlib import Path

from yport_cli.core.issues.file_report import FileReport
from yport_cli.core.issues.issue import Refusal
from yport_cli.core.plan.plan import Plan
from yport_cli.core.refusals.ledger_plans import (
    ledger_of_broken_plan,
    ledger_of_no_plan,
    ledger_of_unread_plan,
    ledger_without_plan,
)
from yport_cli.source.disk.file import read_file
from yport_cli.source.disk.names import plans_beside
from yport_cli.source.ledger.ledger_loader import load_ledger
from yport_cli.source.places.issue_limit import IssueList
from yport_cli.source.places.row import WHOLE_FILE, located
from yport_cli.source.plan.plan_loader import parse_plan
from yport_cli.source.plan.plan_mark import is_plan


def validate_ledger(path: Path) -> FileReport:
    """Every error and warning of the ledger at `path`, for the plan beside it."""
    try:
        plan = _plan_beside(path)
    except Refusal as refusal:
        return FileReport(str(path), (located(WHOLE_FILE, 0, refusal),))
    loaded = load_ledger(plan, path, against_budget=True)
    if not loaded.spending:
        return loaded.report
    return replace(loaded.report, issues=IssueList([*loaded.report.issues, *loaded.spending]).listed())


def _plan_beside(path: Path) -> Plan:
    """The plan that the ledger at `path` belongs to. Raises `Refusal` with the reason why there is none."""
    candidates = plans_beside(path)
    present = [candidate for candidate in candidates if os.path.lexists(candidate)]
    if not present:
        raise ledger_without_plan(candidate.name for candidate in candidates)
    refusals = []
    for candidate in present:
        try:
            data = read_file(candidate)
        except Refusal as refusal:
            refusals.append(ledger_of_unread_plan(candidate.name, refusal.message))
            continue
        if not is_plan(data):
            refusals.append(ledger_of_no_plan(candidate.name))
            continue
        plan = parse_plan(data, str(candidate)).plan
        if plan is None:
            raise ledger_of_broken_plan(candidate.name)
        return plan
    raise refusals[0]
