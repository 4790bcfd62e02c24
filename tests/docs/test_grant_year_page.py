"""`docs/grant-year.md` and its English page show what the program says of their example, and knows of grants.

After a change: `python tests/docs/test_grant_year_page.py`, and read the difference.
"""

import re
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

sys.path.insert(0, str(Path(__file__).parents[1]))

import pytest

from example import ROOT
from program import command
from yport_cli.core.catalogue.rules import rule_of
from yport_cli.core.checks.programmes import CAPS, PARTS, Cap
from yport_cli.core.issues.sentence import Language, Sentence

_PAGES: tuple[tuple[str, Language], ...] = (("grant-year.md", "ja"), ("grant-year.en.md", "en"))
_CONSOLE = re.compile(r"```console\n(\$ yport ([^\n]*)\n)[^`]*```")
_HEADS = {
    "ja": (
        "| 制度 | 種類 | 長くて | 交付率 | 出典 |\n|---|---|---|---|---|\n",
        "| 制度 | 種類 | 団体 | 年度 | 千円 | 出典 |\n|---|---|---|---|---|---|\n",
    ),
    "en": (
        "| programme | part | at most | rate | source |\n|---|---|---|---|---|\n",
        "| programme | part | body | fiscal year | 千円 | source |\n|---|---|---|---|---|---|\n",
    ),
}
_BODIES = {
    "prefecture": Sentence("都道府県", "prefecture"),
    "core_city": Sentence("中枢中核都市", "core city (中枢中核都市)"),
    "municipality": Sentence("市区町村", "municipality"),
}


def _block(page: str, language: str) -> str:
    found = re.search(rf"```{language}\n(.*?)```", page, re.DOTALL)
    assert found is not None
    return found[1]


def _with_screens(page: str, language: Language) -> str:
    """The page with what the program says of its example."""
    with TemporaryDirectory() as folder:
        found = _CONSOLE.search(page)
        assert found is not None
        stem = found[2].split()[1].removesuffix(".yaml")
        Path(folder, f"{stem}.yaml").write_text(_block(page, "yaml"), encoding="utf-8")
        Path(folder, f"{stem}.ledger.csv").write_text(_block(page, "csv"), encoding="utf-8")

        def screen(found: re.Match[str]) -> str:
            name, plan, *options = found[2].split()
            run = command(name, Path(folder, plan), *options, lang=language, width=110, status=0)
            said = run.err.replace(f"{folder}/", "")
            return f"```console\n{found[1]}{said}{run.out.removeprefix(chr(0xFEFF))}```"

        return _CONSOLE.sub(screen, page)


def _with_tables(page: str, language: Language) -> str:
    """The page with the table of known programmes."""
    years = Sentence("{}年度", "{} years").text_in(language)
    of_rate = Sentence("1/2等", "1/2 and others").text_in(language)
    every, whole, guide, yearly = (
        said.text_in(language)
        for said in (
            *(Sentence("すべて", "all"), Sentence("計画全体で", "for the plan: ")),
            *(Sentence("（目安）", " (a guide)"), Sentence("年", "a year")),
        )
    )
    between = "" if language == "ja" else ": "
    parts = "".join(
        f"| {part.programme} | {part.kind} | {years.format(part.longest)} | {part.rate or of_rate} "
        f"| {part.source} |\n"
        for part in PARTS
    )
    caps = "".join(
        f"| {cap.programme} | {cap.kind} | {_BODIES[cap.body].text_in(language)} "
        f"| {cap.fiscal_year or every} "
        f"| {_per(cap, whole, guide, yearly, between)} {cap.amount:,} | {cap.source} |\n"
        for cap in CAPS
    )
    of_parts, of_caps = _HEADS[language]
    start = page[: page.index(of_parts)]
    return f"{start}{of_parts}{parts}\n{of_caps}{caps}"


def _per(cap: Cap, whole: str, guide: str, yearly: str, between: str) -> str:
    if cap.per == "plan":
        return whole.rstrip()
    return f"{yearly}{guide if cap.is_guide else ''}{between}".rstrip()


def _now(name: str, language: Language) -> str:
    return _with_tables(_with_screens((ROOT / "docs" / name).read_text(encoding="utf-8"), language), language)


@pytest.mark.parametrize(("name", "language"), _PAGES)
def test_the_page_shows_what_the_program_says(name: str, language: Language) -> None:
    assert (ROOT / "docs" / name).read_text(encoding="utf-8") == _now(name, language)


@pytest.mark.parametrize(
    ("name", "before", "after", "said"),
    [
        (
            "grant-year.md",
            "返還見込額は 300",
            "R6 にも未収も返還も残りません",
            "300千円 の返還が見込まれます",
        ),
        ("grant-year.en.md", "300 are to go back", "nothing is open any more", "300 千円 are to be returned"),
    ],
)
def test_the_worked_example_ends_with_nothing_to_receive_and_nothing_to_return(
    name: str, before: str, after: str, said: str
) -> None:
    page = (ROOT / "docs" / name).read_text(encoding="utf-8")
    open_from, closed_from = page.index(before), page.index(after)
    assert said in page[open_from:closed_from]
    assert re.search(r"(?m)^  (返還見込額|To return) +300 ", page[open_from:closed_from])
    sheet = page[closed_from:]
    assert all(
        re.search(rf"(?m)^  ({word}) +0 ", sheet) for word in ("未収額|To receive", "返還見込額|To return")
    )


def test_both_pages_tell_the_same_example_each_in_one_language() -> None:
    japanese, english = ((ROOT / "docs" / name).read_text(encoding="utf-8") for name, _ in _PAGES)
    assert _block(japanese, "csv") == _block(english, "csv")
    assert _block(japanese, "yaml").partition("budget:")[2] == _block(english, "yaml").partition("budget:")[2]
    assert not re.search(r"[a-z]{3,} [a-z]{3,} [a-z]{3,}", _prose(japanese))
    assert not re.search("[ぁ-ん]", _prose(english))


def _prose(page: str) -> str:
    """What is left without examples, code, links and tables."""
    return re.sub(r"```.*?```|`[^`]*`|\]\([^)]*\)|(?m:^\|.*\|$)", "", page, flags=re.DOTALL)


@pytest.mark.parametrize("name", [name for name, _ in _PAGES])
def test_the_checks_of_the_page_are_rules(name: str) -> None:
    named = re.findall(r"(?m)^\| `([a-z-]+)` \|", (ROOT / "docs" / name).read_text(encoding="utf-8"))
    assert [rule_of(code).severity.value for code in named if rule_of(code)] == [  # type: ignore[union-attr]
        *("error",) * 6,
        *("warning",) * 3,
    ]


if __name__ == "__main__":
    for named, written_in in _PAGES:
        (ROOT / "docs" / named).write_text(_now(named, written_in), encoding="utf-8")
