"""Laws of reading: one meaning in every kind of file, both readers agree, and nothing ever raises."""

import csv
import io
import random
import zipfile
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

import yport_cli
from example import yport
from ledger_example import SMALL, YPORT_CSV, csv_bytes, loaded, workbook_bytes
from ledger_law import figures_of, holds
from yport_cli.core.figures.ledger import Ledger, roll_up
from yport_cli.core.figures.outcome import outcome
from yport_cli.core.numbers.number import plain
from yport_cli.render.data.json_v1 import status_object
from yport_cli.render.formats.json import json_text
from yport_cli.source.ledger.fast_rows import quick_ledger
from yport_cli.source.ledger.rows import heading_of, read_rows
from yport_cli.source.sheet.csv_rows import dialect_of, records

FIELDS = ["date", "fiscal_year", "item", "amount", "unit", "note"]

days = st.dates(date(2017, 4, 1), date(2020, 3, 31))
sums = st.sampled_from(
    [
        *("orders", "surveys", "execution", "execution:office", "revenue"),
        *("ineligible", "grant_decided", "grant_received", "grant_settled", "grant_returned"),
    ]
)
amounts = st.integers(-(10**9), 10**9) | st.decimals(-(10**6), 10**6, places=3)
notes = st.text(st.sampled_from("a日①髙,\"\n' \u3000-=#"), max_size=6)


@st.composite
def rows(draw: st.DrawFn) -> list[str]:
    """A row without a problem: the day's fiscal year is stated, or not, or stands alone."""
    day = draw(days)
    year = day.year - (day.month < 4)
    label = f"H{year - 1988}"
    stated = draw(st.sampled_from(["", label]))
    has_day = draw(st.booleans()) or not stated
    item = draw(sums)
    units = {"surveys": ["", "件"]}.get(item, ["", "円", "千円", "百万円"])
    return [
        day.isoformat() if has_day else "",
        stated,
        item,
        plain(draw(amounts)),
        draw(st.sampled_from(units)),
        draw(notes).replace("\r", ""),
    ]


sheets = st.lists(rows(), max_size=8, unique_by=tuple)


def _ledger(content: bytes, suffix: str = ".csv") -> Ledger:
    found = loaded(content, suffix=suffix)
    assert found.ledger is not None, [issue.message.en for issue in found.report.issues]
    return found.ledger


@pytest.mark.slow
@given(sheets)
def test_the_same_rows_give_the_same_outcome_from_every_kind_of_file(table: list[list[str]]) -> None:
    whole = [FIELDS, *table]
    expected = _ledger(csv_bytes(whole))
    for content in (
        csv_bytes(whole, "utf-8-sig", line_end="\r\n"),
        csv_bytes(whole, "utf-16", "\t", "\r\n"),
        csv_bytes(whole, "cp932"),
        csv_bytes(whole, quoting=csv.QUOTE_ALL),
        csv_bytes(whole, "cp932", "\t", "\r\n", csv.QUOTE_ALL),
        workbook_bytes(whole),
    ):
        found = _ledger(content)
        assert found.actuals == expected.actuals
        assert found.entries == expected.entries
        assert found.as_of == expected.as_of
        assert found.units_assumed == expected.units_assumed
        assert figures_of(found) == figures_of(expected)


def _typed(row: list[str]) -> list[object]:
    """The row as Excel would hold it: a date, a number."""
    day, year, item, amount, unit, note = row
    number: object = amount if "." in amount else int(amount)
    if "." in amount and len(amount.replace("-", "").replace(".", "")) <= 15:
        number = float(amount)
    return [date.fromisoformat(day) if day else None, year, item, number, unit, note]


@pytest.mark.slow
@given(sheets)
def test_typed_cells_of_a_workbook_give_the_same_outcome_as_text(table: list[list[str]]) -> None:
    typed = _ledger(workbook_bytes([FIELDS, *map(_typed, table)]))
    text = _ledger(csv_bytes([FIELDS, *table]))
    assert (typed.actuals, typed.entries) == (text.actuals, text.entries)


@pytest.mark.slow
@given(sheets, st.randoms(use_true_random=False))
def test_the_order_of_rows_and_of_columns_changes_no_figure(
    table: list[list[str]], dice: random.Random
) -> None:
    expected = _ledger(csv_bytes([FIELDS, *table]))
    order = list(range(len(FIELDS)))
    dice.shuffle(order)
    shuffled = list(table)
    dice.shuffle(shuffled)
    found = _ledger(csv_bytes([[row[index] for index in order] for row in [FIELDS, *shuffled]]))
    assert (found.actuals, found.entries) == (expected.actuals, expected.entries)


@pytest.mark.slow
@given(st.lists(rows(), min_size=1, max_size=6, unique_by=tuple), st.integers(0, 5), amounts)
def test_splitting_a_row_changes_no_figure(table: list[list[str]], position: int, part: Any) -> None:
    row = table[position % len(table)]
    rest = Decimal(row[3]) - part
    first, second = [*row], [*row]
    first[3], first[5] = plain(part), "first half"
    second[3], second[5] = plain(rest), "second half"
    split = [other for other in table if other is not row]
    before = _ledger(csv_bytes([FIELDS, *table]))
    after = _ledger(csv_bytes([FIELDS, *split, first, second]))
    assert after.actuals == before.actuals
    assert figures_of(after) == figures_of(before)


# The quick reader and the careful one.


def test_the_loader_alone_uses_the_quick_reader() -> None:
    package = Path(yport_cli.__file__).parent
    users = {path.name for path in package.rglob("*.py") if "fast_rows" in path.read_text(encoding="utf-8")}
    assert users == {"ledger_loader.py"}


def _quick(content: bytes) -> Ledger | None:
    found = quick_ledger(SMALL, io.BytesIO(content))
    return None if found is None else roll_up(SMALL, found[0])


def _careful(content: bytes) -> tuple[Ledger, list[str]]:
    file = io.BytesIO(content)
    dialect = dialect_of(file)
    text = io.TextIOWrapper(file, dialect.encoding, newline="")
    rows = records(text, dialect.delimiter)
    found = list(read_rows(SMALL, heading_of(rows), rows))
    entries = [row.entry for row in found if row.entry is not None]
    return roll_up(SMALL, entries), [issue.code for row in found for issue in row.issues]


@pytest.mark.slow
@given(
    sheets,
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "cp932"]),
    st.sampled_from(["\n", "\r\n"]),
    st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]),
)
def test_the_quick_reader_answers_for_every_sound_ledger(
    table: list[list[str]], encoding: str, line_end: str, quoting: int
) -> None:
    content = csv_bytes([FIELDS, *table], encoding, line_end=line_end, quoting=quoting)
    ledger, issues = _careful(content)
    assert set(issues) <= {"year-row"}  # a row of a year that happens to stand beside dated ones
    assert _quick(content) == (None if issues else ledger)


odd_cells = st.sampled_from(
    [
        *("", " ", "x", "H30", "H28", "2018-04-01", "2018-09-01", "orders", "rating", "surveys"),
        *("1", "1.0", "１", "-", "1,0", "99999999999999999999", "0" * 25, "千円", "件"),
        *('"', 'a"b', "\r", "\n", "\u2028", "\x00", "a,b"),
    ]
)


@pytest.mark.slow
@given(
    table=st.lists(st.lists(odd_cells, max_size=6), max_size=6),
    line_end=st.sampled_from(["\n", "\r\n", "\r"]),
    quoting=st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]),
    is_raw=st.booleans(),
)
def test_the_two_readers_agree_wherever_the_quick_one_answers(
    table: list[list[str]], line_end: str, quoting: int, *, is_raw: bool
) -> None:
    if is_raw:  # quotation marks wherever they fall
        content = line_end.join(",".join(row) for row in [FIELDS, *table]).encode()
    else:
        content = csv_bytes([FIELDS, *table], line_end=line_end, quoting=quoting)
    quick = _quick(content)
    if quick is not None:
        ledger, issues = _careful(content)
        assert quick == ledger
        assert issues == []


@pytest.mark.slow
def test_the_two_readers_agree_where_pieces_meet() -> None:
    dice = random.Random(1)  # noqa: S311
    table = [
        [
            date.fromordinal(dice.randrange(736_420, 737_500)).isoformat(),
            "",
            dice.choice(["orders", "surveys", "execution"]),
            str(dice.randrange(10**6)),
            "",
            dice.choice(["", "備考" * dice.randrange(20), f'a,"{number}"\n"b"', "x" * 200]) + str(number),
        ]
        for number in range(20_000)
    ]
    for line_end in ("\n", "\r\n"):
        content = csv_bytes([FIELDS, *table], line_end=line_end)
        assert len(content) > 1 << 20
        quick = _quick(content)
        assert quick is not None
        assert (quick, []) == _careful(content)
    repeated = csv_bytes([FIELDS, *table, table[0]])
    assert _quick(repeated) is None
    assert _careful(repeated)[1] == ["repeated-row"]


# Whatever the bytes are, there is a ledger or there are issues, and no issue stands outside the file.


@pytest.mark.slow
@given(st.binary(max_size=300))
@example(b"PK\x03\x04")
@example(b"\xff\xfe")
@example(b"\xff\xfe\x00")
@example(b"\xef\xbb\xbf")
@example(b"\x00\x00")
@example(b"\xd0\xcf\x11\xe0")
def test_any_bytes_give_a_ledger_or_issues(content: bytes) -> None:
    holds(content)


@pytest.mark.slow
@given(st.text(st.sampled_from('date,item\t"\r\n2018-04金額日付項目1H\x00\u2028\ufeff'), max_size=60))
def test_any_text_gives_a_ledger_or_issues(text: str) -> None:
    for encoding in ("utf-8", "utf-16", "utf-16-le"):
        holds(text.encode(encoding))


@pytest.mark.slow
@given(sheets, st.data())
def test_a_mutated_ledger_gives_a_ledger_or_issues(table: list[list[str]], data: st.DataObject) -> None:
    encoding = data.draw(st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "cp932"]))
    quoting = data.draw(st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]))
    content = bytearray(csv_bytes([FIELDS, *table], encoding, quoting=quoting))
    for _ in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(0, len(content)))
        end = min(len(content), start + data.draw(st.integers(0, 5)))
        content[start:end] = data.draw(st.binary(max_size=4) | st.sampled_from([b'"', b",", b"\r", b"\n\n"]))
    holds(bytes(content))


@pytest.mark.slow
@settings(max_examples=300)
@given(st.data())
def test_a_mutated_workbook_gives_a_ledger_or_issues(data: st.DataObject) -> None:
    content = bytearray(WORKBOOK)
    for _ in range(data.draw(st.integers(1, 3))):
        start = data.draw(st.integers(0, len(content) - 1))
        content[start : start + data.draw(st.integers(0, 3))] = data.draw(st.binary(max_size=3))
    holds(bytes(content))


@pytest.mark.slow
@settings(max_examples=300)
@given(st.data())
def test_a_workbook_with_mutated_xml_gives_a_ledger_or_issues(data: st.DataObject) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(WORKBOOK)) as old, zipfile.ZipFile(out, "w") as new:
        chosen = data.draw(st.sampled_from([name for name in old.namelist() if name.startswith("xl/")]))
        for name in old.namelist():
            xml = bytearray(old.read(name))
            if name == chosen:
                for _ in range(data.draw(st.integers(1, 4))):
                    start = data.draw(st.integers(0, len(xml)))
                    xml[start : start + data.draw(st.integers(0, 8))] = data.draw(
                        st.binary(max_size=3)
                        | st.sampled_from([b'"', b"<", b">", b"/>", b"99999999", b"A1", b"0"])
                    )
            new.writestr(name, bytes(xml))
    holds(out.getvalue())


WORKBOOK = workbook_bytes(
    [
        ["日付", "項目", "金額", "備考"],
        [date(2018, 4, 10), "orders", 400_000.0, "架空"],
        [date(2018, 5, 10), "rating", 8.4, ""],
        ["H30.6.1", "surveys", "▲1", True],
    ]
)


@pytest.mark.slow
@pytest.mark.parametrize("cut", range(len(YPORT_CSV) + 1))
def test_a_ledger_cut_off_anywhere_gives_a_ledger_or_issues(cut: int) -> None:
    holds(YPORT_CSV.encode()[:cut])


def test_the_figures_worked_by_hand_come_from_every_kind_of_file() -> None:
    table = list(csv.reader(io.StringIO(YPORT_CSV)))
    expected = json_text(status_object(outcome(yport(), _of_yport(csv_bytes(table))), "ja"))
    assert '"cumulative_actual": 3300000' in expected
    for content in (
        csv_bytes(table, "cp932", line_end="\r\n"),
        csv_bytes(table, "utf-16", "\t"),
        workbook_bytes(table),
        workbook_bytes(
            [table[0], *([date.fromisoformat(row[0]), row[1], int(row[2]), row[3]] for row in table[1:])]
        ),
    ):
        assert json_text(status_object(outcome(yport(), _of_yport(content)), "ja")) == expected


def _of_yport(content: bytes) -> Ledger:
    found = loaded(content, yport())
    assert found.report.issues == ()
    assert found.ledger is not None
    return found.ledger
