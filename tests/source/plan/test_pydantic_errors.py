"""What is said of each kind of mistake: what is wrong, what was found, what to write instead."""

import pytest

from example import FULL, SMALL, changed, report
from yport_cli.core.issues.issue import Issue


def _one(*edits: tuple[str, str], text: str = FULL) -> Issue:
    found = report(changed(*edits, text=text)).issues
    assert len(found) == 1, [issue.message.en for issue in found]
    return found[0]


def _said(issue: Issue) -> str:
    assert issue.hint is not None
    return f"{issue.message.en}; {issue.hint.en}"


@pytest.mark.parametrize(
    ("edit", "near"),
    [
        (("licence: CC", "license: CC"), "did you mean 'licence'?"),
        (("short_name: 来", "shortname: 来"), "did you mean 'short_name'?"),
        (("measure: A3007", "mesure: A3007"), "did you mean 'measure'?"),
        (("opinion: 継続", "opinions: 継続"), "did you mean 'opinion'?"),
        (("reason: 目標", "reasons: 目標"), "did you mean 'reason'?"),
        (("title: 地域", "titel: 地域"), "did you mean 'title'?"),
        (("    baseline: 500", "    基準値: 500"), "did you mean 'baseline'?"),
        (("    baseline: 500", "    ｂａｓｅｌｉｎｅ: 500"), "did you mean 'baseline'?"),
        (("    baseline: 500", "    Baseline: 500"), "did you mean 'baseline'?"),
        (("  revenue:", "  事業収支:"), "did you mean 'revenue'?"),
        (("  cost:", "  経費:"), "did you mean 'cost'?"),
        (("  total: 120000", "  総事業費: 120000"), "did you mean 'total'?"),
        (("body: 横浜市\n", "担当: 横浜市\n"), "the keys are name, body, contents"),
    ],
)
def test_an_unknown_key_is_told_which_one_was_meant(edit: tuple[str, str], near: str) -> None:
    found = report(changed(edit, text=FULL)).issues
    said = " ".join(_said(issue) for issue in found)
    assert near in said
    assert "unknown-key" in [issue.code for issue in found]
    assert edit[1].split(":")[0].strip() in said


def test_each_missing_key_is_named_at_its_parents_key() -> None:
    text = changed(("    unit: 人\n", ""), ("  total: 100\n", ""), ("area: 横浜市の全域\n", ""))
    found = [(issue.at.path, issue.at.place.line, issue.at.place.column) for issue in report(text).issues]
    assert found == [
        ("area", 1, 1),
        ("kpis[0].unit", 8, 5),
        ("budget.total", 13, 1),
    ]
    for issue in report(text).issues:
        name = issue.at.path.rpartition(".")[2]
        assert issue.code == "missing-key"
        assert _said(issue) == f"the key {name!r} is missing; add {name}: and its value"
        assert f"「{name}」" in issue.message.ja


@pytest.mark.parametrize(
    ("edit", "said"),
    [
        (("kind: level", "kind: lebel"), "did you mean 'level'? (one of increment, level)"),
        (("kind: level", "kind: 5"), "the number 5 is not one of the choices; write one of increment, level"),
        (("kind: level", "kind: ＬＥＶＥＬ"), "did you mean 'level'?"),
        (("kind: level", "kind: 増分"), "did you mean 'increment'?"),
        (("direction: decrease", "direction: 減少"), "did you mean 'decrease'?"),
        (("direction: decrease", "direction: 増加"), "did you mean 'increase'?"),
        (("direction: decrease", "direction: decreasing"), "did you mean 'decrease'?"),
        (("schema: yport/plan/v1", "schema: yport/plan/v2"), "write yport/plan/v1"),
        (
            ("unit: 千円\n  total", "unit: 万円\n  total"),
            "write one of 円, 千円, 百万円 and convert the amounts: 1万円 = 10千円, 1億円 = 100百万円",
        ),
        (("unit: 千円\n  total", "unit: 億円\n  total"), "convert the amounts"),
        (("unit: 千円\n  total", "unit: 十万円\n  total"), "convert the amounts"),
        (("unit: 千円\n  total", "unit: 1000円\n  total"), "convert the amounts"),
        (("unit: 千円\n  total", "unit: (千円)\n  total"), "did you mean '千円'?"),
        (("unit: 千円\n  total", "unit: ドル\n  total"), "write one of 円, 千円, 百万円"),
    ],
)
def test_a_choice_is_told_its_choices(edit: tuple[str, str], said: str) -> None:
    issue = _one(edit)
    assert issue.code == "bad-choice"
    assert said in _said(issue)


@pytest.mark.parametrize(
    ("spelled", "found", "fix"),
    [
        ("12", "the number 12", '"12"'),
        ("1.50", "the number 1.50", '"1.50"'),
        ("true", "the truth value true", None),
        ("010", "'010'", '"010"'),
        ("1e3", "'1e3'", '"1e3"'),
        ("[a]", "a list", None),
        ("{a: b}", "a mapping", None),
    ],
)
def test_what_stands_in_the_place_of_text_is_shown(spelled: str, found: str, fix: str | None) -> None:
    issue = _one(("area: 横浜市及び川崎市の全域", f"area: {spelled}"))
    assert issue.code == "wrong-type"
    assert _said(issue).startswith(f"text belongs here, but {found} was found; ")
    assert issue.fix == fix
    if fix is not None:
        assert fix in _said(issue)
        assert issue.hint is not None
        assert fix in issue.hint.ja


@pytest.mark.parametrize("spelled", ["", "~", "null", "''", "' '", "'　'", '"\\n"'])
def test_text_that_is_empty_is_said_to_be(spelled: str) -> None:
    issue = _one(("area: 横浜市及び川崎市の全域", f"area: {spelled}"))
    assert issue.code == "empty-value"
    assert _said(issue) == "the value is empty; write a value; the key is required"


@pytest.mark.parametrize(
    ("edit", "said"),
    [
        (("end: 2020-03-31", "end: "), "write a date such as 2020-03-31; the key is required"),
        (("[H29, H30, H31]", ""), "write [a, b], or lines that begin with `- `; the key is required"),
        (("kind: level", "kind:"), "write one of increment, level; the key is required"),
        (
            ("{H29: 30000, H30: 50000, H31: 40000}", ""),
            "write it as {H29: 100, H30: 200}, or remove the line",
        ),
        (("grade: 相当程度効果があった", "grade: ''"), "write a value, or remove the line"),
        (("sections: {kpis: ４－２", "sections: {kpis: "), "write a value, or remove the line"),
        (("authors: [横浜市, 川崎市]", "authors: [横浜市, null]"), "write a value, or remove the line"),
    ],
)
def test_a_value_that_is_empty_is_told_what_to_write_or_that_its_line_may_go(
    edit: tuple[str, str], said: str
) -> None:
    issue = _one(edit)
    assert issue.code == "empty-value"
    assert _said(issue) == f"the value is empty; {said}"


@pytest.mark.parametrize(
    ("edit", "said"),
    [
        (("fiscal_years: [H29, H30, H31]", "fiscal_years: H29"), "a list belongs here, but 'H29' was found"),
        (
            ("fiscal_years: [H29, H30, H31]", "fiscal_years: {H29: 1}"),
            "a list belongs here, but a mapping was found",
        ),
        (
            ("kind: level", "kind: [level]"),
            "one of the choices belongs here, but a list was found; write one of increment, level",
        ),
        (("authors: [横浜市, 川崎市]", "authors: 横浜市"), "write [a, b], or lines that begin with `- `"),
        (
            ("publication: {how: ホームページに掲載する, every: year}", "publication: 毎年"),
            "a mapping of keys and values belongs here, but '毎年' was found",
        ),
        (
            ("publication: {how: ホームページに掲載する, every: year}", "publication: [a]"),
            "a mapping of keys and values belongs here, but a list was found",
        ),
        (
            ("sections: {kpis: ４－２, budget: ５－２}", "sections: ４－２"),
            "a mapping of keys and values belongs here",
        ),
        (
            ("{H29: 10, H30: 20, H31: 30}", "60"),
            "a table of fiscal years belongs here, but the number 60 was found",
        ),
        (
            ("{H29: 10, H30: 20, H31: 30}", "[10]"),
            "a table of fiscal years belongs here, but a list was found",
        ),
        (("H31: 30}", "H31: true}"), "a number belongs here, but the truth value true was found"),
        (("H31: 30}", "H31: [30]}"), "a number belongs here, but a list was found"),
        (("baseline: 500", "baseline: {H29: 5}"), "a number belongs here, but a mapping was found"),
        (("total: 120000", "total: false"), "a number belongs here, but the truth value false was found"),
        (
            ("end: 2020-03-31", "end: 20200331"),
            "a date belongs here, but the number 20200331 was found; write a date such as 2020-03-31",
        ),
        (("rate: 1/2", "rate: true"), "a rate from 0 to 1 belongs here"),
        (
            ("break_even_year: H31", "break_even_year: [H31]"),
            "a fiscal year belongs here, but a list was found; write a year such as H29",
        ),
        (
            ("break_even_year: H31", "break_even_year: false"),
            "a fiscal year belongs here, but the truth value false",
        ),
    ],
)
def test_a_value_of_another_kind_is_told_what_belongs_there(edit: tuple[str, str], said: str) -> None:
    issue = _one(edit)
    assert issue.code == "wrong-type"
    assert said in _said(issue)


@pytest.mark.parametrize(
    ("edit", "code", "said"),
    [
        (("id: waste", "id: ごみ 排出"), "bad-id", "remove spaces and other signs"),
        (("id: waste", "id: 'a/b'"), "bad-id", "letters, digits"),
        (("id: waste", "id: ''"), "bad-id", "letters, digits"),
        (("id: waste", "id: '[red]'"), "bad-id", "letters, digits"),
        (('"14100"', '"1410"'), "bad-area-code", "5 digits, or 6 with its check digit"),
        (('"14100"', '"14-100"'), "bad-area-code", "5 digits"),
        (('"14100"', '"１４１００"'), "bad-area-code", "5 digits"),
        (('"14100"', "14100"), "wrong-type", 'put it in quotes: "14100"'),
        (('"14100"', "01100"), "wrong-type", 'put it in quotes: "01100"'),
        (
            ("rate: 1/2", "rate: 3/2"),
            "bad-rate",
            "'3/2' is not a rate from 0 to 1; write a rate such as 1/2 or 0.5",
        ),
        (("rate: 1/2", "rate: 5割"), "bad-rate", "'5割' is not a rate"),
        (
            ("end: 2020-03-31", "end: 2020-02-30"),
            "bad-date",
            "'2020-02-30' is not a date of the calendar: February 2020 has 29 days; write a date such as",
        ),
        (("end: 2020-03-31", "end: 平成32年度末"), "bad-date", "write a date such as 2020-03-31"),
        (("start: 2017-08-29", "start: 認定の日"), "bad-date", "write null for the day of approval"),
        (
            ("start: 2017-08-29", "start: 認定を受けた日から"),
            "bad-date",
            "write null for the day of approval",
        ),
        (
            ("break_even_year: H31", "break_even_year: 31"),
            "bad-fiscal-year",
            "write the era with it: H31 (fiscal year 2019) or R31 (fiscal year 2049)",
        ),
        (
            ("break_even_year: H31", "break_even_year: 三年目"),
            "bad-fiscal-year",
            "'三年目' is not a fiscal year",
        ),
        (("total: 120000", "total: -1"), "negative-amount", "write an amount of 0 or more"),
        (("cost: {H30: 40000", "cost: {H30: ▲4"), "negative-amount", "cannot be negative: -4"),
        (
            ("authors: [横浜市, 川崎市]", "authors: []"),
            "empty-value",
            "the list is empty; write at least one",
        ),
        (("baseline: 850.5", "baseline: 850．5g／日"), "bad-number", "is not a number; write 850.5"),
        (("baseline: 850.5", "baseline: 850．5g"), "bad-number", "in the unit of the block: g/日"),
        (("baseline: 850.5", "baseline: 850以上"), "bad-number", "write plain digits such as 1000000"),
        (("baseline: 850.5", "baseline: 85O"), "bad-number", "'O' is a letter: write digits alone"),
        (("total: 120000", "total: 120,000千円"), "bad-number", "is not a number; write 120000"),
        (("total: 120000", "total: ￥120000"), "bad-number", "in the unit of the block: 千円"),
        (("amount: 50000", "amount: 50百万円"), "bad-number", "in the unit of the block: 千円"),
        (("total: 120000", "total: 12万円"), "bad-number", "without 万"),
        (("baseline: 850.5", "baseline: 1e3"), "number-notation", "write 1000"),
        (("baseline: 850.5", "baseline: 0x10"), "number-notation", "'0x10' is not a number"),
        (("baseline: 850.5", "baseline: 12:30"), "bad-number", "'12:30' is not a number"),
        (("baseline: 850.5", "baseline: 1_000"), "number-notation", "write 1000"),
        (("baseline: 850.5", "baseline: '-'"), "bad-number", "write null for a missing value"),
        (("baseline: 850.5", "baseline: " + "9" * 21), "number-length", "21 digits, and at most 20 are read"),
        (("baseline: 850.5", "baseline: " + "9" * 5000), "number-length", "5000 digits"),
        (("baseline: 850.5", "baseline: " + "約" * 5000), "bad-number", "…"),
        (("H30: 20, H31", "FY18: 20, H31"), "bad-fiscal-year", "'FY18' is not a fiscal year"),
    ],
)
def test_a_value_that_cannot_be_read_is_told_how_to_write_it(
    edit: tuple[str, str], code: str, said: str
) -> None:
    found = [issue for issue in report(changed(edit, text=FULL)).issues if issue.code != "missing-year"]
    (issue,) = found
    assert issue.code == code
    assert said in _said(issue)
    assert len(_said(issue)) < 400
    assert not issue.message.ja.isascii()


def test_a_separator_of_thousands_within_braces_is_explained_once_for_each_key_it_makes() -> None:
    found = report(changed(("{H29: 10, H30: 20}", "{H29: 1,000,000, H30: 20}"))).issues
    assert [issue.code for issue in found] == ["bad-fiscal-year", "duplicate-key"]
    for issue in found:
        assert "within { } a `,` separates entries" in _said(issue)
    (unknown,) = report(
        changed(("budget:\n  unit: 千円\n  total: 100", "budget: {unit: 千円, total: 1,000}"))
    ).issues
    assert unknown.code == "unknown-key"
    assert "within { } a `,` separates entries" in _said(unknown)


@pytest.mark.parametrize("entry", ["30,000", "3,0000", "3,5"])
def test_an_amount_that_braces_cut_off_is_in_no_sum(entry: str) -> None:
    text = changed(
        ("{H29: 30000, H30: 50000, H31: 40000}", f"{{H29: {entry}, H30: 50000, H31: 40000}}"), text=FULL
    )
    (issue,) = report(text).issues
    assert issue.code == "bad-fiscal-year"
    assert "within { } a `,` separates entries" in _said(issue)


@pytest.mark.parametrize("colon", [":", "："])
def test_a_colon_without_its_space_is_explained(colon: str) -> None:
    (issue,) = report(changed(("{H29: 10", f"{{H29{colon}10"))).issues
    assert issue.code == "bad-fiscal-year"
    assert "put a space after the colon: H29: 10" in _said(issue)


def test_a_table_in_full_width_is_shown_in_half_width() -> None:
    (issue,) = report(changed(("{H29: 10, H30: 20}", "{H29：10，平成30年度：２０}"))).issues
    assert issue.code == "bad-fiscal-year"
    assert "write `: ` and `, ` in half width: H29: 10, 平成30年度: ２０" in _said(issue)


@pytest.mark.parametrize("table", ["{H29：1，000，H30：20}", "{H29：1,000，H30：20}", "{H29:1,000}"])
def test_no_figure_is_suggested_that_a_separator_has_cut_short(table: str) -> None:
    issues = report(changed(("{H29: 10, H30: 20}", table))).issues
    assert issues
    for issue in issues:
        assert issue.hint is not None
        assert "H29: 1" not in issue.hint.en
        assert "H29: 1" not in issue.hint.ja


def test_a_unit_that_no_plan_has_is_not_given_one_in_what_else_is_said() -> None:
    text = changed(("unit: 千円\n  total: 120000", "unit: 万円\n  total: 110000"), text=FULL)
    unit, excess = report(text).issues
    assert unit.code == "bad-choice"
    assert excess.message.en == "the years add up to 120,000, 10,000 more than the total of 110,000"
    assert excess.message.ja == "年度別の合計 120,000 が総事業費 110,000 を 10,000 上回ります"


def test_no_cap_is_held_against_a_grant_whose_unit_cannot_be_read() -> None:
    over = changed(("total: 120000", "total: 790000"), ("H29: 30000,", "H29: 700000,"), text=FULL)
    assert "grant-cap" in [issue.code for issue in report(over).issues]
    (unit,) = report(changed(("unit: 千円\n  total", "unit: 万円\n  total"), text=over)).issues
    assert unit.code == "bad-choice"


@pytest.mark.parametrize(
    ("edits", "said"),
    [
        (
            [("  unit: 千円\n  total: 100\n", "  unit: 千円\ntotal: 100\n")],
            {"total": "it belongs under budget"},
        ),
        (
            [("  unit: 千円\n  total: 100\n", "unit: 千円\ntotal: 100\n")],
            {"unit": "it belongs under budget", "total": "it belongs under budget"},
        ),
        ([("    increments: {", "increments: {")], {"increments": "it belongs under kpis"}),
        (
            [("  total: 100\n", "  total: 100\nrate: 1/2\n")],
            {"rate": "it belongs under kpis or budget.grant"},
        ),
    ],
)
def test_a_key_that_has_lost_its_indentation_is_told_where_it_belongs(
    edits: list[tuple[str, str]], said: dict[str, str]
) -> None:
    found = {issue.at.path: _said(issue) for issue in report(changed(*edits)).issues}
    assert found == {key: f"the key {key!r} is unknown; {home}: indent it" for key, home in said.items()}


def test_a_block_that_is_not_there_at_all_is_missing_beside_its_key() -> None:
    found = report(changed(("budget:\n  unit: 千円\n  total: 100\n", "total: 100\n"))).issues
    assert [(issue.code, issue.at.path) for issue in found] == [
        ("missing-key", "budget"),
        ("unknown-key", "total"),
    ]


@pytest.mark.parametrize("text", ["a: 1\n", "{}\n", "a: 1\nb: [x]\n"])
def test_a_mapping_without_a_key_of_a_plan_is_no_plan(text: str) -> None:
    (issue,) = report(text).issues
    assert issue.code == "missing-key"
    assert (issue.at.place.line, issue.at.place.column) == (1, 1)
    assert (
        _said(issue)
        == "this is no plan: it has none of a plan's keys; begin with the line schema: yport/plan/v1"
    )


def test_a_year_that_is_there_twice_shows_where_it_is_first() -> None:
    (issue,) = report(changed(("{H29: 10, H30", "{平成29年度: 10, H29: 10, H30"))).issues
    assert (issue.code, issue.at.place.column) == ("duplicate-year", 30)
    (related,) = issue.related
    assert (related.at.place.column, related.message.en) == (18, "it stands here first")


def test_the_tables_of_the_other_kind_do_not_go_with_a_kind() -> None:
    found = report(changed(("kind: level", "kind: increment"), text=FULL)).issues
    assert [(issue.code, issue.at.path) for issue in found] == [
        ("missing-key", "kpis[1].increments"),
        ("unknown-key", "kpis[1].targets"),
    ]
    found = report(changed(("kind: increment", "kind: level"), text=FULL)).issues
    assert [(issue.code, issue.at.path) for issue in found] == [
        ("missing-key", "kpis[0].targets"),
        ("unknown-key", "kpis[0].increments"),
        ("unknown-key", "kpis[0].stated_cumulative"),
    ]
    assert _said(found[1]) == "increments does not go with kind level; remove increments, or change kind"


def test_a_table_that_is_null_is_missing() -> None:
    (issue,) = report(changed(("increments: {H29: 10, H30: 20}", "increments: null"))).issues
    assert (issue.code, issue.at.path) == ("missing-key", "kpis[0].increments")
    assert (issue.at.place.line, issue.at.place.column) == (14, 17)


def test_a_plan_that_is_no_mapping_is_told_how_to_begin() -> None:
    (issue,) = report("[a]\n").issues
    assert _said(issue) == "a plan is a mapping of keys and values; begin with the line schema: yport/plan/v1"


def test_what_is_found_is_quoted_without_being_believed() -> None:
    issue = report(SMALL.replace("unit: 人", "unit: 人\n    '[red]\\u001b[31m': x")).issues[0]
    assert issue.code == "unknown-key"
    assert "[red]" in issue.message.ja


@pytest.mark.parametrize(
    ("edit", "hint"),
    [
        (("name: すべての欄がある計画", "name: #観光"), "` #` begins a comment: if that is the value"),
        (("name: すべての欄がある計画", "name:  #観光"), "` #` begins a comment: if that is the value"),
        (("name: すべての欄がある計画", "name: # 観光"), "write a value"),
        (("name: すべての欄がある計画", "name: '' #観光"), "write a value"),
        (("name: すべての欄がある計画", "name:"), "write a value"),
    ],
)
def test_a_value_that_is_taken_for_a_comment_is_told_to_be_quoted(edit: tuple[str, str], hint: str) -> None:
    issue = _one(edit)
    assert issue.code == "empty-value"
    assert hint in _said(issue)
