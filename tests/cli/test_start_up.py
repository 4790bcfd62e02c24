import pytest

from example import YPORT
from program import process

pytestmark = pytest.mark.slow

DEAR = {"jinja2", "multiprocessing", "pypdfium2", "python_calamine", "tabulate", "xlsxwriter"}
"""What costs more than a millisecond to import and serves only some formats and commands."""


def _imported(*arguments: str) -> set[str]:
    """The modules that a whole run of the program imports."""
    said = process(*arguments, status=0, PYTHONPROFILEIMPORTTIME="1").err
    lines = [line for line in said.splitlines() if line.startswith("import time:")]
    return {line.split("|")[-1].strip() for line in lines}


@pytest.mark.parametrize(
    ("arguments", "dear"),
    [
        (
            ("validate", "--no-cache", str(YPORT)),
            DEAR | {"rich.console", "json", "yport_cli.render.pages.status"},
        ),
        (("status", str(YPORT)), DEAR | {"json"}),
        (("status", str(YPORT), "--format", "json"), DEAR | {"rich.console"}),
    ],
)
def test_a_command_imports_only_what_it_needs(arguments: tuple[str, ...], dear: set[str]) -> None:
    imported = _imported(*arguments)
    assert "yport_cli.source.plan.plan_loader" in imported
    assert not imported & dear
