"""`yport record --from`: what people send is taken cell by cell, and nothing in silence."""

import csv
import io
from datetime import date
from pathlib import Path

import pytest

from ledger_example import csv_bytes, workbook_bytes
from program import Run, command
from workbook_example import sheets_of
from yport_cli.source.intake.origin import origin_of

PLAN = """\
schema: yport/plan/v1
id: town
name: 例の町の計画
authors: [例の町]
area: 例の町の全域
period: {start: 2023-04-01, end: 2026-03-31}
fiscal_years: [R5, R6, R7]
kpis:
  - {id: ijusha, name: 移住者数, aliases: [転入者], unit: 人, kind: increment, direction: increase,
     increments: {R5: 20, R6: 25, R7: 30}}
  - {id: kanko, name: 観光客数, short_name: 観光, unit: 千人, kind: increment, direction: increase,
     increments: {R5: 5, R6: 6, R7: 7}}
  - {id: manzoku, name: 満足度, unit: "%", kind: level, direction: increase, baseline: 60,
     targets: {R5: 65, R6: 70, R7: 75}}
budget: {unit: 千円, total: 30000}
"""


@pytest.fixture
def plan(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A plan in the folder in which the commands run."""
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "town.yaml"
    path.write_text(PLAN, encoding="utf-8")
    return path


def _record(*arguments: str | Path, status: int | None = None, lang: str = "ja") -> Run:
    return command("record", "--plan", "town.yaml", *arguments, status=status, lang=lang)


def _rows(name: str = "town.ledger.csv") -> list[tuple[str, ...]]:
    """Date, year, item, amount and note of the ledger's rows, the file they came from and their cell."""
    text = Path(name).read_text(encoding="utf-8-sig")
    rows = []
    for row in csv.DictReader(io.StringIO(text)):
        found = origin_of(row["evidence"])
        assert found is not None, row
        cells = [row[name] for name in ("date", "fiscal_year", "item", "amount", "note")]
        rows.append((*cells, found.before, found.origin.name, found.spot))
    return rows


def _figures(name: str = "town.ledger.csv") -> list[tuple[str, ...]]:
    """Date, year, item and amount of the ledger's rows."""
    text = Path(name).read_text(encoding="utf-8-sig")
    return [tuple(row[:4]) for row in list(csv.reader(io.StringIO(text)))[1:]]


def _report(total: object = 20) -> bytes:
    """The sheet of a department: two title rows, months across, a note and a row of sums."""
    return workbook_bytes(
        [
            ["令和5年度　移住促進事業　実績"],
            ["作成：地域振興課"],
            ["項　目", "令和5年4月", "令和5年5月", "計"],
            ["移住者数", "１２", 8, total],
            ["※速報値"],
            ["合計", 12, 8, 20],
        ],
        "実績",
    )


# What must be read.


def test_months_across_under_title_rows_are_two_rows_and_their_sum_is_checked(plan: Path) -> None:
    del plan
    Path("報告.xlsx").write_bytes(_report())
    done = _record("--from", "報告.xlsx", status=0)
    assert _rows() == [
        ("2023-04-30", "", "ijusha", "12", "", "", "報告.xlsx", "実績!B4"),
        ("2023-05-31", "", "ijusha", "8", "", "", "報告.xlsx", "実績!C4"),
    ]
    assert Path("town.ledger.csv").read_text(encoding="utf-8-sig").count(",人,") == 2
    assert "報告.xlsx:実績!B4 → 2023-04-30 ijusha 12 人\n" in done.err
    assert "報告.xlsx:実績!C4 → 2023-05-31 ijusha 8 人\n" in done.err
    assert "報告.xlsx:実績!D4: 取り込みません: 「計」20 は読んだ数の和と一致します\n" in done.err
    assert "報告.xlsx:実績!A5: 取り込みません: 注記です（※速報値）\n" in done.err


def test_a_sum_that_is_not_that_of_the_figures_is_an_issue_at_its_cell(plan: Path) -> None:
    del plan
    Path("報告.xlsx").write_bytes(_report(21))
    done = _record("--from", "報告.xlsx", status=1)
    assert "報告.xlsx:実績!D4: error: 「計」21 が、読んだ数の和 20（12 + 8）と一致しません" in done.err
    assert done.err.count("error:") == 1
    assert not Path("town.ledger.csv").exists()


def test_persons_are_thousands_of_persons_where_the_item_counts_so(plan: Path) -> None:
    del plan
    rows = [
        ["年度", "項目", "実績"],
        ["令和5年度", "移住者数", "1,200人"],
        ["令和5年度", "観光客数", "1,200人"],
    ]
    Path("a.csv").write_bytes(csv_bytes(rows, "cp932"))
    done = _record("--from", "a.csv", "--dry-run", status=0)
    assert "a.csv:2:12 → R5 ijusha 1,200 人\n" in done.out
    assert "a.csv:3:12 → R5 kanko 1.2 千人\n" in done.out
    assert not Path("town.ledger.csv").exists()


# All or nothing, once.


def test_the_same_file_twice_adds_nothing_whatever_it_is_called(plan: Path) -> None:
    del plan
    Path("報告.xlsx").write_bytes(_report())
    _record("--from", "報告.xlsx", status=0)
    before = Path("town.ledger.csv").read_bytes()
    Path("写し.xlsx").write_bytes(Path("報告.xlsx").read_bytes())
    for name in ("報告.xlsx", "写し.xlsx"):
        done = _record("--from", name, status=0)
        assert "0行を加えます（すでにある2行は加えません）" in done.err
    assert Path("town.ledger.csv").read_bytes() == before


def test_a_changed_file_shows_what_changed_and_is_swapped_only_when_asked(plan: Path) -> None:
    del plan
    _record("満足度", "64", "--date", "2024-03-31", status=0)
    Path("報告.csv").write_text("年月,項目,実績\n令和5年4月,移住者数,12\nR5.5,移住者数,8\n", encoding="utf-8")
    _record("--from", "報告.csv", status=0)
    before = Path("town.ledger.csv").read_bytes()
    Path("報告.csv").write_text("年月,項目,実績\n令和5年4月,移住者数,13\nR5.5,移住者数,8\n", encoding="utf-8")
    refused = _record("--from", "報告.csv", status=1)
    assert "  - 2023-04-30 ijusha 12\n  + 2023-04-30 ijusha 13\n" in refused.err
    assert "--replace-from 報告.csv" in refused.err
    assert "(changed-file)" in refused.err
    assert Path("town.ledger.csv").read_bytes() == before
    _record("--replace-from", "報告.csv", "--dry-run", status=0)
    assert Path("town.ledger.csv").read_bytes() == before
    done = _record("--replace-from", "報告.csv", status=0)
    assert "前のファイルの2行を除きます" in done.err
    assert _figures() == [
        ("2024-03-31", "", "manzoku", "64"),
        ("2023-04-30", "", "ijusha", "13"),
        ("2023-05-31", "", "ijusha", "8"),
    ]
    assert "0行を加えます" in _record("--from", "報告.csv", status=0).err


def test_two_departments_files_of_one_name_are_two(plan: Path) -> None:
    del plan
    for folder, figure in (("観光課", 3), ("福祉課", 4), ("教育課", 5)):
        Path(folder).mkdir()
        text = f"年度,項目,実績\nR5,移住者数,{figure}\n"
        Path(folder, "報告.csv").write_text(text, encoding="utf-8")
    _record("--from", "観光課/報告.csv", "--from", "福祉課/報告.csv", status=0)
    assert [row[3] for row in _figures()] == ["3", "4"]
    assert _record("--from", "教育課/報告.csv").status == 1
    _record("--from", "教育課/報告.csv", "--again", status=0)
    assert [row[3] for row in _figures()] == ["3", "4", "5"]
    Path("福祉課/報告.csv").write_text("年度,項目,実績\nR5,移住者数,7\n", encoding="utf-8")
    doubtful = _record("--replace-from", "福祉課/報告.csv", status=1)
    assert "--replace-from 報告.csv#" in doubtful.err
    second = list(csv.reader(io.StringIO(Path("town.ledger.csv").read_text(encoding="utf-8-sig"))))[2]
    found = origin_of(second[-1])
    assert found is not None
    _record("--replace-from", f"福祉課/報告.csv#{found.origin.digest}", status=0)
    assert [row[3] for row in _figures()] == ["3", "5", "7"]


def test_what_is_wrong_keeps_all_of_it_back_unless_a_part_will_do(plan: Path) -> None:
    del plan
    text = "年度,項目,実績\nR5,移住者,3\nR5,観光,2千人\nR6,移住者数,5件\n"
    Path("a.csv").write_text(text, encoding="utf-8")
    done = _record("--from", "a.csv", status=1)
    assert "a.csv:2:4: error: 項目「移住者」は計画にありません" in done.err
    assert "--map '移住者=項目'" in done.err
    assert "a.csv:4:9: error: 単位「件」は" in done.err
    assert not Path("town.ledger.csv").exists()
    _record("--from", "a.csv", "--partial", status=0)
    assert _figures() == [("", "R5", "kanko", "2")]


def test_a_name_is_mapped_for_this_once_or_left_out(plan: Path) -> None:
    del plan
    Path("a.csv").write_text("年度,項目,実績\nR5,定 住,3\nR5,うち県外,1\n", encoding="utf-8")
    done = _record("--from", "a.csv", "--map", "定住=移住者数", "--map", "うち県外=-", status=0)
    assert _figures() == [("", "R5", "ijusha", "3")]
    assert "「うち県外」を除きました" in done.err
    assert _record("--from", "a.csv", "--map", "定住", status=2).out == ""
    assert "did you mean" in _record("--from", "a.csv", "--map", "定住=移住者", status=2, lang="en").err


def test_rows_that_people_have_written_are_not_added_again(plan: Path) -> None:
    del plan
    Path("town.ledger.csv").write_text(
        "日付,年度,項目,数量,備考,根拠\n2023/4/30,,移住者数,12,,名簿3\n", encoding="utf-8"
    )
    text = "日付,項目,数量,根拠\n2023/4/30,移住者数,12,名簿3\n2023/5/31,移住者数,8,名簿4\n"
    Path("名簿.csv").write_text(text, encoding="utf-8")
    assert "1行を加えます（すでにある1行は加えません）" in _record("--from", "名簿.csv", status=0).err
    assert _record("--from", "town.ledger.csv", status=0).out == ""


def test_a_swap_keeps_every_other_byte(plan: Path) -> None:
    del plan
    head = "備考,項目,年度,実績値,日付,根拠\r\n".encode("cp932")
    first = '"①㈱髙田\r\n二行目",移住者数,R5,１２,,"契約, 1"\r\n'.encode("cp932")
    Path("town.ledger.csv").write_bytes(head + first)
    Path("a.csv").write_text("年度,項目,実績\nR6,移住者数,3\n", encoding="utf-8")
    _record("--from", "a.csv", status=0)
    with Path("town.ledger.csv").open("ab") as file:
        file.write("￢,観光,R5,2,,\r\n".encode("cp932").replace(b"\x81\xca", b"\xee\xf9"))
    Path("a.csv").write_text("年度,項目,実績\nR6,移住者数,4\n", encoding="utf-8")
    _record("--replace-from", "a.csv", status=0)
    found = Path("town.ledger.csv").read_bytes()
    assert found.startswith(head + first + b"\xee\xf9,")
    assert [line.split(",")[3] for line in found.decode("cp932").splitlines()[3:]] == ["2", "4"]


# Which sheets.


def test_a_sheet_called_after_a_year_gives_its_rows_that_year(plan: Path) -> None:
    import xlsxwriter

    del plan
    with xlsxwriter.Workbook("年度別.xlsx") as book:
        for name, figure in (("令和5年度", 3), ("令和6年度 ", 4)):
            page = book.add_worksheet(name)
            page.write_row(0, 0, ["指標", "実績値"])
            page.write_row(1, 0, ["移住者数", figure])
        book.add_worksheet("説明").write(0, 0, "年度ごとに書いてください")
        hidden = book.add_worksheet("旧")
        hidden.write_row(0, 0, ["年度", "指標", "実績値"])
        hidden.write_row(1, 0, ["R5", "移住者数", 99])
        hidden.hide()
    done = _record("--from", "年度別.xlsx", "--dry-run", status=0)
    assert "令和5年度!B2 → R5 ijusha 3 人" in done.out
    assert "令和6年度 !B2 → R6 ijusha 4 人" in done.out
    assert "説明!A1: 取り込みません: 表のないシートです" in done.out
    assert "旧!A1: 取り込みません: 非表示のシートです" in done.out
    assert "99" not in done.out
    chosen = _record("--from", "年度別.xlsx", "--sheet", "令和6年度", "--dry-run", status=0)
    assert "令和5年度!B2 →" not in chosen.out
    assert "令和6年度 !B2 → R6 ijusha 4 人" in chosen.out
    assert _record("--from", "年度別.xlsx", "--sheet", "R9", status=1).out == ""


# What goes back.


def test_what_is_wrong_goes_back_as_a_workbook(plan: Path) -> None:
    del plan
    Path("報告.xlsx").write_bytes(_report(21))
    _record("--from", "報告.xlsx", "-o", "指摘.xlsx", status=1)
    (rows,) = sheets_of(Path("指摘.xlsx").read_bytes()).values()
    assert rows[2][:5] == ["No.", "ファイル", "シート", "セル・行", "書かれている内容"]
    assert rows[3][:5] == ["1", "報告.xlsx", "実績", "D4", "21"]
    assert rows[3][5].startswith("「計」21 が、読んだ数の和 20（12 + 8）と一致しません")
    assert rows[3][6] == "どちらが正しいか確かめ、数か合計を直してください"
    assert rows[3][7:] == ["誤り", "total-mismatch"]
    assert len(rows) == 4


def test_a_typed_date_in_a_sheet_of_rows(plan: Path) -> None:
    del plan
    rows: list[list[object]] = [["年月日", "指標", "実績値", "備考"], [date(2023, 6, 1), "転入者", 5, "夏"]]
    Path("a.xlsx").write_bytes(workbook_bytes(rows))
    _record("--from", "a.xlsx", status=0)
    assert _rows() == [("2023-06-01", "", "ijusha", "5", "夏", "", "a.xlsx", "台帳!C2")]


SHEET = [
    ["年月日", "項目", "金額", "単位", "備考", "根拠", "担当"],
    ["R5.4.10", "kanko", "2,500", "人", "第1号", "契約書3", "甲"],
    ["2023/4/10", "移住者数", "２", "", "=第2号", "", "乙"],
    ["2023/4/10", "移住者数", "2", "", "=第2号", "", "丙"],
    ["", "", "", "", "", "", ""],
    ["R6.1.5", "移住者数", "▲1", "人", "a\nb", "", "甲"],
]


@pytest.mark.parametrize("delimiter", [",", "\t"], ids=["comma", "tab"])
@pytest.mark.parametrize("kind", ["utf-8", "utf-8-sig", "cp932", "utf-16", "xlsx"])
def test_a_sheet_of_rows_is_taken_once_in_any_encoding(plan: Path, kind: str, delimiter: str) -> None:
    del plan
    data = workbook_bytes(SHEET) if kind == "xlsx" else csv_bytes(SHEET, kind, delimiter)
    Path("a.csv").write_bytes(data)
    for added, there in ((4, 0), (0, 4)):
        done = _record("--from", "a.csv", status=0)
        assert f"{added}行を加えます（すでにある{there}行は加えません）" in done.err
    cells = [tuple(row[:6]) for row in _rows()]
    assert cells == [
        ("2023-04-10", "", "kanko", "2.5", "第1号", "契約書3"),
        ("2023-04-10", "", "ijusha", "2", "'=第2号", ""),
        ("2023-04-10", "", "ijusha", "2", "'=第2号", ""),
        ("2024-01-05", "", "ijusha", "-1", "a\r\nb".replace("\r\n", "\n"), ""),
    ]
    assert "「担当」の列は記録しません" in done.err


def test_nothing_of_a_sheet_is_lost_for_want_of_a_column(plan: Path) -> None:
    del plan
    Path("town.ledger.csv").write_text("date,item,amount,evidence\n", encoding="utf-8")
    Path("a.csv").write_bytes(csv_bytes(SHEET))
    done = _record("--from", "a.csv", status=3)
    assert "第1号" in done.err
    assert Path("town.ledger.csv").read_text(encoding="utf-8") == "date,item,amount,evidence\n"


# What another file has said already.

HALF = "年月,項目,実績\n令和5年9月,移住者数,13\n令和5年9月,観光客数,0\n令和6年3月,満足度,64\n"
YEAR = f"{HALF}令和6年3月,移住者数,11\n"


def test_what_another_file_has_recorded_is_not_counted_twice(plan: Path) -> None:
    """April's sheet comes again within the year's, under another name: 13 + 11, and not 13 + 13 + 11."""
    del plan
    Path("上半期.csv").write_text(HALF, encoding="utf-8")
    Path("年間.csv").write_text(YEAR, encoding="utf-8")
    _record("--from", "上半期.csv", status=0)
    before = Path("town.ledger.csv").read_bytes()
    for tried in ((), ("--dry-run",)):
        refused = _record("--from", "年間.csv", *tried, status=1)
        assert (
            "年間.csv:2:13: error: 同じ日付・項目・金額の行（ijusha 13）が、台帳の2行目にもあります。"
            "同じ件なら --partial で除いて取り込み、別の件なら --again を付けてください (recorded-already)\n"
        ) in refused.err
        assert refused.err.count("error") == 1  # a level is not added up, and 0 adds nothing
        assert "何も書き込んでいません" in refused.err
        assert Path("town.ledger.csv").read_bytes() == before
    _record("--from", "年間.csv", "--partial", status=0)
    assert [row[3] for row in _figures() if row[2] == "ijusha"] == ["13", "11"]


def test_what_two_departments_say_is_two_where_they_are_told_so(plan: Path) -> None:
    del plan
    Path("観光課.csv").write_text("年度,項目,実績\nR5,移住者数,2\n", encoding="utf-8")
    Path("福祉課.csv").write_text("年度,項目,実績,備考\nR5,移住者数,2,別の二人\n", encoding="utf-8")
    both = ("--from", "観光課.csv", "--from", "福祉課.csv")
    assert "福祉課.csv:2:9: error: a row of the same" in _record(*both, status=1, lang="en").err
    assert not Path("town.ledger.csv").exists()
    _record(*both, "--again", status=0)
    assert [row[3] for row in _figures()] == ["2", "2"]
    assert "0行を加えます" in _record(*both, status=0).err


def test_what_a_person_has_recorded_is_not_counted_twice(plan: Path) -> None:
    del plan
    _record("移住者数", "13", "--date", "2023-09-30", status=0)
    Path("上半期.csv").write_text("年月日,項目,実績,備考\nR5.9.30,移住者数,13,上半期\n", encoding="utf-8")
    assert "台帳の2行目にもあります" in _record("--from", "上半期.csv", status=1).err


# As departments head their tables.


@pytest.mark.parametrize("heading", ["指標・\n項目", "項目／指標", "指標名、ＫＰＩ"])
@pytest.mark.parametrize("time", ["年度・年月", "年月日又は年度", "時　期"])
def test_a_heading_of_two_words_for_one_thing_is_a_heading(plan: Path, heading: str, time: str) -> None:
    del plan
    rows: list[list[object]] = [
        ["令和５年度　実績報告"],
        [time, heading, "実　績", "備考"],
        ["令和5年6月", "移住者数", "３人", "窓口"],
        ["令和6年3月", "移住者数", "4", ""],
        ["計", "移住者数", 7, ""],
        ["令和5年度", "観光", "2", ""],
        ["年度計", "観光", "2", ""],
    ]
    Path("a.xlsx").write_bytes(workbook_bytes(rows))
    done = _record("--from", "a.xlsx", status=0)
    assert _figures() == [
        ("2023-06-30", "", "ijusha", "3"),
        ("2024-03-31", "", "ijusha", "4"),
        ("", "R5", "kanko", "2"),
    ]
    assert "「計」7 は読んだ数の和と一致します" in done.err
    assert "「年度計」2 は読んだ数の和と一致します" in done.err


def test_the_sum_of_one_item_is_checked_against_its_own_rows(plan: Path) -> None:
    del plan
    text = "年月,項目,実績\nR5.4,移住者数,3\nR5.4,観光,9\nR5.5,移住者数,4\n計,移住者数,8\n"
    Path("a.csv").write_text(text, encoding="utf-8")
    refused = _record("--from", "a.csv", status=1)
    assert "a.csv:5:8: error: 「計」8 が、読んだ数の和 7（3 + 4）と一致しません" in refused.err


def test_a_row_of_figures_is_no_heading(plan: Path) -> None:
    """With headings that nobody knows, what is said is that there are none: not that names are no numbers."""
    del plan
    rows = "いつ,なにが,どれだけ,単位\n令和5年6月,移住者数,3,人\n計,移住者数,3,人\n令和6年3月,観光,2,千人\n"
    Path("a.csv").write_text(rows, encoding="utf-8")
    refused = _record("--from", "a.csv", status=1)
    assert "(no-table)" in refused.err
    assert "bad-number" not in refused.err
