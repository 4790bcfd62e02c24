"""CSV as people write it: encodings, delimiters, line ends, and where each cell stands."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yport_cli.core.issues.issue import Place
from yport_cli.source.places.row import BadSheet, CsvRecord
from yport_cli.source.sheet.csv_rows import LONGEST_CELL, Dialect, dialect_of, records

TEXT = "日付,項目,金額\r\n2018-04-10,orders,5\r\n"


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (TEXT.encode(), "utf-8"),
        (TEXT.encode("utf-8-sig"), "utf-8-sig"),
        (TEXT.encode("cp932"), "cp932"),
        (TEXT.encode("utf-16"), "utf-16"),
        (b"\xfe\xff" + TEXT.encode("utf-16-be"), "utf-16"),
        (TEXT.encode("utf-16-le"), "utf-16-le"),
        (TEXT.encode("utf-16-be"), "utf-16-be"),
        (b"date,item,amount\r\n", "utf-8"),
        (b"", "utf-8"),
        ("日付,項目,金額\n".encode() + b"2018-04-10,\0orders,5\n", "utf-8"),
        ("備考\n①㈱\n".encode("cp932"), "cp932"),  # signs that Shift_JIS itself lacks
    ],
)
def test_the_encoding_is_found_by_a_ladder(data: bytes, encoding: str) -> None:
    file = io.BytesIO(data)
    assert dialect_of(file).encoding == encoding
    assert file.tell() == 0


@pytest.mark.parametrize(
    ("data", "line", "said"),
    [
        ("日付,項目\n1,2\n".encode("cp932") + b"3,\xff\n", 3, "UTF-8 としては1行目、CP932 としては3行目"),
        ("日付,項目\n1,2\n".encode("cp932") + b"3,\x82", 3, "UTF-8 としては1行目、CP932 としては3行目"),
        (b"date\n\xff\xff\n", 2, "UTF-8"),
        (b"\xef\xbb\xbfdate\nok\n\x93\xfa\n", 3, "UTF-8 としては3行目"),
        (b"\xff\xfed\x00a\x00\n\x00\x00\xd8\n\x00", 2, "UTF-16 としては2行目"),
        (b"\xff\xfed\x00a", 1, "UTF-16"),
    ],
)
def test_no_known_encoding_is_refused_at_the_line_where_it_breaks(data: bytes, line: int, said: str) -> None:
    with pytest.raises(BadSheet) as refusal:
        dialect_of(io.BytesIO(data))
    (issue,) = refusal.value.issues
    assert (issue.code, issue.at.place.line, issue.at.place.column) == ("ledger-encoding", line, 1)
    assert said in issue.message.ja


def test_the_line_of_a_broken_byte_is_found_far_into_a_file() -> None:
    data = b"date,item\n" * 200_000 + "日付\n".encode("cp932") + b"\xff\xff\n"
    with pytest.raises(BadSheet) as refusal:
        dialect_of(io.BytesIO(data))
    assert refusal.value.issues[0].at.place.line == 200_002


def test_zeros_in_pairs_are_no_utf_16() -> None:
    assert dialect_of(io.BytesIO(bytes(1000))).encoding == "utf-8"
    ideographic_spaces = "日付,\u3000\u3000\u3000,項目\r\n" * 9
    for encoding in ("utf-16-le", "utf-16-be"):
        assert dialect_of(io.BytesIO(ideographic_spaces.encode(encoding))).encoding == encoding


@pytest.mark.parametrize(
    ("text", "delimiter"),
    [("a,b,c\n", ","), ("a\tb\tc\n", "\t"), ("a,b\tc\td,e\n", ","), ("a\n1\t2\t3\n", ","), ("", ",")],
)
def test_the_first_line_decides_between_comma_and_tab(text: str, delimiter: str) -> None:
    assert dialect_of(io.BytesIO(text.encode())).delimiter == delimiter


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "cp932"])
def test_the_line_end_is_that_of_the_first_line(line_end: str, encoding: str) -> None:
    data = f"日付,項目{line_end}1,2{line_end}".encode(encoding)
    assert dialect_of(io.BytesIO(data)).line_end == line_end


def test_a_file_without_any_line_end_gets_the_plain_one() -> None:
    assert dialect_of(io.BytesIO(b"date,item,amount")) == Dialect("utf-8", ",", "\n")


def _records(text: str, delimiter: str = ",") -> list[tuple[int, list[str]]]:
    lines = io.StringIO(text, newline="")
    return [(record.number, cells) for record, cells in records(lines, delimiter)]


def test_rows_know_the_line_they_begin_with() -> None:
    assert _records('a,b\r\n1,"x\r\ny"\r\n\r\n2,z\n3,w\r4,v') == [
        (1, ["a", "b"]),
        (2, ["1", "x\r\ny"]),
        (4, []),
        (5, ["2", "z"]),
        (6, ["3", "w"]),
        (7, ["4", "v"]),
    ]


def test_other_separators_of_unicode_end_no_line() -> None:
    assert _records("a,b\n1,x\u2028y\x0b\x85z\n2,w\n") == [
        (1, ["a", "b"]),
        (2, ["1", "x\u2028y\x0b\x85z"]),
        (3, ["2", "w"]),
    ]


@pytest.mark.parametrize(
    ("row", "column", "place"),
    [
        ("a,b,c", 0, (7, 1, 7, 2)),
        ("a,b,c", 2, (7, 5, 7, 6)),
        ("a,b,c", 3, (7, 6, 7, 6)),
        ('"a,b",c', 1, (7, 7, 7, 8)),
        ('"a""b",c\r\n', 1, (7, 8, 7, 9)),
        ('"a\nb",c,d', 0, (7, 1, 8, 3)),
        ('"a\r\nb",c,d', 1, (8, 4, 8, 5)),
        ('5" pipe,b', 1, (7, 9, 7, 10)),
        ("項目,𠮷,c", 2, (7, 6, 7, 7)),
        ("a,,", 1, (7, 3, 7, 3)),
        ("", 0, (7, 1, 7, 1)),
    ],
)
def test_every_cell_has_its_place(row: str, column: int, place: tuple[int, int, int, int]) -> None:
    assert CsvRecord(7, row, ",").place(column) == Place(*place)


def test_the_line_shown_is_the_one_with_the_place() -> None:
    record = CsvRecord(7, '"a\nb",c\n', ",")
    assert record.excerpt(record.place(1)) == 'b",c'


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ('a,b\n1,"x\n2,y\n', 2, 3),
        ('a,b\n1,"x\n', 2, 3),
        ('a,b\n1,"x', 2, 3),
        ('a,b\n1,"', 2, 3),
        ('a,b\n1,x"y\n"2,"" z', 3, 1),
    ],
)
def test_a_quotation_mark_that_is_never_closed_is_refused_where_it_begins(
    text: str, line: int, column: int
) -> None:
    with pytest.raises(BadSheet) as refusal:
        _records(text)
    (issue,) = refusal.value.issues
    assert (issue.code, issue.at.place.line, issue.at.place.column) == ("unclosed-quote", line, column)


@pytest.mark.parametrize("text", ['a,b\n1,"x"\n', 'a,b\n1,"x\n"\n', 'a,b\n1,x"\n', 'a,b\n1,"x"""', '""'])
def test_a_quotation_mark_that_is_closed_or_stands_within_a_cell_is_fine(text: str) -> None:
    assert _records(text) == [
        (number, cells)
        for number, cells in zip([1, 2], csv.reader(io.StringIO(text, newline="")), strict=False)
    ]


@pytest.mark.slow
def test_a_cell_without_an_end_is_refused() -> None:
    with pytest.raises(BadSheet) as refusal:
        _records("a,b\n1," + "x" * (LONGEST_CELL + 1) + "\n")
    assert refusal.value.issues[0].code == "long-cell"
    with pytest.raises(BadSheet) as refusal:
        _records('a,b\n1,"' + "x\n" * LONGEST_CELL)
    (issue,) = refusal.value.issues
    assert (issue.code, issue.at.place.line, issue.at.place.column) == ("unclosed-quote", 2, 3)


cells = st.text(st.sampled_from(["a", '"', ",", "\n", "\r", "日", " "]), max_size=6)


@given(
    st.lists(st.lists(cells, min_size=1, max_size=4), min_size=1, max_size=5), st.sampled_from(["\n", "\r\n"])
)
def test_places_lead_to_what_was_written(rows: list[list[str]], line_end: str) -> None:
    out = io.StringIO()
    csv.writer(out, lineterminator=line_end, quoting=csv.QUOTE_ALL).writerows(rows)
    text = out.getvalue()
    found = list(records(io.StringIO(text, newline=""), ","))
    assert [cells for _, cells in found] == rows
    lines = io.StringIO(text, newline="").readlines()
    for record, row in found:
        for column, cell in enumerate(row):
            place = record.place(column)
            within = lines[place.line - 1 : place.end_line]
            within[-1] = within[-1][: place.end_column - 1]
            within[0] = within[0][place.column - 1 :]
            assert "".join(within) == '"' + cell.replace('"', '""') + '"'
