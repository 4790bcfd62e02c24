"""What Tab completes beside commands, options and files: the items of the plan that the line names."""

from collections.abc import Iterator
from pathlib import Path

import typer

from yport_cli.cli.plan_file import default_plan
from yport_cli.core.figures.item_names import names_of_items, titles_of_items
from yport_cli.core.issues.issue import Refusal
from yport_cli.core.plan.plan import LEDGER_ITEMS, Plan
from yport_cli.source.disk.names import PLAN_ENDINGS
from yport_cli.source.plan.plan_loader import load_plan


def kpi_ids(ctx: typer.Context, incomplete: str) -> list[tuple[str, str]]:
    """The KPIs of the plan: by their ids, and by the names that begin as the word does."""
    plan = _plan_of(ctx)
    if plan is None:
        return []
    titles = {kpi.id: kpi.title for kpi in plan.kpis}
    return [(name, titles[item]) for name, item in _names(plan, incomplete) if item in titles]


def items(ctx: typer.Context, incomplete: str) -> list[tuple[str, str]]:
    """The KPIs, and the other items of a ledger."""
    plan = _plan_of(ctx)
    if plan is None:
        return [(item, "") for item in LEDGER_ITEMS if item.startswith(incomplete)]
    titles = titles_of_items(plan)
    return [(name, titles[item]) for name, item in _names(plan, incomplete)]


def _names(plan: Plan, incomplete: str) -> Iterator[tuple[str, str]]:
    """What may be meant, each with its item: ids, and once a word is begun the names without a space."""
    for text, item, _ in dict.fromkeys(names_of_items(plan)):
        is_whole = text == item or (incomplete and not any(map(str.isspace, text)))
        if is_whole and text.startswith(incomplete):
            yield text, item


def _plan_of(ctx: typer.Context) -> Plan | None:
    """The plan that the line names so far, or the one that the command would take."""
    words = (argument for argument in ctx.args if argument.lower().endswith(PLAN_ENDINGS))
    named = ctx.params.get("plan") or next(words, None)
    try:
        return load_plan(Path(named) if named else default_plan(is_said=False)).plan
    except (Refusal, OSError):
        return None
