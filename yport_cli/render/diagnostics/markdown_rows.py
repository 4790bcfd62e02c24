"""Issues as Markdown: a table for the comment of a pull request or the summary of a build, errors first."""

from collections.abc import Callable, Iterable, Iterator

from yport_cli.core.issues.file_report import FileReport
from yport_cli.core.issues.issue import Issue, Severity
from yport_cli.core.issues.sentence import Language, Sentence, counted
from yport_cli.core.issues.tally import Tally
from yport_cli.render.diagnostics.issue_wording import note_of, sentence_of, spot_of
from yport_cli.render.diagnostics.summary import summary_text
from yport_cli.render.wording.markdown_text import neutral

_HEADINGS = Sentence("| 重大度 | 場所 | 内容 | 検査 |", "| Severity | Place | What | Rule |")
_SEVERITIES = {
    Severity.ERROR: Sentence("❌ エラー", "❌ error"),
    Severity.WARNING: Sentence("⚠️ 警告", "⚠️ warning"),
}


class Rows:
    """The rows of the reports that have passed; of each severity not more than `limit` bytes are kept."""

    def __init__(self, language: Language, limit: int | None = None) -> None:
        self._language = language
        self._limit = limit
        self._kept: dict[Severity, list[str]] = {severity: [] for severity in Severity}
        self._size = dict.fromkeys(Severity, 0)
        self._left_out = 0

    def passing(
        self, reports: Iterable[FileReport], name_of: Callable[[str], str] = str
    ) -> Iterator[FileReport]:
        """The same reports, one after the other; `name_of` gives the names of files in the rows."""
        for report in reports:
            for issue in report.issues:
                self._keep(name_of(report.path), issue)
            yield report

    def _keep(self, path: str, issue: Issue) -> None:
        severity = issue.severity
        row = self._row(path, issue)
        self._size[severity] += len(row.encode("utf-8", "replace"))
        if self._limit is None or self._size[severity] <= self._limit:
            self._kept[severity].append(row)
        else:
            self._left_out += 1

    def _row(self, path: str, issue: Issue) -> str:
        notes = [note_of(path, related, self._language) for related in issue.related]
        what = "<br>".join(map(neutral, (sentence_of(issue, self._language), *notes)))
        severity = _SEVERITIES[issue.severity].text_in(self._language)
        return f"| {severity} | {neutral(spot_of(path, issue))} | {what} | `{issue.code}` |\n"

    def text(self, tally: Tally, *, skipped: int = 0) -> str:
        """What was found in all, and the rows."""
        pieces = ["## yport validate\n\n", summary_text(tally, self._language, skipped=skipped)]
        rows = [row for severity in Severity for row in self._kept[severity]]
        if rows:
            pieces += ["\n", _HEADINGS.text_in(self._language), "\n|---|---|---|---|\n", *rows]
        if self._left_out:
            rest = Sentence(
                f"ほかに{self._left_out:,}件あります。",
                f"There are {counted(self._left_out, 'more issue', ',')}.",
            )
            pieces += ["\n", rest.text_in(self._language), "\n"]
        return "".join(pieces)
