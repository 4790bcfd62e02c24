"""The settings file of a body's pages: read and validated, with its logo."""

from pathlib import Path

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from yport_cli.core.issues.issue import Issue, Refusal
from yport_cli.core.issues.sentence import Sentence
from yport_cli.core.plan.site import Link, Site, SiteSettings, logo_of
from yport_cli.core.refusals.command_lines import BAD_SITE
from yport_cli.core.refusals.files import CANNOT_READ
from yport_cli.core.refusals.words import meant_word
from yport_cli.source.disk.file import read_file
from yport_cli.source.plan.encoding import decode_plan
from yport_cli.source.yaml.document import Document, read_document

_HINT = Sentence("書き方は docs/report.md にあります", "docs/report.en.md shows how it is written")


def load_site(path: Path) -> Site:
    """The settings in the file at `path`.

    Raises `Refusal`, with the line, where the file or its logo cannot be read or used.
    """
    document = read_document(decode_plan(_read(path)))
    if document.issues:
        raise _located(path, document.issues[0])
    raw = {} if document.value is None else document.value
    try:
        settings = SiteSettings.model_validate(raw)
    except ValidationError as error:
        raise _broken(path, document, error.errors(include_url=False)[0]) from None
    logo = None
    if settings.logo is not None:
        image = path.parent / settings.logo
        logo = logo_of(_read(image), str(image))
    return Site(**{**dict(settings), "logo": logo})


def _read(path: Path) -> bytes:
    try:
        return read_file(path)
    except Refusal as refusal:
        issue = refusal.issue()
        message = Sentence(f"{path}: {issue.message.ja}", f"{path}: {issue.message.en}")
        raise CANNOT_READ.refusal(message, issue.hint) from None


def _located(path: Path, issue: Issue) -> Refusal:
    place = f"{path}:{issue.at.place.line}"
    message = Sentence(f"{place}: {issue.message.ja}", f"{place}: {issue.message.en}")
    return BAD_SITE.refusal(message, issue.hint or _HINT)


def _broken(path: Path, document: Document, error: ErrorDetails) -> Refusal:
    """What pydantic found first, as a sentence with its line."""
    route = error["loc"]
    refused = error.get("ctx", {}).get("error")
    message, hint = _said(error)
    if isinstance(refused, Refusal):
        issue = refused.issue()
        message, hint = issue.message, issue.hint or _HINT
    place = f"{path}:{document.place(route).line}" if isinstance(document.value, dict) else f"{path}"
    return BAD_SITE.refusal(Sentence(f"{place}: {message.ja}", f"{place}: {message.en}"), hint)


def _said(error: ErrorDetails) -> tuple[Sentence, Sentence]:
    name = ".".join(map(str, error["loc"]))
    if error["type"] == "extra_forbidden":
        block = Link if error["loc"][:1] == ("links",) else SiteSettings
        known = {key: [key, declared.name[0]] for key, declared in block.declared.items()}
        near = meant_word(str(error["loc"][-1]), known, cutoff=0.6)
        meant = Sentence(f"{near} のことですか", f"did you mean {near}?")
        listed = Sentence(f"書けるのは {'・'.join(known)} です", f"the keys are {', '.join(known)}")
        return Sentence(f"キー {name} は設定にありません", f"the settings have no key {name}"), (
            meant if near else listed
        )
    if error["type"] == "missing":
        return Sentence(f"{name} がありません", f"{name} is missing"), _HINT
    if not name:
        return Sentence(
            "設定は「キー: 値」の組で書きます", "settings are a mapping of keys and values"
        ), _HINT
    return Sentence(f"{name} の値が読めません", f"the value of {name} cannot be read"), _HINT
