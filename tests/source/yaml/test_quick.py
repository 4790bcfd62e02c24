"""The quick reader says what the builder says, or nothing."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from example import FULL, ROOT
from yport_cli.core.refusals.yaml_text import MAX_DEPTH, MAX_NODES
from yport_cli.source.yaml.document import read_document
from yport_cli.source.yaml.parsers import Parser, default_parser
from yport_cli.source.yaml.quick import quick_value

PLANS = sorted(ROOT.glob("plans/*.yaml")) + sorted((ROOT / "tests" / "cases").glob("*/*.yaml"))


def _events(text: bytes) -> Parser:
    return default_parser(text)


def _built(text: str, parser: Callable[[bytes], Parser] = _events) -> tuple[object, list[str]]:
    """What the builder makes of the events."""
    document = read_document(text, parser)
    return document.value, [issue.code for issue in document.issues]


@pytest.mark.parametrize("path", PLANS, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_it_reads_what_the_builder_reads(path: Path) -> None:
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return
    found = None if "&" in text or "!" in text else quick_value(text)
    assert found is None or (found, []) == _built(text)


def test_it_reads_a_whole_plan() -> None:
    assert quick_value(FULL) is not None


_PIECES = st.sampled_from(
    [
        *(
            "a",
            "b: ",
            "- ",
            "\n",
            "  ",
            "[",
            "]",
            "{",
            "}",
            ", ",
            ": ",
            "'x'",
            '"y"',
            "1",
            "1.50",
            "010",
            "~",
        ),
        *(
            "null",
            "# c",
            "|",
            ">",
            "---",
            "...",
            "? ",
            "<<",
            "*a",
            "%YAML 1.1",
            "\t",
            "年",
            "\u00a0",
            "\x07",
            "-",
        ),
    ]
)


@given(st.lists(_PIECES, max_size=30).map("".join))
def test_whatever_the_text_it_says_the_same_or_nothing(text: str) -> None:
    found = quick_value(text)
    assert found is None or (found, []) == _built(text)


@pytest.mark.parametrize(
    "text",
    [
        "a: 1\na: 2\n",  # a key twice
        "a: 1\n---\nb: 2\n",
        "? [a]\n: 1\n",
        "<<: {a: 1}\n",
        "- a\n",
        "a\n",
        "",
        "a: [",
        "a: *b\n",
        "a: \x07\n",
        "a: " + "[" * (MAX_DEPTH) + "]" * (MAX_DEPTH) + "\n",
        "a: " + "[" * 100_000,
        "\n".join(" " * depth + "a:" for depth in range(5_000)),
        "- " * 50_000,
        "a: [" + "1," * MAX_NODES + "]\n",
        "a: \ud800\n",
    ],
)
def test_it_says_nothing_of_what_is_odd(text: str) -> None:
    assert quick_value(text) is None
