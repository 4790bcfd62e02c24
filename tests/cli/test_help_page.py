"""Help: in one language, within 80 cells, and what Tab completes."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from example import YPORT
from program import command, process
from yport_cli.cli.help_page import first_sentence, wrapped
from yport_cli.cli.main import COMMANDS
from yport_cli.render.wording.width import cells

OF_TYPER = re.compile(
    r"Usage|Options|Arguments|Commands|Show this|OPTIONS|<str>|<path>|Path\]|\[default|list\["
)


@pytest.mark.parametrize("name", ["", *COMMANDS])
def test_help_is_japanese_and_no_wider_than_a_screen(name: str) -> None:
    page = command(*([name] if name else []), "--help", status=0, width=200).out
    assert page.startswith(f"使い方: yport {name}".rstrip())
    assert not OF_TYPER.search(page)
    assert max(map(cells, page.splitlines())) <= 80
    assert not re.search("-output.*-output", page), "an option is named once"


@pytest.mark.parametrize("name", ["", "record", "report"])
def test_help_is_english_where_that_is_spoken(name: str) -> None:
    page = process(*([name] if name else []), "--help", status=0, lang="en").out
    assert page.startswith(f"Usage: yport {name}".rstrip())
    assert not re.search("[ぁ-んァ-ン]", page)


def test_help_is_a_command_too() -> None:
    assert command("help", "status", status=0).out == command("status", "--help").out
    assert command("help", status=0).out == command("--help").out
    assert "statsu というコマンドはありません" in command("help", "statsu", status=2).err


@given(st.text(alphabet="あ漢、。（）「」ー aB1-", max_size=80), st.integers(10, 40))
def test_wrapping_loses_nothing_and_keeps_the_width(text: str, width: int) -> None:
    lines = list(wrapped(text, width))
    assert "".join(lines).replace(" ", "") == "".join(text.split()).replace(" ", "")
    for line in lines:
        # What cannot be broken stands alone: a word, or signs that may not begin a line.
        assert cells(line) <= width or not re.search(r"[あ漢][あ漢]", line)
        assert not re.match("[、。）」ー]", line) or line[0] == text.lstrip()[:1]


def test_the_list_of_commands_has_room_for_a_sentence() -> None:
    assert first_sentence("計画を示します。ほかも。") == "計画を示します。"
    assert first_sentence("Add a row (CSV); with --from FILE a sheet.") == "Add a row (CSV)"


@pytest.mark.parametrize(
    ("line", "completed"),
    [
        ("yport bu", ["budget"]),
        ("yport status --fa", ["--fail-under"]),
        ("yport status city.yaml --kpi ", ["orders", "surveys", "briefings"]),
        ("yport status city.yaml --kpi su", ["surveys"]),
        ("yport status city.yaml --kpi 受注", ["受注額", "受注件数"]),
        ("yport record --plan city.yaml or", ["orders"]),
        ("yport record --plan city.yaml 合同", ["合同調査件数"]),
        ("yport record --plan city.yaml exec", ["execution"]),
        ("yport status city.yaml --kpi 執行", []),
        ("yport record --plan city.yaml 執", ["執行額"]),
        ("yport record --plan city.yaml 受注件", ["受注件数"]),
        ("yport status --kpi su", ["surveys"]),
        ("yport status none.yaml --kpi ", []),
    ],
)
def test_completion_by_tab(
    line: str, completed: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "city.yaml").write_bytes(YPORT.read_bytes())
    monkeypatch.chdir(tmp_path)
    words = line.split(" ")
    found = process(
        _YPORT_COMPLETE="complete_bash", COMP_WORDS=line, COMP_CWORD=str(len(words) - 1), status=0
    )
    assert found.out.split() == completed
    assert found.err == ""  # it would stand in the middle of the line that is typed


@pytest.mark.parametrize(
    ("arguments", "guess"),
    [
        (("report", "--opne"), "--open"),
        (("report", "--forec"), "--force"),
        (("status", "--ledgr"), "--ledger"),
        (("status", "--xyz"), ""),
    ],
)
def test_a_guess_is_near(arguments: tuple[str, ...], guess: str) -> None:
    said = command(*arguments, status=2, lang="en").err
    assert ("did you mean" in said) == bool(guess)
    assert guess in said
