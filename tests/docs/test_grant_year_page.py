"""`docs/grant-year.md` shows what the program says of its example, and what it knows of programmes.

After a change: `python tests/docs/test_grant_year_page.py`, and read the difference.
"""

import re
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

sys.path.insert(0, str(Path(__file__).parents[1]))

from example import ROOT
from program import command
from yport_cli.core.catalogue.rules import rule_of
from yport_cli.core.checks.programmes import CAPS, PARTS

_FILE = ROOT / "docs" / "grant-year.md"
_CONSOLE = re.compile(r"```console\n(\$ yport ([^\n]*)\n)[^`]*```")
_PARTS = "| 制度 | 種類 | 長くて | 交付率 | 出典 |\n|---|---|---|---|---|\n"
_CAPS = "| 制度 | 種類 | 団体 | 年度 | 千円 | 出典 |\n|---|---|---|---|---|---|\n"
_BODIES = {"prefecture": "都道府県", "core_city": "中枢中核都市", "municipality": "市区町村"}


def _block(page: str, language: str) -> str:
    found = re.search(rf"```{language}\n(.*?)```", page, re.DOTALL)
    assert found is not None
    return found[1]


def _with_screens(page: str) -> str:
    """The page with what the program says of its example."""
    with TemporaryDirectory() as folder:
        plan = Path(folder, "rei.yaml")
        plan.write_text(_block(page, "yaml"), encoding="utf-8")
        Path(folder, "rei.ledger.csv").write_text(_block(page, "csv"), encoding="utf-8")

        def screen(found: re.Match[str]) -> str:
            name, _, *options = found[2].split()
            run = command(name, plan, *options, lang="ja", width=110, status=0)
            said = run.err.replace(f"{folder}/", "")
            return f"```console\n{found[1]}{said}{run.out.removeprefix(chr(0xFEFF))}```"

        return _CONSOLE.sub(screen, page)


def _with_tables(page: str) -> str:
    """The page with the table of known programmes."""
    parts = "".join(
        f"| {part.programme} | {part.kind} | {part.longest}年度 | {part.rate or '1/2等'} | {part.source} |\n"
        for part in PARTS
    )
    caps = "".join(
        f"| {cap.programme} | {cap.kind} | {_BODIES[cap.body]} | {cap.fiscal_year or 'すべて'} "
        f"| {'計画全体で' if cap.per == 'plan' else '年'}{'（目安）' if cap.is_guide else ''} {cap.amount:,} "
        f"| {cap.source} |\n"
        for cap in CAPS
    )
    start = page[: page.index(_PARTS)]
    return f"{start}{_PARTS}{parts}\n{_CAPS}{caps}"


def test_the_page_shows_what_the_program_says() -> None:
    page = _FILE.read_text(encoding="utf-8")
    assert page == _with_tables(_with_screens(page))


def test_the_worked_example_ends_with_nothing_to_receive_and_nothing_to_return() -> None:
    page = _FILE.read_text(encoding="utf-8")
    before, after = page.index("返還見込額は 300"), page.index("R6 にも未収も返還も残りません")
    assert "300千円 の返還が見込まれます" in page[before:after]


def test_the_checks_of_the_page_are_rules() -> None:
    named = re.findall(r"(?m)^\| `([a-z-]+)` \|", _FILE.read_text(encoding="utf-8"))
    assert [rule_of(code).severity.value for code in named if rule_of(code)] == [  # type: ignore[union-attr]
        *("error",) * 5,
        *("warning",) * 3,
    ]


if __name__ == "__main__":
    _FILE.write_text(_with_tables(_with_screens(_FILE.read_text(encoding="utf-8"))), encoding="utf-8")
