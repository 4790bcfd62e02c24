"""Every format of every answer, registered once; a format's library is imported only when it is used."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from yport_cli.cli.streams import Screen
from yport_cli.cli.suffix import Format
from yport_cli.core.issues.file_report import FileReport
from yport_cli.core.issues.sentence import Language
from yport_cli.core.issues.tally import Tally

if TYPE_CHECKING:
    from yport_cli.core.figures.outcome import Outcome
    from yport_cli.core.plan.site import Site
    from yport_cli.render.pages.index_page import Group, Sort
    from yport_cli.render.shapes.evaluation_sheet import EvaluationSheet
    from yport_cli.render.shapes.records import Records
    from yport_cli.render.shapes.table import Page
    from yport_cli.render.site import File

BOM = "\ufeff"


class Answer(NamedTuple):
    """What a question is answered with; only what its format needs is made."""

    page: Callable[[], "Page"]
    json_object: Callable[[], dict[str, Any]]
    records: Callable[[], "Records"]
    workbook: Callable[[], bytes] | None = None
    """Only of an answer that has one."""


def _table(answer: Answer, screen: Screen) -> str:
    from yport_cli.render.formats.terminal import terminal_text

    return terminal_text(answer.page(), screen.width, color=screen.color)


def _json(answer: Answer, _: Screen) -> str:
    from yport_cli.render.formats.json import json_text

    return json_text(answer.json_object())


def _markdown(answer: Answer, _: Screen) -> str:
    from yport_cli.render.formats.markdown import markdown_text

    return markdown_text(answer.page())


def _csv(answer: Answer, screen: Screen) -> str:
    from yport_cli.render.formats.csv import csv_text, harmless

    records = answer.records()
    return BOM + csv_text(harmless(records) if screen.is_shown else records)


AnswerFormat = Literal["table", "json", "markdown", "csv"]
ANSWERS: Mapping[AnswerFormat, Format[Callable[[Answer, Screen], str]]] = {
    "table": Format(_table, (".txt",), for_people=True),
    "json": Format(_json, (".json",)),
    "markdown": Format(_markdown, (".md",)),
    "csv": Format(_csv, (".csv",)),
}


def _workbook(answer: Answer, _: Screen) -> bytes:
    return b"" if answer.workbook is None else answer.workbook()


SheetFormat = Literal["table", "json", "markdown", "csv", "xlsx"]
SHEETS: Mapping[SheetFormat, Format[Callable[[Answer, Screen], str | bytes]]] = {
    "table": Format(_table, (".txt",), for_people=True),
    "json": Format(_json, (".json",)),
    "markdown": Format(_markdown, (".md",)),
    "csv": Format(_csv, (".csv",)),
    "xlsx": Format(_workbook, (".xlsx",), binary=True),
}
"""The formats of a sheet, which is a workbook too."""


class Findings(NamedTuple):
    """What `yport validate` has found, file by file; `tally` counts the reports while they pass."""

    reports: Iterable[FileReport]
    tally: Tally
    language: Language
    strict: bool
    name_of: Callable[[str], str] = str
    """What turns a path into the name by which machines know the file."""

    def named(self) -> Iterator[FileReport]:
        """The reports as machines know their files."""
        for report in self.reports:
            name = self.name_of(report.path)
            yield report if name == report.path else replace(report, path=name)


def _text(found: Findings, screen: Screen) -> Iterator[str]:
    from yport_cli.render.diagnostics.text import text_lines

    width = screen.width if screen.is_terminal else None
    return text_lines(found.reports, found.language, width=width, color=screen.color)


def _concise(found: Findings, screen: Screen) -> Iterator[str]:
    from yport_cli.render.diagnostics.text import concise_lines

    return concise_lines(found.reports, found.language, color=screen.color)


def _findings_json(found: Findings, _: Screen) -> Iterator[str]:
    from yport_cli.render.diagnostics.validate_json import validate_pieces

    return validate_pieces(found.named(), found.tally, found.language)


def _github(found: Findings, _: Screen) -> Iterator[str]:
    from yport_cli.render.diagnostics.github import github_lines

    return github_lines(found.named(), found.language)


def _sarif(found: Findings, _: Screen) -> Iterator[str]:
    from yport_cli.render.diagnostics.sarif import sarif_pieces

    return sarif_pieces(found.named(), found.tally, found.language)


def _junit(found: Findings, _: Screen) -> Iterator[str]:
    from yport_cli.render.diagnostics.junit import junit_pieces

    return junit_pieces(found.named(), found.language, strict=found.strict)


def _issues_xlsx(found: Findings, _: Screen) -> bytes:
    from yport_cli.render.diagnostics.issue_workbook import issues_workbook

    return issues_workbook(found.reports, found.language)


def _findings_markdown(found: Findings, _: Screen) -> Iterator[str]:
    from yport_cli.render.diagnostics.markdown_rows import Rows

    rows = Rows(found.language)
    for _report in rows.passing(found.named()):
        pass
    yield rows.text(found.tally)


FindingsFormat = Literal["text", "concise", "json", "markdown", "github", "sarif", "junit", "xlsx"]
FINDINGS: Mapping[FindingsFormat, Format[Callable[[Findings, Screen], Iterator[str] | bytes]]] = {
    "text": Format(_text, (".txt",), for_people=True),
    "concise": Format(_concise, for_people=True),
    "json": Format(_findings_json, (".json",)),
    "markdown": Format(_findings_markdown, (".md",)),
    "github": Format(_github),
    "sarif": Format(_sarif, (".sarif",)),
    "junit": Format(_junit, (".xml",)),
    "xlsx": Format(_issues_xlsx, (".xlsx",), binary=True),
}


class Publication(NamedTuple):
    """What `yport report` is to write: the report of one plan, or the form of a fiscal year."""

    outcomes: list["Outcome"]
    language: Language
    site: "Site"
    form: "EvaluationSheet | None" = None
    sort: "Sort" = "attention"
    group: "Group" = "none"


def _report_html(asked: Publication) -> bytes:
    from yport_cli.render.formats.html import evaluation_html
    from yport_cli.render.site import html_page

    if asked.form is not None:
        return evaluation_html(asked.form, asked.site).encode()
    return html_page(asked.outcomes[0], asked.language, asked.site).encode()


def _report_xlsx(asked: Publication) -> bytes:
    from yport_cli.render.data.tidy import tidy_records
    from yport_cli.render.formats.xlsx.evaluation_form import evaluation_workbook
    from yport_cli.render.formats.xlsx.report_sheets import report_workbook
    from yport_cli.render.pages.report_page import report_of

    if asked.form is not None:
        return evaluation_workbook(asked.form)
    return report_workbook(
        report_of(asked.outcomes[0], asked.language, asked.site), tidy_records(asked.outcomes)
    )


def _report_markdown(asked: Publication) -> bytes:
    from yport_cli.render.formats.markdown import evaluation_markdown, report_markdown
    from yport_cli.render.pages.report_page import report_of

    if asked.form is not None:
        return evaluation_markdown(asked.form).encode()
    return report_markdown(report_of(asked.outcomes[0], asked.language, asked.site)).encode()


ReportFormat = Literal["html", "xlsx", "markdown"]
REPORTS: Mapping[ReportFormat, Format[Callable[[Publication], bytes]]] = {
    "html": Format(_report_html, (".html", ".htm")),
    "xlsx": Format(_report_xlsx, (".xlsx",), binary=True),
    "markdown": Format(_report_markdown, (".md",)),
}


def _site_html(asked: Publication) -> "list[File]":
    from yport_cli.render.site import html_site

    return html_site(asked.outcomes, asked.language, asked.site, asked.sort, asked.group)


def _site_markdown(asked: Publication) -> "list[File]":
    from yport_cli.render.site import markdown_site

    return markdown_site(asked.outcomes, asked.language, asked.sort, asked.group)


SITES: Mapping[ReportFormat, Callable[[Publication], "list[File]"]] = {
    "html": _site_html,
    "markdown": _site_markdown,
}
"""The formats of a folder."""


class Data(NamedTuple):
    """What `yport export` is to write."""

    outcomes: list["Outcome"]
    language: Language
    encoding: str
    """Of CSV."""

    def records(self) -> "Records":
        """One value a row."""
        from yport_cli.render.data.tidy import tidy_records

        return tidy_records(self.outcomes)


def _data_csv(data: Data, screen: Screen) -> bytes:
    from yport_cli.render.formats.csv import csv_bytes, harmless

    records = data.records()
    return csv_bytes(harmless(records) if screen.is_shown else records, data.encoding)


def _data_xlsx(data: Data, _: Screen) -> bytes:
    from yport_cli.core.figures.outcome import last_as_of
    from yport_cli.render.formats.xlsx.data_sheet import data_workbook

    return data_workbook(data.records(), data.language, last_as_of(data.outcomes))


def _data_json(data: Data, _: Screen) -> bytes:
    from yport_cli.render.data.json_v1 import answer_object
    from yport_cli.render.formats.json import OnePerLine, json_text

    return json_text({**answer_object("export"), "rows": OnePerLine(data.records().objects())}).encode()


def _ndjson(data: Data, _: Screen) -> bytes:
    from yport_cli.render.formats.json import json_line

    return "".join(f"{json_line(row)}\n" for row in data.records().objects()).encode()


def _parquet(data: Data, _: Screen) -> bytes:
    from yport_cli.render.formats.parquet import parquet_bytes

    return parquet_bytes(data.records())


def _hledger(data: Data, _: Screen) -> bytes:
    from yport_cli.render.formats.hledger import journal_text

    return journal_text(data.outcomes, data.language).encode()


def _official(data: Data, _: Screen) -> bytes:
    from yport_cli.cli.errors import refuse_if
    from yport_cli.render.official_form import official_text

    refuse_if(
        len(data.outcomes) > 1,
        "--format official は計画が一つのときだけ使えます",
        "--format official goes with one plan only",
    )
    return official_text(data.outcomes[0].plan).encode()


DataFormat = Literal["csv", "xlsx", "json", "ndjson", "parquet", "hledger", "official"]
DATA: Mapping[DataFormat, Format[Callable[[Data, Screen], bytes]]] = {
    "csv": Format(_data_csv, (".csv",)),
    "xlsx": Format(_data_xlsx, (".xlsx",), binary=True),
    "json": Format(_data_json, (".json",)),
    "ndjson": Format(_ndjson, (".ndjson", ".jsonl")),
    "parquet": Format(_parquet, (".parquet",), binary=True),
    "hledger": Format(_hledger, (".journal", ".hledger")),
    "official": Format(_official, (".txt",)),
}
