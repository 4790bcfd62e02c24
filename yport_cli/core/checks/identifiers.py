"""Rules about the identifiers of a plan."""

from collections.abc import Iterable, Iterator

from yport_cli.core.issues.issue import Issue, Related, Route
from yport_cli.core.issues.sentence import Sentence
from yport_cli.core.plan.plan import LEDGER_ITEMS, Plan
from yport_cli.core.refusals.words import short


def duplicate_id(plan: Plan) -> Iterator[Issue]:
    """Each KPI, content and budget line has an id of its own.

    ja: KPI・事業の内容・費目の id は、それぞれ一つずつ異なります。

    The ledger and the reports name a KPI or a budget line by its id; with two of one id, nobody knows which is
    meant.

    ja: 実績台帳や帳票は、KPIや費目を id で指します。同じ id が二つあると、どちらのことか分かりません。

    Form: ５－２ ③・⑤・⑦

    Fails::

        kpis:
          - {id: visits, name: 来訪者数, unit: 人, kind: level, direction: increase, targets: {H29: 8, H30: 9}}
          - {id: visits, name: 宿泊者数, unit: 人, kind: level, direction: increase, targets: {H29: 5, H30: 6}}

    Passes::

        kpis:
          - {id: visits, name: 来訪者数, unit: 人, kind: level, direction: increase, targets: {H29: 8, H30: 9}}
          - {id: stays, name: 宿泊者数, unit: 人, kind: level, direction: increase, targets: {H29: 5, H30: 6}}
    """
    lists: list[tuple[Route, Iterable[str]]] = [
        (("kpis",), (kpi.id for kpi in plan.kpis)),
        (("budget", "lines"), (line.id for line in plan.budget.lines)),
    ]
    if plan.project is not None:
        lists.append((("project", "contents"), (content.id for content in plan.project.contents)))
    for route, identifiers in lists:
        seen: dict[str, int] = {}
        for index, identifier in enumerate(identifiers):
            first = seen.setdefault(identifier, index)
            if first != index:
                yield Issue(
                    "duplicate-id",
                    (*route, index, "id"),
                    Sentence(
                        f"id「{short(identifier)}」はすでに使われています",
                        f"the id {short(identifier)!r} is already taken",
                    ),
                    Sentence("別の id にしてください", "choose another id"),
                    related=(Related((*route, first, "id"), Sentence("最初の id", "the first one")),),
                )


def reserved_id(plan: Plan) -> Iterator[Issue]:
    """No KPI takes the name of a ledger item.

    ja: KPIの id に、実績台帳の項目名は使えません。

    A row of the ledger says what it is about by one word: a KPI's id, or a name such as `execution`, `revenue` or
    `cost`. A KPI of that name could not be told from it.

    ja: 実績台帳の行は、KPIの id か `execution`・`revenue`・`cost` などの項目名で内容を示します。同じ名のKPIは区別できません。

    Form: ５－２ ⑤ 重要業績評価指標（KPI）及び目標年月

    Fails::

        kpis:
          - {id: revenue, name: 売上高, unit: 千円, kind: level, direction: increase, targets: {H29: 8, H30: 9}}

    Passes::

        kpis:
          - {id: sales, name: 売上高, unit: 千円, kind: level, direction: increase, targets: {H29: 8, H30: 9}}
    """
    for index, kpi in enumerate(plan.kpis):
        if kpi.id in LEDGER_ITEMS:
            yield Issue(
                "reserved-id",
                ("kpis", index, "id"),
                Sentence(
                    f"id「{kpi.id}」は実績台帳の項目名です", f"the id {kpi.id!r} is the name of a ledger item"
                ),
                Sentence("別の id にしてください", "choose another id"),
            )
