"""What Tab completes beside commands, options and files: the items of the plan that the line names."""

from collections.abc import Iterator
from pathlib import Path

import typer

from yport_cli.cli.plan_file import default_plan
from yport_cli.core.issues.issue import Refusal
from yport_cli.core.plan.plan import LEDGER_ITEMS, Plan
from yport_cli.source.disk.names import PLAN_ENDINGS
from yport_cli.source.plan.plan_loader import load_plan


def kpi_ids(ctx: typer.Context, incomplete: str) -> list[tuple[str, str]]:
    """The ids of the plan's KPIs, each with its name; a name that was begun, with its id."""
    plan = _plan_of(ctx)
    return [] if plan is None else list(_kpis(plan, incomplete))


def items(ctx: typer.Context, incomplete: str) -> list[tuple[str, str]]:
    """The ids of the KPIs, and the other items of a ledger."""
    of_ledger = [(item, "") for item in LEDGER_ITEMS if item.startswith(incomplete)]
    return kpi_ids(ctx, incomplete) + of_ledger


def _kpis(plan: Plan, incomplete: str) -> Iterator[tuple[str, str]]:
    for kpi in plan.kpis:
        if kpi.id.startswith(incomplete):
            yield kpi.id, kpi.title
        # A shell writes it as it is: with a space it would be two words.
        elif kpi.title.startswith(incomplete) and len(kpi.title.split()) == 1:
            yield kpi.title, kpi.id


def _plan_of(ctx: typer.Context) -> Plan | None:
    """The plan that the line names so far, or the one that the command would take."""
    words = (argument for argument in ctx.args if argument.lower().endswith(PLAN_ENDINGS))
    named = ctx.params.get("plan") or next(words, None)
    try:
        return load_plan(Path(named) if named else default_plan()).plan
    except (Refusal, OSError):
        return None
