"""Every figure stands whole on one line, at any width."""

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from example import FULL, kpi, loaded, plan, yport
from yport_cli.core.figures.ledger import Ledger
from yport_cli.core.figures.outcome import Outcome, outcome
from yport_cli.core.issues.sentence import Language
from yport_cli.render.formats.terminal import terminal_text
from yport_cli.render.pages.status import status_page
from yport_cli.render.shapes.cell import Text
from yport_cli.render.shapes.table import Column, Page, Table

_FIGURE = re.compile(r"[-~]?[0-9][0-9,]*(?:\.[0-9]+)?%?|[0-9]{4}-[0-9]{2}-[0-9]{2}|[HR][0-9]+|[0-9]/[0-9]")

_WORD_WITH_FIGURE = re.compile(r"[!-~]*[0-9][!-~]*")


def _drawn(page: Page, width: int = 80, *, color: bool = False) -> str:
    return terminal_text(page, width, color=color)


def _page(*tables: Table, title: str = "題", lead: tuple[str, ...] = ()) -> Page:
    return Page(title, lead, tables)


def _table(columns: list[tuple[str, bool]], *rows: list[str], headings: bool = True) -> Table:
    return Table(
        "table",
        "表",
        tuple(Column(heading, heading, numeric=numeric) for heading, numeric in columns),
        tuple(tuple(Text(text, text) for text in row) for row in rows),
        has_headings=headings,
    )


def _many() -> Outcome:
    """Five KPIs of both kinds with long names, decimals and numbers of 20 digits, and a ledger."""
    long = 12_345_678_901_234_567_890
    kpis: list[dict[str, Any]] = [
        kpi(
            id="a",
            name="新興国諸都市における海外インフラビジネスの展開に関する調査及び実証事業の受注件数" * 2,
            baseline=-long,
            increments={"H29": long, "H30": -1234, "H31": Decimal("0.12345678901234567890")},
        ),
        kpi(
            id="b", name="Participants of the international conference on infrastructure", unit="participants"
        ),
        kpi(
            id="c",
            name="温室効果ガス",
            kind="level",
            direction="decrease",
            baseline=Decimal("1234.56789"),
            unit="t-CO2",
        ),
        kpi(id="d", name="A" * 120, kind="level", targets={"H29": None, "H30": None, "H31": None}),
        kpi(
            id="e",
            name="率",
            unit="%",
            baseline=Decimal("98.7"),
            increments={"H29": Decimal("0.05"), "H30": None, "H31": 0},
        ),
    ]
    ledger = Ledger(
        {
            "a": {2017: long, 2018: 5},
            "b": {2017: 7},
            "c": {2017: Decimal("1200.5"), 2018: 1100},
            "e": {2017: Decimal("0.01")},
        },
        date(2018, 5, 1),
    )
    money = {"unit": "円", "total": long, "years": {"H29": long - 1}, "grant": {"rate": "1/3"}}
    own = {"unit": "円", "revenue": {"H31": 1_234_567, "R4": long}, "cost": {"H31": 7_654_321, "R4": 3}}
    return outcome(plan(name="長い名前の計画" * 9, kpis=kpis, budget=money, self_sufficiency=own), ledger)


OUTCOMES = {
    "the real plan": outcome(yport()),
    "the real plan with a ledger": outcome(
        yport(), Ledger({"orders": {2017: 800_000, 2018: 2_500_000}, "surveys": {2017: 8}}, date(2019, 2, 1))
    ),
    "every block": outcome(loaded(FULL), Ledger({"waste": {2017: Decimal("843.25")}}, date(2018, 3, 31))),
    "five KPIs": _many(),
}


def _cells(page: Page) -> Iterator[str]:
    for table in page.tables:
        for row in table.rows:
            yield from (cell.text for cell in row)


# Every width up to those at which nothing has to give way, and some beyond.
WIDTHS = [*range(20, 111), *range(115, 201, 5)]


@pytest.mark.slow
@pytest.mark.parametrize("name", OUTCOMES)
@pytest.mark.parametrize("language", ["ja", "en"])
def test_no_figure_is_cut_and_no_line_too_long_at_any_width(name: str, language: Language) -> None:
    page = status_page(OUTCOMES[name], language)
    shown = "\n".join([*page.lead, *_cells(page)])
    figures = set(_FIGURE.findall(shown))
    assert len(figures) > 10
    longest = max(map(cell_len, _WORD_WITH_FIGURE.findall(shown))) + len("    ")
    # The hardest page is drawn at every width, the others at every fourth one, in turn with their languages.
    for width in WIDTHS if (name, language) == ("five KPIs", "ja") else WIDTHS[2 * (language == "en") :: 4]:
        drawn = _drawn(page, width)
        missing = figures - set(_FIGURE.findall(drawn))
        assert not missing, f"at {width} cells"
        lines = drawn.splitlines()
        assert max(map(cell_len, lines)) <= max(width, longest)
        assert all(line == line.rstrip() for line in lines)


@pytest.mark.slow
@pytest.mark.parametrize("name", OUTCOMES)
@pytest.mark.parametrize("language", ["ja", "en"])
def test_every_figure_is_drawn_as_often_as_it_stands_on_the_page(name: str, language: Language) -> None:
    page = status_page(OUTCOMES[name], language)
    figures = [figure for cell in _cells(page) for figure in _FIGURE.findall(cell)]
    for width in (20, 40, 60, 80, 100, 140, 200):
        drawn = _FIGURE.findall(_drawn(page, width))
        for figure in set(figures):
            assert drawn.count(figure) >= figures.count(figure)


def test_what_does_not_fit_side_by_side_is_turned_round() -> None:
    table = _table(
        [("指標", False), ("H29 目標", True), ("H30 目標", True)],
        ["受注額", "1,000,000", "3,000,000"],
        ["件数", "8", "10"],
    )
    wide = "題\n\n表\n  指標     H29 目標   H30 目標\n  ----------------------------\n"
    assert _drawn(_page(table)).startswith(wide)
    assert _drawn(_page(table), 29) == (
        "題\n\n表\n  指標         受注額  件数\n  -------------------------\n"
        "  H29 目標  1,000,000     8\n  H30 目標  3,000,000    10\n"
    )


def test_what_does_not_fit_then_is_a_list() -> None:
    table = _table(
        [("指標", False), ("H29 目標", True), ("H30 目標", True)],
        ["受注額", "1,000,000", "3,000,000"],
        ["件数", "8", "10"],
    )
    assert _drawn(_page(table), 20) == (
        "題\n\n表\n  指標: 受注額\n  H29 目標:\n  1,000,000\n  H30 目標:\n  3,000,000\n"
        "\n  指標: 件数\n  H29 目標: 8\n  H30 目標: 10\n"
    )


def test_facts_have_no_headings_and_no_empty_lines() -> None:
    table = _table(
        [("項目", False), ("値", True), ("備考", False)],
        ["総事業費", "120,000", ""],
        ["交付金", "60,000", "上限"],
        headings=False,
    )
    assert _drawn(_page(table)) == "題\n\n表\n  総事業費  120,000\n  交付金     60,000  上限\n"
    assert _drawn(_page(table), 20) == "題\n\n表\n  総事業費: 120,000\n  交付金: 60,000\n    上限\n"


def test_a_heading_is_broken_before_its_bracket() -> None:
    heading = "必要な自己財源（交付金前）"  # 26 cells, 14 and 12 of them before the bracket and from it on
    columns = (Column("a", "年度"), Column("b", heading, numeric=True), Column("c", "根拠"))
    rows = ((Text(None, "R5"), Text(None, "41,500"), Text(None, "事業収支の台帳と経費の計画による")),)
    lines = terminal_text(Page("", (), (Table("t", "", columns, rows),)), 36, color=False).splitlines()
    (first, second) = (line for line in lines if "自己財源" in line or "付金" in line)
    assert first.strip() == "必要な自己財源"
    assert second.split() == ["年度", "（交付金前）", "根拠"]


def test_words_wrap_between_words_and_japanese_before_no_closing_mark() -> None:
    lead = ("It is a pity, that lines end.", "ここで終わる、その次の文は「長い」。終わり")
    text = _drawn(_page(lead=lead), 14)
    assert text == "題\nIt is a pity,\nthat lines\nend.\nここで終わる、\nその次の文は\n「長い」。終わ\nり\n"


def test_a_long_word_without_figures_is_folded_and_one_with_figures_is_not() -> None:
    assert _drawn(_page(lead=("a" * 25,)), 20) == f"題\n{'a' * 20}\n{'a' * 5}\n"
    assert _drawn(_page(lead=("1" * 25,)), 20) == f"題\n{'1' * 25}\n"


def test_colour_is_only_where_it_is_wanted() -> None:
    page = status_page(OUTCOMES["the real plan"], "ja")
    assert "\x1b" not in _drawn(page)
    colored = _drawn(page, color=True)
    assert "\x1b[1m" in colored
    assert re.sub(r"\x1b\[[0-9;]*m", "", colored) == _drawn(page)


def test_signs_of_markup_are_shown_as_they_are() -> None:
    table = _table([("[b]指標[/b]", False), ("値", True)], ["[red]受注[/red] :smile: \\[x]", "[1]"])
    drawn = _drawn(_page(table, title="[bold]題[/bold]", lead=("[link=x]横浜[/link]",)))
    for text in (
        "[bold]題[/bold]",
        "[link=x]横浜[/link]",
        "[b]指標[/b]",
        "[red]受注[/red] :smile: \\[x]",
        "[1]",
    ):
        assert text in drawn


def test_a_terminal_of_one_cell_is_survived() -> None:
    assert "120,000" in _drawn(status_page(OUTCOMES["the real plan"], "ja"), 1)


_TEXTS = st.text(st.sampled_from("abcあ、「」。（）ー 　0123,.-%😀か\u3099"), max_size=40)


@pytest.mark.slow
@settings(max_examples=60)
@given(
    st.lists(_TEXTS, min_size=1, max_size=3),
    st.lists(
        st.integers(-(10**12), 10**12) | st.fractions().map(lambda rate: Decimal(rate.numerator) / 7),
        min_size=1,
        max_size=4,
    ),
    st.integers(20, 120),
)
def test_whatever_stands_in_a_table_its_figures_stay_whole(
    texts: list[str], numbers: list[int | Decimal], width: int
) -> None:
    drawn = [f"{number:,}" for number in numbers]
    table = _table(
        [("name", False), *((f"H{29 + index}", True) for index in range(len(drawn)))],
        *([text, *drawn] for text in texts),
    )
    text = _drawn(_page(table), width)
    for number in drawn:
        assert any(
            number in line.split() or number in re.split(r"[:\s]+", line) for line in text.splitlines()
        )


def test_rates_are_drawn_with_one_decimal() -> None:
    text = _drawn(status_page(OUTCOMES["the real plan with a ledger"], "ja"))
    assert "82.5%" in text  # 3,300,000 of 4,000,000
    assert "80.0%" in text
    assert "23.6%" in text  # 33/140 = 23.571…
    assert Fraction(33, 140) == OUTCOMES["the real plan with a ledger"].kpis[0].achievement_rate
