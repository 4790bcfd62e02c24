"""What a run has found in all, in a sentence or in counts by rule."""

from collections.abc import Iterator

from yport_cli.core.issues.sentence import Language, Sentence, counted, joined
from yport_cli.core.issues.tally import Tally, ranked


def summary_text(tally: Tally, language: Language, *, skipped: int = 0) -> str:
    """How many files were checked, what was found, and how many were passed over."""
    passed_over = Sentence(
        f"計画でないファイル {skipped:,}件は除きました",
        f"passed over {counted(skipped, 'file', ',')} without a plan",
    )
    fixable = Sentence(
        f"うち{tally.fixable:,}件は --fix で直せます", f"{tally.fixable:,} can be fixed with --fix"
    )
    parts = ((_checked(tally), True), (fixable, tally.fixable), (passed_over, skipped))
    return joined((part for part, is_told in parts if is_told), language) + "\n"


def _checked(tally: Tally) -> Sentence:
    if not tally.files:
        return Sentence("検査する計画がありません", "there is no plan to check")
    ja, en = "エラーはありません", "no errors"
    if tally.errors or tally.warnings:
        ja = f"エラー {tally.errors:,}件、警告 {tally.warnings:,}件"
        en = f"{counted(tally.errors, 'error', ',')}, {counted(tally.warnings, 'warning', ',')}"
    return Sentence(
        f"{tally.files:,}ファイルを検査: {ja}", f"checked {counted(tally.files, 'file', ',')}: {en}"
    )


def statistics_lines(tally: Tally) -> Iterator[str]:
    """A line per rule with findings, the most frequent first: count, severity, code."""
    width = len(str(max(tally.by_code.values(), default=0)))
    for (severity, code), count in ranked(tally):
        yield f"{count:>{width}}  {severity.value:<7}  {code}\n"
