"""`yport report` as a whole command."""

import os
import sys
from pathlib import Path

import pytest

from example import FULL, SMALL, YPORT, changed
from program import command, process

LEDGER = (
    "date,item,amount,unit,note\n2017-09-30,orders,350000,千円,架空\n2018-09-30,orders,1700000,千円,架空\n"
)
ENDINGS = ("html", "xlsx", "md")


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    """The real plan, with a synthetic ledger beside it."""
    path = tmp_path / "yport.yaml"
    path.write_bytes(YPORT.read_bytes())
    path.with_name("yport.ledger.csv").write_text(LEDGER, encoding="utf-8")
    return path


@pytest.fixture
def plans(plan: Path) -> Path:
    """A folder with that plan and two others."""
    folder = plan.parent / "plans"
    folder.mkdir()
    plan.rename(folder / plan.name)
    (folder / "full.yaml").write_text(FULL, encoding="utf-8")
    (folder / "small.yaml").write_text(SMALL, encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    "arguments", [(), ("--form", "kensho"), ("--lang", "en")], ids=["report", "form", "english"]
)
@pytest.mark.parametrize("ending", ENDINGS)
def test_running_twice_gives_equal_bytes(
    plan: Path, tmp_path: Path, ending: str, arguments: tuple[str, ...]
) -> None:
    out = tmp_path / f"report.{ending}"
    assert command("report", plan, "-o", out, *arguments).status == 0
    first = out.read_bytes()
    assert command("report", plan, "-o", out, *arguments, "--force").status == 0
    assert out.read_bytes() == first


def test_a_report_of_the_packaged_plan_needs_nothing_else(tmp_path: Path) -> None:
    assert command("report", "-o", tmp_path / "report.html").status == 0
    assert "実績台帳なし（実績は未記録）" in (tmp_path / "report.html").read_text(encoding="utf-8")


def test_without_a_file_markdown_goes_to_standard_output(plan: Path) -> None:
    run = command("report", plan)
    assert run.status == 0
    assert run.out.startswith(
        "# 公民連携によるＹ－ＰＯＲＴセンター機能強化計画\n\n地域再生計画の実績報告\n\n- 計画期間: 認定の日から令和2年3月31日まで"
    )
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in run.out.splitlines()]
    assert ["H30 途中", "3,000,000", "1,700,000"] in [row[:3] for row in rows]
    assert command("report", plan, "--format", "html").out.startswith("<!DOCTYPE html>\n")


def test_the_format_may_be_named_where_the_ending_says_nothing(plan: Path, tmp_path: Path) -> None:
    assert command("report", plan, "-o", tmp_path / "summary", "--format", "markdown").status == 0
    assert (tmp_path / "summary").read_text(encoding="utf-8").startswith("# 公民連携")


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_report_replaces_what_stands_there(plan: Path, tmp_path: Path, ending: str) -> None:
    out = tmp_path / f"report.{ending}"
    assert command("report", plan, "-o", out).status == 0
    written = out.read_bytes()
    for before in (written + "委員会の意見\n".encode(), b"<p>of another program</p>", b""):
        out.write_bytes(before)
        assert command("report", plan, "-o", out).status == 0
        assert out.read_bytes() == written
    assert sorted(path.name for path in tmp_path.iterdir()) == [out.name, "yport.ledger.csv", "yport.yaml"]


@pytest.mark.parametrize("before", ["委員会の意見\n".encode(), b""], ids=["filled in", "empty"])
@pytest.mark.parametrize("ending", ENDINGS)
def test_a_form_that_is_there_is_replaced_by_force_alone(
    plan: Path, tmp_path: Path, ending: str, before: bytes
) -> None:
    out = tmp_path / f"kensho.{ending}"
    asked = ("report", plan, "--form", "kensho", "-o", out)
    out.write_bytes(before)
    refused = command(*asked)
    assert refused.status == 3
    assert refused.err == (
        f"yport: {out} に書き込めません（すでにあります）。"
        "別の名前にするか、置き換えてよければ --force を付けてください\n"
    )
    assert out.read_bytes() == before
    assert command(*asked, "--force").status == 0
    written = out.read_bytes()
    assert written != before
    assert command(*asked).status == 3, "the program's own form, too"
    assert out.read_bytes() == written
    out.unlink()
    assert command(*asked).status == 0
    assert out.read_bytes() == written


def test_a_link_that_leads_nowhere_is_there_as_well(plan: Path, tmp_path: Path) -> None:
    (tmp_path / "kensho.md").symlink_to("elsewhere.md")
    assert command("report", plan, "--form", "kensho", "-o", tmp_path / "kensho.md").status == 3
    assert not (tmp_path / "elsewhere.md").exists()


@pytest.mark.parametrize("arguments", [(), ("--form", "kensho")], ids=["report", "form"])
def test_a_report_goes_to_a_device_too(plan: Path, arguments: tuple[str, ...]) -> None:
    assert command("report", plan, "-o", os.devnull, "--format", "html", *arguments).status == 0


@pytest.mark.parametrize("arguments", [(), ("--form", "kensho")], ids=["report", "form"])
def test_a_disk_that_is_full_leaves_what_was_there_and_nothing_else(
    plan: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...]
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    out = tmp_path / "report.md"
    if not arguments:
        out.write_text("before", encoding="utf-8")
    names = sorted(path.name for path in tmp_path.iterdir())
    monkeypatch.setattr(os, "fsync", fail)
    run = command("report", plan, "-o", out, *arguments)
    assert (run.status, run.err) == (3, f"yport: {out} に書き込めません（空き容量がありません）\n")
    assert sorted(path.name for path in tmp_path.iterdir()) == names
    assert arguments or out.read_text(encoding="utf-8") == "before"


def test_what_cannot_be_written_leaves_what_was_there(plan: Path, tmp_path: Path) -> None:
    run = command("report", plan, "-o", tmp_path / "missing" / "report.html")
    assert run.status == 3
    assert "書き込めません" in run.err
    out = tmp_path / "report.html"
    assert command("report", plan, "-o", out).status == 0
    before = out.read_bytes()
    plan.write_text(plan.read_text(encoding="utf-8") + "unknown: 1\n", encoding="utf-8")
    assert command("report", plan, "-o", out).status == 1
    assert out.read_bytes() == before
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "report.html",
        "yport.ledger.csv",
        "yport.yaml",
    ]


# Several plans


def test_several_plans_make_an_index_and_a_page_each(plans: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    assert command("report", plans, "-o", site).status == 0
    names = ["full.html", "index.html", "small.html", "yokohama-yport.html"]
    assert sorted(path.name for path in site.iterdir()) == names
    first = {path.name: path.read_bytes() for path in site.iterdir()}
    assert command("report", plans, "-o", site).status == 0
    assert {path.name: path.read_bytes() for path in site.iterdir()} == first
    written = command("report", plans, "-o", tmp_path / "md", "--format", "markdown", "--lang", "en")
    assert written.status == 0
    assert "](small.md)" in (tmp_path / "md" / "index.md").read_text(encoding="utf-8")


def test_a_site_replaces_its_own_pages_and_leaves_other_files(plans: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    site.mkdir()
    for name in ("small.html", "mine.html", "style.css"):
        (site / name).write_text("mine", encoding="utf-8")
    assert command("report", plans, "-o", site).status == 0
    assert (site / "small.html").read_text(encoding="utf-8").startswith("<!DOCTYPE html>\n")
    assert sorted(path.name for path in site.iterdir()) == [
        *("full.html", "index.html", "mine.html", "small.html", "style.css", "yokohama-yport.html")
    ]
    for name in ("mine.html", "style.css"):
        assert (site / name).read_text(encoding="utf-8") == "mine"


def test_of_a_site_no_page_is_written_where_one_is_input(plans: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    site.mkdir()
    settings = "name: 港市"
    (site / "small.html").write_text(settings, encoding="utf-8")
    run = command("report", plans, "-o", site, "--site", site / "small.html", "--lang", "en")
    assert run.status == 2
    assert f"{site / 'small.html'} is a plan or a ledger, or another input" in run.err
    assert [path.name for path in site.iterdir()] == ["small.html"]
    assert (site / "small.html").read_text(encoding="utf-8") == settings


@pytest.mark.parametrize("arguments", [("report", "-o", "site"), ("export", "-o", "data.csv")])
def test_with_a_broken_plan_among_them_all_is_said_and_nothing_written(
    plans: Path, tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    (plans / "full.yaml").write_text("schema: yport/plan/v1\n", encoding="utf-8")
    (plans / "small.yaml").write_text(changed(("unit: 人", "unti: 人")), encoding="utf-8")
    before = sorted(tmp_path.iterdir())
    run = command(*arguments, plans)
    assert run.status == 1
    assert "full.yaml:1:" in run.err
    assert "small.yaml:11:" in run.err
    assert sorted(tmp_path.iterdir()) == before


@pytest.mark.parametrize("arguments", [("report",), ("export",)])
def test_a_folder_without_plans_is_told(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    run = command(*arguments, tmp_path)
    assert run.status == 2
    assert "計画ファイルがありません" in run.err


def test_one_plan_in_a_folder_has_an_index_too(plan: Path, tmp_path: Path) -> None:
    assert command("report", plan, "-o", tmp_path / "site").status == 0
    assert sorted(path.name for path in (tmp_path / "site").iterdir()) == [
        "index.html",
        "yokohama-yport.html",
    ]


# The form


def test_the_form_is_of_the_year_that_ended_last(plan: Path) -> None:
    assert command("report", plan, "--form", "kensho").out.startswith("# 横浜市 平成29年度 ")
    assert command("report", plan, "--form", "kensho", "--fiscal-year", "令和元年度").out.startswith(
        "# 横浜市 平成31年度 "
    )


def test_the_form_holds_several_plans(plans: Path, tmp_path: Path) -> None:
    out = tmp_path / "kensho.html"
    refused = command("report", plans, "--form", "kensho", "-o", out, "--fiscal-year", "H31")
    assert refused.status == 2
    assert "R1（2019年度）は「小さな計画」の年度（H29〜H30）にありません" in refused.err
    assert command("report", plans, "--form", "kensho", "-o", out, "--fiscal-year", "H30").status == 0
    assert out.read_text(encoding="utf-8").count("<tbody>") == 3 + 2


# Settings


def test_a_settings_file_says_whose_page_it_is(plan: Path, tmp_path: Path) -> None:
    site = tmp_path / "site.yaml"
    site.write_text('name: 港市\ncolor: "#0b6b4f"\ncontact: 企画課\n', encoding="utf-8")
    assert command("report", plan, "-o", tmp_path / "out.html", "--site", site).status == 0
    text = (tmp_path / "out.html").read_text(encoding="utf-8")
    assert "<b>港市</b>" in text
    assert "--city: #0b6b4f" in text


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ('name: 港市\ncolor: "#767676"\n', 2, "色 #767676 は薄すぎます"),
        ("color: blue\n", 1, "色「blue」は読めません"),
        ("name: 港市\nlogo: missing.png\n", 0, "missing.png"),
        ("nme: 港市\n", 1, "name のことですか"),
        ("links:\n  - {name: a, url: 'javascript:alert(1)'}\n", 2, "リンクの宛先になりません"),
        ("links:\n  - {name: a}\n", 2, "url がありません"),
        ("- a\n", 0, "「キー: 値」の組"),
        ("name: [\n", 1, ""),
        ("name: 1\n", 1, "name の値が読めません"),
    ],
)
def test_settings_that_cannot_be_used_are_told_with_their_line(
    plan: Path, tmp_path: Path, text: str, line: int, said: str
) -> None:
    site = tmp_path / "site.yaml"
    site.write_text(text, encoding="utf-8")
    run = command("report", plan, "-o", tmp_path / "out.html", "--site", site)
    assert run.status in (2, 3)
    assert (f"{site}:{line}: " if line else "") in run.err
    assert said in run.err
    assert not (tmp_path / "out.html").exists()


def test_a_settings_file_that_cannot_be_read_is_told(plan: Path, tmp_path: Path) -> None:
    asked = ("report", plan, "-o", tmp_path / "out.html", "--lang", "en", "--site")
    run = command(*asked, tmp_path / "none.yaml")
    assert run.status == 3
    assert f"{tmp_path / 'none.yaml'}: there is no such file" in run.err
    (tmp_path / "sjis.yaml").write_bytes("name: 港市".encode("cp932"))
    assert command(*asked, tmp_path / "sjis.yaml").status != 0
    (tmp_path / "logo.png").write_text("no image", encoding="utf-8")
    (tmp_path / "site.yaml").write_text("logo: logo.png", encoding="utf-8")
    run = command(*asked, tmp_path / "site.yaml")
    assert run.status == 2
    assert "is no image" in run.err


def test_what_is_written_is_opened(plan: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    monkeypatch.setattr("typer.launch", opened.append)
    assert command("report", plan, "-o", tmp_path / "out.html", "--open").status == 0
    assert command("report", plan, "-o", tmp_path / "site", "--open").status == 0
    assert opened == [str(tmp_path / "out.html"), str(tmp_path / "site" / "index.html")]


# Use


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("-o", "report.pdf"), "書式が分かりません"),
        (("--fiscal-year", "H29"), "--form と使います"),
        (("--open",), "--open は -o と使います"),
        (("-o", ".", "--format", "xlsx"), "HTML と Markdown"),
        (("--form", "kensho", "--fiscal-year", "X29"), "年度として読めません"),
    ],
)
def test_what_does_not_go_together_is_refused(plan: Path, arguments: tuple[str, ...], said: str) -> None:
    run = command("report", plan, *arguments)
    assert run.status == 2, run.err
    assert said in run.err


def test_several_plans_need_a_folder_and_their_own_ledgers(plans: Path, tmp_path: Path) -> None:
    for arguments, said in [
        (("-o", tmp_path / "report.html"), "フォルダーを指定"),
        ((), "フォルダーを指定"),
        (("-o", tmp_path / "site", "--ledger", "a.csv"), "計画が一つのとき"),
    ]:
        run = command("report", plans, *arguments)
        assert run.status == 2
        assert said in run.err


def test_a_missing_extra_is_named(plan: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    for form in ((), ("--form", "kensho")):
        run = command("report", plan, "-o", tmp_path / "report.xlsx", *form, "--lang", "en")
        assert run.status == 4
        assert run.err.endswith(
            'writing Excel files needs the extra `excel`; run pip install "yport[excel]"\n'
        )


def test_other_rows_of_the_ledger_make_another_report(plan: Path) -> None:
    whole = command("report", plan).out
    early = command("report", plan, "--as-of", "2018-03-31").out
    assert "平成30年9月30日までの" in whole
    assert "平成29年9月30日までの" in early
    assert "1,700,000" not in early


@pytest.mark.slow
def test_the_clock_the_folder_and_the_time_zone_change_nothing(
    plan: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written = []
    for zone, folder in (("Asia/Tokyo", tmp_path / "a"), ("America/New_York", tmp_path / "b")):
        folder.mkdir()
        monkeypatch.chdir(folder)
        for ending in ENDINGS:
            process(
                *("report", plan, "-o", f"report.{ending}"),
                status=0,
                TZ=zone,
                PYTHONHASHSEED="1" if zone == "Asia/Tokyo" else "2",
            )
        written.append([(folder / f"report.{ending}").read_bytes() for ending in ENDINGS])
    assert written[0] == written[1]


def test_a_hostile_name_of_a_plan_is_told_safely(tmp_path: Path) -> None:
    path = tmp_path / "plan.yaml"
    path.write_text(changed(("id: small", "id: index")), encoding="utf-8")
    run = command("report", path, "-o", tmp_path / "site")
    assert run.status == 2
    assert "計画のid「index」のページ名が重なります" in run.err
