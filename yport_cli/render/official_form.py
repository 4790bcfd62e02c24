"""A plan as the text of the official form, in which plans are submitted and published."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby

from yport_cli.core.numbers.number import Number, grouped
from yport_cli.core.plan.finances import Budget, SelfSufficiency
from yport_cli.core.plan.indicators import Kpi
from yport_cli.core.plan.plan import Plan
from yport_cli.core.reading.fiscal_year import era_year
from yport_cli.render.wording.safe_text import escape_controls

_NONE = "－"
_FULL = str.maketrans("0123456789", "０１２３４５６７８９")
_REIWA = date(2019, 5, 1)
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_NOTHING = "特になし"


def official_text(plan: Plan) -> str:
    """The form, filled in with what the plan states, and nothing else."""
    return "".join(f"{escape_controls(line)}\n" for line in _lines(plan))


def _lines(plan: Plan) -> Iterator[str]:
    yield "地域再生計画"
    yield from _section("１ 地域再生計画の名称", plan.name)
    yield from _section("２ 地域再生計画の作成主体の名称", *plan.authors)
    yield from _section("３ 地域再生計画の区域", plan.area)
    yield from _section("４ 地域再生計画の目標")
    yield from _tables(plan)
    yield from _section("５ 地域再生を図るために行う事業")
    yield from _project(plan)
    yield from _section("６ 計画期間", f"{_start(plan)}から{_day(plan.period.end, plan)}まで")
    yield from _section("７ 目標の達成状況に係る評価に関する事項")
    method = plan.evaluation and plan.evaluation.method
    yield from _section("７－１ 目標の達成状況に係る評価の手法", *([method] if method else []))
    yield from _section("７－２ 目標の達成状況に係る評価の時期及び評価を行う内容")
    yield from _tables(plan)
    how = plan.publication and plan.publication.how
    yield from _section("７－３ 目標の達成状況に係る評価の公表の手法", *([how] if how else []))


def _section(heading: str, *lines: str) -> Iterator[str]:
    yield ""
    yield heading
    yield from lines


def _project(plan: Plan) -> Iterator[str]:
    """５－２: the project that the grant pays for."""
    grant, project, review = plan.budget.grant, plan.project, plan.evaluation
    yield "５－２ 第５章の特別の措置を適用して行う事業"
    if grant is not None:
        code = f"：【{grant.measure}】" if grant.measure else ""
        yield f"{grant.name or ''}（内閣府）{code}" if grant.name else code.lstrip("：")
    if project is not None:
        if project.body:
            yield from _section("① 事業主体", project.body)
        yield from _section("② 事業の名称：", project.name)
        items = zip(_CIRCLED, project.contents, strict=False)
        yield from _section("③ 事業の内容", *(f"{sign}{content.name}" for sign, content in items))
    if plan.self_sufficiency is not None:
        yield from _section("④ 事業が先導的であると認められる理由", "【自立性】")
        yield from _sufficiency(plan, plan.self_sufficiency)
    yield from _section("⑤ 重要業績評価指標（KPI）及び目標年月")
    yield from _tables(plan)
    yield from _section("⑥ 評価の方法、時期及び体制")
    if review is not None and review.method:
        yield from ("【検証方法】", review.method)
    if review is not None and review.experts:
        yield from ("【外部組織の参画者】", review.experts)
    if plan.publication is not None and plan.publication.how:
        yield from ("【検証結果の公表の方法】", plan.publication.how)
    yield from _section("⑦ 交付対象事業に要する経費", *_cost(plan, plan.budget))
    yield from _section("⑧ 事業実施期間", f"{_start(plan)}から{_day(plan.period.end, plan)}まで")
    yield from _section("⑨ その他必要な事項", _NOTHING)
    yield from _section("５－３ その他の事業", _NOTHING)


def _tables(plan: Plan) -> Iterator[str]:
    """The KPIs in their order, those of one kind under one head; then the sums that the plan states."""
    for adds_up, kpis in groupby(plan.kpis, lambda kpi: kpi.adds_up):
        yield "【数値目標】"
        yield "事業開始前（現時点）"
        for nth, year in enumerate(plan.years, 1):
            count = f"{nth}".translate(_FULL)
            yield f"{_year(plan, year)}増加分（{count}年目）" if adds_up else _year(plan, year)
        for kpi in kpis:
            yield from _row(kpi, [kpi.baseline, *(kpi.planned.get(year) for year in plan.years)])
    yield from _sums("KPI増加分の累計", [(kpi, kpi.stated_cumulative) for kpi in plan.kpis])
    yield from _sums("最終目標値", [(kpi, kpi.stated_level) for kpi in plan.kpis])


def _sums(head: str, figures: Sequence[tuple[Kpi, Number | None]]) -> Iterator[str]:
    stated = [(kpi, figure) for kpi, figure in figures if figure is not None]
    if stated:
        yield head
    for kpi, figure in stated:
        yield from _row(kpi, [figure])


def _row(kpi: Kpi, figures: Sequence[Number | None]) -> Iterator[str]:
    yield f"{kpi.name}（{kpi.unit}）" if kpi.unit is not None else kpi.name
    yield " ".join(map(_figure, figures))


def _figure(figure: Number | None) -> str:
    return _NONE if figure is None else grouped(figure).replace("-", "△")


def _cost(plan: Plan, budget: Budget) -> Iterator[str]:
    if budget.grant is not None and budget.grant.measure:
        yield f"・法第５条第４項第１号イに関する事業【{budget.grant.measure}】"
    for year, amount in budget.years.items():
        if amount is not None:
            yield f"{_year(plan, year)} {grouped(amount)}{budget.unit}"
    if budget.total is not None:
        yield f"総事業費 {grouped(budget.total)}{budget.unit}"


def _sufficiency(plan: Plan, found: SelfSufficiency) -> Iterator[str]:
    """A sentence for each year; the one of the claim says that the two meet."""
    claim = found.break_even_year
    years = sorted({*found.revenue, *found.cost, *([claim.year] if claim else [])})
    for year in years:
        revenue, cost = found.revenue.get(year), found.cost.get(year)
        is_budget = (
            cost is not None and plan.budget.years.get(year) == cost and found.unit == plan.budget.unit
        )
        said = []
        if revenue is not None:
            said.append(f"事業収支は{_figure(revenue)}{found.unit}")
        if cost is not None:
            said.append(f"{'本事業予算' if is_budget else '事業費'}は{grouped(cost)}{found.unit}")
        meets = "見込み、均衡する" if claim is not None and claim.year == year else "見込む"
        if said:
            yield f"{_year(plan, year)}の{'、'.join(said)}と{meets}。"


def _year(plan: Plan, year: int) -> str:
    label = plan.label(year)
    return f"{label}年度" if label.isdigit() else era_year(year, label)


def _start(plan: Plan) -> str:
    return "地域再生計画認定の日" if plan.period.start is None else _day(plan.period.start, plan)


def _day(day: date, plan: Plan) -> str:
    """A day in the era that the plan's years are named by."""
    if plan.fiscal_years[-1].label.isdigit():
        year = str(day.year)
    elif day >= _REIWA and plan.fiscal_years[-1].label.startswith("R"):
        year = f"令和{'元' if day.year == 2019 else day.year - 2018}"
    else:
        year = f"平成{'元' if day.year == 1989 else day.year - 1988}"
    return f"{year}年{day.month}月{day.day}日"
