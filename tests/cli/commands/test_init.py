"""`yport init` as a whole command."""

import json
import re
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from example import SMALL, YPORT
from program import command
from yport_cli import Plan, __version__, load_plan


@pytest.mark.parametrize("lang", ["ja", "en"])
@pytest.mark.parametrize("start", ["blank", "yport"])
def test_a_new_plan_is_valid_and_what_is_blank_in_it_is_warned_of(start: str, lang: str) -> None:
    Path("new").mkdir()
    command("init", "new/plan.yaml", "--from", start, lang=lang, status=0)
    text = Path("new/plan.yaml").read_text(encoding="utf-8")
    first = text.split("\n", 1)[0]
    assert first == "# yaml-language-server: $schema=./yport-plan-v1.schema.json"
    assert json.loads(Path("new/yport-plan-v1.schema.json").read_text(encoding="utf-8")) == json.loads(
        command("schema", status=0).out
    )
    done = command("validate", "new", lang="en", status=0)
    if start == "yport":
        assert (done.out, done.err) == ("", "checked 1 file: no errors\n")
        assert text.split("\n", 1)[1] == YPORT.read_text(encoding="utf-8")
    else:
        codes = ["left-blank"] * 5 + ["no-target"]  # plan, author, area, project, KPI; the KPI's targets
        assert re.findall(r"\((\w+-\w+)\)$", done.out, re.MULTILINE) == codes, done.out
        assert done.err == "checked 1 file: 0 errors, 6 warnings\n"
        assert len(re.findall("#.*[ぁ-ん]" if lang == "ja" else "# [^#]*[a-z]{3}", text)) > 20


def test_a_new_plan_never_takes_the_place_of_another() -> None:
    Path("fine.yaml").write_text(SMALL, encoding="utf-8")
    said = command("init", "fine.yaml", status=3, lang="en").err
    assert "fine.yaml cannot be written (it exists already)" in said
    assert Path("fine.yaml").read_text(encoding="utf-8") == SMALL
    command("init", "plan.json", status=2)
    command("init", "no/such/folder.yaml", status=3)


@pytest.mark.parametrize("name", ["CON.yaml", "nul.yml", "Lpt1.案.yaml"])
def test_a_name_that_windows_keeps_for_a_device_is_refused(name: str) -> None:
    said = command("init", name, status=3, lang="en").err
    assert f"{name} cannot be written (Windows keeps the name for a device); choose another name" in said
    assert not Path(name).exists()
    command("init", f"{name[:3]}sole.yaml", status=0)


def test_a_schema_of_another_version_is_said_to_be_one() -> None:
    schema = Path("yport-plan-v1.schema.json")
    schema.write_text("{}", encoding="utf-8")
    said = command("init", "a.yaml", status=0, lang="en").err
    assert f"{schema} is not that of this version" in said
    assert f"yport schema -o {schema}" in said
    assert schema.read_text(encoding="utf-8") == "{}"
    command("schema", "-o", schema, status=0)
    assert f'"$comment": "yport {__version__}"' in schema.read_text(encoding="utf-8")
    assert command("init", "b.yaml", status=0, lang="en").err.splitlines()[0] == "wrote b.yaml"


def test_one_schema_serves_a_repository() -> None:
    Path("repo/市/plans").mkdir(parents=True)
    Path("repo/.git").mkdir()
    command("schema", "-o", "repo/yport-plan-v1.schema.json", status=0)
    assert (
        command("init", "repo/市/plans/a.yaml", status=0).err.splitlines()[0]
        == "書き出しました: repo/市/plans/a.yaml"
    )
    first = Path("repo/市/plans/a.yaml").read_text(encoding="utf-8").split("\n")[0]
    assert first == "# yaml-language-server: $schema=../../yport-plan-v1.schema.json"
    Path("repo/.git").rmdir()  # without a repository nobody knows how far up it would be
    command("init", "repo/市/plans/b.yaml", status=0)
    assert Path("repo/市/plans/yport-plan-v1.schema.json").is_file()


def _plan(name: str) -> Plan:
    found = load_plan(name).plan
    assert found is not None
    return found


ASKED = (
    *("--years", "R7-R11", "--kpi", "移住者数:人", "--kpi", "空き家率:%:水準:減少"),
    *("--grant", "新しい地方経済・生活環境創生交付金:ソフト事業"),
)


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_what_is_known_stands_in_a_new_plan(lang: str) -> None:
    said = command("init", "計画.yaml", *ASKED, lang=lang, status=0).err
    assert command("validate", "計画.yaml", "--strict", "--ignore", "left-blank,no-target", status=0)
    plan = _plan("計画.yaml")
    assert plan.id == "計画"
    assert plan.years == (2025, 2026, 2027, 2028, 2029)
    assert plan.period.end == date(2030, 3, 31)
    assert [(kpi.name, kpi.unit, kpi.kind, kpi.direction) for kpi in plan.kpis] == [
        ("移住者数", "人", "increment", "increase"),
        ("空き家率", "%", "level", "decrease"),
    ]
    assert all(value is None for kpi in plan.kpis for value in kpi.planned.values())
    assert plan.budget.total is None
    grant = plan.budget.grant
    assert grant is not None
    assert (grant.name, grant.kind, grant.rate) == (
        "新しい地方経済・生活環境創生交付金",
        "ソフト事業",
        Fraction(1, 2),
    )
    # every TODO of the file is said, with its line
    lines = Path("計画.yaml").read_text(encoding="utf-8").split("\n")
    left = [number for number, line in enumerate(lines, 1) if "# TODO: " in line]
    assert [int(found) for found in re.findall(r"(?:^  |line )(\d+)(?:行目|:)", said, re.MULTILINE)] == left
    assert len(left) == 8  # name, authors, area, project, two KPIs, total, years: the grant is all known


def test_the_project_can_be_left_out_as_the_todo_says() -> None:
    command("init", "a.yaml", status=0)
    lines = Path("a.yaml").read_text(encoding="utf-8").split("\n")
    start = lines.index("project:")
    Path("a.yaml").write_text("\n".join(lines[:start] + lines[start + 4 :]), encoding="utf-8")
    command("validate", "a.yaml", "--strict", "--ignore", "left-blank,no-target", status=0)


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_self_sufficiency_is_there_to_be_filled_in(lang: str) -> None:
    command("init", "a.yaml", "--years", "R7-R9", lang=lang, status=0)
    text = Path("a.yaml").read_text(encoding="utf-8")
    assert _plan("a.yaml").self_sufficiency is None
    start = text.index("# self_sufficiency:")
    block, rest = text[start:].split("\n\n", 1)
    assert block.count("\n") == 4  # five lines, as the comment says
    Path("a.yaml").write_text(
        text[:start] + re.sub("^# ", "", block, flags=re.MULTILINE) + "\n" + rest, encoding="utf-8"
    )
    command("validate", "a.yaml", "--strict", "--ignore", "left-blank,no-target", status=0)
    found = _plan("a.yaml").self_sufficiency
    assert found is not None
    assert found.revenue == {2027: 40000}


@pytest.mark.parametrize(
    "name", ["null", "yes", "# 新", "a: b", "'", '"\\', "[1]", "１２", "12", "- 件", "*", "新 規"]
)
def test_a_name_of_any_spelling_is_written_as_it_is(name: str) -> None:
    command(
        "init",
        "a.yaml",
        "--kpi",
        f"{name.replace(':', '')}:{name.replace(':', '')}",
        "--grant",
        name,
        status=0,
    )
    plan = _plan("a.yaml")
    assert (plan.kpis[0].name, plan.kpis[0].unit) == (name.replace(":", ""),) * 2


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--years", "R11-R7"), "the fiscal years of 'R11-R7' do not go forward; write them in order"),
        (("--years", "七年"), "'七年' is not a fiscal year; write a year such as"),
        (("--kpi", "移住者数"), "--kpi '移住者数' needs both a name and a unit; write --kpi"),
        (("--kpi", "a\nb:人"), "take no line breaks"),
        (("--grant", "a\tb"), "take no line breaks"),
        (
            ("--kpi", "移住者数:人", "--kpi", "移 住者数:件"),
            "the name '移 住者数' of --kpi is that of another KPI",
        ),
        (("--kpi", "執行額:千円"), "or of an item of the ledger; give a name that tells it apart"),
        (("--from", "yport", "--years", "R7"), "--from yport goes without"),
    ],
)
def test_what_cannot_be_read_is_said_and_nothing_is_written(arguments: tuple[str, ...], said: str) -> None:
    assert said in command("init", "a.yaml", *arguments, lang="en", status=2).err
    assert not list(Path().iterdir())


def test_a_grant_that_nobody_knows_is_written_by_its_name_alone() -> None:
    said = command("init", "a.yaml", "--grant", "村の補助金", lang="ja", status=0).err
    assert "「村の補助金」の種類と交付率は分からないので、名称だけ書きました\n" in said


def test_a_rate_is_taken_for_a_level_and_that_is_said() -> None:
    said = command("init", "a.yaml", "--years", "R7-R9", "--kpi", "定住意向:%", lang="ja", status=0).err
    assert "「定住意向」は率（%）なので、各年度に達する値（水準）としました" in said
    assert _plan("a.yaml").kpis[0].kind == "level"
    said = command(
        "init", "b.yaml", "--years", "R7-R9", "--kpi", "定住意向:%:増加分", lang="ja", status=0
    ).err
    assert "水準" not in said
    assert _plan("b.yaml").kpis[0].kind == "increment"
