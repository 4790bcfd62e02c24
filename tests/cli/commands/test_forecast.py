"""`yport forecast` as a whole command; the figures were worked by hand."""

import csv
import io
import re
from decimal import Decimal
from pathlib import Path

import pytest

from example import YPORT
from ledger_example import YPORT_CSV
from program import command
from yport_cli.core.figures.projections import EXPLANATIONS
from yport_cli.render.wording.labels import LABELS


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    path = tmp_path / "actuals.csv"
    path.write_text(YPORT_CSV, encoding="utf-8")
    return path


def test_the_machine_contract(ledger: Path) -> None:
    found = command("forecast", YPORT, "--ledger", ledger, "--format", "json", status=0).json
    assert (found["schema_version"], found["command"], found["as_of"]) == (1, "forecast", "2019-02-01")
    orders, surveys, briefings = found["kpis"]
    assert (orders["id"], orders["unit"], orders["target"], orders["actual"], orders["events"]) == (
        "orders",
        "千円",
        14_000_000,
        3_300_000,
        4,
    )
    values = {projection["method"]: projection["value"] for projection in orders["projections"]}
    assert list(values) == ["required_pace", "run_rate", "plan_shape", "resampling"]
    # 10,700,000 ÷ 13 = 823,076.923 076 923 …
    assert values["required_pace"] == Decimal("823076.923077")
    assert (values["run_rate"], values["plan_shape"]) == (5_400_000, 13_200_000)
    by_chance = orders["projections"][3]
    assert by_chance["low"] <= by_chance["value"] <= by_chance["high"]
    assert 0 <= by_chance["chance"] <= 1
    for projection in orders["projections"]:
        assert projection["explanation"]
        assert projection["method"] == "resampling" or projection["chance"] is projection["low"] is None
    assert [year["projections"].get("run_rate") for year in orders["years"]] == [None, 3_600_000, 5_400_000]
    assert (surveys["target"], surveys["actual"]) == (30, 15)
    assert (briefings["projections"], briefings["actual"], briefings["events"]) == ([], None, 0)
    assert briefings["reason"] == "実績が記録されていないため、見込みはありません"


def test_explanations_and_reasons_are_in_the_language_of_the_call(ledger: Path) -> None:
    orders, _, briefings = command(
        "forecast", YPORT, "--ledger", ledger, "--format", "json", lang="en", status=0
    ).json["kpis"]
    assert all(projection["explanation"].isascii() for projection in orders["projections"][:1])
    assert briefings["reason"] == "nothing is recorded, so nothing is projected"


def test_every_format_gives_the_same_figures(ledger: Path) -> None:
    arguments = ("forecast", YPORT, "--ledger", ledger)
    orders = command(*arguments, "--format", "json", status=0).json["kpis"][0]
    text = command(*arguments, "--format", "csv", status=0).out
    rows = [
        row for row in csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))) if row["kpi_id"] == "orders"
    ]
    at_end = {row["method"]: row for row in rows if row["fiscal_year"] in ("2019", "")}
    drawn = [command(*arguments, status=0).out, command(*arguments, "--format", "markdown", status=0).out]
    for projection in orders["projections"]:
        row = at_end[projection["method"]]
        for name in ("value", "low", "high", "chance"):
            assert (Decimal(row[name]) if row[name] else None) == projection[name]
    for name in ("value", "low", "high"):
        figure = f"{orders['projections'][3][name]:,}"
        for screen in drawn:
            assert any("再抽出" in line and figure in line for line in screen.splitlines())
    assert {row["series"] for row in rows} == {"plan", "actual", "projection", "required_pace"}
    assert [row["unit"] for row in rows if row["series"] == "required_pace"] == ["千円/月"]


def test_each_run_writes_the_same(ledger: Path) -> None:
    arguments = ("forecast", YPORT, "--ledger", ledger, "--format", "json")
    assert command(*arguments, status=0) == command(*arguments, status=0)


def test_the_screen_says_on_how_little_it_rests(ledger: Path) -> None:
    screen = command("forecast", YPORT, "--ledger", ledger, lang="en", status=0).out
    assert "22 complete months of 36 and on 4 rows in 4 months" in re.sub(r"\s+", " ", screen)


def test_rows_after_the_as_of_date_are_left_out_and_counted(ledger: Path) -> None:
    found = command(
        "forecast", YPORT, "--ledger", ledger, "--as-of", "H29.12.31", "--format", "json", status=0
    ).json
    assert (found["as_of"], found["kpis"][0]["actual"], found["kpis"][0]["events"]) == (
        "2017-12-31",
        750_000,
        2,
    )
    said = command("forecast", YPORT, "--ledger", ledger, "--as-of", "2017-12-31", lang="en", status=0).err
    assert "4 rows after 2017-12-31 left out" in said


def test_without_a_ledger_nothing_is_projected() -> None:
    found = command("forecast", YPORT, "--format", "json", status=0).json
    assert found["as_of"] is None
    assert [kpi["projections"] for kpi in found["kpis"]] == [[], [], []]
    screen = command("forecast", YPORT, lang="en", status=0).out
    assert "No ledger: nothing is recorded" in screen


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (("--as-of", "someday"), 2, "write a date such as 2020-03-31"),
        (("--ledger", "nowhere.csv"), 3, "no such file"),
        (("nowhere.yaml",), 3, "no such file"),
        (("-o", "forecast.xyz"), 2, "use one of .txt, .json, .md, .csv"),
    ],
)
def test_what_cannot_be_done_is_said_in_a_sentence(
    arguments: tuple[str, ...], status: int, said: str
) -> None:
    assert said in command("forecast", *arguments, status=status, lang="en").err


def test_a_ledger_with_an_error_projects_nothing(tmp_path: Path) -> None:
    path = tmp_path / "bad.csv"
    path.write_text("date,item,amount\n2017-06-01,orders,many\n", encoding="utf-8")
    _, screen, said = command("forecast", YPORT, "--ledger", path, status=1, lang="en")
    assert screen == ""
    assert f"{path}:2:" in said


def test_the_manual_explains_the_methods_in_the_words_of_the_program() -> None:
    for language, page in (("ja", "forecast.md"), ("en", "forecast.en.md")):
        manual = (YPORT.parents[1] / "docs" / page).read_text(encoding="utf-8")
        for method, sentence in EXPLANATIONS.items():
            text = sentence.ja if language == "ja" else sentence.en
            assert f"| `{method}` | {LABELS[method][language == 'en']} | {text} |" in manual
