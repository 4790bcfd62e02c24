"""An error in one block hides none of another, and nothing is said of what only follows from it."""

from itertools import combinations

import pytest

from example import FULL, changed, codes, report

Edit = tuple[str, str]

# One error each, in blocks of their own: what to change, and the code and the path of what is found then.
ERRORS: dict[str, tuple[Edit, tuple[str, str]]] = {
    "schema": (("yport/plan/v1", "yport/plan/v9"), ("bad-choice", "schema")),
    "no id": (("id: full\n", ""), ("missing-key", "id")),
    "empty name": (("name: すべての欄がある計画", "name: ''"), ("empty-value", "name")),
    "authors": (("[横浜市, 川崎市]", "[]"), ("empty-value", "authors")),
    "area": (("area: 横浜市及び川崎市の全域", "area: 5"), ("wrong-type", "area")),
    "area code": (('"14100"', "'横浜'"), ("bad-area-code", "area_code")),
    "period": (("start: 2017-08-29", "start: 2017-02-30"), ("bad-date", "period.start")),
    "project": (("body: 横浜市\n", "bodies: 横浜市\n"), ("unknown-key", "project.bodies")),
    "content": (("id: experts", "id: office"), ("duplicate-id", "project.contents[1].id")),
    "increment": (("H30: 20", "H30: 20人"), ("bad-number", "kpis[0].increments.H30")),
    "level": (("H30: null, H31: 800.0", "H30: null, H31: x"), ("bad-number", "kpis[1].targets.H31")),
    "budget": (("total: 120000", "total: 110000"), ("budget-over-total", "budget.total")),
    "grant": (("rate: 1/2", "rate: 2/1"), ("bad-rate", "budget.grant.rate")),
    "revenue": (("R2: 50000", "R2: x"), ("bad-number", "self_sufficiency.revenue.R2")),
    "evaluation": (("body: 推進会議", "body: [推進会議]"), ("wrong-type", "evaluation.body")),
    "grade": (("fiscal_year: H29", "fiscal_year: R2"), ("foreign-year", "evaluations[0].fiscal_year")),
    "answer": (("reason: 認定書のとおり", "why: 認定書のとおり"), ("unknown-key", "acknowledged[0].why")),
    "source": (("title: 地域再生計画", "title: 地域再生計画, url: x"), ("unknown-key", "source.url")),
}
# What comes with an error besides: a key that is not near the one it stands for leaves that one missing.
ALSO = {"answer": {("missing-key", "acknowledged[0].reason")}}


def _found(*names: str) -> set[tuple[str, str]]:
    return {
        (issue.code, issue.at.path)
        for issue in report(changed(*(ERRORS[name][0] for name in names), text=FULL)).issues
    }


def _expected(*names: str) -> set[tuple[str, str]]:
    return {ERRORS[name][1] for name in names} | {more for name in names for more in ALSO.get(name, ())}


def test_the_plan_that_is_broken_below_is_whole() -> None:
    assert codes(FULL) == []


@pytest.mark.parametrize("name", ERRORS)
def test_one_error_is_one_finding(name: str) -> None:
    assert _found(name) == _expected(name)


@pytest.mark.parametrize("first", ERRORS)
def test_no_error_hides_another(first: str) -> None:
    for second in ERRORS:
        if second != first:
            assert _found(first, second) == _expected(first, second)


def test_all_errors_are_found_in_one_run() -> None:
    assert _found(*ERRORS) == _expected(*ERRORS)


def test_findings_stand_in_the_order_of_their_places() -> None:
    found = report(changed(*(edit for edit, _ in ERRORS.values()), text=FULL)).issues
    assert list(found) == sorted(found, key=lambda issue: issue.at.place)


@pytest.mark.parametrize(
    ("edits", "found"),
    [
        # A figure that cannot be read is in no sum, and not missing either.
        ([("H30: 20,", "H30: x,")], ["bad-number"]),
        ([("{H29: 10, H30: 20", "{平成29年度: x, H30: 20")], ["bad-number"]),
        ([("stated_cumulative: 60", "stated_cumulative: x")], ["bad-number"]),
        ([("H29: 30000, H30", "H29: x, H30")], ["bad-number"]),
        ([("total: 120000", "total: x")], ["bad-number"]),
        ([("eligible_cost: 100000", "eligible_cost: x")], ["bad-number"]),
        ([("amount: 50000", "amount: 60000"), ("rate: 1/2", "rate: x")], ["bad-rate"]),
        ([("start: 2017-08-29", "start: x"), ("end: 2020", "end: 2017")], ["bad-date"]),
        ([("2020-03-31", "x")], ["bad-date"]),
        # With one year's figure unreadable, nothing is known of the claim.
        (
            [("H30: 30000, H31", "H30: x, H31"), ("break_even_year: H31", "break_even_year: H30")],
            ["bad-number"],
        ),
        ([("H31: 40000, R2: 50000", "H31: x, R2: 5")], ["bad-number"]),
        ([("unit: 千円\n  revenue", "unit: 万円\n  revenue")], ["bad-choice"]),
        # A KPI that is none at all takes its figures with it.
        ([("  - id: visits", "  - 来訪者数\n  - id: visits")], ["wrong-type"]),
        (
            [("id: waste", "id: visits"), ("id: visits\n    name: 来", "id: vi sits\n    name: 来")],
            ["bad-id"],
        ),
        # Which table a KPI needs follows from its kind.
        ([("kind: level", "kind: lvl")], ["bad-choice"]),
        ([("    kind: level\n", "")], ["missing-key"]),
        # Whole blocks.
        ([("period: {start: 2017-08-29, end: 2020-03-31}", "period: 2020-03-31")], ["wrong-type"]),
        ([("project:\n", "project: x\nprojekt:\n")], ["wrong-type", "unknown-key"]),
        # A misspelled key is not missing too.
        ([("budget:\n", "budgets:\n")], ["unknown-key"]),
        ([("kpis:\n", "kpi:\n")], ["unknown-key"]),
        ([("    unit: 人\n", "    unti: 人\n")], ["unknown-key"]),
        ([("targets: {", "target: {")], ["unknown-key"]),
        ([("increments: {", "増加分: {")], ["unknown-key"]),
        # With a key that is no year, no year is missing and no sum is known.
        ([("{H29: 10, H30: 20, H31: 30}", "{H29:10, H30:20, H31:30}")], ["bad-fiscal-year"] * 3),
        ([("H29: 30000, H30", "H29:30000, H30"), ("total: 120000", "total: 100001")], ["bad-fiscal-year"]),
        # A list of years in disorder is one slip.
        ([("fiscal_years: [H29, H30, H31]", "fiscal_years: [H31, H30, H29]")], ["fiscal-year-order"]),
        (
            [("self_sufficiency:\n", "self_sufficiency: []\nselfsufficiency:\n")],
            ["wrong-type", "unknown-key"],
        ),
    ],
)
def test_what_only_follows_from_an_error_is_not_said(edits: list[Edit], found: list[str]) -> None:
    text = FULL
    for old, new in edits:
        assert old in text
        text = text.replace(old, new, 1)
    assert codes(text) == found


def test_a_year_whose_key_cannot_be_read_is_not_missing() -> None:
    assert codes(changed(("{H29: 10, H30", "{H29: 10, H3O"), text=FULL)) == ["bad-fiscal-year"]


def test_a_year_is_missing_beside_a_figure_that_cannot_be_read() -> None:
    assert codes(changed(("H30: 20, H31: 30", "H30: x"), text=FULL)) == ["missing-year", "bad-number"]


@pytest.mark.parametrize(
    ("edits", "found"),
    [
        ([("id: waste", "id: visits"), ("targets: {", "target: {")], ["duplicate-id", "unknown-key"]),
        ([("id: waste", "id: visits"), ("targets: {", "traget: {")], ["duplicate-id", "unknown-key"]),
        ([("id: waste", "id: visits"), ("unit: g", "unti: g")], ["duplicate-id", "unknown-key"]),
        ([("id: experts, name", "id: office, nam")], ["duplicate-id", "unknown-key"]),
        ([("acknowledged:\n  - {code", "acknowledged:\n  - {codes")], ["unknown-key"]),
        (
            [
                ("{code: period-end, reason", "{code: period-end, reazon"),
                ("end: 2020-03-31", "end: 2020-03-30"),
            ],
            ["unknown-key"],
        ),
        (
            [("increments: {H29", "increments: {H29: 1}\n    targets: {H29"), ("id: waste", "id: visits")],
            ["missing-year", "missing-year", "unknown-key", "duplicate-id"],
        ),
    ],
)
def test_a_key_too_many_leaves_the_rest_of_its_block_to_be_checked(
    edits: list[Edit], found: list[str]
) -> None:
    text = changed(("    stated_cumulative: 60\n", ""), text=FULL)
    assert sorted(codes(changed(*edits, text=text))) == sorted(found)


@pytest.mark.parametrize(
    ("edits", "found"),
    [
        (
            [("    unit: 人\n", "    unit: 5\n"), ("    increments: {H29: 10, H30: 20, H31: 30}\n", "")],
            {"wrong-type", "missing-key"},
        ),
        ([("    unit: 人\n", ""), ("increments: {", "targets: {")], {"missing-key", "unknown-key"}),
        (
            [("    direction: decrease\n", ""), ("baseline: 850.5", "stated_cumulative: 5")],
            {"missing-key", "unknown-key"},
        ),
    ],
)
def test_a_rule_over_the_fields_of_a_kpi_speaks_beside_an_error_in_one(
    edits: list[Edit], found: set[str]
) -> None:
    assert set(codes(changed(*edits, text=FULL))) == found


def test_a_broken_list_of_years_leaves_only_what_needs_no_years() -> None:
    text = changed(
        ("[H29, H30, H31]", "[H29, H3O, H31]"),
        ("total: 120000", "total: x"),
        ("H30: 20,", "R9: 20,"),
        text=FULL,
    )
    assert codes(text) == ["bad-fiscal-year", "bad-number"]


def test_errors_of_syntax_within_yaml_stand_beside_the_others() -> None:
    text = changed(("id: full", "id: &x full"), ("total: 120000", "total: x\n  total: 5"), text=FULL)
    assert codes(text) == ["anchor", "bad-number", "duplicate-key"]


def test_what_is_not_read_of_a_document_is_not_missing_at_its_place() -> None:
    assert codes(changed(("id: full", "id: *x"), text=FULL)) == ["alias"]
    assert codes(changed(("{method: 外部有識者による検証,", "{method: *x,"), text=FULL)) == ["alias"]


def test_a_text_that_is_no_mapping_says_only_why() -> None:
    assert codes("schema：yport/plan/v1\nid：x\n") == ["yaml-syntax"]
    assert codes("- schema: yport/plan/v1\n") == ["wrong-type"]
    assert codes("計画\n") == ["wrong-type"]
    assert codes("- &x [*x]\n") == ["anchor", "alias"]


def test_every_pair_of_blocks_was_tried() -> None:
    assert len(list(combinations(ERRORS, 2))) == 153
