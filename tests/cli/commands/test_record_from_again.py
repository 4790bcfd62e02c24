"""`yport record --from`: nothing is counted twice in silence, and nothing that is true is lost."""

import csv
import io
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from program import Run, command
from workbook_example import sheets_of

PLAN = """\
schema: yport/plan/v1
id: town
name: 例の町の計画
authors: [例の町]
area: 例の町の全域
period: {start: 2025-04-01, end: 2027-03-31}
fiscal_years: [R7, R8]
kpis:
  - {id: sodan, name: 相談件数, unit: 件, kind: increment, direction: increase, increments: {R7: 20, R8: 25}}
  - {id: uriage, name: 売上, unit: 千円, kind: increment, direction: increase, increments: {R7: 20, R8: 25}}
  - {id: manzoku, name: 満足度, unit: "%", kind: level, direction: increase, baseline: 60, targets: {R7: 62, R8: 65}}
budget: {unit: 千円, total: 30000}
"""
FIVE = "年月,項目,実績\n令和7年4月,相談件数,5\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of a plan, in which the commands run."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "town.yaml").write_text(PLAN, encoding="utf-8")
    return tmp_path


def _record(*arguments: str | Path, status: int | None = None) -> Run:
    return command("record", "--plan", "town.yaml", *arguments, status=status)


def _sheet(name: str, text: str = FIVE) -> str:
    Path(name).parent.mkdir(exist_ok=True)
    Path(name).write_text(text, encoding="utf-8")
    return name


def _ledger(folder: Path) -> list[tuple[str, ...]]:
    """Date, year, item and amount of each row."""
    path = folder / "town.ledger.csv"
    if not path.exists():
        return []
    return [tuple(row[:4]) for row in list(csv.reader(io.StringIO(path.read_text("utf-8-sig"))))[1:]]


def _amounts(folder: Path) -> list[str]:
    return [row[3] for row in _ledger(folder)]


# One file, named twice.


@pytest.mark.parametrize("second", ["報告.csv", "./報告.csv", "B/../報告.csv"])
def test_a_file_that_is_named_twice_is_taken_once(folder: Path, second: str) -> None:
    _sheet("B/x.csv")
    done = _record("--from", _sheet("報告.csv"), "--from", second, status=0)
    assert "1行を加えます" in done.err
    assert _amounts(folder) == ["5"]


def test_two_files_of_the_same_bytes_are_asked_about(folder: Path) -> None:
    """Fourteen companies may well send the same line; a copy may well lie in two folders."""
    both = ("--from", _sheet("A社/報告.csv"), "--from", _sheet("B社/報告.csv"))
    refused = _record(*both, status=1)
    assert "B社/報告.csv:2:" in refused.err
    assert "いっしょに取り込む 報告.csv" in refused.err
    assert _ledger(folder) == []
    _record(*both, "--partial", status=0)
    assert _amounts(folder) == ["5"]


def test_two_companies_of_the_same_bytes_are_both_counted_where_that_is_said(folder: Path) -> None:
    both = ("--from", _sheet("A社/報告.csv"), "--from", _sheet("B社/報告.csv"))
    _record(*both, "--again", status=0)
    assert _amounts(folder) == ["5", "5"]
    assert "0行を加えます（すでにある2行は加えません）" in _record(*both, "--again", status=0).err


# Rows that people have written.


def test_what_a_person_has_recorded_may_be_something_else(folder: Path) -> None:
    """A person typed what company A said; the sheet of company B says the same figure of the same month."""
    _record("相談件数", "5", "--date", "2025-04-30", status=0)
    assert "台帳の2行目にもあります" in _record("--from", _sheet("B社.csv"), status=1).err
    assert _amounts(folder) == ["5"]
    _record("--from", "B社.csv", "--again", status=0)
    assert _amounts(folder) == ["5", "5"]


def test_a_row_of_a_year_is_not_that_of_its_last_day(folder: Path) -> None:
    _record("相談件数", "5", "--date", "2026-03-31", status=0)
    _sheet("年.csv", "年度,項目,実績\nR7,相談件数,5\n")
    assert "台帳の2行目にもあります" in _record("--from", "年.csv", status=1).err
    _record("--from", "年.csv", "--again", status=0)
    assert _ledger(folder)[1] == ("", "R7", "sodan", "5")


def test_of_equal_rows_as_many_are_new_as_the_ledger_lacks(folder: Path) -> None:
    """Two visits of a day in the sheet of the half year, three in that of the year: three, and not two."""
    row = "令和7年4月,相談件数,5\n"
    _record("--from", _sheet("上半期.csv", FIVE + row), status=0)
    refused = _record("--from", _sheet("年間.csv", FIVE + row + row), status=1)
    assert refused.err.count("(recorded-already)") == 2
    _record("--from", "年間.csv", "--partial", status=0)
    assert _amounts(folder) == ["5", "5", "5"]


def test_what_is_recorded_already_goes_back_with_the_rest(folder: Path) -> None:
    del folder
    _record("相談件数", "5", "--date", "2025-04-30", status=0)
    _record("--from", _sheet("B社.csv"), "-o", "指摘.xlsx", status=1)
    cells = [
        cell for rows in sheets_of(Path("指摘.xlsx").read_bytes()).values() for row in rows for cell in row
    ]
    assert any("同じ日付・項目・金額の行" in str(cell) for cell in cells)


# One cell, read in another way.


def test_a_cell_that_is_recorded_is_not_recorded_as_something_else(folder: Path) -> None:
    _sheet("報告.csv", "年月,項目,実績\n令和7年4月,人,7\n")
    _record("--from", "報告.csv", "--map", "人=相談件数", status=0)
    refused = _record("--from", "報告.csv", "--map", "人=売上", status=1)
    assert "台帳の2行目" in refused.err
    assert "--replace-from 報告.csv" in refused.err
    assert _ledger(folder) == [("2025-04-30", "", "sodan", "7")]
    _record("--replace-from", "報告.csv", "--map", "人=売上", status=0)
    assert _ledger(folder) == [("2025-04-30", "", "uriage", "7")]


# Levels.


def test_a_level_that_the_ledger_has_with_another_figure_is_refused_at_its_cell(folder: Path) -> None:
    _record("満足度", "71", "--date", "2025-04-30", status=0)
    sheet = _sheet("報告.csv", "年月,項目,実績\n令和7年4月,満足度,71.5\n令和7年4月,相談件数,5\n")
    for asked in ((), ("--again",)):
        refused = _record("--from", sheet, *asked, status=1)
        assert (
            "報告.csv:2:12: error: 「manzoku」の 2025-04-30 の値が二つあります（71 と 71.5）" in refused.err
        )
        assert "何も書き込んでいません" in refused.err
    _record("--from", sheet, "--partial", status=0)
    assert _amounts(folder) == ["71", "5"]


# The law.

_COUNTS = st.dictionaries(st.sampled_from(["04", "05"]), st.integers(0, 3), min_size=1)


@settings(max_examples=15, deadline=None)
@given(by_hand=_COUNTS, files=st.lists(_COUNTS, min_size=1, max_size=3), at_once=st.booleans())
def test_of_each_figure_the_ledger_has_as_many_as_the_source_with_the_most_or_all(
    by_hand: dict[str, int], files: list[dict[str, int]], *, at_once: bool
) -> None:
    """With `--partial` what any one source says is there, and no more; with `--again` all that all say.

    Whether the files are taken at once or one after another, and once or twice.
    """
    sources = [by_hand, *files]
    for asked, count in (("--partial", max), ("--again", sum)):
        with TemporaryDirectory() as name:
            here = Path(name)
            (here / "town.yaml").write_text(PLAN, encoding="utf-8")
            lines = [f"2025-{month}-30,,sodan,5,," for month, times in by_hand.items() for _ in range(times)]
            head = "date,fiscal_year,item,amount,note,evidence"
            (here / "town.ledger.csv").write_text("\n".join([head, *lines, ""]), encoding="utf-8")
            named = []
            for number, months in enumerate(files):
                rows = [
                    f"2025-{month}-30,相談件数,5" for month, times in months.items() for _ in range(times)
                ]
                # A line that is each file's own: no two are copies of each other.
                rows.append(f"2025-06-30,相談件数,{100 + number}")
                (here / f"{number}.csv").write_text(
                    "\n".join(["日付,項目,実績", *rows, ""]), encoding="utf-8"
                )
                named.append(("--from", str(here / f"{number}.csv")))
            runs = [tuple(part for pair in named for part in pair)] if at_once else named
            for run in [*runs, *runs] if asked == "--partial" else runs:
                command("record", "--plan", here / "town.yaml", *run, asked, status=0)
            found = Counter(row[0][5:7] for row in _ledger(here) if row[3] == "5")
        for month in ("04", "05"):
            assert found[month] == count(source.get(month, 0) for source in sources)
