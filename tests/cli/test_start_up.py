import os
import subprocess
import sys
from pathlib import Path

import pytest

PLAN = Path(__file__).parents[2] / "plans" / "yokohama-yport.yaml"

DEAR = {"jinja2", "multiprocessing", "pypdfium2", "python_calamine", "tabulate", "xlsxwriter"}
"""What costs more than a millisecond to import and serves only some formats and commands."""


def _imported(*arguments: str) -> set[str]:
    """The modules that a whole run of the program imports."""
    run = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "yport_cli", *arguments],
        check=True,
        capture_output=True,
        encoding="utf-8",
        env={name: value for name, value in os.environ.items() if not name.startswith("COV")},
    )
    lines = [line for line in run.stderr.splitlines() if line.startswith("import time:")]
    return {line.split("|")[-1].strip() for line in lines}


@pytest.mark.parametrize(
    ("arguments", "dear"),
    [
        (
            ("validate", "--no-cache", str(PLAN)),
            DEAR | {"rich.console", "json", "yport_cli.render.pages.status"},
        ),
        (("status", str(PLAN)), DEAR | {"json"}),
        (("status", str(PLAN), "--format", "json"), DEAR | {"rich.console"}),
    ],
)
def test_a_command_imports_only_what_it_needs(arguments: tuple[str, ...], dear: set[str]) -> None:
    imported = _imported(*arguments)
    assert "yport_cli.source.plan.plan_loader" in imported
    assert not imported & dear
