"""A document file: read, and made a draft of a plan; an Excel form is the plan that was written into it."""

from pathlib import Path

from yport_cli.core.draft.draft import Draft
from yport_cli.core.refusals.documents import MAX_DOCUMENT_BYTES, a_plan_file
from yport_cli.source.disk.file import read_file
from yport_cli.source.intake.plan_form import PlanOfForm, is_workbook_data, plan_of_form
from yport_cli.source.official.document_lines import lines_of
from yport_cli.source.official.drafting import draft_of
from yport_cli.source.plan.plan_mark import is_plan

DOCUMENT_ENDINGS = (".txt", ".pdf", ".docx", ".xlsx")


def load_draft(path: Path, id_: str) -> Draft | PlanOfForm:
    """The draft of the plan that the document at `path` states, or the plan in a form.

    `-` is standard input. Raises `Refusal` where the document cannot be read.
    """
    data = read_file(path, MAX_DOCUMENT_BYTES)
    if is_workbook_data(data):
        return plan_of_form(data, str(path))
    if is_plan(data):
        raise a_plan_file()
    return draft_of(lines_of(data), id_)


def documents_in(folder: Path) -> list[Path]:
    """The documents in `folder` and below it, by name; what begins with a dot is none."""
    return sorted(
        path
        for path in folder.rglob("*")
        if path.suffix.lower() in DOCUMENT_ENDINGS
        and path.is_file()
        and not any(part.startswith((".", "~$")) for part in path.relative_to(folder).parts)
    )
