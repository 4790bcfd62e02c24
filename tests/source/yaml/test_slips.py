"""Every test here is run with the parser in C and with the one in Python."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from example import SMALL, changed
from plan_law import is_within
from yport_cli.core.issues.issue import Issue, Place
from yport_cli.source.yaml.document import read_document
from yport_cli.source.yaml.parsers import Parser, PurePythonParser, default_parser

PARSERS = {"C": default_parser, "Python": PurePythonParser}
Read = Callable[[str], Issue]

INCREMENTS = "    increments: {H29: 10, H30: 20}\n"


@pytest.fixture(params=PARSERS, scope="module")
def the_issue(request: pytest.FixtureRequest) -> Read:
    """The only issue of a text, as one of the parsers makes it."""
    parser: Callable[[bytes], Parser] = PARSERS[request.param]

    def the_only(text: str) -> Issue:
        (issue,) = read_document(text, parser).issues
        assert issue.code == "yaml-syntax"
        return issue

    return the_only


def _place(issue: Issue) -> str:
    return f"{issue.at.place.line}:{issue.at.place.column}"


def _years(*lines: str) -> tuple[str, str]:
    return INCREMENTS, "    increments:\n" + "".join(f"      {line}\n" for line in lines)


@pytest.mark.parametrize(
    ("edit", "place", "message", "hint"),
    [
        # No space after a colon
        (("    unit: 人", "    unit:人"), "11:9", "a space is missing after the colon", "`unit: 人`"),
        (("name: 小", "name:小"), "3:5", "a space is missing after the colon", "`name: 小さな計画`"),
        (("  - id: visits", "  - id:visits"), "9:7", "a space is missing after the colon", "`id: visits`"),
        (("    unit: 人", '    unit:"人"'), "11:9", "a space is missing after the colon", '`unit: "人"`'),
        # An odd space after a colon or a hyphen
        (("    unit: 人", "    unit:\u3000人"), "11:10", "a full-width space (U+3000) stands", "`unit: 人`"),
        (("    unit: 人", "    unit:\xa0人"), "11:10", "a no-break space (U+00A0) stands", "`unit: 人`"),
        (("    unit: 人", "    unit:\u200b人"), "11:10", "an invisible character, U+200B", "`unit: 人`"),
        (("kpis:", "kpis:\u3000"), "8:6", "a full-width space (U+3000) stands", "`kpis:`"),
        (
            ("  - id:", "  -\u3000id:"),
            "9:4",
            "a full-width space (U+3000) stands after the `-`",
            "half-width",
        ),
        # Odd indentation
        (("    unit: 人", "\u3000\u3000unit: 人"), "11:1", "(U+3000) is used for indentation", "half-width"),
        (("    unit: 人", "\xa0\xa0\xa0\xa0unit: 人"), "11:1", "(U+00A0) is used for ind", "half-width"),
        (("    unit: 人", "  \u3000unit: 人"), "11:3", "(U+3000) is used for indentation", "half-width"),
        (("  - id", "\u3000- id"), "9:1", "(U+3000) is used for indentation", "half-width"),
        # Other signs for the hyphen of a list
        (("  - id", "  ・id"), "9:3", "`・` does not begin an item of a list", "`- id:`"),
        (("  - id", "  － id"), "9:3", "`－` does not begin an item of a list", "`- id:`"),
        (("  - id", "  ー\u3000id"), "9:3", "`ー` does not begin an item of a list", "`- id:`"),
        (("  - id", "  * id"), "9:3", "`*` does not begin an item of a list", "`- id:`"),
        (("  - id", "  -id"), "9:3", "a space is missing after the `-`", "`- id:`"),
        (("[横浜市]", "\n  - 横浜市\n  -川崎市"), "6:3", "a space is missing after the `-`", "a space"),
        (("[横浜市]", "\n  - 横浜市\n  ・川崎市"), "6:3", "`・` does not begin an item", "begin with `- `"),
        (("    name: 来訪者数\n", "  ・id: other\n"), "10:3", "`・` does not begin an item", "`- id:`"),
        (
            ("  - id: visits\n    name: 来訪者数\n", "  ・id: visits\n  - id: other\n"),
            "9:3",
            "`・` does not begin an item",
            "`- id:`",
        ),
        # Other signs for a colon
        (("name: 小", "name：小"), "3:5", "a full-width `：`", "`: `"),
        (("name: 小", '"name"：小'), "3:7", "a full-width `：`", "`: `"),
        (_years("H29\t10", "H30: 20"), "15:10", "a tab stands after `H29`", "`H29: 10`"),
        (_years("H29: 10", "H30\t20"), "16:10", "a tab stands after `H30`", "`H30: 20`"),
        (_years("H29 30000", "H30: 1"), "15:10", "a `: ` is missing after `H29`", "`H29: 30000`"),
        (_years("H29: 1", "H30 30,000"), "16:10", "a `: ` is missing after `H30`", "`H30: 30,000`"),
        (_years("H29=30000", "H30: 1"), "15:10", "`=` does not end a key", "`H29: 30000`"),
        (_years("H29: 1", "H30 ＝ 30000"), "16:11", "`＝` does not end a key", "`H30: 30000`"),
        (("    unit: 人", "    unit 人"), "11:9", "a `: ` is missing after `unit`", "`unit: 人`"),
        (("    unit: 人", "    unit"), "11:5", "a `:` is missing after the key", "`key: value`"),
        # Rows of a sheet, pasted without indentation: the first of them
        (
            (INCREMENTS, "    increments:\nH29\t10\t11\nH30\t20\t21\n"),
            "15:4",
            "a tab stands after `H29`",
            "`H29: 10`",
        ),
        # Full-width brackets
        (("{H29: 10, H30: 20}", "｛H29: 10, H30: 20｝"), "14:17", "a full-width bracket `｛`", "{ }"),
        (("{H29: 10, H30: 20}", "{H29: 10, H30: 20｝"), "14:34", "`｝` closes no bracket", "`}`"),
        (("[H29, H30]", "[H29, H30］"), "7:24", "`］` closes no bracket", "`]`"),
        (("[H29, H30]", '["H29", "H30"］'), "7:28", "`］` closes no bracket", "`]`"),
        (
            (INCREMENTS, "    increments: ｛\n      H29: 10,\n      H30: 20\n    ｝\n"),
            "14:17",
            "a full-width bracket `｛`",
            "{ }",
        ),
        (("{H29: 10, H30: 20}", "{H29: ｛a: 1｝}"), "14:23", "a full-width bracket `｛`", "{ }"),
        # Other signs for a comma
        (("10, H30", "10、 H30"), "14:25", "`、` does not separate values", "`,`"),
        (("10, H30", "10，H30"), "14:25", "`，` does not separate values", "`,`"),
        (("10, H30", "10; H30"), "14:25", "`;` does not separate values", "`,`"),
        (("10, H30", "10 H30"), "14:25", "a `,` is missing before `H30`", "`,`"),
        (("[H29, H30]", '["H29"、"H30"]'), "7:21", "`、` does not separate values", "`,`"),
        (("{H29: 10, H30: 20}", '{"H29"：10}'), "14:23", "a full-width `：`", "`: `"),
        # A quote that a later one closes
        (
            ("name: 小さな計画", 'name: "小さな計画\nshort_name: "小計画"'),
            "3:7",
            "a quote is not closed",
            "same",
        ),
        (("[横浜市]", '["横浜市]\narea_code: "14100"'), "4:11", "a quote is not closed", "same"),
    ],
    ids=lambda value: repr(value)[:60],
)
def test_a_slip_is_named_where_it_stands_with_what_to_write(
    the_issue: Read, edit: tuple[str, str], place: str, message: str, hint: str
) -> None:
    issue = the_issue(changed(edit))
    assert message in issue.message.en
    assert issue.hint is not None
    assert hint in issue.hint.en
    assert _place(issue) == place
    assert issue.related == ()


@pytest.mark.parametrize("line_end", ["\r\n", "\r"], ids=["CRLF", "CR"])
def test_a_slip_is_found_whatever_ends_the_lines(the_issue: Read, line_end: str) -> None:
    text = changed(("    unit: 人", "    unit:\u3000人"))
    assert _place(the_issue(text.replace("\n", line_end))) == "11:10"


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("schema:yport/plan/v1\nid:x\n", "1:7"),
        ("schema：yport/plan/v1\nid：x\n", "1:7"),
        ("\n# a plan\nschema:\u3000yport/plan/v1\n", "3:8"),
    ],
)
def test_a_file_without_any_proper_colon_is_told_of_the_first(the_issue: Read, text: str, place: str) -> None:
    assert _place(the_issue(text)) == place


@pytest.mark.parametrize(
    "text", ["text\n", "'name：x'\n", '"name：x"\n', "|\n  name：x\n", "# name：x\ntext\n"]
)
def test_a_file_that_is_one_text_of_another_kind_has_no_slip(text: str) -> None:
    for parser in PARSERS.values():
        assert read_document(text, parser).issues == []


@pytest.mark.parametrize(
    ("text", "place", "message"),
    [
        # What stands in quotes, in a block of text, in a comment or in sound text is nobody's slip.
        ("a: |\n  ・id: x\n b: c\n", "3:2", "the indentation"),
        ("a: 'x\n  unit:人'\n b: c\n", "3:2", "the indentation"),
        ("# unit:人\na: b: c\n", "2:5", "a `:` cannot stand here"),
        ("a: 横浜：市\n  b: c\n", "2:4", "a `:` cannot stand here"),
        ("a: ［案］計画: 副題\n", "1:9", "a `:` cannot stand here"),
        ("a: 開始\n  12:30 から\n  b: c\n", "3:4", "a `:` cannot stand here"),
        ("a: 参照\n  https://example.org/\n  b: c\n", "3:4", "a `:` cannot stand here"),
        ('a: ["［案］", "x］" b]\n', "1:17", "a bracket is not closed"),
        ("a: {\n  b: 1\n  c: 2\n}\n", "3:4", "a bracket is not closed"),
        ("a: {b: 産官学、金労言\nc: d\n", "2:2", "the bracket `{` is not closed"),
        ('a: "b"\nc: "d" e\n', "2:8", "something stands after"),
        ("name：x: 1\nb: c\nc: d: e\n", "3:5", "a `:` cannot stand here"),
    ],
)
def test_what_is_no_slip_is_not_blamed(the_issue: Read, text: str, place: str, message: str) -> None:
    issue = the_issue(text)
    assert message in issue.message.en
    assert _place(issue) == place


@pytest.mark.parametrize(
    ("edit", "place", "opened"),
    [
        (("[横浜市]", "[横浜市"), "5:5", Place(4, 10, 4, 11)),
        (("[横浜市]", "[\n  横浜市,\n  川崎市"), "7:5", Place(4, 10, 4, 11)),
        (("{H29: 10, H30: 20}", "{H29: 10, H30: 20"), "15:7", Place(14, 17, 14, 18)),
        (("{H29: 10, H30: 20}", "{H29: 10, H30: 20]"), "14:34", Place(14, 17, 14, 18)),
        (("total: 100", "total: ["), "17:10", Place(17, 10, 17, 11)),
        (("total: 100", "total: {a: 1,"), "17:15", Place(17, 10, 17, 11)),
    ],
)
def test_an_open_bracket_is_shown_beside_the_place_where_that_is_noticed(
    the_issue: Read, edit: tuple[str, str], place: str, opened: Place
) -> None:
    issue = the_issue(changed(edit))
    assert _place(issue) == place
    (related,) = issue.related
    assert related.at.place == opened
    assert related.message.en == "the bracket is opened here"


def test_every_hint_ends_with_what_becomes_of_the_rest_of_the_file(the_issue: Read) -> None:
    for text in ("a：b\n", "a: [\n", "a: @\n", "a: 'b\n", "%YAML 3.0\n---\na: 1\n"):
        hint = the_issue(text).hint
        assert hint is not None
        assert hint.en.endswith(" (the rest is checked after that)")
        assert hint.ja.endswith("（残りの検査は直したあとで）")


def test_a_tab_that_only_the_parser_in_python_refuses_is_named() -> None:
    (issue,) = read_document(changed(("    unit: 人", "    unit:\t人")), PurePythonParser).issues
    assert (issue.message.en, _place(issue)) == ("a tab cannot stand here", "11:10")


@pytest.mark.skipif(default_parser is PurePythonParser, reason="libyaml alone refuses it")
def test_a_colon_before_a_bracket_that_only_the_parser_in_c_refuses_is_named() -> None:
    (issue,) = read_document("a: {b:[1]}\n").issues
    assert (issue.message.en, _place(issue)) == ("a space is missing after the colon", "1:6")


@pytest.mark.slow
@pytest.mark.parametrize(
    "text",
    [
        "a: " + "［" * 1_000_000 + ": b: c\n",
        "a: [" + "'［" * 500_000 + "\nb: c\n",
        "a: [" + '"\\' * 500_000 + "\nb: c\n",
        "\n" * 1_000_000 + "a: b: c\n",
        " " * 1_000_000 + "a: b: c\n",
        "unit:人\n" * 200_000 + "b: c\n",
        "a: b\n" + "c\u3000 \t" * 500_000 + "\nb: c\n",
        "a: {" + "b、c " * 400_000 + "d: 1: 2}\n",
        "H29 1" + "1" * 1_000_000 + "\nb: c\n",
        "a: '" + "b\n  " * 500_000 + "' c: d\n",
    ],
    ids=lambda text: repr(text[:20]),
)
def test_the_search_for_a_slip_stays_short_in_a_large_file(text: str) -> None:
    issues = read_document(text).issues
    assert [issue.code for issue in issues] == ["yaml-syntax"]


SIGNS = "　\xa0\u200b：:；;、，,・－ー-｛｝［］{}[]\"'#|>=＝\t\n &*!%@?"


@pytest.mark.slow
@given(st.lists(st.tuples(st.integers(0, len(SMALL)), st.sampled_from(SIGNS), st.booleans()), max_size=3))
def test_a_slip_anywhere_has_its_place_within_the_file(slips: list[tuple[int, str, bool]]) -> None:
    text = SMALL
    for offset, sign, is_instead in slips:
        text = text[:offset] + sign + text[offset + is_instead :]
    for parser in PARSERS.values():
        for issue in read_document(text, parser).issues:
            is_within(issue, text.split("\n"))
