"""What people call the items of a ledger: by id, name, short name or another name that the plan gives."""

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple
from unicodedata import normalize

from yport_cli.core.issues.issue import Route
from yport_cli.core.plan.item_titles import ITEM_TITLES
from yport_cli.core.plan.plan import LEDGER_ITEMS, Plan

_LONGEST = 400
_LINE = "execution:"


class ItemName(NamedTuple):
    """A name of an item, and where the plan gives it; `()` for the names that money has everywhere."""

    text: str
    item: str
    route: Route = ()


def names_of_items(plan: Plan) -> Iterator[ItemName]:
    """Every name of every item, ids first; those of budget lines begin with that of what was executed."""
    for index, kpi in enumerate(plan.kpis):
        yield ItemName(kpi.id, kpi.id, ("kpis", index, "id"))
    for item in LEDGER_ITEMS:
        yield ItemName(item, item)
        for title in ITEM_TITLES[item]:
            yield ItemName(title, item)
    for index, kpi in enumerate(plan.kpis):
        yield ItemName(kpi.name, kpi.id, ("kpis", index, "name"))
        if kpi.short_name is not None:
            yield ItemName(kpi.short_name, kpi.id, ("kpis", index, "short_name"))
        for position, alias in enumerate(kpi.aliases):
            yield ItemName(alias, kpi.id, ("kpis", index, "aliases", position))
    for index, line in enumerate(plan.budget.lines):
        item = f"{_LINE}{line.id}"
        yield ItemName(item, item, ("budget", "lines", index, "id"))
        for title in ITEM_TITLES["execution"]:
            yield ItemName(f"{title}:{line.id}", item, ("budget", "lines", index, "id"))
            yield ItemName(f"{title}:{line.name}", item, ("budget", "lines", index, "name"))


def item_called(plan: Plan, text: str) -> str | None:
    """The id of the item that `text` names, width, spaces and capitals aside where no id is spelled so.

    `None` where no item is called so, or more than one.
    """
    for kpi in plan.kpis:
        if kpi.id == text:
            return text
    if text in LEDGER_ITEMS:
        return text
    wanted = folded_name(text)
    found = {name.item for name in names_of_items(plan) if folded_name(name.text) == wanted}
    return found.pop() if wanted and len(found) == 1 else None


def titles_of_items(plan: Plan) -> dict[str, str]:
    """What each item of a ledger is called in a sheet for people, by its id."""
    executed = ITEM_TITLES["execution"][0]
    return {
        **{kpi.id: kpi.title for kpi in plan.kpis},
        **{item: ITEM_TITLES[item][0] for item in LEDGER_ITEMS},
        **{f"{_LINE}{line.id}": f"{executed}:{line.name}" for line in plan.budget.lines},
    }


@lru_cache(maxsize=4096)
def folded_name(text: str) -> str:
    """A name as it is compared, never shown: in half width and small letters, without any space."""
    return "".join(normalize("NFKC", text).split()).casefold() if len(text) <= _LONGEST else text
