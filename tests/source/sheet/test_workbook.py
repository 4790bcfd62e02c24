"""Ledgers from Excel: typed cells, and what a workbook can hide."""

import io
import subprocess
import sys
import zipfile
import zlib
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from fuzz_workbooks import broken
from ledger_example import SMALL, loaded, places, sound, workbook_bytes
from yport_cli.core.issues.issue import Refusal, Severity
from yport_cli.core.numbers.number import Number
from yport_cli.source.ledger.ledger_loader import load_ledger
from yport_cli.source.sheet.workbook_archive import MOST_OF_INDEX, MOST_OF_STYLES
from yport_cli.source.sheet.workbook_formats import is_misleading
from yport_cli.source.sheet.workbook_scan import MOST_MERGED

HEADINGS = ["日付", "項目", "金額"]


def _book(fill: Callable[[Any], None]) -> bytes:
    """A workbook that `fill` has written."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        fill(book)
    return out.getvalue()


def _sheet(fill: Callable[[Any, Any], None]) -> bytes:
    """A workbook with headings in its sheet 台帳, to which `fill` adds."""

    def whole(book: Any) -> None:
        sheet = book.add_worksheet("台帳")
        sheet.write_row(0, 0, HEADINGS)
        fill(book, sheet)

    return _book(whole)


def _edited(data: bytes, part: str, *pairs: tuple[str, str]) -> bytes:
    """The workbook with text of one of its parts replaced."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == part:
                for before, after in pairs:
                    assert before.encode() in content
                    content = content.replace(before.encode(), after.encode())
            new.writestr(name, content)
    return out.getvalue()


@pytest.mark.parametrize(
    ("cell", "amount"),
    [
        (400_000.0, 400_000),
        (8.4, Decimal("8.4")),
        (0.1 + 0.2, Decimal("0.3")),
        (-12.5, Decimal("-12.5")),
        (0, 0),
        (999_999_999_999_999, 999_999_999_999_999),
        (0.000001, Decimal("0.000001")),
        ("▲１，２３４", -1234),
        ("12345678901234567890", 12_345_678_901_234_567_890),
    ],
)
def test_a_number_is_what_the_spreadsheet_shows(cell: object, amount: Number) -> None:
    data = workbook_bytes([HEADINGS, [date(2018, 4, 10), "orders", cell]])
    assert sound(data, suffix=".xlsx").actuals == {"orders": {2018: amount}}


@pytest.mark.parametrize(
    "cell", [date(2018, 2, 1), datetime.fromisoformat("2018-02-01T23:59"), "平成30年2月1日", "2018/2/1"]
)
def test_a_date_is_a_date_in_every_shape(cell: object) -> None:
    assert sound(workbook_bytes([HEADINGS, [cell, "surveys", 5]])).actuals == {"surveys": {2017: 5}}


@pytest.mark.parametrize("cell", [2017, "H29", "平成29年度", date(2017, 6, 1)])
def test_a_fiscal_year_is_a_number_text_or_a_day_within_it(cell: object) -> None:
    rows: Any = [["年度", "項目", "実績値", "単位"], [cell, "surveys", 5, "件"]]
    ledger = sound(workbook_bytes(rows))
    assert (ledger.actuals, ledger.units_assumed) == ({"surveys": {2017: 5}}, ())


def test_a_ledger_of_a_workbook_is_named_with_its_sheet() -> None:
    assert sound(workbook_bytes([HEADINGS]), suffix=".xlsx").name == "ledger.xlsx[台帳]"


def test_the_file_tells_what_it_is_whatever_its_name() -> None:
    assert sound(workbook_bytes([HEADINGS, [date(2018, 4, 1), "orders", 5]]), suffix=".csv").actuals
    assert sound("date,item,amount\n2018-04-01,orders,5\n", suffix=".xlsx").actuals


def test_blank_rows_and_empty_columns_do_no_harm() -> None:
    rows: Any = [
        ["", *HEADINGS, "", "担当"],
        [],
        ["", date(2018, 4, 1), "orders", 5, None, 7.5],
        ["", "", " "],
        [None],
    ]
    assert sound(workbook_bytes(rows)).actuals == {"orders": {2018: 5}}


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ([date(2018, 4, 1), "order", 5], ["台帳!B2 unknown-item"]),
        (["x", "orders", "y"], ["台帳!A2 bad-date", "台帳!C2 bad-number"]),
        ([43_132, "orders", 5], ["台帳!A2 bad-date"]),
        ([date(1900, 1, 5), "orders", 5], ["台帳!A2 bad-date"]),
        ([date(2018, 4, 1), "orders", None], ["台帳!C2 blank-amount"]),
        ([date(2018, 4, 1), "orders", True], ["台帳!C2 bad-number"]),
        ([date(2018, 4, 1), "orders", date(2018, 4, 1)], ["台帳!C2 bad-number"]),
        ([date(2018, 4, 1), "orders", 1e15], ["台帳!C2 bad-number"]),
        ([date(2018, 4, 1), "orders", 1e-30], ["台帳!C2 number-length"]),
        ([date(2018, 4, 1), 7, 5], ["台帳!B2 unknown-item"]),
        ([date(2016, 4, 1), "orders", 5], ["台帳!A2 row-outside-plan"]),
    ],
)
def test_every_problem_has_its_sheet_and_cell(row: list[object], expected: list[str]) -> None:
    assert places(workbook_bytes([HEADINGS, row])) == expected


def test_problems_of_all_rows_come_in_one_run() -> None:
    rows: Any = [
        HEADINGS,
        ["x", "orders", 1],
        [date(2018, 4, 1), "orders", 1],
        [date(2018, 4, 1), "orders", 1],
    ]
    assert places(workbook_bytes(rows)) == ["台帳!A2 bad-date", "台帳!A4 repeated-row"]


def test_a_cell_far_to_the_right_has_its_name() -> None:
    rows: Any = [[*["x"] * 27, *HEADINGS], [*["y"] * 27, "z", "orders", 1]]
    assert places(workbook_bytes(rows)) == ["台帳!AB2 bad-date"]


def test_a_title_above_the_headings_is_refused() -> None:
    found = places(workbook_bytes([["実績台帳（平成30年度）"], HEADINGS, [date(2018, 4, 1), "orders", 5]]))
    assert found == ["台帳!A1 missing-column"] * 3


@pytest.mark.parametrize("rows", [[], [[""]], [[None, " "]]])
def test_an_empty_sheet_is_no_ledger(rows: Any) -> None:
    assert [place.split()[1] for place in places(workbook_bytes(rows))] == ["empty-ledger"]


# Merged cells.


def test_merged_cells_are_refused_each_with_its_place() -> None:
    def fill(_: Any, sheet: Any) -> None:
        sheet.merge_range("A2:A4", "2018-04-01")
        sheet.merge_range("E1:F1", "担当")

    found = loaded(_sheet(fill))
    assert [(issue.at.cell, issue.code) for issue in found.report.issues] == [
        ("E1", "merged-cells"),
        ("A2", "merged-cells"),
    ]
    assert "A2:A4" in found.report.issues[1].message.ja
    assert found.ledger is None


# Cells that stand for no value.


def test_an_error_is_no_blank() -> None:
    def fill(_: Any, sheet: Any) -> None:
        sheet.write_row(1, 0, ["2018-04-01", "orders"])
        sheet.write_formula(1, 2, "=1/0", None, "#DIV/0!")
        sheet.write_row(2, 0, ["2018-04-01", "surveys", 2])
        sheet.write_formula(2, 4, "=NA()", None, "#N/A")

    (issue,) = loaded(_sheet(fill)).report.issues
    assert (issue.at.cell, issue.code) == ("C2", "error-cell")
    assert "#DIV/0!" in issue.message.ja


def test_a_formula_counts_with_its_result() -> None:
    def fill(_: Any, sheet: Any) -> None:
        sheet.write_row(1, 0, ["2018-04-01", "orders"])
        sheet.write_formula(1, 2, "=1000*2.5", None, 2500)

    assert sound(_sheet(fill)).actuals == {"orders": {2018: 2500}}


@pytest.mark.parametrize("empty", ["", "<v></v>", "<v/>"])
def test_a_formula_without_its_result_is_no_blank(empty: str) -> None:
    def fill(_: Any, sheet: Any) -> None:
        sheet.write_row(1, 0, ["2018-04-01", "orders"])
        sheet.write_formula(1, 2, "=1+1", None, 7)

    data = _edited(_sheet(fill), "xl/worksheets/sheet1.xml", ("<v>7</v>", empty))
    assert places(data) == ["台帳!C2 uncalculated-cell"]


def test_a_formula_that_gives_no_text_is_a_blank() -> None:
    def fill(_: Any, sheet: Any) -> None:
        sheet.write_row(1, 0, ["2018-04-01", "orders"])
        sheet.write_formula(1, 2, '=IF(1,"","")', None, 7)

    cell = '<c r="C2" t="str"><f>IF(1,"","")</f><v></v></c>'
    data = _edited(
        _sheet(fill), "xl/worksheets/sheet1.xml", ('<c r="C2"><f>IF(1,"","")</f><v>7</v></c>', cell)
    )
    assert places(data) == ["台帳!C2 blank-amount"]


@pytest.mark.parametrize("shape", ["0%", "0.0%", "#,##0.00%;[Red]-0%", '0.0"円"%'])
def test_a_percentage_is_refused_as_an_amount(shape: str) -> None:
    def fill(book: Any, sheet: Any) -> None:
        sheet.write_row(1, 0, ["2018-04-01", "rating"])
        sheet.write_number(1, 2, 0.125, book.add_format({"num_format": shape}))

    (issue,) = loaded(_sheet(fill)).report.issues
    assert (issue.at.cell, issue.code) == ("C2", "percent-cell")
    assert "0.125" in issue.message.ja


@pytest.mark.parametrize("shape", ['0.0"%"', r"0.0\%", "#,##0", '"100%" 0.0'])
def test_a_number_with_a_percent_sign_beside_it_is_that_number(shape: str) -> None:
    def fill(book: Any, sheet: Any) -> None:
        sheet.write_row(1, 0, ["2018-04-01", "rating"])
        sheet.write_number(1, 2, 12.5, book.add_format({"num_format": shape}))

    assert sound(_sheet(fill)).actuals == {"rating": {2018: Decimal("12.5")}}


def test_what_columns_of_others_hold_does_no_harm() -> None:
    def fill(book: Any, sheet: Any) -> None:
        sheet.write_row(0, 3, ["備考", "達成率"])
        sheet.write_row(1, 0, ["2018-04-01", "rating", 5, 1e20])
        sheet.write_number(1, 4, 0.5, book.add_format({"num_format": "0%"}))

    assert sound(_sheet(fill)).actuals == {"rating": {2018: 5}}


# Which sheet.


def _with_sheets(*names: str, cells: str = "all") -> bytes:
    def fill(book: Any) -> None:
        for position, name in enumerate(names, start=1):
            sheet = book.add_worksheet(name)
            if cells == "all" or position == 1:
                sheet.write_row(0, 0, HEADINGS)
                sheet.write_row(1, 0, ["2018-04-01", "orders", position])

    return _book(fill)


@pytest.mark.parametrize("name", ["ledger", "台帳", "実績", "実績台帳"])
def test_a_sheet_with_the_name_of_a_ledger_is_the_one(name: str) -> None:
    assert sound(_with_sheets("表紙", name, "集計")).actuals == {"orders": {2018: 2}}


def test_of_other_sheets_the_first_is_read_and_the_rest_is_named() -> None:
    found = loaded(_with_sheets("H29", "H30", "R&D <x>"))
    (issue,) = found.report.issues
    assert (issue.code, issue.severity, issue.at.sheet, issue.at.cell) == (
        "other-sheets",
        Severity.WARNING,
        "H29",
        "A1",
    )
    assert "H30・R&D <x>" in issue.message.ja
    assert found.ledger is not None
    assert found.ledger.actuals == {"orders": {2018: 1}}


def test_empty_sheets_beside_the_first_are_not_worth_a_word() -> None:
    assert sound(_with_sheets("Sheet1", "Sheet2", "Sheet3", cells="first")).actuals == {"orders": {2018: 1}}


def _hidden(*names: str, data: str) -> bytes:
    """A workbook whose last sheet is the only one to be seen; the sheet called `data` has a row."""

    def fill(book: Any) -> None:
        for name in names:
            sheet = book.add_worksheet(name)
            if name == data:
                sheet.write_row(0, 0, HEADINGS)
                sheet.write_row(1, 0, ["2018-04-01", "orders", 5])
        sheet.activate()
        for other in book.worksheets()[:-1]:
            other.hide()

    return _book(fill)


def test_a_sheet_that_is_seen_comes_before_a_hidden_one() -> None:
    assert sound(_hidden("Sheet1", "Sheet2", data="Sheet2")).actuals == {"orders": {2018: 5}}
    empty = loaded(_hidden("h1", "Sheet1", data="h1")).report.issues
    assert [(issue.at.sheet, issue.code) for issue in empty] == [
        ("Sheet1", "empty-ledger"),
        ("Sheet1", "other-sheets"),
    ]
    assert "h1" in empty[1].message.ja


def test_a_hidden_sheet_that_is_read_is_named() -> None:
    found = loaded(_hidden("台帳", "Sheet1", data="台帳"))
    (issue,) = found.report.issues
    assert (issue.code, issue.severity, issue.at.sheet) == ("hidden-sheet", Severity.WARNING, "台帳")
    assert found.ledger is not None


# Workbooks that cannot be read.


def _reason(data: bytes) -> str:
    (issue,) = loaded(data).report.issues
    assert issue.code == "bad-workbook"
    assert issue.message.ja.startswith("Excelファイルとして読めません（")
    prefix = "the file cannot be read as a workbook ("
    assert issue.message.en.startswith(prefix)
    return issue.message.en.removeprefix(prefix).removesuffix(")")


WHOLE = workbook_bytes([HEADINGS, [date(2018, 4, 1), "orders", 5]])
SHEET = "xl/worksheets/sheet1.xml"
DAMAGED = "it is damaged, or was cut off"


def _zip(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def _with_part(name: str, content: bytes | None) -> bytes:
    """A sound workbook with another part in the place of its own, or without it."""
    with zipfile.ZipFile(io.BytesIO(WHOLE)) as archive:
        parts = {part: archive.read(part) for part in archive.namelist()}
    del parts[name]
    return _zip(parts if content is None else {**parts, name: content})


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (WHOLE[: len(WHOLE) // 2], DAMAGED),
        (WHOLE[:-1], DAMAGED),
        (b"PK\x03\x04" + b"\0" * 100, DAMAGED),
        (_zip({"letter.txt": b"date,item,amount\n"}), "it is a zip file, but no Excel workbook"),
        (_with_part("xl/workbook.xml", None), "it is a zip file, but no Excel workbook"),
        (_with_part("xl/workbook.xml", b"<workbook/>"), "it has no sheet"),
        (_with_part("xl/workbook.xml", "<workbook/>".encode("utf-16")), DAMAGED),
        (_with_part("xl/_rels/workbook.xml.rels", None), DAMAGED),
        (_with_part("xl/sharedStrings.xml", b"<sst><si></sst>"), DAMAGED),
        (_with_part(SHEET, None), "the sheet '台帳' is damaged"),
        (_edited(WHOLE, SHEET, ("</sheetData>", "</c></sheetData>")), "the sheet '台帳' is damaged"),
    ],
    ids=[
        *("half", "all but a byte", "zeros", "a letter", "no index", "empty index", "UTF-16"),
        *("no relations", "broken texts", "no sheet", "broken sheet"),
    ],
)
def test_a_broken_workbook_is_refused_in_plain_words(data: bytes, reason: str) -> None:
    assert _reason(data) == reason


def test_a_zip_file_with_a_password_is_said_to_be_one() -> None:
    data = bytearray(WHOLE)
    directory = data.rindex(b"PK\x01\x02")
    data[directory + 8] |= 1
    assert _reason(bytes(data)) == "it is a zip file with a password"


@pytest.mark.slow
def test_a_workbook_that_unpacks_to_gigabytes_is_refused() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        with archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as part:
            zeros = bytes(1 << 24)
            for _ in range(65):
                part.write(zeros)
        archive.writestr("xl/workbook.xml", "<workbook/>")
    assert len(out.getvalue()) < 1 << 21
    assert "too large when unpacked" in _reason(out.getvalue())


def test_a_workbook_at_the_end_of_a_huge_file_fills_no_memory(tmp_path: Path) -> None:
    path = tmp_path / "ledger.xlsx"
    with path.open("wb") as file:
        file.write(WHOLE[:4])
        file.seek(1 << 40)  # sparse
        file.write(WHOLE)
    (issue,) = load_ledger(SMALL, path).report.issues
    assert "too large when unpacked" in issue.message.en


@pytest.mark.parametrize(
    ("part", "size"),
    [
        ("xl/workbook.xml", MOST_OF_INDEX + 1),
        ("xl/_rels/workbook.xml.rels", MOST_OF_INDEX + 1),
        ("[Content_Types].xml", MOST_OF_INDEX + 1),
        ("xl/styles.xml", MOST_OF_STYLES + 1),
        ("xl/sharedStrings.xml", 1 << 24),
        (SHEET, 1 << 24),
    ],
)
def test_a_part_of_blanks_is_not_unpacked(part: str, size: int) -> None:
    assert _reason(_with_part(part, b" " * size)) == f"it is too large when unpacked: {part}"


def test_a_part_that_unpacks_to_more_than_it_says_is_refused() -> None:
    honest = _with_part(SHEET, b"<worksheet>" + b" " * 10_000)
    data = bytearray(honest)
    shown = b"<worksheet>"
    for start in (data.index(b"PK\x03\x04", data.index(b"theme1.xml")), data.rindex(b"PK\x01\x02")):
        at = start + (14 if data[start + 2] == 3 else 16)
        if data.find(SHEET.encode(), start, start + 100) > 0:
            data[at : at + 4] = zlib.crc32(shown).to_bytes(4, "little")
            data[at + 8 : at + 12] = len(shown).to_bytes(4, "little")
    with zipfile.ZipFile(io.BytesIO(bytes(data))) as archive:
        assert archive.read(SHEET) == shown  # Python believes what the directory says
    assert _reason(bytes(data)) == DAMAGED


@pytest.mark.slow
def test_a_text_in_many_cells_fills_no_memory() -> None:
    def fill(rows: int) -> bytes:
        return workbook_bytes(
            [[*HEADINGS, "備考"], *(["2018-04-01", "orders", row, "あ" * 30_000] for row in range(rows))]
        )

    assert sound(fill(100)).actuals == {"orders": {2018: 4_950}}
    assert _reason(fill(3_000)) == "its cells hold too much text"


@pytest.mark.slow
def test_a_long_note_beside_many_short_ones_is_read() -> None:
    rows: list[list[object]] = [["2018-04-01", "orders", 1, "あ" * 30_000]]
    rows += [["2018-04-01", "orders", 1, f"契約 {row}"] for row in range(3_000)]
    assert sound(workbook_bytes([[*HEADINGS, "備考"], *rows])).actuals == {"orders": {2018: 3_001}}


@pytest.mark.slow
def test_merged_ranges_without_number_are_listed_up_to_the_limit() -> None:
    ranges = "".join(f'<mergeCell ref="A{row}:B{row}"/>' for row in range(2, 330_000))
    data = _edited(WHOLE, SHEET, ("</sheetData>", f"</sheetData><mergeCells>{ranges}</mergeCells>"))
    assert len(ranges) > 1 << 23
    found = places(data)
    assert found[:2] == ["台帳!A2 merged-cells", "台帳!A3 merged-cells"]
    assert found[999:] == ["台帳!A1001 merged-cells", "台帳!A1001 too-many-issues"]


def test_very_many_merged_ranges_fill_no_memory() -> None:
    ranges = '<mergeCell ref="A2:B2"/>' * (MOST_MERGED + 1)
    data = _edited(WHOLE, SHEET, ("</sheetData>", f"</sheetData><mergeCells>{ranges}</mergeCells>"))
    assert _reason(data) == "it has too many merged cells"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("part", "content"),
    [
        ("xl/workbook.xml", b"<sheet " * 140_000),
        ("xl/workbook.xml", b"<sheet " + b"n" * 1_000_000 + b">"),
        ("xl/styles.xml", b"<cellXfs " * 800_000),
        ("xl/styles.xml", b"<cellXfs>" + b"<xf " * 1_000_000 + b"</cellXfs>"),
        (SHEET, b'<row r="1">' + b'<c t="e" ' * 500_000 + b"</row>"),
        (SHEET, b'<row r="1">' + b'<c t="e">' * 500_000 + b"</row>"),
        (SHEET, b"<row " * 800_000 + b'r="A9999999"'),
        ("xl/sharedStrings.xml", b"<si " * 1_000_000),
    ],
    ids=["sheets", "a name", "styles", "a style", "cells", "open cells", "rows", "texts"],
)
def test_xml_without_an_end_is_looked_at_once(part: str, content: bytes) -> None:
    codes = {issue.code for issue in loaded(_with_part(part, content)).report.issues}
    assert codes <= {"bad-workbook", "empty-ledger"}


@pytest.mark.slow
def test_a_ledger_of_a_hundred_thousand_rows_is_read() -> None:
    def fill(book: Any) -> None:
        sheet = book.add_worksheet("台帳")
        sheet.write_row(0, 0, ["日付", "年度", "項目", "金額", "単位", "備考", "根拠", "担当"])
        for row in range(1, 100_001):
            sheet.write_row(
                row, 0, ["2018-04-10", "H30", "orders", 1, "千円", f"契約 {row}", "契約書", "国際課"]
            )

    assert sound(_book(fill)).actuals == {"orders": {2018: 100_000}}


@pytest.mark.slow
@pytest.mark.parametrize(
    ("row", "column", "cell"),
    [
        (1_048_575, 16_383, "XFD1048576"),
        (1_048_575, 100, "CW1048576"),
        (9_999, 16_383, "XFD10000"),
        (399_999, 25, "Z400000"),
    ],
    ids=["far", "below", "beside", "within the alphabet"],
)
def test_a_cell_far_away_is_named_and_fills_no_memory(row: int, column: int, cell: str) -> None:
    data = _sheet(lambda _, sheet: sheet.write(row, column, 1))
    assert _reason(data) == f"its cell {cell} is far away from the others"
    assert places(data) == [f"台帳!{cell} bad-workbook"]


def test_cells_without_names_are_counted_before_they_are_read() -> None:
    data = _sheet(lambda _, sheet: sheet.write(1, 0, 1))
    wide = '<row r="1">' + "<c><v>1</v></c>" * 10_000 + '</row><row r="1048576"><c><v>1</v></c></row>'
    sheet = "xl/worksheets/sheet1.xml"
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        xml = archive.read(sheet).decode()
    start, end = xml.index("<row"), xml.rindex("</row>") + len("</row>")
    assert "far away" in _reason(_edited(data, sheet, (xml[start:end], wide)))


def test_a_wide_sheet_of_a_ledger_is_read() -> None:
    assert sound(workbook_bytes([[*HEADINGS, *["x"] * 300], ["2018-04-01", "orders", 5]])).actuals


def test_without_the_extra_a_sentence_names_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "ledger.xlsx"
    path.write_bytes(workbook_bytes([HEADINGS]))
    monkeypatch.setitem(sys.modules, "python_calamine", None)
    with pytest.raises(Refusal) as refusal:
        load_ledger(SMALL, path)
    assert refusal.value.code == "missing-extra"
    assert "yport[excel]" in str(refusal.value.hint)


@pytest.mark.slow
def test_a_csv_ledger_needs_no_extra() -> None:
    code = (
        "import sys; from pathlib import Path; from ledger_example import *\n"
        "sound('date,item,amount\\n2018-04-01,orders,5\\n')\n"
        "assert not {'python_calamine', 'yport_cli.source.sheet.workbook'} & set(sys.modules)"
    )
    tests = Path(__file__).parents[2]
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tests, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(
    ("code", "misleads"),
    [
        ("General", False),
        ("#,##0", False),
        ("#,##0.00;[Red]-#,##0.00", False),
        ('_ * #,##0_ ;_ * -#,##0_ ;_ * "-"_ ;_ @_ ', False),
        ('yyyy"年"m"月"d"日"', False),
        ("0.00E+00", False),
        ("#,##0,", True),
        ("#,##0,,", True),
        ('#,##0"円"', True),
        ("#,##0\\円", True),
        ('"¥"#,##0', True),
        ("[$¥-411]#,##0", True),
        ("¥#,##0", True),
        ("0.0%", True),
        ('0.0"％"', False),  # 12.5％ is 12.5
    ],
)
def test_a_format_that_shows_another_number_or_a_unit_is_told_apart(code: str, misleads: object) -> None:
    assert is_misleading(code) is misleads


def test_a_sheet_whose_name_has_spaces_around_it_is_the_ledger() -> None:
    rows: list[list[object]] = [["date", "item", "amount"], [date(2018, 4, 10), "orders", 5]]
    assert sound(workbook_bytes(rows, "台帳 "), suffix=".xlsx").actual("orders") == {2018: 5}


@pytest.mark.parametrize("claim", ["2147483648", "18446744073709551615", "4194305", "-1", "x", ""])
def test_count_of_texts_is_not_believed(claim: str) -> None:
    """The library makes room for as many as the file claims, and the process ends where there is none."""
    book = _edited(
        _sheet(lambda _, sheet: sheet.write_row(1, 0, ["2018-04-10", "受注額", 1])), *_claim(claim)
    )
    assert [issue.code for issue in loaded(book, suffix=".xlsx").report.issues] == ["bad-workbook"]


def _claim(count: str) -> tuple[str, tuple[str, str]]:
    return "xl/sharedStrings.xml", ('uniqueCount="5"', f'uniqueCount="{count}"')


@pytest.mark.parametrize("code", ["[h]:mm", "[mm]", "[ss].00", "hh:mm", "yyyy-mm-dd", "ge.m.d"])
@pytest.mark.parametrize("number", [-1e12, -1, 2958466, 1e9, 1e18, 1e300])
def test_number_that_is_no_time_is_an_issue_at_its_cell(code: str, number: float) -> None:
    def fill(book: Any, sheet: Any) -> None:
        sheet.write_row(1, 0, ["2018-04-10", "orders", 1])
        sheet.write_row(2, 0, ["2018-04-10", "orders"])
        sheet.write_number(2, 2, number, book.add_format({"num_format": code}))

    (issue,) = loaded(_sheet(fill), suffix=".xlsx").report.issues
    assert issue.code == "number-format"
    assert "C3" in str(issue)


def test_last_day_that_excel_shows_is_a_date() -> None:
    def fill(book: Any, sheet: Any) -> None:
        sheet.write_row(1, 1, ["orders", 1])
        sheet.write_number(1, 0, 2958465, book.add_format({"num_format": "yyyy-mm-dd"}))

    (issue,) = loaded(_sheet(fill), suffix=".xlsx").report.issues
    assert issue.code == "bad-date"
    assert "9999-12-31" in issue.message.en


@pytest.mark.parametrize("column", [1, 3])
def test_a_zero_in_a_cell_is_refused_wherever_it_stands(column: int) -> None:
    """Excel spells it `_x0000_`; a CSV with it cannot be read."""

    def fill(_: Any, sheet: Any) -> None:
        sheet.write_row(1, 0, ["2018-04-10", "orders", 1, "ok"])
        sheet.write_row(2, 0, ["2018-04-10", "orders", 1, "ok"])
        sheet.write(2, column, "NOTHING")

    data = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(_sheet(fill))) as old, zipfile.ZipFile(data, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(b"NOTHING", b"a_x0000_b"))
    (issue,) = loaded(data.getvalue(), suffix=".xlsx").report.issues
    assert issue.code == "control-character"
    assert issue.at.cell == f"{'ABCD'[column]}3"


def test_a_directory_that_would_stand_before_the_file_is_damage() -> None:
    data = bytearray(workbook_bytes([HEADINGS]))
    end = data.rindex(b"PK\x05\x06")
    data[end + 16 : end + 20] = (1 << 20).to_bytes(4, "little")  # where the directory begins
    (issue,) = loaded(bytes(data), suffix=".xlsx").report.issues
    assert issue.code == "bad-workbook"


@pytest.mark.parametrize("seed", [1, 2])
def test_no_workbook_breaks_the_program(seed: int) -> None:
    assert list(broken(seed, 150)) == []


@pytest.mark.slow
def test_a_sheet_of_blank_cells_with_a_format_of_dates_is_read() -> None:
    """Sheets that people format by whole columns: nothing is looked at once for each cell before it."""

    def fill(book: Any, sheet: Any) -> None:
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        sheet.write_row(1, 0, ["2018-04-10", "orders", 1])
        for row in range(2, 20_000):
            for column in range(6):
                sheet.write_blank(row, column, None, day)

    found = loaded(_sheet(fill), suffix=".xlsx")
    assert found.ledger is not None
    assert found.ledger.actual("orders") == {2018: 1}
