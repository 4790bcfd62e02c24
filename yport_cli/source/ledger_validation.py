"""What is wrong with a ledger, for the plan beside it."""

from dataclasses import replace
from pathlib import Path

from yport_cli.core.budget_checks import check_budget
from yport_cli.core.issue import FileReport
from yport_cli.core.rules.ledger import ledger_of_broken_plan, ledger_without_plan
from yport_cli.source.issue_limit import IssueList
from yport_cli.source.ledger_crossing import located_findings
from yport_cli.source.ledger_file import load_ledger
from yport_cli.source.ledger_path import plans_beside
from yport_cli.source.loader import load_plan
from yport_cli.source.record import NOTHING, located


def validate_ledger(path: Path) -> FileReport:
    """Every error and warning of the ledger at `path`, for the plan beside it."""
    candidates = plans_beside(path)
    plan_path = next((candidate for candidate in candidates if candidate.is_file()), None)
    if plan_path is None:
        problem = ledger_without_plan(candidate.name for candidate in candidates)
        return FileReport(str(path), (located(NOTHING, 0, problem),))
    plan = load_plan(plan_path).plan
    if plan is None:
        return FileReport(str(path), (located(NOTHING, 0, ledger_of_broken_plan(plan_path.name)),))
    loaded = load_ledger(plan, path)
    if loaded.ledger is None:
        return loaded.report
    found = located_findings(plan, loaded.ledger, path, list(check_budget(plan, loaded.ledger)))
    if not found:
        return loaded.report
    return replace(loaded.report, issues=IssueList([*loaded.report.issues, *found]).listed())
