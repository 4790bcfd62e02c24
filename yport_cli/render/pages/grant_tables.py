"""Who pays, and what becomes of the grant: by fiscal year."""

from collections.abc import Callable, Iterable, Iterator
from operator import itemgetter
from typing import Any

from yport_cli.core.figures.budget import BudgetOutcome
from yport_cli.core.figures.budget_year import BudgetYear
from yport_cli.core.issues.sentence import Language, Sentence
from yport_cli.core.numbers.number import Quantity, minus, plus
from yport_cli.render.shapes.cell import Cell, Text
from yport_cli.render.shapes.table import Column, Table
from yport_cli.render.wording.budget_notes import own_funds_label
from yport_cli.render.wording.cells import Columns, figures, table, year_cell
from yport_cli.render.wording.figures import drawn, figure, stated
from yport_cli.render.wording.labels import label
from yport_cli.render.wording.safe_text import escape_controls

_SETTLEMENT = (
    *("grant_decided", "grant_received", "grant_settled", "grant_returned"),
    *("grant_to_receive", "grant_to_return"),
)
_MODES = {"half-up": Sentence("四捨五入", "half up"), "floor": Sentence("切捨て", "down")}


def settlement_table(budget: BudgetOutcome, language: Language) -> Table:
    """交付決定額 to 返還見込額 of each year, and over the plan."""
    rows: list[tuple[Cell, Any]] = [(year_cell(year), year) for year in budget.years]
    rows.append((Text("total", label("sum", language)), budget))
    columns: Columns = {
        "fiscal_year": lambda row: row[0],
        "grant_rate": lambda row: _rate(row[1], budget, language),
        **{name: _of_second(cell) for name, cell in figures(_SETTLEMENT, language).items()},
    }
    notes = _settlement_notes(budget)
    return table("grant_by_year", rows, columns, language, unit=budget.unit, notes=notes)


def _rate(part: BudgetYear | BudgetOutcome, budget: BudgetOutcome, language: Language) -> Cell:
    """The rate; the plan has none where it varies by year."""
    varies = part is budget and any(year.grant_rate is not None for year in budget.years)
    return figure(None) if varies and part.grant_rate is None else drawn(part, "grant_rate", language)


def _of_second(cell: Callable[[Any], Cell]) -> Callable[[tuple[Cell, Any]], Cell]:
    return lambda row: cell(row[1])


def _settlement_notes(budget: BudgetOutcome) -> Iterator[Sentence]:
    recorded = [year for year in budget.years if year.is_grant_recorded]
    if recorded:
        yield Sentence(
            "未収額 = 交付されるべき額 − 受入額、返還見込額 = 受入額 − 返還額 − 交付されるべき額（いずれも負なら0）。"
            "交付されるべき額は確定額、その前は交付決定額と交付率 × 対象経費の小さい方です。",
            "To receive = due − received; to return = received − returned − due (0 where negative). Due is "
            "what is settled, before that the lesser of what was decided and the rate × what is eligible.",
        )
    if carried := _labels(
        year
        for year in recorded
        if year.carried_out and year.grant_settled is None and year.grant_due is None
    ):
        yield Sentence(
            f"{carried.ja}は翌年度への繰越があり交付金も翌年度に精算されるため、確定額を記録するまで未収額と返還見込額は分かりません。",
            f"{carried.en}: money was carried over and its grant with it, so what is due is not known until "
            "grant_settled is recorded.",
        )
    if unknown := _labels(year for year in recorded if not year.carried_out and year.grant_due is None):
        yield Sentence(
            f"{unknown.ja}は執行額か交付率が分からないため、未収額と返還見込額も分かりません。",
            f"{unknown.en}: spending or the rate is not known, so what is due is not known either.",
        )
    if limits := _labels(year for year in recorded if year.grant_due_basis == "upper_limit"):
        yield Sentence(
            f"{limits.ja}の未収額は上限、返還見込額は下限です（対象外経費 ineligible か交付決定額の記録がないため）。",
            f"{limits.en}: at most to receive, at least to return, for what is not eligible, or the "
            "decision, is not recorded.",
        )
    if open_years := _labels(
        year for year in recorded if year.grant_due_basis in ("executed", "upper_limit") and not year.closed
    ):
        yield Sentence(
            f"{open_years.ja}は出納閉鎖前で、これまでの執行額による額です。",
            f"{open_years.en}: the accounts are not closed yet; this follows from what is spent so far.",
        )


def _labels(years: Iterable[BudgetYear]) -> Sentence | None:
    names = [year.label for year in years]
    return Sentence("・".join(names), ", ".join(names)) if names else None


def funding_table(budget: BudgetOutcome, language: Language) -> Table:
    """財源内訳: the grant, each other source, and the rest, which add up to what is planned.

    A row for what is not known by year makes the years add up to the plan.
    """
    rest_of_all = own_funds_label(budget)
    rows = [
        *(
            _funding_row(year_cell(year), budget, year, number, language)
            for number, year in enumerate(budget.years)
        ),
        *_rest(budget, language),
        (
            Text("total", label("sum", language)),
            drawn(budget, "grant", language),
            *(stated(source.total, language) for source in budget.funding),
            drawn(budget, "own_funds", language),
            drawn(budget, "total", language),
        ),
    ]
    headings: list[str | Column] = ["fiscal_year", "grant"]
    headings += [
        Column(f"funding_{source.id}", escape_controls(source.name), numeric=True)
        for source in budget.funding
    ]
    headings += [Column("own_funds", label(rest_of_all, language), numeric=True), "cost_of_year"]
    columns: Columns = {heading: itemgetter(place) for place, heading in enumerate(headings)}
    notes = _funding_notes(budget)
    return table("funding", rows, columns, language, unit=budget.unit, notes=notes)


def _funding_row(
    head: Cell, budget: BudgetOutcome, year: BudgetYear, number: int, language: Language
) -> tuple[Cell, ...]:
    return (
        head,
        drawn(year, "grant", language),
        *(stated(source.years[number].amount, language) for source in budget.funding),
        drawn(year, "own_funds", language),
        drawn(year, "planned", language),
    )


def _rest(budget: BudgetOutcome, language: Language) -> Iterator[tuple[Cell, ...]]:
    """What the years leave of the whole: of years that are not stated, or of what is not eligible."""
    own = None if budget.own_funds is None else minus(budget.own_funds, _sum(budget, "own_funds"))
    if not (budget.grant_remainder or own or budget.not_stated):
        return
    is_open = any(year.planned is None for year in budget.years)
    yield (
        Text("rest", label("grant_rest" if is_open else "grant_difference", language)),
        figure(budget.grant_remainder),
        *(figure(None) for _ in budget.funding),
        figure(own),
        figure(budget.not_stated),
    )


def _sum(budget: BudgetOutcome, name: str) -> Quantity:
    whole: Quantity = 0
    for year in budget.years:
        amount = getattr(year, name)
        whole = whole if amount is None else plus(whole, amount)
    return whole


def _funding_notes(budget: BudgetOutcome) -> Iterator[Sentence]:
    if limits := _labels(year for year in budget.years if year.grant_is_upper_limit):
        yield Sentence(
            f"交付対象経費の年度別の記載がないため、{limits.ja}の交付金は上限、残りは下限です。",
            f"{limits.en}: the grant is at most this, the rest at least, for no eligible cost is stated.",
        )
    if over := _labels(
        year
        for year in budget.years
        if year.grant_is_upper_limit and year.own_funds is not None and year.own_funds < 0
    ):
        yield Sentence(
            f"{over.ja}は、交付金を上限まで受けると財源が事業費を超えるため、残りが負になります。交付金はその分少なくなります。",
            f"{over.en}: with the most that the grant can be, the sources exceed the cost, so the rest is "
            "negative: the grant will be less.",
        )
    if budget.grant_remainder is not None and budget.grant_remainder < 0:
        yield Sentence(
            "年度別の額に交付率を掛けた合計が交付金を上回るため、その差を引いています。",
            "The rate times the years' amounts exceeds the grant: the difference is taken off.",
        )
    if budget.rounding is not None:
        mode, unit = _MODES[budget.rounding.mode], budget.rounding.unit
        yield Sentence(
            f"交付金は{unit}単位で{mode.ja}、各年度は{unit}未満を切捨てました。",
            f"The grant is rounded {mode.en} to whole {unit}; each year is rounded down.",
        )
