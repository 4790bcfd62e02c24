"""How the figures of a report's tables follow from one another: its workbook makes live formulas of it."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Any

from yport_cli.core.figures.budget import BudgetOutcome, funding_total
from yport_cli.core.figures.kpi import KpiOutcome
from yport_cli.core.figures.self_sufficiency import BreakEven
from yport_cli.core.numbers.number import Quantity, minus, plus, ratio
from yport_cli.render.pages.live_grant import grant_formulas
from yport_cli.render.shapes.cell import Cell, Figure, Formula, Key, Text, Year
from yport_cli.render.shapes.table import Table

Formulas = Mapping[Key, Formula]

_OF_GRANT = (
    *("grant_decided", "grant_received", "grant_settled", "grant_returned"),
    *("grant_to_receive", "grant_to_return"),
)
_FIELDS = {"not_stated_part": "not_stated", "general_funds": "own_funds"}
"""The field of a figure, where it goes by another name in tables."""


def _live(table: Table, scope: str, formulas: Formulas, name: Callable[[int, Cell], str | int]) -> Table:
    """`table` with the key of each figure, and its formula where it has one."""
    rows = []
    for place, row in enumerate(table.rows):
        of = name(place, row[0])
        cells: list[Cell] = []
        for column, cell in zip(table.columns, row, strict=True):
            key = (scope, of, column.name)
            is_live = isinstance(cell, Figure) and column.name != "number"
            cells.append(
                replace(cell, key=key, formula=formulas.get(key))
                if is_live and isinstance(cell, Figure)
                else cell
            )
        rows.append(tuple(cells))
    return replace(table, rows=tuple(rows))


def _by_head(place: int, head: Cell) -> str | int:
    return head.value if isinstance(head, Year) else (head.value if isinstance(head, Text) else None) or place


def live_kpi_years(table: Table, result: KpiOutcome) -> Table:
    """One KPI by fiscal year: what adds up, rates, shortfalls."""
    scope = f"kpi {result.kpi.id}"
    formulas: dict[Key, Formula] = {}
    prefix = "cumulative_" if result.kpi.adds_up else ""
    for year in result.years:
        if result.kpi.adds_up:
            so_far = [other for other in result.years if other.fiscal_year <= year.fiscal_year]
            for name in ("target", "actual"):
                known = [(scope, one.fiscal_year, name) for one in so_far if getattr(one, name) is not None]
                formulas[scope, year.fiscal_year, f"cumulative_{name}"] = _sum(known)
        aim, reached = ((scope, year.fiscal_year, f"{prefix}{name}") for name in ("target", "actual"))
        formulas[scope, year.fiscal_year, "achievement_rate"] = _rate(result, aim, reached)
        formulas[scope, year.fiscal_year, "shortfall"] = _shortfall(result, aim, reached)
    return _live(table, scope, formulas, _by_head)


def live_overview(table: Table, results: Sequence[KpiOutcome]) -> Table:
    """Each KPI against the end of the plan."""
    formulas: dict[Key, Formula] = {}
    ids = [result.kpi.id for result in results]
    for result in results:
        scope, of = f"kpi {result.kpi.id}", result.kpi.id
        prefix = "cumulative_" if result.kpi.adds_up else ""
        names = {one.name for one in table.columns}
        aim = ("kpis", of, "cumulative_target" if "cumulative_target" in names else "target_to_end")
        reached = ("kpis", of, "cumulative_actual" if "cumulative_actual" in names else "actual_to_date")
        with_target = [year.fiscal_year for year in result.years if year.target is not None]
        recorded = [year.fiscal_year for year in result.years if year.actual is not None]
        if with_target:
            formulas[aim] = Formula("{0}", ((scope, with_target[-1], f"{prefix}target"),))
        if recorded:
            formulas[reached] = Formula("{0}", ((scope, recorded[-1], f"{prefix}actual"),))
        if result.to_date is not None:
            year = result.to_date.fiscal_year
            formulas["kpis", of, "rate_to_date"] = Formula("{0}", ((scope, year, "achievement_rate"),))
        formulas["kpis", of, "achievement_rate_to_end"] = _rate(result, aim, reached)
        formulas["kpis", of, "shortfall"] = _shortfall(result, aim, reached)
        if result.months_left:
            pace = Formula(f"{{0}}/{result.months_left}", (("kpis", of, "shortfall"),))
            formulas["kpis", of, "pace_per_month"] = pace
    return _live(table, "kpis", formulas, lambda place, _: ids[place])


def _rate(result: KpiOutcome, aim: Key, reached: Key) -> Formula:
    """(actual − start) ÷ (target − start) of changes, actual ÷ target of levels; an increment starts at 0."""
    baseline = ("kpis", result.kpi.id, "baseline")
    is_change, adds_up = result.rate_basis == "change", result.kpi.adds_up
    if is_change == adds_up:
        return Formula("{0}/{1}", (reached, aim))
    sign = "-" if is_change else "+"
    return Formula(f"({{0}}{sign}{{2}})/({{1}}{sign}{{2}})", (reached, aim, baseline))


def _shortfall(result: KpiOutcome, aim: Key, reached: Key) -> Formula:
    spelled = "MAX(0,{0}-{1})" if result.kpi.direction == "increase" else "MAX(0,{1}-{0})"
    return Formula(spelled, (aim, reached))


def _sum(keys: Iterable[Key]) -> Formula:
    keys = tuple(keys)
    return Formula(f"SUM({','.join(f'{{{place}}}' for place in range(len(keys)))})", keys)


def live_budget(tables: Iterable[Table], budget: BudgetOutcome) -> tuple[Table, ...]:
    """The tables of the budget: sums, balances, rates of execution."""
    scopes = {"budget": "budget", "by_year": "years", "lines": "lines"}
    formulas = {**_whole_budget(budget), **_budget_years(budget)}
    for place in range(len(budget.lines)):
        of = tuple(("lines", place, name) for name in ("planned", "executed"))
        formulas["lines", place, "balance"] = Formula("{0}-{1}", of)
    of_grant = grant_formulas(budget)
    found = []
    for table in tables:
        if table.name in ("grant_by_year", "funding"):
            found.append(_live_sums(table, of_grant))
        elif (scope := scopes.get(table.name)) is None:
            found.append(table)
        else:
            name = (lambda place, _: place) if scope == "lines" else _by_head
            found.append(_live(table, scope, formulas, name))
    return tuple(found)


def _live_sums(table: Table, of_rows: Formulas) -> Table:
    """A table whose last row is the sum of the others, in each column where it is."""
    *parts, whole = table.rows
    formulas = dict(of_rows)
    for place, column in enumerate(table.columns):
        known = [(number, cell) for number, row in enumerate(parts) if isinstance(cell := row[place], Figure)]
        last, added = whole[place], sum((Fraction(cell.value) for _, cell in known), Fraction(0))
        if isinstance(last, Figure) and column.name != "grant_rate" and last.value == added:
            key = (table.name, len(parts), column.name)
            formulas[key] = _sum((table.name, number, column.name) for number, _ in known)
    return _live(table, table.name, formulas, lambda number, _: number)


Followed = tuple[Formula, Quantity | None]
"""A formula, and what it gives."""


def _whole_budget(budget: BudgetOutcome) -> dict[Key, Formula]:
    def own(name: str) -> Key:
        return "budget", name, "figure"

    def over_years(name: str, scope: str = "years") -> Followed:
        """Of tables with a row for the sum, a row goes by its number."""
        known = [
            (year.fiscal_year if scope == "years" else place, Fraction(amount))
            for place, year in enumerate(budget.years)
            if (amount := getattr(year, name)) is not None
        ]
        of = _sum((scope, row, name) for row, _ in known)
        return of, sum((amount for _, amount in known), Fraction(0)) if known else None

    def less(name: str, *others: str) -> Followed:
        names = [_FIELDS.get(one, one) for one in (name, *others)]
        return _less(tuple(map(own, (name, *others))), [getattr(budget, one) for one in names])

    whole = "total" if budget.supplement is None else "appropriated"
    followed = {
        "stated": over_years("planned"),
        "not_stated_part": less("total", "stated"),
        "own_funds": less("total", "grant"),
        "supplement": over_years("supplement"),
        "appropriated": (
            Formula("{0}+{1}", (own("total"), own("supplement"))),
            _added(budget.total, budget.supplement),
        ),
        "executed": over_years("executed"),
        "balance": less(whole, "executed"),
        "execution_rate": (
            Formula("{0}/{1}", (own("executed"), own(whole))),
            ratio(budget.executed, getattr(budget, whole)),
        ),
        **{name: over_years(name, "grant_by_year") for name in _OF_GRANT},
    }
    others = funding_total(budget)
    if others is not None:
        given = [
            ("funding", place, f"funding_{source.id}")
            for source in budget.funding
            for place, year in enumerate(source.years)
            if year.amount is not None
        ]
        less_others = Formula("{0}-{1}-{2}", (own("total"), own("grant"), own("other_funding")))
        left = None if budget.total is None or budget.grant is None else minus(budget.total, budget.grant)
        followed["general_funds"] = (less_others, None if left is None else minus(left, others))
    rate, base = budget.grant_rate, "total" if budget.grant_is_upper_limit else "eligible_cost"
    amount: Quantity | None = getattr(budget, base)
    if budget.grant_by_year:
        followed["grant"] = over_years("grant", "funding")
    elif budget.grant_basis != "decided" and rate is not None and amount is not None:
        of = Formula(f"{{0}}*{rate.numerator}/{rate.denominator}", (own(base),))
        followed["grant"] = (of, rate * Fraction(amount))
    formulas = _true(followed, budget, own)
    if others is not None:
        formulas[own("other_funding")] = _sum(given)
    return formulas


def _budget_years(budget: BudgetOutcome) -> dict[Key, Formula]:
    formulas: dict[Key, Formula] = {}
    years = {year.fiscal_year for year in budget.years}
    for year in budget.years:

        def own(name: str, of: int = year.fiscal_year) -> Key:
            return "years", of, name

        parts = [name for name in ("planned", "supplement", "carried_in") if getattr(year, name) is not None]
        amounts = (Fraction(getattr(year, name)) for name in parts)
        out = ("carried_out",) if year.carried_out is not None else ()
        followed = {
            "appropriated": (_sum(map(own, parts)), sum(amounts, Fraction(0))),
            "available": _less(
                tuple(map(own, ("appropriated", *out))),
                [getattr(year, one) for one in ("appropriated", *out)],
            ),
            "balance": _less((own("available"), own("executed")), [year.available, year.executed]),
            "unused": (Formula("{0}", (own("balance"),)), year.balance),
            "execution_rate": (
                Formula("{0}/{1}", (own("executed"), own("appropriated"))),
                ratio(year.executed, year.appropriated),
            ),
        }
        if year.carried_in is not None and year.executed is not None:
            least = Formula("MIN({0},{1})", (own("carried_in"), own("executed")))
            followed["carried_in_executed"] = (least, min(year.carried_in, year.executed))
        if year.fiscal_year - 1 in years:
            before = ("years", year.fiscal_year - 1, "carried_out")
            followed["carried_in"] = (Formula("{0}", (before,)), year.carried_in)
        formulas |= _true(followed, year, own)
    return formulas


def _true(followed: Mapping[str, Followed], part: Any, own: Callable[[str], Key]) -> dict[Key, Formula]:
    """The formulas that give the figure of `part`: one that is reached in another way stays a number."""
    return {
        own(name): formula
        for name, (formula, value) in followed.items()
        if value is not None and value == getattr(part, _FIELDS.get(name, name))
    }


def _less(keys: tuple[Key, ...], amounts: Sequence[Quantity | None]) -> Followed:
    """The first less the others."""
    spelled = "-".join(f"{{{place}}}" for place in range(len(keys)))
    known = [Fraction(amount) for amount in amounts if amount is not None]
    value = known[0] - sum(known[1:], Fraction(0)) if len(known) == len(keys) else None
    return Formula(spelled, keys), value


def _added(first: Quantity | None, second: Quantity | None) -> Quantity | None:
    return None if first is None or second is None else plus(first, second)


def live_sufficiency(table: Table, result: BreakEven) -> Table:
    """Net revenue beside cost by fiscal year."""
    formulas: dict[Key, Formula] = {}
    for year in result.years:
        of = tuple(("sufficiency", year.fiscal_year, name) for name in ("revenue", "cost"))
        formulas["sufficiency", year.fiscal_year, "margin"] = Formula("{0}-{1}", of)
        formulas["sufficiency", year.fiscal_year, "coverage"] = Formula("{0}/{1}", of)
        formulas["sufficiency", year.fiscal_year, "gap"] = Formula("MAX(0,{1}-{0})", of)
    return _live(table, "sufficiency", formulas, _by_head)


def live_answer(tables: Iterable[Table], result: BreakEven) -> tuple[Table, ...]:
    """What is said of the year of the answer follows from that year's row."""

    def own(name: str) -> Key:
        return "answer", name, "figure"

    of = own("revenue"), own("cost")
    formulas = {own("margin"): Formula("{0}-{1}", of), own("coverage"): Formula("{0}/{1}", of)}
    if result.year is not None:
        for name in ("revenue", "cost"):
            formulas[own(name)] = Formula("{0}", (("sufficiency", result.year, name),))
    return tuple(
        _live(table, "answer", formulas, _by_head) if table.name == "self_sufficiency" else table
        for table in tables
    )
