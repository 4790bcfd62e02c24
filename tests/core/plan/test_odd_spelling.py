import pytest

from example import changed, codes, places, report


def test_plain_spelling_gives_no_warning() -> None:
    assert codes(changed(("total: 100", "total: 100.50"))) == []


@pytest.mark.parametrize(
    ("spelled", "fix"),
    [
        ("1,000,000", "1000000"),
        ("１００", "100"),
        ("１，０００", "1000"),
        ("010", "10"),
        ("'100'", "100"),
        ('"100.50"', "100.50"),
        ("'１００'", "100"),
        ("-0", "0"),
    ],
)
def test_a_number_that_others_may_misread_is_a_fixable_warning(spelled: str, fix: str) -> None:
    (issue,) = report(changed(("total: 100", f"total: {spelled}"))).issues
    assert (issue.code, issue.severity, issue.fix) == ("number-spelling", "warning", fix)
    assert issue.at.path == "budget.total"
    assert fix in issue.message.ja
    assert fix in issue.message.en


@pytest.mark.parametrize("spelled", ["'1200'", '"1200"'])
def test_a_plain_number_in_quotes_is_told_that_it_needs_none(spelled: str) -> None:
    (issue,) = report(changed(("total: 100", f"total: {spelled}"))).issues
    assert (issue.code, issue.fix) == ("number-spelling", "1200")
    assert issue.message.en == "the number 1200 is in quotes, so other programs take it for text"
    assert issue.hint is not None
    assert issue.hint.en == "it needs no quotes: write 1200"


@pytest.mark.parametrize(
    ("spelled", "fix"),
    [
        ("５０％", "50%"),
        ("50％", "50%"),
        ("１／２", "1/2"),
        ("'１／２'", "'1/2'"),
        ("０．５", "0.5"),
        ("1／2", "1/2"),
    ],
)
def test_a_rate_in_full_width_is_a_fixable_warning(spelled: str, fix: str) -> None:
    (issue,) = report(changed(("total: 100", f"total: 100\n  grant: {{rate: {spelled}}}"))).issues
    assert (issue.code, issue.severity, issue.fix) == ("number-spelling", "warning", fix)
    assert issue.at.path == "budget.grant.rate"


@pytest.mark.parametrize("spelled", ["50%", "1/2", "0.5", "'1/2'", "1", "0", "1 / 2", "12.5%"])
def test_a_rate_in_half_width_gives_no_warning(spelled: str) -> None:
    assert codes(changed(("total: 100", f"total: 100\n  grant: {{rate: {spelled}}}"))) == []


@pytest.mark.parametrize(
    ("spelled", "fix"), [("▲5", "-5"), ("△1,000", "-1000"), ("−5", "-5"), ("－５", "-5")]
)
def test_a_minus_of_the_field_is_a_fixable_warning(spelled: str, fix: str) -> None:
    (issue,) = report(changed(("{H29: 10, H30: 20}", f"{{H29: '{spelled}', H30: 2000}}"))).issues
    assert (issue.code, issue.fix, issue.at.path) == ("number-spelling", fix, "kpis[0].increments.H29")


@pytest.mark.parametrize(
    ("spelled", "fix"),
    [("2019/3/31", "2019-03-31"), ("平成31年3月31日", "2019-03-31"), ("H31.3.31", "2019-03-31")],
)
def test_a_date_that_others_may_misread_is_a_fixable_warning(spelled: str, fix: str) -> None:
    (issue,) = report(changed(("end: 2019-03-31", f"end: {spelled}"))).issues
    assert (issue.code, issue.fix, issue.at.path) == ("date-spelling", fix, "period.end")


@pytest.mark.parametrize("key", ["平成29年度", "2017", "FY2017", "Ｈ２９", "h29"])
def test_a_year_that_is_spelled_otherwise_than_in_fiscal_years_is_a_fixable_warning(key: str) -> None:
    (issue,) = report(changed(("{H29: 10", f"{{{key}: 10"))).issues
    assert (issue.code, issue.fix, issue.at.path) == ("year-spelling", "H29", f"kpis[0].increments.{key}")
    assert key in issue.message.ja
    assert key in issue.message.en


def test_every_table_of_years_is_looked_at() -> None:
    text = changed(
        (
            "total: 100",
            "total: 100\n  years: {平成29年度: 1}\n  lines: [{id: a, name: b, years: {平成29年度: 1}}]",
        )
    )
    text += "self_sufficiency: {unit: 円, revenue: {平成29年度: 1}, cost: {平成29年度: 2}}\n"
    text += "evaluations: [{fiscal_year: 平成29年度}]\n"
    assert places(text) == [
        "18:11 year-spelling",
        "19:36 year-spelling",
        "20:39 year-spelling",
        "20:58 year-spelling",
        "21:29 year-spelling",
    ]


def test_a_year_beyond_the_plan_may_be_spelled_freely() -> None:
    text = changed() + "self_sufficiency: {unit: 円, revenue: {平成32年度: 1}, cost: {R2: 2}}\n"
    assert codes(text) == []


def test_the_plans_own_style_of_years_is_its_fiscal_years() -> None:
    text = changed(("[H29, H30]", "[2017, 2018]"), ("{H29: 10, H30: 20}", "{2017: 10, H30: 20}"))
    (issue,) = report(text).issues
    assert (issue.code, issue.fix) == ("year-spelling", "2018")


def test_text_that_looks_odd_is_left_alone() -> None:
    text = changed(("name: 来訪者数", "name: '１，０００'"), ("area: 横浜市の全域", "area: '010'"))
    text += "source: {title: '1,000', sections: {kpis: '２'}}\n"
    assert codes(text) == []


def test_an_answered_warning_is_not_given() -> None:
    text = changed(("total: 100", "total: １００"))
    assert codes(text) == ["number-spelling"]
    assert codes(text + "acknowledged: [{code: number-spelling, reason: 原本のまま}]\n") == []


def test_an_error_cannot_be_answered() -> None:
    text = changed(("total: 100", "total: x")) + "acknowledged: [{code: bad-number, reason: 原本のまま}]\n"
    assert codes(text) == ["bad-number", "acknowledged-error"]


def test_an_answered_warning_stays_answered_beside_an_error() -> None:
    text = changed(("total: 100", "total: １００"), ("unit: 人", "unit: 5"))
    assert codes(text) == ["wrong-type", "number-spelling"]
    assert codes(text + "acknowledged: [{code: number-spelling, reason: 原本のまま}]\n") == ["wrong-type"]
