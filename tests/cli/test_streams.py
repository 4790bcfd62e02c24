import io
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from yport_cli.cli import streams
from yport_cli.core.issues.issue import Refusal


class _Full(io.StringIO):
    """A stream on a file that takes nothing more."""

    encoding = "utf-8"

    def __init__(self, descriptor: int, error: OSError) -> None:
        super().__init__()
        self._bytes = io.BytesIO()
        self._descriptor = descriptor
        self._error = error

    @property
    def buffer(self) -> io.BytesIO:
        return self._bytes

    def flush(self) -> None:
        raise self._error

    def fileno(self) -> int:
        return self._descriptor


@pytest.fixture
def full(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Callable[[OSError], None]]:
    """Makes standard output fail."""
    with (tmp_path / "stream").open("wb") as file:

        def fail(error: OSError) -> None:
            monkeypatch.setattr(sys, "stdout", _Full(file.fileno(), error))

        yield fail


@pytest.mark.parametrize("for_people", [True, False])
def test_a_stream_that_fails_is_said_to(full: Callable[[OSError], None], *, for_people: bool) -> None:
    full(OSError(28, "No space left on device"))
    with pytest.raises(Refusal) as caught:
        streams.write("横浜", for_people=for_people)
    assert caught.value.code == "cannot-write"
    assert caught.value.message.en == "standard output cannot be written (No space left on device)"


def test_whoever_has_read_enough_is_no_failure(full: Callable[[OSError], None]) -> None:
    full(BrokenPipeError(32, "Broken pipe"))
    assert streams.write("横浜") is False


def test_a_closed_stream_is_said_to_be(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", None)
    with pytest.raises(Refusal) as caught:
        streams.write("横浜", for_people=True)
    assert caught.value.message.en == "standard output cannot be written (it is closed)"
    assert not streams.is_terminal()
    assert not streams.has_color()
    assert streams.terminal_width() == 80


def test_a_comment_without_a_stream_is_lost(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    with monkeypatch.context() as closed:
        closed.setattr(sys, "stderr", None)
        streams.comment("横浜")
    assert capfd.readouterr() == ("", "")


def test_a_comment_is_made_to_fit_its_stream(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
    monkeypatch.setattr(sys, "stderr", stream)
    streams.comment("a横\n")
    stream.seek(0)
    assert stream.read() == "a?\n"


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("environment", "colored"),
    [
        ({}, True),
        ({"NO_COLOR": "1"}, False),
        ({"NO_COLOR": ""}, True),
        ({"TERM": "dumb"}, False),
    ],
)
@pytest.mark.skipif(os.name == "nt", reason="Windows has rules of its own")
def test_colour_is_for_terminals_that_want_it(
    monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], *, colored: bool
) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(sys, "stdout", _Terminal())
    assert streams.has_color() is colored
    monkeypatch.setattr(sys, "stdout", io.StringIO())
    assert not streams.has_color()


@pytest.mark.parametrize(
    ("columns", "width"), [("40", 40), ("200", 200), ("0", 80), ("x", 80), ("", 80), ("-1", 80)]
)
def test_columns_overrides_the_width(monkeypatch: pytest.MonkeyPatch, columns: str, width: int) -> None:
    monkeypatch.setattr(sys, "stdout", io.StringIO())
    monkeypatch.setenv("COLUMNS", columns)
    assert streams.terminal_width() == width
