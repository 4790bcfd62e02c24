"""`yport status` as a whole command."""

import csv
import io
import re
from decimal import Decimal
from pathlib import Path

import pytest

from example import FULL, YPORT, changed
from ledger_example import YPORT_CSV, workbook_bytes
from program import command

UNLUCKY = changed(
    ("short_name: 来訪者数", "short_name: '[red]来訪[/red]'"),
    ("name: 一人当たりごみ排出量", 'name: "ごみ\\x1b[31m\\u202e排出"'),
    text=FULL,
)


def test_the_real_plan_answers_from_any_folder() -> None:
    run = command("status")
    assert run.status == 0
    assert run.err == "計画の指定がないので、同梱の Y-PORT 計画（横浜市）を使います\n"
    assert run.out.startswith("公民連携によるＹ－ＰＯＲＴセンター機能強化計画\n横浜市\n")
    for figure in ("14,000,000", "30", "165", "120,000", "40,000", "80,000", "60,000", "100.0%"):
        assert figure in run.out.split()
    assert "未記録" in run.out


def test_what_must_be_read() -> None:
    found = command("status", YPORT, "--format", "json", status=0).json
    assert [kpi["cumulative_target"] for kpi in found["kpis"]] == [14_000_000, 30, 165]
    assert [kpi["target_level"] for kpi in found["kpis"]] == [14_500_000, 36, 207]
    budget = found["budget"]
    assert (budget["total"], budget["stated"], budget["not_stated"], budget["grant"]) == (
        120_000,
        40_000,
        80_000,
        60_000,
    )
    assert budget["grant_basis"] == "upper_limit"
    assert found["break_even"] == {"break_even_year": 2019, "margin": 0, "coverage": 1}
    for kpi in found["kpis"]:
        for measure in (kpi, *kpi["years"]):
            for key in ("actual", "cumulative_actual", "achievement_rate", "shortfall"):
                assert measure.get(key) is None


def test_while_the_grant_is_an_upper_limit_own_funds_are_a_lower_one() -> None:
    out = command("status", YPORT).out
    (grant,) = [line for line in out.splitlines() if "交付金  " in line]
    (own,) = [line for line in out.splitlines() if "自己財源" in line]
    assert "上限" in grant
    assert "下限" in own
    english = command("status", YPORT, "--lang", "en").out
    assert "at most" in english
    assert "at least" in english


def test_numbers_are_json_numbers_spelled_exactly(tmp_path: Path) -> None:
    path = tmp_path / "plan.yaml"
    text = changed(
        ("{H29: 10, H30: 20}", "{H29: 0.10, H30: 12345678901234567890}\n    baseline: 8.20"),
        ("total: 100", "total: 615\n  grant: {rate: 1/2}"),
    )
    path.write_text(text, encoding="utf-8")
    out = command("status", path, "--format", "json").out
    for spelled in (
        '"baseline": 8.20,',
        '"target": 0.10,',
        '"cumulative_target": 12345678901234567890.10,',
        '"target_level": 12345678901234567898.30,',
        '"grant": 307.5,',
    ):
        assert spelled in out


@pytest.mark.parametrize(
    ("form", "start"),
    [
        ("table", "公民連携による"),
        ("json", '{\n  "schema_version": 1,\n  "command": "status",'),
        ("markdown", "# 公民連携による"),
        ("csv", "\ufeffplan_id,kpi_id,"),
    ],
)
def test_every_format_is_written(form: str, start: str) -> None:
    run = command("status", YPORT, "--format", form)
    assert run.status == 0
    assert run.out.startswith(start)
    assert run.out.endswith("\n")
    assert run.err == ""


def test_csv_is_read_by_spreadsheets() -> None:
    out = command("status", YPORT, "--format", "csv").out
    rows = list(csv.DictReader(io.StringIO(out.removeprefix("\ufeff"), newline="")))
    assert len(rows) == 9
    assert out.count("\r\n") == 10
    assert [row["target"] for row in rows if row["kpi_id"] == "orders"] == ["1000000", "3000000", "10000000"]
    assert {row["actual"] for row in rows} == {""}


def test_a_plan_with_errors_gives_them_and_no_figures(tmp_path: Path) -> None:
    path = tmp_path / "plan.yaml"
    path.write_text(changed(("total: 100", "total: x"), ("area: 横浜市の全域", "area:")), encoding="utf-8")
    for form in ("table", "json", "csv", "markdown"):
        run = command("status", path, "--format", form)
        assert run.status == 1
        assert run.out == ""
        assert [line.split(" ")[0] for line in run.err.splitlines()] == [f"{path}:5:1:", f"{path}:17:10:"]


def test_a_plan_with_warnings_gives_its_figures_and_says_them(tmp_path: Path) -> None:
    path = tmp_path / "plan.yaml"
    path.write_text(changed(("total: 100", "total: １００")), encoding="utf-8")
    run = command("status", path)
    assert run.status == 0
    assert "100" in run.out.split()
    assert "number-spelling" in run.err


# What people do.


def test_markup_and_escapes_of_a_plan_are_shown_as_text(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    path = tmp_path / "plan.yaml"
    path.write_text(UNLUCKY, encoding="utf-8")
    for form in ("table", "markdown"):
        out = command("status", path, "--format", form).out
        assert "\x1b" not in out
        assert "\u202e" not in out
        plain = out.replace("\\\\", "\\") if form == "markdown" else out
        assert "red" in plain
        assert "\\x1b" in plain
    assert "[red]来訪[/red]" in command("status", path).out
    names = [kpi["name"] for kpi in command("status", path, "--format", "json", status=0).json["kpis"]]
    assert names[1] == "ごみ\x1b[31m\u202e排出"


def test_full_width_digits_separators_and_triangles_are_read(tmp_path: Path) -> None:
    path = tmp_path / "plan.yaml"
    text = changed(
        ("{H29: 10, H30: 20}", "\n      平成29年度: １，０００，０００\n      Ｈ３０: ▲５"),
        ("total: 100", "total: 1,000,000"),
    )
    path.write_text(text, encoding="utf-8")
    run = command("status", path, "--format", "json", status=0)
    found = run.json
    assert [year["target"] for year in found["kpis"][0]["years"]] == [1_000_000, -5]
    assert found["kpis"][0]["cumulative_target"] == 999_995
    assert found["budget"]["total"] == 1_000_000
    assert run.err.count("warning") == 5


@pytest.mark.parametrize("columns", ["40", "80", "200", "0", "-5", "wide", ""])
def test_columns_sets_the_width(monkeypatch: pytest.MonkeyPatch, columns: str) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    out = command("status", YPORT).out
    if columns in ("40", "200"):
        assert ("H29 目標" in out.splitlines()[6]) == (columns == "200")
    assert "14,000,000" in out


# With the ledger worked by hand.


def test_the_figures_worked_by_hand(plan: Path) -> None:
    done = command("status", plan, "--format", "json")
    assert (done.status, done.err) == (0, "")
    assert done.json["as_of"] == "2019-02-01"
    orders, surveys, briefings = done.json["kpis"]
    h29, h30, h31 = orders["years"]
    assert (h29["actual"], h29["achievement_rate"], h29["shortfall"]) == (800_000, Decimal("0.8"), 200_000)
    assert (h30["actual"], h30["cumulative_actual"], h30["cumulative_target"]) == (
        2_500_000,
        3_300_000,
        4_000_000,
    )
    assert (h30["achievement_rate"], h30["shortfall"]) == (Decimal("0.825"), 700_000)
    assert [year["in_progress"] for year in orders["years"]] == [False, True, False]
    assert (h31["actual"], h31["cumulative_actual"], h31["achievement_rate"], h31["shortfall"]) == (None,) * 4
    assert (orders["cumulative_target"], orders["cumulative_actual"]) == (14_000_000, 3_300_000)
    # 10,700,000 in March 2019 to March 2020: ÷ 13 = 823,076.923076…
    assert (orders["shortfall"], orders["required_pace"]) == (10_700_000, Decimal("823076.923077"))
    assert (orders["months_left"], orders["standing"], orders["standing_year"]) == (13, "behind", 2017)
    assert done.json["as_of_basis"] == "dated_row"
    assert (orders["actual_level"], orders["achieved"]) == (3_800_000, False)
    assert orders["achievement_rate"] == Decimal("0.235714")  # 33 ÷ 140
    assert surveys["years"][1]["cumulative_actual"] == 15
    assert surveys["years"][1]["cumulative_target"] == 18
    assert (surveys["cumulative_actual"], surveys["shortfall"]) == (15, 15)
    assert surveys["required_pace"] == Decimal("1.153846")  # 15 ÷ 13
    for key in (
        "cumulative_actual",
        "actual_level",
        "achievement_rate",
        "shortfall",
        "required_pace",
        "achieved",
    ):
        assert briefings[key] is None
    for year in briefings["years"]:
        assert (year["actual"], year["cumulative_actual"], year["achievement_rate"]) == (None, None, None)


def test_a_level_without_a_year_of_0(tmp_path: Path) -> None:
    level = (
        ("    kind: increment\n", "    kind: level\n"),
        ("increments: {H29: 10, H30: 20}", "targets: {H29: null, H30: 10.0}"),
    )
    plan = tmp_path / "small.yaml"
    plan.write_text(
        changed(*level, ("    unit: 人\n", "    unit: 点\n    baseline: 8.2\n")), encoding="utf-8"
    )
    for actual, rate in (("8.4", "0.111111"), ("5.6", "-1.444444")):
        (tmp_path / "small.ledger.csv").write_text(
            f"年度,項目,実績値\nH30,visits,{actual}\n", encoding="utf-8"
        )
        (found,) = command("status", plan, "--format", "json").json["kpis"]
        assert found["achievement_rate"] == Decimal(rate)
        assert (found["cumulative_target"], found["cumulative_actual"]) == (None, None)
        assert (found["target_level"], found["actual_level"]) == (Decimal("10.0"), Decimal(actual))


# One answer in every format.


def _figure(text: str) -> Decimal | None:
    bare = text.strip().replace(",", "").replace("\\", "").lstrip("*")
    return None if bare in ("", "―", "未記録", "not recorded") else Decimal(bare.removesuffix("%"))


def test_every_figure_is_equal_in_json_csv_markdown_and_the_table(plan: Path) -> None:
    kpis = command("status", plan, "--format", "json").json["kpis"]
    records = list(
        csv.DictReader(io.StringIO(command("status", plan, "--format", "csv").out.removeprefix("\ufeff")))
    )
    flat = [(kpi, year) for kpi in kpis for year in kpi["years"]]
    assert len(records) == len(flat) == 9
    names = ("target", "actual", "cumulative_target", "cumulative_actual", "achievement_rate", "shortfall")
    for record, (kpi, year) in zip(records, flat, strict=True):
        assert (record["kpi_id"], int(record["fiscal_year"])) == (kpi["id"], year["fiscal_year"])
        assert record["in_progress"] == str(year["in_progress"]).lower()
        for name in names:
            assert (None if record[name] == "" else Decimal(record[name])) == year[name]
    markdown = command("status", plan, "--format", "markdown").out
    table = command("status", plan).out
    for drawn, pattern in (
        (markdown, r"\| (H\d+)(?: 途中)? +\|(.+)\|"),
        (table, r"  (H\d+)(?: 途中)?  +([\d\S].*)"),
    ):
        found = []
        for label, rest in re.findall(pattern, drawn):
            cells = re.split(r"\s*\|\s*|\s{2,}", rest.strip(" |"))
            if len(cells) == len(names):
                found.append((label, [_figure(cell) for cell in cells]))
        expected = []
        for kpi in kpis[:2]:
            for year in kpi["years"]:
                values = [year[name] for name in names]
                if values[4] is not None:
                    values[4] = round(values[4] * 100, 1)
                expected.append((year["label"], values))
        assert found == expected


@pytest.mark.parametrize("width", [40, 80, 200])
@pytest.mark.parametrize("lang", ["ja", "en"])
def test_no_figure_is_cut_or_broken_at_any_width(plan: Path, lang: str, width: int) -> None:
    for arguments in ([], ["--kpi", "orders"]):
        drawn = command("status", plan, *arguments, lang=lang, width=width).out
        for figure in ("14,000,000", "3,300,000", "10,700,000", "2,500,000", "82.5%", "23.6%"):
            assert figure in drawn


def test_the_lead_names_the_ledger_its_day_and_the_units_that_were_taken(plan: Path) -> None:
    lead = command("status", plan, width=120).out.splitlines()[3:5]
    assert lead == [
        "実績台帳 city.ledger.csv（基準日 2019-02-01: 台帳の最後の日付）",
        "台帳に単位の記載がない額は項目の単位と読みました: 受注額は千円、受注件数は件",
    ]
    english = command("status", plan, lang="en", width=120).out.splitlines()[3:5]
    assert english == [
        "Ledger: city.ledger.csv, as of 2019-02-01, the last date in it",
        "Amounts without a unit were read in the item's own: 受注額 in 千円; 受注件数 in 件",
    ]


def test_a_ledger_with_units_and_one_without_rows_say_so(plan: Path) -> None:
    ledger = plan.with_name("city.ledger.csv")
    ledger.write_text("date,item,amount,unit\n2018-04-10,orders,5,百万円\n", encoding="utf-8")
    drawn = command("status", plan).out
    assert "5,000" in drawn
    assert "読みました" not in drawn
    ledger.write_text("date,item,amount\n", encoding="utf-8")
    assert "実績台帳 city.ledger.csv（記録なし）" in command("status", plan).out


def test_what_is_not_recorded_is_said_to_be_so_and_never_0(plan: Path) -> None:
    drawn = command("status", plan).out
    assert re.search(r"累計実績 +3,300,000 +15 +未記録", drawn)
    assert re.search(r"不足 +10,700,000 +15 +―", drawn)
    assert re.search(r"H31 +10,000,000 +未記録 +14,000,000 +― +― +―", drawn)


def test_a_running_year_is_marked(plan: Path) -> None:
    assert re.search(r"H30 途中 +3,000,000", command("status", plan).out)
    assert re.search(r"H30 so far +3,000,000", command("status", plan, lang="en").out)
    assert "途中" not in command("status", plan, "--as-of", "2019-03-31").out


def test_a_gap_between_recorded_years_is_marked(plan: Path) -> None:
    ledger = plan.with_name("city.ledger.csv")
    ledger.write_text("fiscal_year,item,amount,unit\nH29,surveys,5,件\nH31,surveys,7,件\n", encoding="utf-8")
    drawn = command("status", plan).out
    assert re.search(r"H30 +10 +未記録 +18 +\*5", drawn)
    assert re.search(r"H31 +12 +7 +30 +\*12", drawn)
    assert re.search(r"累計実績 +未記録 +\*12", drawn)
    assert re.search(r"状況 +未記録 +\*未達", drawn)
    assert drawn.count("* の累計には、それより前の記録のない年度の分が入っていません。") == 2


def test_rows_after_the_day_asked_for_are_left_out_and_counted_on_standard_error(plan: Path) -> None:
    done = command("status", plan, "--as-of", "2018-04-10", "--format", "json")
    assert done.json["as_of"] == "2018-04-10"
    assert [kpi["cumulative_actual"] for kpi in done.json["kpis"]] == [3_250_000, 8, None]
    ledger = plan.with_name("city.ledger.csv")
    assert done.err == f"{ledger}: 基準日 2018-04-10 より後の2行を除きました\n"
    assert "1 row after 2018-12-31 left out" in command("status", plan, "--as-of", "H30.12.31", lang="en").err


def test_a_day_asked_for_without_a_ledger_is_kept(tmp_path: Path) -> None:
    plan = tmp_path / "city.yaml"
    plan.write_bytes(YPORT.read_bytes())
    found = command("status", plan, "--as-of", "2018-04-10", "--format", "json").json
    assert found["as_of"] == "2018-04-10"
    assert [year["in_progress"] for year in found["kpis"][0]["years"]] == [False, True, False]
    assert "実績台帳なし" in command("status", plan, "--as-of", "2018-04-10").out


def test_a_day_that_is_none_is_a_slip_of_the_command(plan: Path) -> None:
    done = command("status", plan, "--as-of", "2018-02-30")
    assert (done.status, done.out) == (2, "")
    assert done.err.count("2018-02-30") == 1


def test_errors_of_a_ledger_stand_on_standard_error_with_status_1(plan: Path) -> None:
    ledger = plan.with_name("city.ledger.csv")
    ledger.write_text(YPORT_CSV + "2019-02-02,order,5,\n2019-02-03,orders,x,\n", encoding="utf-8")
    done = command("status", plan)
    assert (done.status, done.out) == (1, "")
    assert [line.split(": ")[0] for line in done.err.splitlines()] == [f"{ledger}:8:12", f"{ledger}:9:19"]


def test_warnings_of_a_ledger_stand_on_standard_error_beside_the_answer(plan: Path) -> None:
    ledger = plan.with_name("city.ledger.csv")
    ledger.write_text(YPORT_CSV + "2019-02-01,surveys,7,\n", encoding="utf-8")
    done = command("status", plan, "--format", "json")
    assert done.status == 0
    assert done.err.startswith(f"{ledger}:8:1: warning: ")
    assert done.json["kpis"][1]["cumulative_actual"] == 22


@pytest.mark.parametrize("name", ["nothing.csv", "."])
def test_a_ledger_that_cannot_be_read_has_status_3(plan: Path, name: str) -> None:
    done = command("status", plan, "--ledger", plan.with_name(name) if name != "." else plan.parent)
    assert (done.status, done.out) == (3, "")


def test_a_workbook_beside_the_plan_is_its_ledger_where_there_is_no_csv(plan: Path) -> None:
    plan.with_name("city.ledger.csv").unlink()
    rows = list(csv.reader(io.StringIO(YPORT_CSV)))
    plan.with_name("city.ledger.xlsx").write_bytes(workbook_bytes(rows))
    done = command("status", plan)
    assert "実績台帳 city.ledger.xlsx[台帳]（基準日 2019-02-01: 台帳の最後の日付）" in done.out
    assert "3,300,000" in done.out


def test_the_plan_of_standard_input_has_no_ledger_beside_it(
    plan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(plan.parent)
    (plan.parent / "-.ledger.csv").write_text(YPORT_CSV, encoding="utf-8")
    assert "実績台帳なし" in command("status", "-", stdin=YPORT.read_bytes()).out


def test_a_name_in_a_ledger_steers_no_terminal(plan: Path) -> None:
    ledger = plan.with_name("city.ledger.csv")
    ledger.write_text('date,item,amount,note\n2018-04-10,orders,5,"\x1b[31m\n[red]"\n', encoding="utf-8")
    drawn = command("status", plan, "--kpi", "orders").out
    assert "\x1b" not in drawn
    assert "\\x1b[31m\\n[red]" in drawn
    ledger.write_text("date,item,amount\n2018-04-10,\x1b[31m,5\n", encoding="utf-8")
    assert "\x1b" not in command("status", plan).err


# One KPI.


def test_one_kpi_shows_its_rows_a_bar_for_each_year_and_every_sum_written_out(plan: Path) -> None:
    drawn = command("status", plan, "--kpi", "orders").out
    assert drawn.startswith("連携企業による海外インフラビジネス案件の受注額\n")
    assert re.search(r" 5  2018-04-20  H29 +50,000", drawn)
    assert re.search(r"H29 +80\.0%  #{16}\.{4}\n +H30 +82\.5%  #{17}\.{3}\n +H31 +―  未記録", drawn)
    assert re.search(r"H29 実績 +800,000  400,000 \+ 350,000 \+ 50,000", drawn)
    assert re.search(r"累計目標 +14,000,000  1,000,000 \+ 3,000,000 \+ 10,000,000", drawn)
    assert re.search(r"計画全体の達成率 +23\.6%  3,300,000 ÷ 14,000,000", drawn)
    assert re.search(r"不足 +10,700,000  14,000,000 − 3,300,000", drawn)
    assert re.search(r"必要ペース（月） +~823,076.92  10,700,000 ÷ 13か月", drawn)
    assert "受注件数" not in drawn


def test_one_kpi_without_rows_is_shown_as_not_recorded(plan: Path) -> None:
    drawn = command("status", plan, "--kpi", "briefings").out
    assert re.search(r"累計実績 +未記録", drawn)
    assert "実績台帳の行" not in drawn
    assert (
        command("status", plan, "--kpi", "briefings", "--format", "json").json["kpis"][0]["id"] == "briefings"
    )


def test_rows_after_the_day_asked_for_are_not_among_those_of_a_kpi(plan: Path) -> None:
    drawn = command("status", plan, "--kpi", "surveys", "--as-of", "2018-12-31").out
    assert "2018-03-31" in drawn
    assert "2019-02-01" not in drawn


def test_of_very_many_rows_the_last_are_shown(plan: Path) -> None:
    rows = "".join(f"2018-04-{day:02},surveys,1,{number}\n" for day in range(1, 31) for number in range(10))
    plan.with_name("city.ledger.csv").write_text("date,item,amount,note\n" + rows, encoding="utf-8")
    drawn = command("status", plan, "--kpi", "surveys").out
    assert "300行のうち最後の50行です。" in drawn
    assert re.search(r"H30 実績 +300  180 \[18\] \+ 10 \+ 10", drawn)


def test_an_unknown_kpi_is_a_slip_of_the_command(plan: Path) -> None:
    done = command("status", plan, "--kpi", "受注学", lang="en")
    assert (done.status, done.out) == (2, "")
    assert "did you mean '受注額' (orders)?" in done.err


# For a CI job.


@pytest.mark.parametrize(
    ("threshold", "kpi", "status", "said"),
    [
        ("23.5", "orders", 0, []),
        ("23.6%", "orders", 1, ["受注額: 達成率 23.57% は 23.6% に届きません"]),  # 23.5714…
        ("50", "surveys", 0, []),
        ("50.1", "surveys", 1, ["受注件数: 達成率 50.0% は 50.1% に届きません"]),
        ("0", "briefings", 1, ["合同調査件数: 未記録。達成率はありません（実績が記録されていません）"]),
    ],
)
def test_a_rate_below_the_one_asked_for_has_status_1(
    plan: Path, threshold: str, kpi: str, status: int, said: list[str]
) -> None:
    done = command("status", plan, "--kpi", kpi, "--fail-under", threshold)
    assert (done.status, done.err.splitlines()) == (status, said)
    assert done.out.count("\n") > 10


def test_every_kpi_that_misses_is_named(plan: Path) -> None:
    done = command("status", plan, "--fail-under", "８０％", lang="en")
    assert done.status == 1
    assert done.err.splitlines() == [
        "受注額: a rate of 23.6% is below 80.0%",
        "受注件数: a rate of 50.0% is below 80.0%",
        "合同調査件数: not recorded; there is no rate (nothing is recorded)",
    ]


@pytest.mark.parametrize(("actual", "status"), [("5", 0), ("6", 0), ("4", 1)])
def test_where_no_change_was_planned_reaching_the_target_is_enough(
    tmp_path: Path, actual: str, status: int
) -> None:
    level = (
        ("    kind: increment\n", "    kind: level\n"),
        ("increments: {H29: 10, H30: 20}", "targets: {H29: 5, H30: 5}"),
    )
    plan = tmp_path / "small.yaml"
    plan.write_text(changed(*level, ("    unit: 人\n", "    unit: 点\n    baseline: 5\n")), encoding="utf-8")
    (tmp_path / "small.ledger.csv").write_text(f"年度,項目,実績値\nH30,visits,{actual}\n", encoding="utf-8")
    done = command("status", plan, "--fail-under", "80")
    assert done.status == status
    assert ("未達。達成率はありません（計画した変化が0です）" in done.err) == (status == 1)


def test_a_kpi_without_a_target_is_not_known_to_pass(tmp_path: Path) -> None:
    plan = tmp_path / "small.yaml"
    plan.write_text(changed(("{H29: 10, H30: 20}", "{H29: null, H30: null}")), encoding="utf-8")
    (tmp_path / "small.ledger.csv").write_text("年度,項目,実績値\nH30,visits,3\n", encoding="utf-8")
    done = command("status", plan, "--fail-under", "80")
    warned, reason = done.err.splitlines()
    assert warned.endswith("(no-target)")
    assert (done.status, reason) == (1, "来訪者数: 目標なし。達成率はありません（目標値がありません）")


def test_a_threshold_that_is_no_number_is_a_slip_of_the_command(plan: Path) -> None:
    assert command("status", plan, "--fail-under", "80点").status == 2


@pytest.mark.parametrize("name", ["surveys", "受注件数", "受 注 件 数", "ＳＵＲＶＥＹＳ"])
def test_a_kpi_is_shown_by_any_of_its_names(plan: Path, name: str) -> None:
    shown = command("status", plan, "--kpi", "surveys", status=0).out
    assert "2018-03-31" in shown
    assert command("status", plan, "--kpi", name, status=0).out == shown


WORKBOOK = b"PK\x03\x04\x14\x00"


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("報告.xlsx", WORKBOOK, "計画ファイルではなく、Excelなどのブックです"),
        ("報告.yaml", WORKBOOK, "計画ファイルではなく、Excelなどのブックです"),
        ("報告.csv", "年度,項目\n".encode("cp932"), "計画ファイルではなく、CSVの表です"),
        ("港町.ledger.csv", b"date,item\n", "港町.yaml のような計画ファイルを指定してください"),
    ],
)
@pytest.mark.parametrize(
    "arguments", [("status",), ("budget",), ("report", "-o", "x.html"), ("diff", "a.yaml")]
)
def test_a_sheet_is_no_plan_and_what_to_do_with_it_is_said(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    data: bytes,
    said: str,
    arguments: tuple[str, ...],
) -> None:
    """Not "save it as UTF-8": that would be done to a workbook."""
    monkeypatch.chdir(tmp_path)
    Path("a.yaml").write_text(changed(), encoding="utf-8")
    Path(name).write_bytes(data)
    done = command(*arguments, name)
    assert done.status in (1, 3)
    assert said in done.err
    assert "(sheet-for-record)" in done.err
    assert "UTF-8" not in done.err
