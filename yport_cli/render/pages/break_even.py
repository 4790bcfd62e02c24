"""Self-sufficiency as tables: the answer, the years behind it, how thin it is."""

from collections.abc import Iterator
from fractions import Fraction
from functools import partial
from itertools import chain

from yport_cli.core.figures.self_sufficiency import Assumptions, BreakEven
from yport_cli.core.figures.sufficiency_years import SufficiencyYear
from yport_cli.core.issues.sentence import Language, Sentence
from yport_cli.core.numbers.number import grouped, simplified
from yport_cli.core.plan.plan import Plan
from yport_cli.render.shapes.cell import CHANGE, DIFFERENCE, EMPTY, SHARE, Cell, Figure, Text, Year
from yport_cli.render.shapes.table import Column, Page, Table
from yport_cli.render.wording.cells import Columns, facts, figures, table, year_cell
from yport_cli.render.wording.figures import drawn, figure, stated
from yport_cli.render.wording.labels import label
from yport_cli.render.wording.safe_text import escape_controls


def break_even_facts(
    plan: Plan, result: BreakEven, language: Language, *, notes: Iterator[Sentence] | None = None
) -> Table:
    """The break-even year beside the plan's claim, an item a row."""
    known = (row for row in reversed(result.years) if row.margin is not None)
    of_answer = (row for row in result.years if row.fiscal_year == result.break_even_year)
    shown = next(chain(of_answer, known), None)
    of_year = Sentence(f"{shown.label} の値", f"of {shown.label}") if shown else None
    rows = [
        ("break_even_year", _year_or_none(plan, result.break_even_year, language), _claim(plan, result)),
        ("revenue", stated(shown.revenue if shown else None, language), of_year),
        ("cost", stated(shown.cost if shown else None, language), of_year),
        ("margin", drawn(result, "margin", language), None),
        ("coverage", drawn(result, "coverage", language), None),
    ]
    return facts("self_sufficiency", rows, language, unit=result.unit, notes=notes or ())


def _claim(plan: Plan, result: BreakEven) -> Sentence:
    claimed = result.stated_break_even_year
    if claimed is None:
        return Sentence("計画に記載なし", "the plan claims none")
    name = plan.label(claimed)
    if claimed == result.break_even_year:
        return Sentence(f"計画の記載 {name} と一致", f"as the plan claims: {name}")
    if result.year is None:
        return Sentence(
            f"計画の記載は {name}（照合できる年度の値がありません）",
            f"the plan claims {name}; no year's figures can confirm it",
        )
    return Sentence(f"計画の記載は {name}", f"the plan claims {name}")


def break_even_page(plan: Plan, result: BreakEven, assumptions: Assumptions, language: Language) -> Page:
    """The answer of `yport breakeven`: tables `self_sufficiency`, `by_year`, `sensitivity`, `assumptions`."""
    facts_of_plan = break_even_facts(plan, result, language, notes=_thinness(plan, result))
    tables = [facts_of_plan, _by_year(result, assumptions, language)]
    if result.sensitivity:
        tables.append(_sensitivity(plan, result, language))
    sentences = list(assumption_sentences(plan, result, assumptions))
    if sentences:
        heading = Column("assumption", label("assumptions", language))
        columns: Columns = {heading: lambda one: Text(None, one.text_in(language))}
        tables.append(table("assumptions", sentences, columns, language, has_headings=False))
    lead = Sentence(
        "交付金を除いた事業収支と経費の比較です。自立性に公式の判定基準はありません。",
        "Net revenue beside cost, without the grant; there is no official test of self-sufficiency.",
    )
    return Page(escape_controls(plan.name), (lead.text_in(language),), tuple(tables))


def assumption_sentences(plan: Plan, result: BreakEven, assumptions: Assumptions) -> Iterator[Sentence]:
    """Everything that was supposed beside the figures of plan and ledger, a sentence each."""
    unit = result.unit
    for name, change in (("revenue", assumptions.revenue_change), ("cost", assumptions.cost_change)):
        if change is not None:
            percent = Figure(change, CHANGE).text
            yield Sentence(
                f"計画と台帳の{label(name, 'ja')}を {percent} 変える",
                f"{label(name, 'en')} of plan and ledger changed by {percent}",
            )
    for name, amounts in (("revenue", assumptions.revenue), ("cost", assumptions.cost)):
        for year, amount in sorted(amounts.items()):
            yield Sentence(
                f"{plan.label(year)}の{label(name, 'ja')}を {grouped(amount)}{unit} とする",
                f"{label(name, 'en')} of {plan.label(year)} is {grouped(amount)} {unit}",
            )
    if result.grown_revenue_from is not None:
        base = plan.label(result.grown_revenue_from)
        percent = Figure(assumptions.growth or Fraction(0), CHANGE).text
        yield Sentence(
            f"{base}より後の事業収支は毎年 {percent} ずつ変わる",
            f"Net revenue after {base} changes by {percent} a year",
        )
    if result.held_cost_from is not None:
        base = plan.label(result.held_cost_from)
        yield Sentence(f"{base}より後の経費は {base} と同じ", f"Cost after {base} stays as in {base}")
    if assumptions.outsourcing_rate is not None:
        percent = Figure(assumptions.outsourcing_rate, SHARE).text
        yield Sentence(
            f"外注費等の経費は全体で総売上の {percent}（計画に記載のない仮定）",
            f"Outsourcing and other costs take {percent} of gross sales as a whole (an assumption; the "
            "plan does not say)",
        )


def _thinness(plan: Plan, result: BreakEven) -> Iterator[Sentence]:
    """How far the answer is from another one."""
    year = result.break_even_year
    if year is not None and result.bearable_fall == 0:
        yield Sentence(
            "事業収支と経費が等しく、事業収支が少しでも減ると均衡しません。",
            "Net revenue equals cost: a fall of any size breaks it.",
        )
    elif year is not None and result.bearable_fall is not None:
        percent = _threshold(result.bearable_fall)
        yield Sentence(
            f"事業収支が {percent} 減っても、{plan.label(year)} に均衡します。",
            f"Net revenue may fall by {percent}, and {plan.label(year)} still breaks even.",
        )
    if result.needed_rise is not None:
        percent = _threshold(result.needed_rise)
        ja, en = ("均衡します", "") if year is None else ("、収支均衡年度が早まります", " earlier")
        yield Sentence(
            f"事業収支が {percent} 以上増えると{ja}。",
            f"A rise of net revenue by {percent} would break even{en}.",
        )


def _threshold(change: Fraction) -> str:
    """A change that has been rounded and tried: it is drawn as it is."""
    return f"{grouped(simplified(change * 100))}%"


def _by_year(result: BreakEven, assumptions: Assumptions, language: Language) -> Table:
    sales = () if assumptions.outsourcing_rate is None else ("gross_sales",)
    columns: Columns = {
        "fiscal_year": year_cell,
        **figures(("revenue", "cost", "margin", "coverage", "gap", "gap_after_grant", *sales), language),
        "basis": partial(_basis, language=language),
    }
    return table("by_year", result.years, columns, language, unit=result.unit)


def _basis(year: SufficiencyYear, language: Language) -> Cell:
    """Whose the figures are: one word where both are of one kind."""
    bases = {"revenue": year.revenue_basis, "cost": year.cost_basis}
    known = {basis for basis in bases.values() if basis is not None}
    if not known:
        return EMPTY
    if len(known) == 1:
        return Text(year.basis, label(f"basis_{known.pop()}", language))
    parts = (f"{label(name, language)} {label(f'basis_{basis}', language)}" for name, basis in bases.items())
    return Text(year.basis, ("、" if language == "ja" else ", ").join(parts))


def _sensitivity(plan: Plan, result: BreakEven, language: Language) -> Table:
    columns: Columns = {
        "revenue_change": lambda row: (
            figure(row.step, precision=DIFFERENCE) if row.change is None else Figure(row.change, CHANGE)
        ),
        "break_even_year": lambda row: _year_or_none(plan, row.break_even_year, language),
        **figures(("margin",), language),
    }
    of = None if result.year is None else plan.label(result.year)
    notes = [Sentence(f"事業収支 − 経費は {of} の値です。", f"The margin is that of {of}.")] if of else []
    return table("sensitivity", result.sensitivity, columns, language, unit=result.unit, notes=notes)


def _year_or_none(plan: Plan, year: int | None, language: Language) -> Cell:
    return Text(None, label("none", language)) if year is None else Year(year, plan.label(year))
