"""Plan files: read, validated, checked."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import chain, islice
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from yport_cli.core.catalogue.plan_checks import check
from yport_cli.core.issues.file_report import FileReport
from yport_cli.core.issues.issue import Issue, Refusal, Severity
from yport_cli.core.issues.sentence import Sentence
from yport_cli.core.numbers.spellings import is_plain
from yport_cli.core.plan.odd_spelling import odd_spellings
from yport_cli.core.plan.plan import Plan
from yport_cli.core.refusals.files import MAX_ISSUES
from yport_cli.core.refusals.values import MISSING_KEY, WRONG_TYPE
from yport_cli.source.disk.file import read_file, unread
from yport_cli.source.places.issue_limit import rest_after
from yport_cli.source.places.placing import placed
from yport_cli.source.plan.encoding import decode_plan
from yport_cli.source.plan.other_files import refusal_of_other
from yport_cli.source.yaml.document import Document, read_document

_NOT_A_PLAN = WRONG_TYPE.issue(
    (),
    Sentence("計画は「キー: 値」の組で書きます", "a plan is a mapping of keys and values"),
    Sentence("schema: yport/plan/v1 の行から始めてください", "begin with the line schema: yport/plan/v1"),
)
_NO_PLAN_AT_ALL = MISSING_KEY.issue(
    (),
    Sentence("計画のキーが一つもありません", "this is no plan: it has none of a plan's keys"),
    _NOT_A_PLAN.hint,
)


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a plan file holds: a plan, unless the report names errors."""

    plan: Plan | None
    report: FileReport


def load_plan(path: Path | str, name: str | None = None) -> Loaded:
    """The plan in the file at `path`, which reports call `name`.

    A file that cannot be read is a finding too.
    """
    name = str(path) if name is None else name
    try:
        data = read_file(path)
    except Refusal as problem:
        return Loaded(None, unread(name, problem))
    return plan_of_file(data, name)


def plan_of_file(data: bytes, name: str) -> Loaded:
    """The plan in the bytes of a file that people call `name`, which may be a sheet."""
    other = refusal_of_other(name, data)
    return parse_plan(data, name) if other is None else Loaded(None, unread(name, other))


def parse_plan(data: bytes, name: str) -> Loaded:
    """The plan that the bytes of a file spell; whatever they are, nothing is raised."""
    try:
        text = decode_plan(data)
    except Refusal as problem:
        return Loaded(None, unread(name, problem))
    document = read_document(text)
    if document.issues and not isinstance(document.value, dict):
        return Loaded(None, FileReport(name, _located(document, [])))
    plan, issues = _validated(document)
    if not issues and not document.issues:
        return Loaded(plan, FileReport(name, ()))
    report = FileReport(name, _located(document, issues))
    return Loaded(plan if report.valid else None, report)


def _validated(document: Document) -> tuple[Plan | None, list[Issue]]:
    """The plan that the document holds, and every issue but those of its syntax."""
    raw = document.value
    if not isinstance(raw, dict):
        return None, [_NOT_A_PLAN]
    try:
        plan = Plan.model_validate(raw)
    except ValidationError as error:
        return None, _issues_of_broken(document, error)
    return plan, list(islice(_open_issues(raw, plan), MAX_ISSUES + 1))


def _open_issues(raw: dict[str, Any], plan: Plan) -> Iterator[Issue]:
    """The issues of the rules, without the warnings that the plan answers."""
    answered = {answer.code for answer in plan.acknowledged}
    for issue in chain(check(plan), odd_spellings(raw, plan)):
        if issue.severity is Severity.ERROR or issue.code not in answered:
            yield issue


def _issues_of_broken(document: Document, error: ValidationError) -> list[Issue]:
    """The issues that pydantic found, and those of the rules for all that is not broken."""
    from yport_cli.core.plan.form import keys_of
    from yport_cli.source.plan.pydantic_errors import errors_of, issues_of
    from yport_cli.source.plan.stand_ins import with_stand_ins

    raw: dict[str, Any] = document.value
    if not keys_of(Plan).keys() & raw.keys():
        return [_NO_PLAN_AT_ALL]
    errors = list(islice(errors_of(error), MAX_ISSUES + 1))
    rest = with_stand_ins(raw, error) if len(errors) <= MAX_ISSUES else None
    if rest is None:
        return issues_of(errors, document)
    issues = issues_of([*errors, *rest.hidden], document)
    others = (issue for issue in _open_issues(rest.raw, rest.plan) if not rest.replaced.concerns(issue))
    issues.extend(islice(others, MAX_ISSUES + 1))
    return issues


def _located(document: Document, issues: list[Issue]) -> tuple[Issue, ...]:
    """All issues of the document in the order of their places, each said once."""
    found = list(document.issues)
    taken = {issue.at.place for issue in found}
    for issue in issues:
        located = _with_quotes(placed(issue, document.location), document)
        # What follows from a fault of syntax is not said.
        if located.at.place not in taken or not document.issues:
            found.append(located)
    found.sort(key=lambda issue: (issue.at.place, issue.severity, issue.code))
    if len(found) > MAX_ISSUES:
        found[MAX_ISSUES:] = [rest_after(found[MAX_ISSUES - 1])]
    return tuple(found)


def _with_quotes(issue: Issue, document: Document) -> Issue:
    """`issue` with its fix within the quotes of what it replaces; a number needs none."""
    if issue.fix in (None, "null") or is_plain(issue.fix):
        return issue
    start, _ = document.lines.span(issue.at.place)
    quote = document.text[start]
    return replace(issue, fix=f"{quote}{issue.fix}{quote}") if quote in ("'", '"') else issue
