"""Rules about the identifiers of a plan."""

from collections.abc import Iterable, Iterator

from yport_cli.core.figures.item_names import ItemName, folded_name, names_of_items
from yport_cli.core.issues.issue import Issue, Related, Route, Rule
from yport_cli.core.issues.sentence import Sentence
from yport_cli.core.plan.plan import LEDGER_ITEMS, Plan
from yport_cli.core.refusals.words import short

DUPLICATE_ID = Rule("duplicate-id")
RESERVED_ID = Rule("reserved-id")
SHARED_NAME = Rule("shared-name")


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


def shared_name(plan: Plan) -> Iterator[Issue]:
    """No name leads to two items of the ledger: ids, names, short names and aliases all count."""
    first: dict[str, ItemName] = {}
    for name in names_of_items(plan):
        known = first.setdefault(folded_name(name.text), name)
        are_ids = known.route[-1:] == name.route[-1:] == ("id",)  # those have a rule of their own
        if known.item == name.item or not name.route or are_ids or name.route[0] != "kpis":
            continue
        other = f"{short(known.text)}（{short(known.item)}）", f"{short(known.text)!r} ({short(known.item)})"
        here = (Related(known.route, Sentence("もう一方", "the other one")),) if known.route else ()
        yield SHARED_NAME.issue(
            name.route,
            Sentence(
                f"「{short(name.text)}」は別の項目 {other[0]} の名前でもあります",
                f"{short(name.text)!r} is a name of another item, too: {other[1]}",
            ),
            Sentence(
                "台帳のどの行のことか分かるよう、一方の名前を変えてください",
                "rename one of the two, so that a row of the ledger is about one item",
            ),
            related=here,
        )
