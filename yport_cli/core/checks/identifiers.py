"""Rules about the identifiers of a plan."""

from collections.abc import Iterable, Iterator

from yport_cli.core.issues.issue import Issue, Related, Route, Rule
from yport_cli.core.issues.sentence import Sentence
from yport_cli.core.plan.plan import LEDGER_ITEMS, Plan
from yport_cli.core.refusals.words import short

DUPLICATE_ID = Rule("duplicate-id")
RESERVED_ID = Rule("reserved-id")


def duplicate_id(plan: Plan) -> Iterator[Issue]:
    """Each KPI, content, budget line and source of money has an id of its own."""
    lists: list[tuple[Route, Iterable[str]]] = [
        (("kpis",), (kpi.id for kpi in plan.kpis)),
        (("budget", "lines"), (line.id for line in plan.budget.lines)),
        (("budget", "funding"), (source.id for source in plan.budget.funding)),
    ]
    if plan.project is not None:
        lists.append((("project", "contents"), (content.id for content in plan.project.contents)))
    for route, identifiers in lists:
        seen: dict[str, int] = {}
        for index, identifier in enumerate(identifiers):
            first = seen.setdefault(identifier, index)
            if first != index:
                yield DUPLICATE_ID.issue(
                    (*route, index, "id"),
                    Sentence(
                        f"id「{short(identifier)}」はすでに使われています",
                        f"the id {short(identifier)!r} is already taken",
                    ),
                    Sentence("別の id にしてください", "choose another id"),
                    related=(Related((*route, first, "id"), Sentence("最初の id", "the first one")),),
                )


def reserved_id(plan: Plan) -> Iterator[Issue]:
    """No KPI takes the name of a ledger item."""
    for index, kpi in enumerate(plan.kpis):
        if kpi.id in LEDGER_ITEMS:
            yield RESERVED_ID.issue(
                ("kpis", index, "id"),
                Sentence(
                    f"id「{kpi.id}」は実績台帳の項目名です", f"the id {kpi.id!r} is the name of a ledger item"
                ),
                Sentence("別の id にしてください", "choose another id"),
            )
