from pathlib import Path

import pytest

from example import FULL, SMALL
from program import command

LEDGER = "fiscal_year,item,amount\nH29,orders,800000\n"


@pytest.fixture
def files() -> dict[str, str]:
    files = {
        "plan.yaml": FULL,
        "plan.ledger.csv": "fiscal_year,item,amount\n",
        "figures.csv": LEDGER,
        "plan.txt": SMALL,
        "page.html": "name: 港市",
    }
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
        ("export", "plan.yaml", "-o", "plan.ledger.csv"),
        ("export", "plan.yaml", "--ledger", "figures.csv", "-o", "figures.csv"),
        ("report", "plan.yaml", "--format", "html", "--force", "-o", "plan.yaml"),
        ("report", "plan.yaml", "--site", "page.html", "--format", "html", "-o", "page.html"),
        ("report", "plan.yaml", "--form", "kensho", "--force", "--format", "html", "-o", "plan.ledger.csv"),
        ("explain", "--list", "--format", "csv", "-o", "plan.ledger.csv"),
        ("schema", "-o", "plan.yaml"),
        ("status", "plan.txt", "-o", "plan.txt"),
        ("validate", "plan.txt", "-o", "plan.txt"),
        ("validate", "plan.txt", "--diff", "-o", "plan.txt"),
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


@pytest.mark.parametrize(
    ("link", "is_hard"),
    [("figures.json", False), ("figures.json", True), ("plan.json", False), ("plan.ledger.json", False)],
)
@pytest.mark.parametrize("name", ["status", "export", "validate"])
def test_nor_over_one_by_another_name(
    files: dict[str, str], tmp_path: Path, name: str, link: str, *, is_hard: bool
) -> None:
    target = next(path for path in files if path.startswith(link.removesuffix("json")))
    out = tmp_path / "out" / link
    out.parent.mkdir()
    if is_hard:
        out.hardlink_to(tmp_path / target)
    else:
        out.symlink_to(tmp_path / target)
    of_ledger = ("figures.csv",) if name == "validate" else ("plan.txt", "--ledger", "figures.csv")
    found = command(name, *of_ledger, "-o", out, "--lang", "en")
    assert found.status == 2
    assert "is a plan or a ledger" in found.err
    assert {path.name: path.read_text(encoding="utf-8") for path in Path().glob("*.*")} == files
    assert [path.name for path in out.parent.iterdir()] == [link]


@pytest.mark.parametrize(
    "name", ["status", "budget", "breakeven", "forecast", "validate", "export", "report"]
)
def test_nor_over_the_plan_that_is_meant_where_none_is_named(files: dict[str, str], name: str) -> None:
    asked = ("--format", "html" if name == "report" else "json")
    found = command(name, "-o", "plan.txt", *asked, "--lang", "en", YPORT_PLAN="plan.txt")
    assert found.status == 2
    assert "plan.txt is a plan or a ledger" in found.err
    assert {path.name: path.read_text(encoding="utf-8") for path in Path().iterdir()} == files


def test_an_answer_goes_to_any_other_file(files: dict[str, str]) -> None:
    assert command("status", "plan.yaml", "-o", "status.csv").status == 0
    assert command("status", "plan.yaml", "-o", "status.csv").status == 0
    assert {path.name for path in Path().iterdir()} == {*files, "status.csv"}
