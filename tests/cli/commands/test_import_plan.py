"""`yport import` as a whole command."""

import re
from pathlib import Path

import pytest
import yaml

from document_example import DOCUMENT
from document_generator import document
from example import SMALL
from program import command

TEXT = DOCUMENT.read_text(encoding="utf-8")
WRONG = TEXT.replace("165 \n", "166 \n")
NO_AREA = TEXT.replace("３ 地域再生計画の区域", "区域")


def test_the_draft_goes_to_standard_output_and_the_report_to_standard_error() -> None:
    run = command("import", DOCUMENT, status=0)
    assert yaml.safe_load(run.out)["budget"]["total"] == 120000
    assert f"{DOCUMENT}: KPI 3件・数値 19個を写しました（記載なし 0件、要確認 0件、不一致 0件）" in run.err
    english = command("import", DOCUMENT, lang="en", status=0)
    assert "took 3 KPIs and 19 figures (0 missing, 0 to check, 0 in disagreement)" in english.err
    assert "# line 515: 120,000千円" in english.out


def test_a_document_comes_from_standard_input() -> None:
    run = command("import", "-", stdin=TEXT, status=0)
    assert yaml.safe_load(run.out)["id"] == "plan"


def test_a_draft_that_does_not_validate_is_written_all_the_same() -> None:
    Path("document.txt").write_text(NO_AREA, encoding="utf-8")
    run = command("import", "document.txt", "-o", "plan.yaml", status=1)
    assert "区域が見つかりません" in run.err
    assert "area: null  # TODO: 区域が見つかりません" in Path("plan.yaml").read_text(encoding="utf-8")
    assert "yport validate" in run.err


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_every_todo_of_a_draft_is_said_with_its_line(lang: str) -> None:
    Path("document.txt").write_text(NO_AREA, encoding="utf-8")
    run = command("import", "document.txt", "-o", "plan.yaml", status=1, lang=lang)
    lines = Path("plan.yaml").read_text(encoding="utf-8").split("\n")
    left = [number for number, line in enumerate(lines, 1) if "TODO: " in line]
    said = re.findall(r"(?m)^  (?:line )?(\d+)(?:行目|:) (\w+)", run.err)
    assert [int(number) for number, _ in said] == left
    assert ("area" in {key for _, key in said}) == any(
        line.startswith("area: null  # TODO") for line in lines
    )
    assert "TODO" not in command("import", "document.txt", status=1, lang=lang).err.split("yport validate")[1]


def test_a_sum_that_disagrees_is_reported_and_with_strict_nothing_is_written() -> None:
    Path("document.txt").write_text(WRONG, encoding="utf-8")
    run = command("import", "document.txt", "-o", "plan.yaml", status=1)
    assert "累計 166 は増加分の合計 165 と一致しません" in run.err
    assert "stated_cumulative: 166" in Path("plan.yaml").read_text(encoding="utf-8")
    command("import", "document.txt", "-o", "strict.yaml", "--strict", status=1)
    assert not Path("strict.yaml").exists()


def test_a_plan_that_stands_there_is_not_written_over() -> None:
    Path("plan.yaml").write_text("mine", encoding="utf-8")
    run = command("import", DOCUMENT, "-o", "plan.yaml", status=3)
    assert "すでにあります" in run.err
    assert Path("plan.yaml").read_text(encoding="utf-8") == "mine"
    command("import", DOCUMENT, "-o", "plan.csv", status=2)


def test_every_figure_is_told_with_its_place() -> None:
    found = command("import", DOCUMENT, "--format", "json", status=0).json
    assert found["command"] == "import"
    assert found["valid"] is True
    assert len(found["figures"]) == 19
    assert found["figures"][0] == {
        "path": "kpis[0].baseline",
        "value": 500000,
        "printed": "500,000",
        "page": None,
        "line": 181,
    }
    assert found["remarks"] == []


@pytest.fixture
def folder() -> Path:
    path = Path("documents")
    (path / "deep").mkdir(parents=True)
    for seed in range(3):
        (path / f"plan-{seed}.txt").write_text(document(seed).text, encoding="utf-8")
    (path / "deep" / "plan-0.txt").write_text(TEXT, encoding="utf-8")
    (path / "broken.pdf").write_bytes(b"%PDF-1.7")
    (path / "notes.md").write_text("no document", encoding="utf-8")
    return path


def test_a_folder_is_drafted_and_what_stands_there_is_kept(folder: Path) -> None:
    Path("plans").mkdir()
    Path("plans/plan-1.yaml").write_text("mine", encoding="utf-8")
    run = command("import", folder, "-o", "plans", status=3)
    assert Path("plans/plan-1.yaml").read_text(encoding="utf-8") == "mine"
    names = {path.name for path in Path("plans").iterdir()}
    assert names == {"plan-0.yaml", "plan-0.txt.yaml", "plan-1.yaml", "plan-2.yaml"}
    assert "文書 5件: 下書き 3件を書き出し、すでにある計画 1件を残しました。" in run.err
    assert "読めなかったもの 1件" in run.err
    again = command("import", folder, "-o", "plans", status=3)
    assert "下書き 0件を書き出し、すでにある計画 4件を残しました。" in again.err


def test_a_folder_needs_a_folder_to_write_to(folder: Path) -> None:
    assert "-o" in command("import", folder, status=2).err
    Path("empty").mkdir()
    assert "計画書" in command("import", "empty", "-o", "plans", status=2).err


def test_a_file_that_is_no_document_ends_in_a_sentence() -> None:
    Path("scan.pdf").write_bytes(b"%PDF-1.7 broken")
    assert "壊れている" in command("import", "scan.pdf", status=3).err
    command("import", "missing.txt", status=3)


def test_the_form_that_export_writes_is_read_again() -> None:
    command("import", DOCUMENT, "-o", "plan.yaml", status=0)
    command("export", "plan.yaml", "-o", "form.txt", status=0)
    command("import", "form.txt", "-o", "again.yaml", status=0)
    one, other = (
        yaml.safe_load(Path(name).read_text(encoding="utf-8")) for name in ("plan.yaml", "again.yaml")
    )
    for key in ("name", "authors", "area", "period", "fiscal_years", "kpis", "budget", "self_sufficiency"):
        assert other[key] == one[key]
    assert not Path("datapackage.json").exists()


def test_many_documents_are_drafted_by_several_processes_as_one_after_the_other() -> None:
    folder = Path("many")
    folder.mkdir()
    for seed in range(40):
        (folder / f"{seed:02}.txt").write_text(document(seed).text, encoding="utf-8")
    (folder / "20.pdf").write_bytes(b"%PDF-1.7")
    run = command("import", folder, "-o", "plans", status=3)
    assert "文書 41件: 下書き 40件" in run.err
    assert [line.split(":")[0] for line in run.err.splitlines()[:-1] if line.startswith("many/")] == sorted(
        line.split(":")[0] for line in run.err.splitlines()[:-1] if line.startswith("many/")
    )
    alone = command("import", folder / "07.txt", lang="ja")
    assert Path("plans/07.yaml").read_text(encoding="utf-8") == alone.out


def test_a_plan_file_is_told_from_a_document() -> None:
    Path("plan.yaml").write_text(SMALL, encoding="utf-8")
    said = command("import", "plan.yaml", "-o", "draft.yaml", lang="en", status=3)
    assert "(it is a plan file already); use it as it is: yport validate checks it" in said.err
    assert (said.out, Path("draft.yaml").exists()) == ("", False)
