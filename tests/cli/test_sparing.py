from pathlib import Path

import pytest

from example import FULL
from program import command

LEDGER = "fiscal_year,item,amount\nH29,orders,800000\n"


@pytest.fixture
def files() -> dict[str, str]:
    files = {"plan.yaml": FULL, "plan.ledger.csv": "fiscal_year,item,amount\n", "figures.csv": LEDGER}
    for name, text in files.items():
        Path(name).write_text(text, encoding="utf-8")
    return files


@pytest.mark.parametrize(
    "arguments",
    [
        ("status", "plan.yaml", "-o", "plan.ledger.csv"),
        ("status", "plan.yaml", "--ledger", "figures.csv", "-o", "./figures.csv"),
        ("status", "plan.yaml", "--format", "json", "-o", "plan.yaml"),
        ("status", "plan.yaml", "--format", "json", "-o", "PLAN.YML"),
        ("budget", "plan.yaml", "--ledger", "figures.csv", "-o", "figures.csv"),
        ("breakeven", "plan.yaml", "-o", "plan.ledger.csv"),
        ("forecast", "plan.yaml", "-o", "plan.ledger.csv"),
        ("diff", "plan.yaml", "plan.yaml", "--ledger", "figures.csv", "-o", "figures.csv"),
        ("validate", "plan.yaml", "--format", "json", "-o", "plan.yaml"),
        ("validate", "figures.csv", "--format", "json", "-o", "figures.csv"),
        ("export", "plan.yaml", "--force", "-o", "plan.ledger.csv"),
        ("report", "plan.yaml", "--format", "html", "--force", "-o", "plan.yaml"),
        ("schema", "-o", "plan.yaml"),
    ],
    ids=" ".join,
)
def test_no_answer_is_written_over_a_plan_or_a_ledger(
    files: dict[str, str], arguments: tuple[str, ...]
) -> None:
    found = command(*arguments, "--lang", "en")
    assert found.status == 2
    assert "is a plan or a ledger" in found.err
    assert {path.name: path.read_text(encoding="utf-8") for path in Path().iterdir()} == files


def test_an_answer_goes_to_any_other_file(files: dict[str, str]) -> None:
    assert command("status", "plan.yaml", "-o", "status.csv").status == 0
    assert command("status", "plan.yaml", "-o", "status.csv").status == 0
    assert {path.name for path in Path().iterdir()} == {*files, "status.csv"}
