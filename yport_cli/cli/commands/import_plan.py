"""`yport import`: from an official document, or an Excel form, to a plan file that a person has to check."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Annotated, Any, Literal, NamedTuple

import typer

from yport_cli.cli import streams
from yport_cli.cli.errors import ExitStatus, refuse_if, report_error
from yport_cli.cli.files import make_folder, write_new
from yport_cli.cli.inputs import end_of, say_issues
from yport_cli.cli.language import help_text, language_for
from yport_cli.cli.options import LangOption, argument, option, output
from yport_cli.cli.progress import Progress, is_watched
from yport_cli.cli.todos import say_todos
from yport_cli.core.draft.draft import Draft
from yport_cli.core.issues.file_report import FileReport
from yport_cli.core.issues.issue import Issue, Refusal
from yport_cli.core.issues.sentence import Language, Sentence, counted
from yport_cli.core.refusals.command_lines import BAD_ENDING
from yport_cli.render.draft_plan import draft_text
from yport_cli.render.draft_report import (
    form_object,
    form_sentence,
    found_sentence,
    import_object,
    report_lines,
)
from yport_cli.source.disk.names import PLAN_ENDINGS
from yport_cli.source.inspection.crew import Crew
from yport_cli.source.intake.plan_form import PlanOfForm
from yport_cli.source.official.draft_loader import documents_in, load_draft
from yport_cli.source.plan.plan_loader import parse_plan

HELP = help_text(
    "公式の計画書（テキスト、PDF、.docx）から、計画ファイルの下書きを作ります。数値には原本の場所の注釈を付け、"
    "分からないところは TODO にします。計画の様式（`yport form plan` の .xlsx）は、そのまま計画ファイルにします。",
    "Draft a plan file from an official document (text, PDF, .docx): each figure with its place in the "
    "document, and TODO where the document says nothing. A form of `yport form plan` (.xlsx) is taken as it "
    "is.",
)

_CHUNK = 4
_ENOUGH = 32
"""Fewer documents are read before other processes have started."""
_THERE = Sentence("別の名前にするか、そのファイルを移してください", "choose another name, or move that file")


class _Made(NamedTuple):
    """A draft as it is to be written."""

    found: Draft | PlanOfForm
    text: str
    is_valid: bool

    @property
    def disagrees(self) -> bool:
        """Whether `--strict` writes nothing of it."""
        return not self.is_valid if isinstance(self.found, PlanOfForm) else self.found.disagrees

    @property
    def needs_person(self) -> bool:
        """Whether there is more to do than to look it through."""
        found = self.found
        return not self.is_valid or bool(
            found.report.issues if isinstance(found, PlanOfForm) else found.remarks
        )

    @property
    def sentence(self) -> Sentence:
        """How much was taken."""
        if isinstance(self.found, PlanOfForm):
            return form_sentence(self.found.report, len(self.found.figures))
        return found_sentence(self.found)

    def say(self, name: str, language: Language) -> None:
        """Say what was taken, and what a person has to look at."""
        if isinstance(self.found, PlanOfForm):
            said = form_sentence(self.found.report, len(self.found.figures))
            streams.say(f"{name}: {said.ja}", f"{name}: {said.en}")
            say_issues(self.found.report)
        else:
            streams.comment("".join(f"{line}\n" for line in report_lines(self.found, name, language)))

    def as_object(self, name: str, language: Language) -> dict[str, Any]:
        """The same for other programs."""
        if isinstance(self.found, PlanOfForm):
            plan = parse_plan(self.text.encode(), name).plan
            return form_object(self.found.report, self.found.figures, plan, language)
        return import_object(self.found, name, language, valid=self.is_valid)


def import_plan(
    documents: Annotated[
        list[Path],
        argument(
            "FILE...",
            "計画書（.txt、.pdf、.docx）、計画の様式（.xlsx）か、そのフォルダー（- は標準入力）",
            "Plan documents (.txt, .pdf, .docx), forms (.xlsx) or their folder (- for standard input)",
        ),
    ],
    *,
    out: Annotated[
        Path | None,
        output(
            "書き出す計画ファイル（.yaml）。文書が複数なら、そのフォルダー。省くと標準出力",
            "Plan file to write (.yaml), or the folder for several; default: standard output",
        ),
    ] = None,
    format_: Annotated[
        Literal["yaml", "json"],
        option(
            "--format",
            "yaml: 計画ファイル。json: すべての数値とその場所",
            "yaml: a plan file; json: every figure with its place",
            show_default=True,
        ),
    ] = "yaml",
    strict: Annotated[
        bool,
        option(
            "--strict",
            "文書の中の数値が互いに食い違うときは書き出しません",
            "Write nothing where the document disagrees with itself",
        ),
    ] = False,
    lang: LangOption = None,
) -> None:
    """Write the draft of a plan, or of each plan of a folder, and say what a person has to look at."""
    language = language_for(lang)
    if len(documents) > 1 or documents[0].is_dir():
        raise typer.Exit(_many(documents, out, format_, language, strict=strict))
    is_plan = out is not None and format_ == "yaml" and out.suffix.lower() not in PLAN_ENDINGS
    if out is not None and is_plan and not out.is_dir():
        raise BAD_ENDING.refusal(
            Sentence(f"{out} は計画ファイルの名前ではありません", f"{out} is no name for a plan file"),
            Sentence("末尾を .yaml にしてください", "let it end in .yaml"),
        )
    path = documents[0]
    if out is not None and out.is_dir():
        out = out / _name_for(path)
    made = _made(path, (out or path).stem if str(path) != "-" or out else "plan", language)
    made.say(str(path), language)
    if strict and made.disagrees:
        streams.say(
            "食い違いがあるので書き出しませんでした（--strict）",
            "nothing was written, for the document disagrees with itself (--strict)",
        )
        raise typer.Exit(ExitStatus.FOUND)
    text = made.text
    if format_ == "json":
        text = _json(made.as_object(str(path), language))
    if out is None:
        streams.write(text)
    else:
        write_new(out, text.encode(), _THERE)
        streams.say_written([out])
        if format_ == "yaml" and not isinstance(made.found, PlanOfForm):
            say_todos(out, text, names_keys=True)
    raise typer.Exit(_status(made))


def _made(path: Path, id_: str, language: Language) -> _Made:
    """What `path` gives. Raises `typer.Exit` for a workbook that cannot be read, of which all is said."""
    made = _read(path, id_, language)
    if isinstance(made, FileReport):
        say_issues(made)
        raise end_of(made)
    return made


def _read(path: Path, id_: str, language: Language) -> _Made | FileReport:
    """What `path` gives, or what is wrong with a workbook that cannot be read."""
    found = load_draft(path, id_)
    if isinstance(found, PlanOfForm):
        if found.text is None:
            return found.report
        return _Made(found, found.text, found.report.valid)
    text = draft_text(found, language)
    return _Made(found, text, parse_plan(text.encode(), "draft").report.valid)


def _read_all(paths: list[Path], language: Language) -> list[_Made | FileReport | Issue]:
    """What each of `paths` gives; an issue where it is no document. All of it can go to another process."""
    found: list[_Made | FileReport | Issue] = []
    for path in paths:
        try:
            found.append(_read(path, path.stem, language))
        except Refusal as refusal:
            found.append(refusal.issue())
    return found


def _status(made: _Made) -> ExitStatus:
    if not made.is_valid and isinstance(made.found, PlanOfForm):
        streams.say(
            "計画としてまだ正しくありません。様式のセルを直して、もう一度実行してください",
            "it is no sound plan yet: mend the cells of the form, then run the command again",
        )
    elif not made.is_valid:
        streams.say(
            "下書きはまだ計画として正しくありません。TODO を片づけて yport validate で確かめてください",
            "the draft is no sound plan yet: see to each TODO, then run yport validate",
        )
    return ExitStatus.FINE if made.is_valid else ExitStatus.FOUND


def _json(found: dict[str, Any]) -> str:
    from yport_cli.render.formats.json import json_text

    return json_text(found)


def _name_for(path: Path) -> str:
    return f"{path.stem}.yaml" if str(path) != "-" else "plan.yaml"


def _target(folder: Path, path: Path, taken: set[Path]) -> Path:
    """The plan file of a document; of two that are called alike, the second keeps its ending in its name."""
    target = folder / _name_for(path)
    if target in taken:
        target = folder / f"{path.name}.yaml"
    number = 2
    while target in taken:
        target = folder / f"{path.name}.{number}.yaml"
        number += 1
    taken.add(target)
    return target


class _Counts:
    """What became of the documents of a run."""

    def __init__(self) -> None:
        self.written = self.kept = self.asked = self.unread = 0
        self.status = ExitStatus.FINE
        self.objects: list[dict[str, Any]] = []


def _many(
    names: Sequence[Path], out: Path | None, format_: str, language: Language, *, strict: bool
) -> ExitStatus:
    """Draft every document; plans that stand in `out` already are kept."""
    refuse_if(
        out is None and format_ == "yaml",
        "文書が複数のときは、-o で書き出すフォルダーを指定してください",
        "name the folder for the drafts with -o",
    )
    found = [path for name in names for path in (documents_in(name) if name.is_dir() else [name])]
    refuse_if(
        not found,
        "計画書（.txt、.pdf、.docx、.xlsx）がありません",
        "there is no document (.txt, .pdf, .docx, .xlsx)",
    )
    if out is not None and format_ == "yaml":
        make_folder(out)
    counts = _Counts()
    taken: set[Path] = set()
    targets = [None if out is None or format_ == "json" else _target(out, path, taken) for path in found]
    work = [pair for pair in zip(found, targets, strict=True) if pair[1] is None or not pair[1].exists()]
    counts.kept = len(found) - len(work)
    crew: Crew[Path, _Made | FileReport | Issue] = Crew(partial(_read_all, language=language), enough=_ENOUGH)
    try:
        with Progress(len(work) if is_watched() else 0) as progress:
            results = crew.in_order((path for path, _ in work), _CHUNK)
            for done, ((path, target), read) in enumerate(zip(work, results, strict=True)):
                progress.show(done)
                _one(path, target, read, counts, language, progress=progress, strict=strict)
    finally:
        crew.dismiss()
    if format_ == "json":
        from yport_cli.render.data.json_v1 import answer_object

        streams.write(_json({**answer_object("import"), "documents": counts.objects}), out)
    _say_summary(len(found), counts)
    return counts.status


def _one(
    path: Path,
    target: Path | None,
    read: _Made | FileReport | Issue,
    counts: _Counts,
    language: Language,
    *,
    progress: Progress,
    strict: bool,
) -> None:
    if isinstance(read, Issue):
        progress.clear()
        streams.comment(f"{path}: ")
        counts.unread += 1
        counts.status = max(counts.status, report_error(Refusal(lambda _: read)))
        return
    if isinstance(read, FileReport):
        progress.clear()
        say_issues(read)
        counts.unread += 1
        counts.status = max(counts.status, ExitStatus(end_of(read).exit_code))
        return
    made = read
    counts.asked += made.needs_person
    if not made.is_valid:
        counts.status = max(counts.status, ExitStatus.FOUND)
    if made.needs_person:
        progress.clear()
        said = made.sentence
        streams.say(f"{path}: {said.ja}", f"{path}: {said.en}")
    if target is None:
        counts.objects.append(made.as_object(str(path), language))
    elif strict and made.disagrees:
        counts.status = max(counts.status, ExitStatus.FOUND)
    else:
        write_new(target, made.text.encode())
        counts.written += 1


def _say_summary(total: int, counts: _Counts) -> None:
    streams.say(
        f"文書 {total:,}件: 下書き {counts.written:,}件を書き出し、すでにある計画 {counts.kept:,}件を残しました。"
        f"人が確かめるもの {counts.asked:,}件、読めなかったもの {counts.unread:,}件",
        f"{counted(total, 'document', ',')}: {counts.written:,} drafted, {counts.kept:,} kept as they stand, "
        f"{counts.asked:,} need a person, {counts.unread:,} could not be read",
    )
