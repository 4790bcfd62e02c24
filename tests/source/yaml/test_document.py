"""Every test here is run with the parser in C and with the one in Python."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from example import YPORT
from yport_cli.core.issues.issue import KEY, Place, Related, Route, Rule
from yport_cli.core.issues.sentence import Sentence
from yport_cli.core.numbers.foreign_number import Spelling
from yport_cli.core.refusals.files import MAX_ISSUES
from yport_cli.core.refusals.yaml_text import MAX_DEPTH, MAX_NODES
from yport_cli.source.places.placing import placed
from yport_cli.source.yaml.builder import MAX_EVENTS
from yport_cli.source.yaml.document import Document, read_document
from yport_cli.source.yaml.parsers import Parser, PurePythonParser, default_parser

PARSERS = {"C": default_parser, "Python": PurePythonParser}


@pytest.fixture(params=PARSERS, scope="module")
def read(request: pytest.FixtureRequest) -> Callable[[str], Document]:
    """The reader with one of the parsers."""
    parser: Callable[[bytes], Parser] = PARSERS[request.param]
    return lambda text: read_document(text, parser)


Read = Callable[[str], Document]


def _codes(document: Document) -> list[str]:
    return [issue.code for issue in document.issues]


def _places(document: Document) -> list[tuple[str, int, int]]:
    return [(issue.code, issue.at.place.line, issue.at.place.column) for issue in document.issues]


def test_the_parser_in_c_is_used_where_pyyaml_has_it() -> None:
    assert (default_parser is not PurePythonParser) == bool(yaml.__with_libyaml__)


# Values


@pytest.mark.parametrize(
    ("spelled", "value"),
    [
        ("5", 5),
        ("-5", -5),
        ("0", 0),
        ("1000000", 1_000_000),
        ("9" * 100, int("9" * 100)),
        ("8.20", Decimal("8.20")),
        ("-0.5", Decimal("-0.5")),
        ("0.0", Decimal("0.0")),
        ("null", None),
        ("Null", None),
        ("NULL", None),
        ("~", None),
        ("", None),
        ("true", True),
        ("True", True),
        ("TRUE", True),
        ("false", False),
        ("FALSE", False),
        # What YAML 1.1 would make another value of stays as it is spelled.
        ("12:30", "12:30"),
        ("1:2:3", "1:2:3"),
        ("no", "no"),
        ("No", "No"),
        ("yes", "yes"),
        ("on", "on"),
        ("off", "off"),
        ("y", "y"),
        ("nULL", "nULL"),
        ("tRUE", "tRUE"),
        ("2020-03-31", "2020-03-31"),
        ("2020-03-31T09:00:00Z", "2020-03-31T09:00:00Z"),
        ("=", "="),
        ("1,000,000", "1,000,000"),
        ("１，０００", "１，０００"),
        ("▲5", "▲5"),
        ("1/2", "1/2"),
        ("50%", "50%"),
        ("H29", "H29"),
        ("-a", "-a"),
        ("--5", "--5"),
        ("5人", "5人"),
        ("1.2.3", "1.2.3"),
        # What other readers take for a number is kept apart from text.
        ("010", Spelling("010")),
        ("-0", Spelling("-0")),
        ("-010", Spelling("-010")),
        ("1e3", Spelling("1e3")),
        ("1.5E-3", Spelling("1.5E-3")),
        ("0x1F", Spelling("0x1F")),
        ("0o17", Spelling("0o17")),
        ("0b101", Spelling("0b101")),
        ("+5", Spelling("+5")),
        (".5", Spelling(".5")),
        ("5.", Spelling("5.")),
        ("1_000", Spelling("1_000")),
        (".inf", Spelling(".inf")),
        ("-.INF", Spelling("-.INF")),
        (".nan", Spelling(".nan")),
        ("9" * 101, Spelling("9" * 101)),
        # Quotes make text of anything.
        ("'5'", "5"),
        ('"5"', "5"),
        ('"true"', "true"),
        ("''", ""),
        ('"a\\tb"', "a\tb"),
        ("'it''s'", "it's"),
    ],
)
def test_a_scalar_is_read_from_its_own_spelling(read: Read, spelled: str, value: object) -> None:
    document = read(f"key: {spelled}\n")
    assert document.issues == []
    found = document.value["key"]
    assert found == value
    assert type(found) is type(value)
    assert str(found) == str(value)
    if "," not in spelled:
        assert read(f"[{spelled or '~'}]").value == [value]


def test_collections_are_read_in_block_and_in_flow_style(read: Read) -> None:
    block = "a:\n  b: 1\n  c:\n  - x\n  -\n    d: y\n  -\n"
    flow = "{a: {b: 1, c: [x, {d: y}, ]}}"
    assert read(block).value == {"a": {"b": 1, "c": ["x", {"d": "y"}, None]}}
    assert read(flow).value == {"a": {"b": 1, "c": ["x", {"d": "y"}]}}


def test_keys_are_text_whatever_they_look_like(read: Read) -> None:
    document = read("2017: a\ntrue: b\nnull: c\n1.5: d\n~: e\n'': f\n")
    assert document.value == {"2017": "a", "true": "b", "null": "c", "1.5": "d", "~": "e", "": "f"}
    assert document.issues == []


def test_text_over_several_lines_is_folded_or_kept(read: Read) -> None:
    text = "folded: >\n  a\n  b\nkept: |\n  a\n  b\nplain: a\n  b\nquoted: 'a\n  b'\n"
    assert read(text).value == {"folded": "a b\n", "kept": "a\nb\n", "plain": "a b", "quoted": "a b"}


def test_comments_and_directives_say_nothing(read: Read) -> None:
    assert read("%YAML 1.1\n---\na: 1 # one\n# two\n...\n").value == {"a": 1}
    assert read("# only: this\na: 1\n").value == {"a": 1}


# Places


def _spot(document: Document, route: Route) -> tuple[int, int, str]:
    place = document.place(route)
    return place.line, place.column, document.spelling(route)


BLOCK = """\
# a comment
name: 横浜市
kpis:
  - id: orders
    increments: {H29: 1, 平成30年度: '2'}
    note: |
      一行目
      二行目

  - id: "two"
empty:
list: [a, [b, c], ]
end: 終わり  # note
"""

SPOTS: list[tuple[Route, tuple[int, int, str]]] = [
    (("name",), (2, 7, "横浜市")),
    (("name", KEY), (2, 1, "name")),
    (("kpis",), (4, 5, "id")),  # a block's place is its first key
    (("kpis", KEY), (3, 1, "kpis")),
    (("kpis", 0), (4, 5, "id")),
    (("kpis", 0, "id"), (4, 9, "orders")),
    (("kpis", 0, "increments"), (5, 17, "{H29: 1, 平成30年度: '2'}")),
    (("kpis", 0, "increments", "H29"), (5, 23, "1")),
    (("kpis", 0, "increments", "H29", KEY), (5, 18, "H29")),
    (("kpis", 0, "increments", 2017), (5, 23, "1")),
    (("kpis", 0, "increments", 2017, KEY), (5, 18, "H29")),
    (("kpis", 0, "increments", 2018), (5, 34, "'2'")),
    (("kpis", 0, "increments", 2018, KEY), (5, 26, "平成30年度")),
    (("kpis", 0, "note"), (6, 11, "|\n      一行目\n      二行目")),
    (("kpis", 1, "id"), (10, 9, '"two"')),
    (("empty",), (11, 1, "empty")),  # nothing stands there but its key
    (("list",), (12, 7, "[a, [b, c], ]")),
    (("list", 0), (12, 8, "a")),
    (("list", 1), (12, 11, "[b, c]")),
    (("list", 1, 1), (12, 15, "c")),
    (("end",), (13, 6, "終わり")),
    ((), (2, 1, "name")),
    # A route that leads nowhere gives the last key on the way.
    (("missing",), (2, 1, "name")),
    (("missing", "deeper"), (2, 1, "name")),
    (("kpis", 0, "unit"), (4, 5, "id")),
    (("kpis", 0, "increments", "H31"), (5, 5, "increments")),
    (("kpis", 0, "increments", 2019), (5, 5, "increments")),
    (("kpis", 7, "id"), (3, 1, "kpis")),
    (("name", "deeper"), (2, 1, "name")),
    (("kpis", 0, 2017), (4, 5, "id")),  # no key there is a year
]


@pytest.mark.parametrize(("route", "spot"), SPOTS, ids=lambda value: repr(value)[:40])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"], ids=["LF", "CRLF", "CR"])
def test_every_value_and_key_has_its_place(
    read: Read, route: Route, spot: tuple[int, int, str], line_end: str
) -> None:
    document = read(BLOCK.replace("\n", line_end))
    line, column, spelling = spot
    assert _spot(document, route) == (line, column, spelling.replace("\n", line_end))


def test_a_place_ends_after_its_last_character(read: Read) -> None:
    document = read(BLOCK)
    assert document.place(("name",)) == Place(2, 7, 2, 10)
    assert document.place(("kpis", 0, "note")) == Place(6, 11, 8, 10)
    assert document.place(("kpis", 1, "id")) == Place(10, 9, 10, 14)


@pytest.mark.parametrize(
    ("before", "column"),
    [("😀😀", 8), ("か\u3099", 8), ("\ufeff", 7), ("\u00a0", 7), ("👨‍👩‍👧", 11)],
    ids=["astral", "combining", "inner BOM", "no-break space", "joined"],
)
def test_columns_count_code_points(read: Read, before: str, column: int) -> None:
    document = read(f'["{before}", x]\n')
    assert document.place((1,)) == Place(1, column, 1, column + 1)
    assert document.spelling((1,)) == "x"


def test_a_document_that_is_one_scalar_or_nothing_has_a_place(read: Read) -> None:
    assert _spot(read("  text\n"), ()) == (1, 3, "text")
    assert read("").place(("a", "b")) == Place(1, 1, 1, 1)
    assert read("\n# nothing\n").place(()).line >= 1
    assert read("[]\n").place((0,)) == Place(1, 1, 1, 3)
    assert read("{}\n").place(("a",)) == Place(1, 1, 1, 3)


def test_an_issue_is_located_with_its_line_its_path_and_its_related_places(read: Read) -> None:
    sentence = Sentence("文", "sentence")
    issue = Rule("code").issue(
        ("kpis", 0, "increments", 2018, KEY),
        sentence,
        related=(Related(("kpis", 0, "increments", 2017), sentence),),
    )
    found = placed(issue, read(BLOCK).location)
    assert found.at.path == "kpis[0].increments.平成30年度"  # as the file spells it
    assert found.at.excerpt == "    increments: {H29: 1, 平成30年度: '2'}"
    assert (found.at.place.line, found.at.place.column) == (5, 26)
    assert [(other.at.path, other.at.place) for other in found.related] == [
        ("kpis[0].increments.H29", Place(5, 23, 5, 24))
    ]


# What a plan cannot hold


def test_a_duplicate_key_points_at_the_first(read: Read) -> None:
    document = read("a: 1\nb: {c: 1, d: 2, c: 3}\na: 4\na: 5\n")
    assert document.value == {"a": 1, "b": {"c": 1, "d": 2}}
    assert sorted(_places(document)) == [
        ("duplicate-key", 2, 17),
        ("duplicate-key", 3, 1),
        ("duplicate-key", 4, 1),
    ]
    assert {
        (issue.at.place.line, issue.related[0].at.place.line, issue.related[0].at.place.column)
        for issue in document.issues
    } == {(2, 2, 5), (3, 1, 1), (4, 1, 1)}


def test_a_key_that_only_looks_like_another_is_no_duplicate(read: Read) -> None:
    assert _codes(read("a: 1\nA: 2\n'a ': 3\nb: {a: 1}\n")) == []
    assert _codes(read("a: 1\n'a': 2\n")) == ["duplicate-key"]


def test_a_duplicate_behind_other_things_points_at_the_first_key_of_that_name(read: Read) -> None:
    document = read("x: {k: 1}\ny: [k, {k: 2}]\n? [k]\n: k\nz: k\nk: 3\nx: k\nk: 4\nm: 1\nm: 2\n")
    related = {
        (issue.at.place.line, issue.related[0].at.place.line)
        for issue in document.issues
        if issue.code == "duplicate-key"
    }
    assert related == {(7, 1), (8, 6), (10, 9)}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a: &x 1\n", [("anchor", 1, 4)]),
        ("a: &x {b: 1}\n", [("anchor", 1, 4)]),
        ("a: &x [b]\n", [("anchor", 1, 4)]),
        ("&x a: 1\n", [("anchor", 1, 1)]),
        ("a: &x 1\nb: *x\n", [("anchor", 1, 4), ("alias", 2, 4)]),
        ("a: !!str 1\n", [("tag", 1, 4)]),
        ("a: !local {b: 1}\n", [("tag", 1, 4)]),
        ("a: !!python/object/apply:os.system [echo]\n", [("tag", 1, 4)]),
        ("!t a: 1\n", [("tag", 1, 1)]),
        ("<<: {a: 1}\n", [("merge-key", 1, 1)]),
        ("a: 1\n<<: [b]\n", [("merge-key", 2, 1)]),
        ("? [a]\n: 1\n", [("key-type", 1, 3)]),
        ("? {a: b}\n: 1\n", [("key-type", 1, 3)]),
        ("{[a]: 1, b: 2}\n", [("key-type", 1, 2)]),
        ("a: 1\n---\nb: 2\n", [("several-documents", 2, 1)]),
        ("a: 1\n...\n---\nb: 2\n", [("several-documents", 3, 1)]),
        ("", [("empty-document", 1, 1)]),
        ("\n\n", [("empty-document", 1, 1)]),
        ("# only a comment\n", [("empty-document", 1, 1)]),
        ("---\n", [("empty-document", 1, 1)]),
        ("~\n", [("empty-document", 1, 1)]),
    ],
)
def test_what_a_plan_cannot_hold_is_an_issue_with_its_place(
    read: Read, text: str, found: list[tuple[str, int, int]]
) -> None:
    document = read(text)
    assert _places(document) == found
    for issue in document.issues:
        assert issue.message.ja
        assert issue.message.en
        assert issue.hint is not None


def test_a_quoted_merge_key_is_a_key(read: Read) -> None:
    document = read("'<<': 1\n")
    assert document.value == {"<<": 1}
    assert document.issues == []


def test_what_stands_beside_an_anchor_is_still_read(read: Read) -> None:
    document = read("a: &x 1\nb: !!str 5\nc: [1, *x, 2]\n<<: {d: 1}\n? [e]\n: f\ng: h\n")
    assert document.value == {"a": 1, "b": 5, "c": [1, None, 2], "g": "h"}  # a tag is as if it were not there
    assert sorted(_codes(document)) == ["alias", "anchor", "key-type", "merge-key", "tag"]


# Limits


def test_the_deepest_nesting_that_is_read(read: Read) -> None:
    assert _codes(read("[" * MAX_DEPTH + "]" * MAX_DEPTH)) == []
    document = read("[" * (MAX_DEPTH + 1) + "]" * (MAX_DEPTH + 1))
    assert _places(document) == [("too-deep", 1, MAX_DEPTH + 1)]
    assert _codes(read("{a: " * MAX_DEPTH + "1" + "}" * MAX_DEPTH)) == []
    assert _codes(read("{a: " * (MAX_DEPTH + 1) + "1" + "}" * (MAX_DEPTH + 1))) == ["too-deep"]
    blocks = (
        "".join(" " * level + "a:\n" for level in range(MAX_DEPTH + 1)) + " " * (MAX_DEPTH + 1) + "a: 1\n"
    )
    assert _places(read(blocks)) == [("too-deep", MAX_DEPTH + 1, MAX_DEPTH + 1)]


@pytest.mark.slow
@pytest.mark.parametrize("opening", ["[", "{", "{a: ", "- ", "? ", "[{", "[\n"])
def test_two_hundred_thousand_openings_are_refused_at_once(read: Read, opening: str) -> None:
    document = read(opening * 200_000)
    assert {"too-deep", "yaml-syntax"} & set(_codes(document))
    assert document.value is None


def test_a_value_too_many_is_refused(read: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    assert MAX_EVENTS == 2 * MAX_NODES  # a key and its value each
    monkeypatch.setattr("yport_cli.source.yaml.builder.MAX_EVENTS", 1_000)
    assert _codes(read("[" + "a," * 900 + "]")) == []
    assert _codes(read("[" + "a," * 1_100 + "]")) == ["too-many-nodes"]
    assert _codes(read("a: 1\nb: [" + "[]," * 600 + "]")) == ["too-many-nodes"]
    assert _codes(read("".join(f"k{number}: 1\n" for number in range(600)))) == ["too-many-nodes"]
    assert _codes(read("".join(f"k{number}: 1\n" for number in range(400)))) == []


def test_what_was_read_before_a_limit_has_its_place(read: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("yport_cli.source.yaml.builder.MAX_EVENTS", 6)
    document = read("a: 1\nb: 2\nc: 3\n")  # the stream, the document, the mapping; a, 1; b
    assert _codes(document) == ["too-many-nodes"]
    assert document.value is None
    assert _spot(document, ("a",)) == (1, 4, "1")
    assert _spot(document, ("b",)) == (1, 1, "a")


def test_duplicates_far_apart_point_at_their_first_keys(read: Read) -> None:
    between = "".join(f"k{number}: 1\n" for number in range(1_000))
    document = read(f"a: 1\na: 2\n{between}b: 1\nb: 2\n")
    assert [(issue.at.place.line, issue.related[0].at.place.line) for issue in document.issues] == [
        (2, 1),
        (1_004, 1_003),
    ]


@pytest.mark.slow
def test_duplicates_in_many_small_blocks_are_found_in_one_pass(read: Read) -> None:
    document = read("a:\n" + "- {a: 1, a: 2}\n" * 3_000)
    assert _codes(document) == ["duplicate-key"] * (MAX_ISSUES + 1)
    assert {issue.at.place.line - issue.related[0].at.place.line for issue in document.issues} == {0}
    assert {issue.related[0].at.place.column for issue in document.issues} == {4}


@pytest.mark.parametrize("sign", ["\u2028", "\u2029", "\x85"])
def test_a_line_end_that_no_editor_shows_is_refused_where_it_stands(read: Read, sign: str) -> None:
    for text, column in (
        (f"a: 1\nb: 横浜{sign}市\n", 6),
        (f'a: 1\nb: "横浜{sign}市"\n', 7),
        (f"a: 1\n# 注{sign}b: 2\n", 4),
    ):
        document = read(text)
        assert _places(document) == [("control-character", 2, column)]
        assert f"U+{ord(sign):04X}" in document.issues[0].message.en


def test_tag_directives_are_refused_before_they_take_time(read: Read) -> None:
    document = read("# plan\n" + "".join(f"%TAG !{number}! t\n" for number in range(200_000)) + "---\na: 1\n")
    assert _places(document) == [("tag", 2, 1)]


def test_of_a_long_line_an_issue_carries_what_stands_around_it(read: Read) -> None:
    document = read(f"a: [{'x' * 900_000}, &z y]\n")
    (issue,) = document.issues
    assert (issue.code, issue.at.place.column) == ("anchor", 900_007)
    assert len(issue.at.excerpt) <= 1_000
    assert issue.at.excerpt[issue.at.place.column - issue.at.excerpt_column :].startswith("&z y]")


@pytest.mark.slow
def test_many_duplicates_of_a_late_key_are_found_in_one_pass(read: Read) -> None:
    early = "".join(f"k{number}: 1\n" for number in range(4_000))
    document = read(early + "k3999: 2\n" * 4_000)
    assert _codes(document) == ["duplicate-key"] * (MAX_ISSUES + 1)
    assert {issue.related[0].at.place.line for issue in document.issues} == {4_000}


# Syntax


@pytest.mark.parametrize(
    ("text", "place", "part"),
    [
        ("a: b: c\n", "1:5", "a `:` cannot stand here"),
        ("key\nb: 1\n", "2:2", "a `:` cannot stand here"),
        ("a: 1\n  b: 2\n", "2:4", "a `:` cannot stand here"),
        ("a: 1\nb\n", "2:1", "a `:` is missing"),
        ("a: 1\n\tb: 2\n", "2:1", "a tab"),
        ("a:\n  b: 1\n\tc: 2\n", "3:1", "a tab"),
        ("a:\n  \tb: 1\n", "2:3", "a tab"),
        ("a: @b\n", "1:4", "cannot start with"),
        ("a: `b\n", "1:4", "cannot start with"),
        ("a: %b\n", "1:4", "cannot start with"),
        ("a: 'open\nb: 1\n", "1:4", "a quote is not closed"),
        ('a: 1\nb: ["open]\nc: 1\n', "2:5", "a quote is not closed"),
        ("a: 'open\n---\nb: 1\n", "1:4", "a quote is not closed"),
        ("a: [1, 2\nb: 3\n", "2:2", "the bracket `[` is not closed"),
        ("a: {b: 1]\n", "1:9", "a bracket is not closed"),
        ("a: [1,,2]\n", "1:7", "a value is missing"),
        ("a: ]\n", "1:4", "a value is missing"),
        ("a:\n    b: 1\n  c: 2\n", "3:3", "the indentation"),
        ("- a\nb: 1\n", "2:1", "the indentation"),
        ("a: 1\n- b\n", "2:1", "the indentation"),
        ("a: 'x' y\n", "1:8", "something stands after"),
        ("a: - b\n", "1:4", "a `- ` list cannot stand here"),
        ("a: > x\n", "1:6", "text cannot stand on the line"),
        ("a: &\n", "1:4", "begins with `&` or `*`"),
        ("a: !<x\n", "1:6", "begins with `!`"),
        ("%YAML 3.0\n---\na: 1\n", "1:1", "not valid YAML"),
        ("schema：yport\nid: x\n", "1:7", "a full-width"),
        ("a: 1\nname： x\nb: 2\n", "2:5", "a full-width"),
        ("a:\n  - id：x\n    b: 1\n", "2:7", "a full-width"),
    ],
)
def test_a_fault_of_syntax_is_explained_at_its_place(read: Read, text: str, place: str, part: str) -> None:
    (issue,) = read(text).issues
    assert issue.code == "yaml-syntax"
    assert part in issue.message.en
    assert issue.message.ja
    assert issue.hint is not None
    assert f"{issue.at.place.line}:{issue.at.place.column}" == place
    assert issue.at.excerpt == text.splitlines()[issue.at.place.line - 1]


def test_a_bad_escape_is_shown_within_its_quotes(read: Read) -> None:
    (issue,) = read('a: 1\nb: "C:\\qport"\n').issues
    assert "escape" in issue.message.en
    assert issue.at.place.line == 2
    assert issue.at.place.column in (7, 8)  # the two parsers count one apart


def test_a_fault_of_syntax_hides_what_follows_from_it(read: Read) -> None:
    document = read("a: 1\na: 2\nb: [\n")
    assert _codes(document) == ["yaml-syntax"]
    assert document.value is None


@pytest.mark.parametrize(
    ("character", "name"),
    [("\x00", "U+0000"), ("\x07", "U+0007"), ("\x1b", "U+001B"), ("\x9b", "U+009B"), ("￾", "U+FFFE")],
)
def test_a_control_character_is_named_and_found(read: Read, character: str, name: str) -> None:
    (issue,) = read(f"a: 横浜\nb: {character}x\n").issues
    assert issue.code == "control-character"
    assert name in issue.message.en
    assert name in issue.message.ja
    assert issue.at.place == Place(2, 4, 2, 5)


# Laws

scalars = (
    st.none()
    | st.booleans()
    | st.integers(-(10**20), 10**20)
    | st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), max_size=12)
)
keys = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cs", "Cc", "Zl", "Zp"]), min_size=1, max_size=8
)
trees = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(keys, inner, max_size=4),
    max_leaves=12,
)


def _routes(value: Any, route: Route = ()) -> list[Route]:
    found = [route]
    if isinstance(value, dict):
        for key, member in value.items():
            found += [(*route, key, KEY), *_routes(member, (*route, key))]
    elif isinstance(value, list):
        for index, member in enumerate(value):
            found += _routes(member, (*route, index))
    return found


@pytest.mark.slow
@given(
    trees.filter(lambda tree: tree is not None),
    st.sampled_from([True, False, None]),
    st.sampled_from(["\n", "\r\n"]),
)
def test_what_is_written_is_read_with_a_place_for_everything(
    tree: Any,
    flow: bool | None,  # noqa: FBT001
    line_end: str,
) -> None:
    text = yaml.safe_dump(
        tree, allow_unicode=True, default_flow_style=flow, sort_keys=False, line_break=line_end
    )
    documents = [read_document(text, parser) for parser in PARSERS.values()]
    for document in documents:
        assert document.issues == []
        assert document.value == tree
    for route in _routes(tree):
        first, second = (document.place(route) for document in documents)
        assert first == second
        assert (first.line, first.column) <= (first.end_line, first.end_column)


def test_both_parsers_see_the_real_plan_alike() -> None:
    text = YPORT.read_text(encoding="utf-8")
    first, second = (read_document(text, parser) for parser in PARSERS.values())
    assert first.issues == second.issues == []
    assert first.value == second.value
    for route in _routes(first.value):
        assert first.place(route) == second.place(route)
        assert first.spelling(route)
