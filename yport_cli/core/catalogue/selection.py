"""Which rules a run is about."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from yport_cli.core.issues.file_report import FileReport
from yport_cli.core.issues.issue import Rule
from yport_cli.core.issues.sentence import Sentence
from yport_cli.core.refusals.command_lines import UNKNOWN_CODE, USAGE

_SHOW_ALL = Sentence("`yport explain --list` で一覧を示します", "`yport explain --list` shows them all")


@dataclass(frozen=True, slots=True)
class Selection:
    """The codes to report: those of `select` (all, when it is empty) without those of `ignore`.

    A rule that stops the checking of a file is reported in any case: nothing else is known of the file.
    """

    select: frozenset[str] = frozenset()
    ignore: frozenset[str] = frozenset()

    @classmethod
    def of(cls, select: Iterable[str], ignore: Iterable[str]) -> "Selection":
        """The selection that options spell, each a list with commas.

        Raises `Refusal` for an unknown code, for one that cannot be ignored, and where nothing is left to
        report.
        """
        selected, ignored = frozenset(_codes(select)), frozenset(_codes(ignore))
        if selected and selected <= ignored:
            raise USAGE.refusal(
                Sentence(
                    "--select の検査はすべて --ignore で除かれています", "--ignore leaves nothing of --select"
                )
            )
        if stopping := sorted(filter(_stops, ignored)):
            raise USAGE.refusal(
                Sentence(
                    f"{stopping[0]} は除けません。そのファイルはほかに何も検査できません",
                    f"{stopping[0]} cannot be ignored: nothing else of such a file is checked",
                )
            )
        return cls(selected, ignored)

    def applied(self, reports: Iterable[FileReport]) -> Iterator[FileReport]:
        """The reports with their selected issues alone."""
        if not self.select and not self.ignore:
            yield from reports
            return
        for report in reports:
            kept = tuple(issue for issue in report.issues if self.wants(issue.code))
            yield report if len(kept) == len(report.issues) else replace(report, issues=kept)

    def wants(self, code: str) -> bool:
        """Whether a code is to be reported."""
        return code not in self.ignore and (not self.select or code in self.select or _stops(code))


def known_rule(text: str) -> Rule:
    """The rule whose code `text` spells. Raises `Refusal` with the nearest code when there is none."""
    from yport_cli.core.catalogue.rules import nearest_code, rule_of  # every rule, for a few runs

    code = text.strip()
    rule = rule_of(code)
    if rule is not None:
        return rule
    near = nearest_code(code)
    raise UNKNOWN_CODE.refusal(
        Sentence(f"「{code}」という検査はありません", f"there is no rule {code!r}"),
        _SHOW_ALL
        if near is None
        else Sentence(f"「{near}」の間違いではありませんか", f"did you mean {near!r}?"),
    )


def _stops(code: str) -> bool:
    from yport_cli.core.catalogue.rules import rule_of

    rule = rule_of(code)
    return rule is not None and rule.stops


def _codes(options: Iterable[str]) -> Iterator[str]:
    for option in options:
        named = [text for text in option.split(",") if text.strip()]
        if not named:
            raise USAGE.refusal(Sentence("検査の名前がありません", "no rule is named"), _SHOW_ALL)
        yield from (known_rule(text).code for text in named)
