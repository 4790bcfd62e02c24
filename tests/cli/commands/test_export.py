"""`yport export` as a whole command; the rule of machine-readable data over each of its formats."""

import csv
import hashlib
import io
import json
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow.parquet
import pytest
from python_calamine import CalamineWorkbook

from example import FULL, HOSTILE, SMALL, YPORT, changed
from program import command

LEDGER = """\
date,fiscal_year,item,amount,unit,note
2017-09-30,,orders,350000,千円,架空
2018-04-20,H29,orders,450000.5,千円,架空
2018-09-30,,orders,1700000,千円,架空
2019-03-20,,surveys,9,件,架空
2018-04-20,H29,execution,1200,千円,架空
2019-03-31,,execution,39100,千円,架空
"""
ENDINGS = ("csv", "xlsx", "json", "ndjson", "parquet")
NAMES = [
    *("plan_id", "plan_name", "area_code", "item_type", "item_id", "item_name", "series"),
    *("fiscal_year", "fiscal_year_era", "value", "unit", "qualifier", "standing", "as_of"),
]

Rows = list[dict[str, Any]]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with three plans, one of them recorded and one hostile."""
    (tmp_path / "plans").mkdir()
    (tmp_path / "plans" / "yport.yaml").write_bytes(YPORT.read_bytes())
    (tmp_path / "plans" / "yport.ledger.csv").write_text(LEDGER, encoding="utf-8")
    (tmp_path / "plans" / "full.yaml").write_text(HOSTILE, encoding="utf-8")
    (tmp_path / "plans" / "small.yaml").write_text(SMALL, encoding="utf-8")
    return tmp_path


def _csv(path: Path) -> Rows:
    text = path.read_bytes().decode("utf-8-sig")
    rows: Rows = []
    for row in csv.DictReader(io.StringIO(text, newline="")):
        year, value, day = row["fiscal_year"], row["value"], row["as_of"]
        rows.append(
            # CSV alone has to keep a spreadsheet from running text.
            {name: re.sub("^'(?=[=+@-])", "", found) or None for name, found in row.items()}
            | {
                "fiscal_year": int(year) if year else None,
                "value": Decimal(value) if value else None,
                "as_of": date.fromisoformat(day) if day else None,
            }
        )
    return rows


def _json_row(row: dict[str, Any]) -> dict[str, Any]:
    value, day = row["value"], row["as_of"]
    return row | {
        "value": None if value is None else Decimal(value),
        "as_of": date.fromisoformat(day) if day else None,
    }


def _json(path: Path) -> Rows:
    found = json.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)
    assert (found["schema_version"], found["command"]) == (1, "export")
    return [_json_row(row) for row in found["rows"]]


def _ndjson(path: Path) -> Rows:
    return [
        _json_row(json.loads(line, parse_float=Decimal))
        for line in path.read_text(encoding="utf-8").splitlines()
    ]


def _parquet(path: Path) -> Rows:
    rows: Rows = pyarrow.parquet.read_table(path).to_pylist()
    return rows


def _xlsx(path: Path) -> Rows:
    with CalamineWorkbook.from_path(str(path)) as book:
        assert book.sheet_names == ["data"]
        heading, *lines = book.get_sheet_by_name("data").to_python(skip_empty_area=False)
    rows: Rows = []
    for line in lines:
        row: dict[str, Any] = dict(
            zip(map(str, heading), (None if cell == "" else cell for cell in line), strict=True)
        )
        year, value = row["fiscal_year"], row["value"]
        rows.append(
            row
            | {
                "fiscal_year": None if year is None else int(year),
                "value": None
                if value is None
                else Decimal(repr(value) if isinstance(value, float) else str(value)),
            }
        )
    return rows


READ: dict[str, Callable[[Path], Rows]] = {
    "csv": _csv,
    "json": _json,
    "ndjson": _ndjson,
    "parquet": _parquet,
    "xlsx": _xlsx,
}
formats = pytest.mark.parametrize("ending", ENDINGS)


def _exported(folder: Path, ending: str, *arguments: object) -> Path:
    out = folder / f"data.{ending}"
    run = command("export", folder / "plans", "-o", out, *arguments)
    assert (run.status, run.out) == (0, "")
    return out


@formats
def test_every_format_holds_the_same_rows(folder: Path, ending: str) -> None:
    expected = _csv(_exported(folder, "csv"))
    found = READ[ending](_exported(folder, ending))
    assert found == expected


@formats
def test_the_rule_of_machine_readable_data(folder: Path, ending: str) -> None:
    rows = READ[ending](_exported(folder, ending))
    for row in rows:
        assert list(row) == NAMES, "headings once, at the start, plain field names"
        assert row["unit"], "the unit is in a column of its own"
        if row["fiscal_year"] is not None:  # 西暦 beside 和暦
            era, count = re.fullmatch(r"(平成|令和)(元|[0-9]+)年度", row["fiscal_year_era"]).groups()  # type: ignore[union-attr]
            assert row["fiscal_year"] == {"平成": 1988, "令和": 2018}[era] + (
                1 if count == "元" else int(count)
            )
    assert {row["area_code"] for row in rows} == {"14100", None}
    assert all(name.isascii() and name.isidentifier() for name in NAMES)
    values = [row["value"] for row in rows]
    assert None in values, "blanks are blanks"
    assert all(value is None or isinstance(value, Decimal) for value in values)
    assert 0 in values, "and zeros are zeros"


@formats
def test_running_twice_gives_equal_bytes(folder: Path, ending: str) -> None:
    first = _exported(folder, ending).read_bytes()
    definition = (folder / "datapackage.json").read_bytes()
    assert _exported(folder, ending).read_bytes() == first
    assert (folder / "datapackage.json").read_bytes() == definition


def _validated(folder: Path) -> subprocess.CompletedProcess[str]:
    """`frictionless validate`, in a process of its own.

    It changes the limits of every CSV reader around it.
    """
    return subprocess.run(
        [sys.executable, "-m", "frictionless", "validate", "datapackage.json"],
        cwd=folder,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


@pytest.mark.slow
@pytest.mark.parametrize("language", ["ja", "en"])
def test_the_definition_is_accepted_by_frictionless(folder: Path, language: str) -> None:
    for ending in ENDINGS:
        _exported(folder, ending, "--lang", language)
    cp932 = command(
        "export", folder / "plans" / "small.yaml", "-o", folder / "表 1.csv", "--encoding", "cp932"
    )
    assert cp932.status == 0
    package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    assert [resource["path"] for resource in package["resources"]] == [
        *(f"data.{one}" for one in sorted(ENDINGS)),
        "表 1.csv",
    ]
    for resource in package["resources"]:
        content = (folder / resource["path"]).read_bytes()
        assert resource["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"
        assert [field["name"] for field in resource["schema"]["fields"]] == NAMES
        assert all(field["title"] and field["description"] for field in resource["schema"]["fields"])
    found = _validated(folder)
    assert found.returncode == 0, found.stdout
    assert found.stdout.count(" VALID ") == len(package["resources"])


@pytest.mark.slow
def test_the_definition_finds_a_change_of_the_data(folder: Path) -> None:
    out = _exported(folder, "csv")
    assert _validated(folder).returncode == 0
    assert out.read_bytes().count(b",1700000,") == 1
    out.write_bytes(out.read_bytes().replace(b",1700000,", b",17000x0,"))
    assert _validated(folder).returncode == 1


def test_files_that_are_gone_leave_the_definition(folder: Path) -> None:
    _exported(folder, "json").unlink()
    _exported(folder, "csv")
    package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    assert [resource["path"] for resource in package["resources"]] == ["data.csv"]
    assert package["resources"][0]["licenses"] == [
        {"name": "CC-BY-4.0", "path": "https://creativecommons.org/licenses/by/4.0/"}
    ]


@formats
def test_a_file_that_is_there_is_replaced(folder: Path, ending: str) -> None:
    out = _exported(folder, ending)
    written = out.read_bytes()
    for before in (written + b"mine\r\n", b"mine", b""):
        out.write_bytes(before)
        assert command("export", folder / "plans", "-o", out).status == 0
        assert out.read_bytes() == written


def test_a_changed_file_leaves_the_definition_and_others_stay_in_it(folder: Path) -> None:
    _exported(folder, "ndjson")
    changed_one = _exported(folder, "json")
    changed_one.write_bytes(changed_one.read_bytes() + b"\n")
    _exported(folder, "csv")
    package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    assert [resource["path"] for resource in package["resources"]] == ["data.csv", "data.ndjson"]


@pytest.mark.parametrize(
    "text",
    [
        '{"name": "other", "resources": []}',
        '{"name": "yport-export", "resources": {}}',
        '["yport-export"]',
        "{",
        "[" * 100_000,
        "",
        "\udcff",
    ],
)
def test_a_definition_of_somebody_else_is_left_alone_and_said_to_be(folder: Path, text: str) -> None:
    other = folder / "datapackage.json"
    other.write_bytes(text.encode("utf-8", "surrogateescape"))
    run = command("export", folder / "plans", "-o", folder / "data.csv", "--lang", "en")
    assert run.status == 0
    assert f"{other} is no definition by this program, so it is left as it is\n" in run.err
    assert (folder / "data.csv").read_bytes().startswith(b"\xef\xbb\xbfplan_id,")
    assert other.read_bytes() == text.encode("utf-8", "surrogateescape")


def test_a_folder_in_the_place_of_the_definition_is_left_alone(folder: Path) -> None:
    (folder / "datapackage.json").mkdir()
    run = command("export", folder / "plans", "-o", folder / "data.csv")
    assert run.status == 0
    assert "データの定義ではない" in run.err


def test_what_a_definition_says_of_other_places_is_not_looked_at(folder: Path) -> None:
    _exported(folder, "csv")
    definition = folder / "datapackage.json"
    package = json.loads(definition.read_text(encoding="utf-8"))
    (true,) = package["resources"]
    package["resources"] += [
        {**true, "path": "../data.csv"},
        {**true, "path": str(folder / "data.csv")},
        {**true, "path": ""},
        {"path": 1},
        "data.csv",
    ]
    definition.write_text(json.dumps(package), encoding="utf-8")
    _exported(folder, "json")
    package = json.loads(definition.read_text(encoding="utf-8"))
    assert [resource["path"] for resource in package["resources"]] == ["data.csv", "data.json"]


def test_csv_is_for_spreadsheets(folder: Path) -> None:
    data = _exported(folder, "csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbfplan_id,")
    assert data.count(b"\n") == data.count(b"\r\n") > 100
    without = command("export", folder / "plans", "-o", folder / "b.csv", "--encoding", "utf-8")
    assert without.status == 0
    assert (folder / "b.csv").read_bytes() == data.removeprefix(b"\xef\xbb\xbf")


def test_cp932_is_what_excel_expects(folder: Path) -> None:
    plan = folder / "plans" / "small.yaml"
    assert command("export", plan, "-o", folder / "c.csv", "--encoding", "cp932").status == 0
    assert "来訪者数" in (folder / "c.csv").read_bytes().decode("cp932")


def test_cp932_names_the_cell_and_the_character_that_it_lacks(folder: Path) -> None:
    plan = folder / "dash.yaml"
    plan.write_text(changed(("name: 来訪者数", "name: 来訪者—数")), encoding="utf-8")
    run = command("export", plan, "-o", folder / "c.csv", "--encoding", "cp932")
    assert run.status == 3
    assert "2行目の item_name にある「—」（U+2014）は cp932 で書けません" in run.err
    assert not (folder / "c.csv").exists()
    english = command("export", plan, "--encoding", "cp932", "--lang", "en")
    assert "'—' (U+2014), in item_name of row 2, cannot be written in cp932" in english.err


def test_without_a_file_csv_goes_to_standard_output(folder: Path) -> None:
    run = command("export", folder / "plans" / "small.yaml")
    assert run.out.startswith("\ufeffplan_id,plan_name,")
    assert not (folder / "datapackage.json").exists()
    line = command("export", folder / "plans" / "small.yaml", "--format", "ndjson").out.splitlines()[1]
    assert json.loads(line)["series"] == "target"


def test_a_long_number_keeps_its_digits_in_every_format(folder: Path) -> None:
    plan = folder / "long.yaml"
    plan.write_text(changed(("H29: 10,", "H29: 1234567890123456.5,")), encoding="utf-8")
    for ending in ENDINGS:
        out = folder / f"long.{ending}"
        assert command("export", plan, "-o", out).status == 0
        rows = [row for row in READ[ending](out) if (row["series"], row["fiscal_year"]) == ("target", 2017)]
        assert [row["value"] for row in rows] == [Decimal("1234567890123456.5")]


def test_parquet_refuses_what_it_would_round(folder: Path) -> None:
    plan = folder / "fine.yaml"
    plan.write_text(changed(("H29: 10,", "H29: 0.12345678901,")), encoding="utf-8")
    run = command("export", plan, "-o", folder / "fine.parquet")
    assert run.status == 3
    assert "3行目の値 0.12345678901 は小数10桁のParquetに書けません" in run.err
    assert not (folder / "fine.parquet").exists()


def test_parquet_has_one_schema_for_every_plan(folder: Path) -> None:
    schemas = []
    for name in ("yport", "full", "small"):
        out = folder / f"{name}.parquet"
        assert command("export", folder / "plans" / f"{name}.yaml", "-o", out).status == 0
        schemas.append(pyarrow.parquet.read_schema(out))
    assert schemas[0] == schemas[1] == schemas[2]
    assert str(schemas[0].field("value").type) == "decimal128(38, 10)"


@pytest.mark.parametrize(
    ("ending", "module", "extra"), [("parquet", "pyarrow", "data"), ("xlsx", "xlsxwriter", "excel")]
)
def test_a_missing_extra_is_named(
    folder: Path, monkeypatch: pytest.MonkeyPatch, ending: str, module: str, extra: str
) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    run = command("export", folder / "plans", "-o", folder / f"data.{ending}")
    assert run.status == 4
    assert f'pip install "yport[{extra}]"' in run.err
    assert not (folder / f"data.{ending}").exists()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("-o", "data.pdf"), "書式が分かりません"),
        (("-o", "form.txt"), "計画が一つのとき"),
        (("-o", "datapackage.json"), "データの定義の名前"),
        (("-o", "data.json", "--encoding", "cp932"), "CSVのときだけ"),
        (("--ledger", "a.csv"), "計画が一つのとき"),
    ],
)
def test_what_does_not_go_together_is_refused(folder: Path, arguments: tuple[str, ...], said: str) -> None:
    run = command("export", folder / "plans", *arguments)
    assert run.status == 2
    assert said in run.err


def test_plans_that_could_not_be_told_apart_are_refused(folder: Path) -> None:
    (folder / "plans" / "again.yaml").write_text(SMALL, encoding="utf-8")
    run = command("export", folder / "plans", "--lang", "en")
    assert run.status == 2
    assert run.err == "yport: more than one plan has the id 'small'; give each plan an id of its own\n"


# hledger


def _journal(folder: Path, *plans: Path) -> Path:
    out = folder / "plan.journal"
    assert command("export", *plans, "-o", out).status == 0
    return out


def test_a_journal_has_an_entry_for_each_day_in_its_fiscal_year(folder: Path) -> None:
    text = _journal(folder, folder / "plans" / "yport.yaml").read_text(encoding="utf-8")
    assert '2017-09-30 * 受注額  ; fiscal_year:H29\n    (yokohama-yport:orders)  350000 "千円"\n' in text
    assert (
        "2018-03-31 * 受注額  ; fiscal_year:H29, day:2018-04-20\n"
        '    (yokohama-yport:orders)  450000.5 "千円"\n'
    ) in text
    assert not (folder / "datapackage.json").exists()


def test_a_journal_sets_levels(folder: Path) -> None:
    (folder / "levels.ledger.csv").write_text("date,item,amount\n2018-03-31,waste,845.25\n", encoding="utf-8")
    (folder / "levels.yaml").write_text(FULL, encoding="utf-8")
    text = _journal(folder, folder / "levels.yaml").read_text(encoding="utf-8")
    assert '    (full:waste)  = 845.25 "g/日"\n' in text


needs_hledger = pytest.mark.skipif(shutil.which("hledger") is None, reason="hledger is not installed")


def _hledger(journal: Path, *arguments: str) -> str:
    done = subprocess.run(
        ["hledger", "-f", str(journal), *arguments],
        capture_output=True,
        encoding="utf-8",
        check=False,
        env={"LANG": "C.UTF-8", "PATH": "/usr/bin:/bin:/usr/local/bin"},
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def _balances(journal: Path, *arguments: str) -> dict[tuple[str, int], Decimal]:
    """The balance of each account at the end of each fiscal year."""
    out = _hledger(
        journal, "balance", "--period", "every 4/1", "--no-total", "--layout", "bare", "-O", "csv", *arguments
    )
    heading, *rows = csv.reader(io.StringIO(out))
    years = [int(name[:4]) for name in heading[2:]]
    return {
        (row[0], year): Decimal(amount) for row in rows for year, amount in zip(years, row[2:], strict=True)
    }


@needs_hledger
def test_hledger_accepts_the_journal_and_its_yearly_balances_are_ours(folder: Path) -> None:
    hostile = folder / "plans" / "full.yaml"
    ledger = (
        "date,fiscal_year,item,amount\n"
        "2018-03-01,,visits,12\n2018-05-31,,visits,-9.5\n2019-04-10,H30,visits,3\n"
        "2018-03-31,,waste,845.25\n2018-10-01,,waste,850\n2019-03-31,,waste,840\n"
        "2018-03-31,,execution:office,10500\n"
    )
    hostile.with_name("full.ledger.csv").write_text(ledger, encoding="utf-8")
    plans = [folder / "plans" / "yport.yaml", hostile]
    journal = _journal(folder, *plans)
    _hledger(journal, "check", "--strict")
    changes, levels = _balances(journal), _balances(journal, "--historical")
    for plan in plans:
        found = json.loads(command("status", plan, "--format", "json").out, parse_float=Decimal)
        money = json.loads(command("budget", plan, "--format", "json").out, parse_float=Decimal)
        name = found["plan"]["id"]
        recorded = 0
        for kpi in found["kpis"]:
            source = changes if kpi["kind"] == "increment" else levels
            for year in kpi["years"]:
                if year["actual"] is not None:
                    assert source[f"{name}:{kpi['id']}", year["fiscal_year"]] == year["actual"]
                    recorded += 1
        assert recorded >= 3
        for year in money["years"]:
            spent = [
                amount
                for (account, at), amount in changes.items()
                if at == year["fiscal_year"] and account.startswith(f"{name}:execution")
            ]
            assert sum(spent) == (year["executed"] or 0)


@needs_hledger
def test_hledger_accepts_the_journal_of_a_plan_without_a_ledger(folder: Path) -> None:
    journal = _journal(folder, folder / "plans" / "small.yaml")
    _hledger(journal, "check", "--strict")
    assert _hledger(journal, "print") == ""
