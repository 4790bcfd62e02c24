"""What a report says; the figures and sentences were worked by hand."""

from datetime import date
from fractions import Fraction

import pytest

from example import FULL, changed, full, kpi, loaded, plan, recorded, yport
from money_example import MONEY, R5, ledger_read, money_plan
from yport_cli.core.figures.budget import budget_outcome
from yport_cli.core.figures.ledger import Ledger
from yport_cli.core.figures.outcome import Outcome, outcome
from yport_cli.core.issues.sentence import Language
from yport_cli.render.formats.markdown import report_markdown
from yport_cli.render.pages.one_kpi import kpi_page
from yport_cli.render.pages.report_charts import budget_bar
from yport_cli.render.pages.report_page import report_of
from yport_cli.render.pages.status import status_page
from yport_cli.render.shapes.report import LineChart, Report, Section, StackChart

LANGUAGES: tuple[Language, ...] = ("ja", "en")


def _section(report: Report, name: str) -> Section:
    """The section, or part of one, with that id."""
    sections = list(report.sections)
    for section in sections:
        sections.extend(section.parts)
        if section.id == name:
            return section
    raise LookupError(name)


def _sentence(result: Outcome, name: str, language: Language = "ja") -> str:
    return _section(report_of(result, language), name).paragraphs[0]


def test_a_shortfall_and_the_pace_it_needs_stand_in_a_plain_sentence() -> None:
    # 350,000 + 450,000 + 1,700,000 = 2,500,000 of 14,000,000 is 17.857… %; of 4,000,000 it lacks 1,500,000.
    # 11,500,000 in April 2019 to March 2020: ÷ 12 = 958,333.33…
    assert _sentence(recorded(), "kpi-1") == (
        "計画の目標は、平成31年度までの累計で14,000,000千円です。平成30年9月30日までの累計実績は2,500,000千円で、"
        "計画全体に対する達成率は17.9%（変化の割合）です。平成30年度末の時点では目標まで1,500,000千円不足（遅れ）です。"
        "計画の終わり（平成31年度末）に対して目標まで11,500,000千円不足しており、"
        "残る12か月に1か月あたり約958,333.33千円の改善が必要です。"
    )
    assert _sentence(recorded(), "kpi-1", "en") == (
        "The plan's target is 14,000,000 千円 in all by the end of FY2019. "
        "Up to 30 September 2018 the cumulative actual is 2,500,000 千円, 17.9% of the whole plan (change). "
        "At the end of FY2018 it was 1,500,000 千円 short of the target: behind. "
        "Against the plan's end it is 11,500,000 千円 short of the target: "
        "an improvement of about 958,333.33 千円 is needed in each of the 12 months left."
    )


def test_a_gap_in_the_records_is_said() -> None:
    result = outcome(plan(), Ledger({"visits": {2017: 5, 2019: 5}}, date(2020, 3, 31)))
    assert "平成30年度の実績は記録がなく、累計にはその分が入っていません。" in _sentence(result, "kpi-1")
    assert "残る月はありません" in _sentence(result, "kpi-1")
    two = outcome(plan(), Ledger({"visits": {2019: 5}}, date(2020, 3, 31)))
    assert "2 years are not recorded (FY2017, FY2018)" in _sentence(two, "kpi-1", "en")


def test_the_gap_of_a_year_is_not_named_beside_the_target_of_a_later_one() -> None:
    # Of 4,000,000 it lacks 1,500,000, while the line ends at 14,000,000.
    (drawn,) = _section(report_of(recorded(), "ja"), "kpi-1").figures
    assert isinstance(drawn.chart, LineChart)
    assert drawn.chart.gap == ""
    assert drawn.chart.today is not None
    assert drawn.chart.today.fiscal_year == 2018
    assert drawn.chart.today.gone == 1
    # 30 September is the 183rd of 365 days: 30 + 31 + 30 + 31 + 31 + 30.
    autumn = outcome(plan(), Ledger({"visits": {2017: 5}}, date(2018, 9, 30)))
    (drawn,) = _section(report_of(autumn, "ja"), "kpi-1").figures
    assert isinstance(drawn.chart, LineChart)
    assert drawn.chart.today is not None
    assert (drawn.chart.today.fiscal_year, drawn.chart.today.gone) == (2018, Fraction(183, 365))
    over = outcome(plan(), Ledger({"visits": {2017: 5, 2018: 5, 2019: 5}}, date(2020, 3, 31)))
    (drawn,) = _section(report_of(over, "ja"), "kpi-1").figures
    assert isinstance(drawn.chart, LineChart)
    assert drawn.chart.gap == "不足 45"  # 10 + 20 + 30, less 15
    assert drawn.chart.today is None


def test_a_target_that_is_reached_is_said_to_be() -> None:
    result = outcome(plan(), Ledger({"visits": {2017: 60}}, date(2018, 3, 31)))
    assert _sentence(result, "kpi-1").endswith("達成率は100.0%（変化の割合）です。計画の目標に達しています。")
    assert [row.word for row in report_of(result, "ja").answer.rows] == ["達成"]


def test_a_level_is_spoken_of_as_a_level() -> None:
    # From 850.5 down to 800.0, as the plan spells it; 845.25 is 5.25 of 50.5, 10.396… %, and 5.25 above the
    # 840 of H29. 45.25 in June 2018 to March 2020: ÷ 22 = 2.0568181…
    assert _sentence(full(), "kpi-2") == (
        "計画の最終目標は800.0g/日です。平成30年3月31日までの実績は845.25g/日で、"
        "計画全体に対する達成率は10.4%（変化の割合）です。平成29年度末の時点では目標を5.25g/日超過（遅れ）です。"
        "計画の終わり（平成31年度末）に対して目標を45.25g/日超過しており、残る22か月に1か月あたり約2.06g/日の改善が必要です。"
    )


def test_without_a_ledger_nothing_is_said_to_be_0() -> None:
    report = report_of(outcome(yport()), "ja")
    assert _section(report, "kpi-1").paragraphs[0].endswith("実績は記録されていません。")
    assert _section(report, "budget").paragraphs[0].endswith("執行額は記録されていません。")
    assert [row.rate.text for row in report.answer.rows] == ["―", "―", "―"]
    assert ("基準日", "実績台帳なし（実績は未記録）") in [(fact.term, fact.text) for fact in report.facts]


def test_the_budget_in_sentences() -> None:
    # 38,500 + 1,200 + 39,100 = 78,800 of 120,000 is 65.666… %.
    assert _sentence(recorded(), "budget") == (
        "総事業費は120,000千円です。計画は平成31年度に40,000千円を記載し、残る80,000千円には年度別の記載がありません。"
        "地方創生推進交付金は最大で60,000千円、自己財源は少なくとも60,000千円です。"
        "これまでの執行額は78,800千円（執行率65.7%）、総事業費に対する残額は41,200千円です。"
    )


def test_who_pays_adds_up_to_what_it_costs() -> None:
    subject = money_plan(
        MONEY + "  funding:\n    - {id: donation, name: 寄附, years: {R5: 3000}}\n"
        "    - {id: prefecture, name: 県支出金, years: {R5: 1000, R6: 2000}}\n"
    )
    # 90,000 − 40,000 − 6,000
    assert _sentence(outcome(subject), "budget").startswith(
        "総事業費は90,000千円です。デジタル田園都市国家構想交付金は40,000千円、そのほかの財源は6,000千円、"
        "一般財源は44,000千円です。"
    )
    assert "is 40,000 千円, other sources give 6,000 千円, and general funds are 44,000 千円." in _sentence(
        outcome(subject), "budget", "en"
    )
    bar = budget_bar(budget_outcome(subject), "ja")
    assert bar is not None
    sources = next(one for one in bar.bars if one.heading == "財源")
    assert [(part.name, part.value) for part in sources.parts] == [
        *(("交付金", 40_000), ("寄附", 3_000), ("県支出金", 3_000), ("一般財源", 44_000))
    ]
    assert len({part.mark for part in sources.parts}) == 4


def test_no_two_years_of_a_long_plan_look_alike() -> None:
    labels = ["R1", "R2", "R3", "R4", "R5", "R6", "R7"]
    subject = plan(
        fiscal_years=labels,
        period={"end": "2026-03-31"},
        kpis=[kpi(increments=dict.fromkeys(labels, 1))],
        budget={"unit": "千円", "total": 100, "years": dict.fromkeys(labels, 10)},
    )
    bar = budget_bar(budget_outcome(subject), "ja")
    assert bar is not None
    # Seven years of 10, and 30 that no year states.
    assert len({part.mark for part in bar.bars[-1].parts}) == 8


@pytest.mark.parametrize(
    ("baseline", "start", "note"), [(40, "開始前", "。開始前は基準値40"), (None, None, "")]
)
def test_the_chart_of_a_level_begins_at_its_baseline(
    baseline: int | None, start: str | None, note: str
) -> None:
    subject = plan(kpis=[kpi(kind="level", baseline=baseline, targets={"H29": 50, "H30": 60, "H31": 70})])
    chart = _section(report_of(outcome(subject), "ja"), "kpi-1").figures[0].chart
    assert isinstance(chart, LineChart)
    assert (chart.start, chart.start_at.value) == (start, baseline)
    assert chart.note == f"来訪者数（人） 年度ごとの水準{note}"


def test_spending_above_the_total_is_said() -> None:
    result = outcome(plan(), Ledger({"execution": {2017: 150}}, date(2018, 3, 31)))
    assert "執行額は150千円（執行率125.0%）で、総事業費を30千円上回っています。" in _sentence(
        result, "budget"
    )
    assert "150 千円 has been spent (125.0%), 30 千円 more than the total cost." in _sentence(
        result, "budget", "en"
    )


def test_a_year_that_was_overspent_is_said_though_the_plan_has_money_left() -> None:
    subject = money_plan()
    # 30,000 + 1,000 − 1,200 = 29,800 were available in R5, 39,500 were spent.
    result = outcome(subject, ledger_read(R5.replace("29500", "39500"), subject))
    assert (
        "残額は51,500千円です。令和5年度の執行額は、その年度に使える額を9,700千円上回っています。"
        in _sentence(result, "budget")
    )
    assert "In FY2023 9,700 千円 more was spent than was available." in _sentence(result, "budget", "en")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (
            "break_even_year: H31",
            "break_even_year: H31",
            "平成31年度からです（事業収支40,000千円、経費40,000千円）。計画の記載と一致します。",
        ),
        ("  break_even_year: H31\n", "", "平成31年度からです（事業収支40,000千円、経費40,000千円）。"),
    ],
)
def test_the_break_even_year_beside_the_claim(old: str, new: str, said: str) -> None:
    result = outcome(loaded(changed((old, new), text=FULL)))
    assert _sentence(result, "self-sufficiency").endswith(said)


def test_no_break_even_year_is_said_to_be_none() -> None:
    block = {"unit": "千円", "revenue": {"H31": 1}, "cost": {"H31": 2}}
    result = outcome(plan(self_sufficiency=block))
    assert _sentence(result, "self-sufficiency").startswith(
        "事業収支が経費以上になる年度は、示された値の中にはありません。"
    )


def test_a_plan_without_own_revenue_has_no_such_section() -> None:
    assert "self-sufficiency" not in [section.id for section in report_of(outcome(plan()), "ja").sections]


@pytest.mark.parametrize("language", LANGUAGES)
def test_under_each_chart_stands_a_table_with_the_same_figures(language: Language) -> None:
    for result in (recorded(), full(), outcome(yport())):
        report = report_of(result, language)
        sections = [*report.sections, *(part for section in report.sections for part in section.parts)]
        figures = [figure for section in sections for figure in section.figures]
        assert figures
        for figure in figures:
            drawn = [cell.text for row in figure.table.rows for cell in row]
            if isinstance(figure.chart, LineChart):
                assert [year.fiscal_year for year in figure.chart.years] == [
                    row[0].value for row in figure.table.rows
                ]
                for line in figure.chart.lines:
                    column = figure.table.place(line.column)
                    assert [point.text for point in line.points] == [
                        row[column].text for row in figure.table.rows
                    ]
            elif isinstance(figure.chart, StackChart):
                known = {
                    part.name: part
                    for bar in figure.chart.bars
                    for part in bar.parts
                    if part.value is not None
                }
                for name in ("交付金", "自己財源", "Grant", "Own funds"):
                    if name in known:
                        assert known[name].text.split()[0] in drawn


def test_the_charts_of_a_report() -> None:
    report = report_of(recorded(), "ja")
    figures = {
        figure.chart.id: figure.chart
        for name in ("kpi-1", "budget", "self-sufficiency")
        for figure in _section(report, name).figures
    }
    assert list(figures) == ["kpi-1-chart", "budget-bar", "revenue-cost"]
    cumulative = figures["kpi-1-chart"]
    assert isinstance(cumulative, LineChart)
    assert [[point.value for point in line.points] for line in cumulative.lines] == [
        [1_000_000, 4_000_000, 14_000_000],
        [800_000, 2_500_000, None],
    ]
    assert cumulative.gap == ""
    money = figures["budget-bar"]
    assert isinstance(money, StackChart)
    assert [[part.value for part in bar.parts] for bar in money.bars] == [
        [78_800, 41_200],
        [60_000, 60_000],
        [40_000, 80_000],
    ]


def test_what_is_carried_on_stands_apart_from_what_is_left() -> None:
    # Of 120, 30 is spent and 7 carried into a year without spending so far: 83 is left beside it.
    rows = {"execution": {2017: 30}, "carried_out": {2017: 7}}
    result = outcome(plan(), Ledger(rows, date(2018, 6, 1)))
    (figure,) = _section(report_of(result, "ja"), "budget").figures
    assert isinstance(figure.chart, StackChart)
    assert [(part.name, part.value) for part in figure.chart.bars[0].parts] == [
        ("執行額", 30),
        ("翌年度繰越額", 7),
        ("残額", 83),
    ]
    assert figure.chart.title == "総事業費の25.0%を執行し、90千円が残っています"


def test_evaluations_are_given_as_people_wrote_them() -> None:
    section = _section(report_of(full(), "ja"), "evaluation")
    assert [(fact.term, fact.text) for fact in section.parts[0].facts] == [
        ("事業効果", "相当程度効果があった"),
        ("外部有識者による事業の評価", "総合戦略のKPI達成に有効であった"),
        ("外部有識者の意見", "継続を望む"),
        ("今後の方針", "事業の継続"),
        ("今後の方針の理由", "目標に近い"),
    ]
    assert section.paragraphs == ()
    assert _section(report_of(recorded(), "ja"), "evaluation").paragraphs == (
        "評価はまだ記入されていません。",
    )


def test_every_block_names_where_it_was_taken_from() -> None:
    section = _section(report_of(outcome(yport()), "ja"), "sources")
    (table,) = section.tables
    rows = [(row[0].text, row[1].text) for row in table.rows]
    assert len(rows) == 12
    assert ("作成主体", "２ 地域再生計画の作成主体の名称") in rows
    assert ("ライセンス", "CC-BY-4.0") in [(fact.term, fact.text) for fact in section.facts]


def test_the_two_languages_say_equally_much() -> None:
    for result in (recorded(), full()):
        ja, en = (report_of(result, language) for language in LANGUAGES)
        assert [section.id for section in ja.sections] == [section.id for section in en.sections]
        for one, other in zip(ja.sections, en.sections, strict=True):
            assert len(one.paragraphs) == len(other.paragraphs)
            assert len(one.facts) == len(other.facts)
            assert len(one.tables) == len(other.tables)


@pytest.mark.parametrize("language", LANGUAGES)
def test_markdown_holds_all_of_the_report(language: Language) -> None:
    report = report_of(recorded(), language)
    written = report_markdown(report).replace("\\", "")
    for section in report.sections:
        assert f"\n## {section.heading}\n" in written
        for part in (section, *section.parts):
            for paragraph in part.paragraphs:
                assert paragraph in written
            for table in (*part.tables, *(figure.table for figure in part.figures)):
                for row in table.rows:
                    for cell in row:
                        assert cell.text in written


def test_the_kpis_of_one_unit_keep_their_own_headings() -> None:
    kpis = [kpi(name="甲"), kpi(id="stays", name="乙")]
    report = report_of(outcome(plan(kpis=kpis)), "ja")
    assert [part.heading for part in _section(report, "kpis").parts] == [
        "甲は、実績の記録がありません",
        "乙は、実績の記録がありません",
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_gap_is_marked_wherever_the_cumulative_is_drawn(language: Language) -> None:
    result = outcome(plan(), Ledger({"visits": {2017: 2, 2019: 3}}, date(2020, 3, 31)))
    report = report_of(result, language)
    (overview,) = _section(report, "kpis").tables
    assert overview.rows[0][overview.place("cumulative_actual")].text == "*5"
    reasons = kpi_page(result, (), language).table("reasons")
    assert "*5" in [row[reasons.place("figure")].text for row in reasons.rows]
    for table in (overview, status_page(result, language).table("kpis")):
        assert any(note.startswith(("* ", "What is marked *")) for note in table.notes)


def test_a_table_is_found_by_its_name() -> None:
    page = status_page(recorded(), "ja")
    assert page.table("budget").caption == "予算（千円）"
    assert [table.name for table in page.without("budget")] == [
        "kpis",
        "years of orders",
        "years of surveys",
        "years of briefings",
        "self_sufficiency",
    ]
    with pytest.raises(LookupError):
        page.table("no such table")


@pytest.mark.parametrize(("supplement", "whole"), [(-30, 70), (0, 100), (40, 140)])
def test_what_is_spent_is_drawn_within_the_total_and_its_supplements(supplement: int, whole: int) -> None:
    result = outcome(
        plan(budget={"unit": "千円", "total": 100}),
        Ledger({"supplement": {2017: supplement}, "execution": {2017: 60}}, date(2018, 3, 31)),
    )
    (drawn,) = _section(report_of(result, "ja"), "budget").figures
    assert isinstance(drawn.chart, StackChart)
    spending = drawn.chart.bars[0]
    assert spending.whole == whole
    assert [part.value for part in spending.parts] == [60, whole - 60]
