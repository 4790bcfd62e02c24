"""A repository as a city hall has one: real git, 30 plans with their ledgers, Japanese names with spaces."""

import subprocess
from pathlib import Path

from example import changed
from program import surroundings

LEDGER = "日付,項目,金額\n2017-06-01,visits,5\n"
_FOLDERS = ("plans", "plans/令和 2年度", "支所/plans/北 区")


class Repository:
    """A git repository in a folder of its own, with one commit in it."""

    def __init__(self, top: Path, **environment: str) -> None:
        self.top = top
        self._environment = environment
        top.mkdir(parents=True)
        self.git("init", "-q", "-b", "main")
        for name, value in (("user.name", "t"), ("user.email", "t@example.org"), ("core.quotePath", "true")):
            self.git("config", name, value)
        for number in range(30):
            stem = f"{_FOLDERS[number % 3]}/計画 {number:02}"
            self.write(f"{stem}.yaml", changed(("id: small", f"id: plan-{number:02}")))
            self.write(f"{stem}.ledger.csv", LEDGER)
        self.write("plans/docker-compose.yaml", "services: {}\n")
        self.commit()

    def write(self, name: str, text: str | bytes) -> Path:
        """A file with this content."""
        path = self.top / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode() if isinstance(text, str) else text)
        return path

    def edit(self, name: str, *pairs: tuple[str, str]) -> None:
        """Replace the first member of each pair by the second in a file."""
        path = self.top / name
        path.write_text(changed(*pairs, text=path.read_text(encoding="utf-8")), encoding="utf-8")

    def git(self, *arguments: str) -> str:
        """What git prints; it must not fail."""
        done = self.run("git", *arguments)
        assert done.returncode == 0, done.stdout
        return done.stdout

    def commit(self, message: str = "a") -> None:
        """Commit all that there is, without any hook."""
        self.git("add", "-A")
        self.git("commit", "-q", "--no-verify", "-m", message)

    def run(self, *command: str, **environment: str) -> "subprocess.CompletedProcess[str]":
        """A command in the repository; its errors are in its output."""
        return subprocess.run(
            command,
            cwd=self.top,
            env=surroundings(**self._environment | environment),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            timeout=300,
            check=False,
        )
