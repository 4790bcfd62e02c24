"""The examples of the pages for programs print what the pages say."""

import contextlib
import io
import re
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from example import ROOT
from program import command

_EXAMPLE = re.compile(r"```python\n(.*?)```\n\n```text\n(.*?)```", re.DOTALL)
_CODE = re.compile(r"```python\n(.*?)```", re.DOTALL)
NATION = ["nation.md", "nation.en.md"]
WITHOUT_SPARK = shutil.which("java") is None or find_spec("pyspark") is None


def _examples(page: str) -> list[tuple[str, str]]:
    text = (ROOT / "docs" / page).read_text(encoding="utf-8")
    found = _EXAMPLE.findall(text)
    assert len(found) == text.count("```python\n"), "each example has its answer"
    return found


def _printed(code: str) -> str:
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        exec(compile(code, "example", "exec"), {"__name__": "example"})  # noqa: S102  it is our own page
    return out.getvalue()


@pytest.fixture
def nation(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the plans of the pages, and the data set that the page has written."""
    shutil.copytree(ROOT / "tests" / "data" / "nation", tmp_path / "plans")
    monkeypatch.chdir(tmp_path)
    command("export", "plans/", "-o", "dataset", status=0)
    return tmp_path


@pytest.mark.parametrize("page", ["python.md", "python.en.md"])
def test_the_examples_for_python(page: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    examples = _examples(page)
    assert len(examples) == 3
    for code, said in examples:
        assert _printed(code) == said


@pytest.mark.usefixtures("nation")
@pytest.mark.parametrize("page", NATION)
def test_the_examples_with_duckdb(page: str) -> None:
    examples = [(code, said) for code, said in _examples(page) if "duckdb" in code]
    assert len(examples) == 2
    for code, said in examples:
        assert _printed(code) == said


@pytest.mark.parametrize("page", NATION)
def test_the_files_of_the_data_set_are_those_on_the_page(page: str, nation: Path) -> None:
    text = (ROOT / "docs" / page).read_text(encoding="utf-8")
    listed = re.findall(r"^dataset/.*$", text, re.MULTILINE)
    assert sorted(path.relative_to(nation).as_posix() for path in nation.glob("dataset/*/*")) == listed


@pytest.mark.slow
@pytest.mark.skipif(WITHOUT_SPARK, reason="Java or pyspark is not installed")
def test_a_cluster_computes_what_one_machine_does(nation: Path) -> None:
    pages = [[(code, said) for code, said in _examples(page) if "pyspark" in code] for page in NATION]
    (code, said), (_, said_in_english) = (example for page in pages for example in page)
    assert said == said_in_english
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=nation, capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stderr[-2000:]
    assert done.stdout.strip() == said.strip()


@pytest.mark.parametrize("pages", [("python.md", "python.en.md"), tuple(NATION)])
def test_both_languages_show_the_same_code(pages: tuple[str, str]) -> None:
    ja, en = (
        [
            re.sub(r"# .*|message\.\w\w", "", code)
            for code in _CODE.findall((ROOT / "docs" / page).read_text(encoding="utf-8"))
        ]
        for page in pages
    )
    assert ja == en
