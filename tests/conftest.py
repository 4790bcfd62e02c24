"""What every test shares: repeatable laws, a clean environment for commands, caches of the tests' own."""

import gc
import io
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from example import Command, Run

settings.register_profile("repeatable", derandomize=True, deadline=None)
settings.load_profile("repeatable")


@pytest.fixture(autouse=True, scope="session")
def _own_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        yield


class _Stream(io.TextIOWrapper):
    def __init__(self, data: bytes = b"") -> None:
        super().__init__(io.BytesIO(data), encoding="utf-8", newline="")

    def text(self) -> str:
        self.flush()
        assert isinstance(self.buffer, io.BytesIO)
        return self.buffer.getvalue().decode()


@pytest.fixture
def command(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Command:
    """The program within this process: `command("status", path, stdin=b"…")`, in an empty folder, in Japanese."""
    from yport_cli.cli.main import main

    for name in ("YPORT_PLAN", "YPORT_LANG", "LC_ALL", "LC_MESSAGES", "LANG", "COLUMNS", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "C.UTF-8")
    monkeypatch.setenv("PYDANTIC_DISABLE_PLUGINS", "__all__")
    # What `main` does to the collector is for a process of its own.
    monkeypatch.setattr(gc, "set_threshold", lambda *_: None)
    monkeypatch.setattr(gc, "freeze", lambda: None)
    monkeypatch.chdir(tmp_path)

    def run(*arguments: object, stdin: bytes = b"") -> Run:
        out, err = _Stream(), _Stream()
        with monkeypatch.context() as streams:
            streams.setattr(sys, "argv", ["yport", *map(str, arguments)])
            streams.setattr(sys, "stdin", _Stream(stdin))
            streams.setattr(sys, "stdout", out)
            streams.setattr(sys, "stderr", err)
            with pytest.raises(SystemExit) as ended:
                main()
        code = ended.value.code
        assert isinstance(code, int)
        assert "Traceback" not in err.text()
        return Run(code, out.text(), err.text())

    return run
