import io
import sys

import pytest

from yport_cli.cli import progress
from yport_cli.cli.progress import Progress


class _Screen(io.StringIO):
    encoding = "utf-8"


@pytest.mark.parametrize(
    ("columns", "drawn"),
    [
        (80, "\r[############............] 500/1,000"),
        (30, "\r[########.........] 500/1,000"),
        (14, "\r500/1,000"),
        (6, "\r500/1"),
    ],
)
def test_a_bar_is_never_wider_than_the_terminal(
    monkeypatch: pytest.MonkeyPatch, columns: int, drawn: str
) -> None:
    screen = _Screen()
    monkeypatch.setattr(sys, "stderr", screen)
    monkeypatch.setattr(progress, "_PAUSE", -1)
    monkeypatch.setenv("COLUMNS", str(columns))
    with Progress(1_000) as bar:
        bar.show(500)
        assert screen.getvalue() == drawn
    assert screen.getvalue() == f"{drawn}\r{' ' * (len(drawn) - 1)}\r"


def test_a_bar_is_taken_away_when_the_work_is_interrupted(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = _Screen()
    monkeypatch.setattr(sys, "stderr", screen)
    monkeypatch.setattr(progress, "_PAUSE", -1)

    def work() -> None:
        with Progress(1_000) as bar:
            bar.show(500)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        work()
    assert screen.getvalue().endswith(" \r")


def test_a_few_files_are_done_before_a_bar_is_worth_it(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = _Screen()
    monkeypatch.setattr(sys, "stderr", screen)
    monkeypatch.setattr(progress, "_PAUSE", -1)
    with Progress(0) as unwatched, Progress(199) as few:
        unwatched.show(1)
        few.show(100)
    assert screen.getvalue() == ""
