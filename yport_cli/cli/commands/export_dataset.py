"""A nation at once: the plans of folders as Parquet in parts by prefecture, with all cores.

Plan by plan is read, handed on and forgotten: the memory needed does not depend on how many there are.
"""

import hashlib
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import BinaryIO, NamedTuple

import typer

from yport_cli.cli import streams
from yport_cli.cli.errors import report_issue
from yport_cli.cli.files import make_folder, writing
from yport_cli.cli.inputs import Remarks, remarks_on
from yport_cli.cli.plan_file import no_plans, plans_among
from yport_cli.cli.progress import Progress, is_watched
from yport_cli.core.figures.ledger import Cutoff
from yport_cli.core.figures.outcome import repeated_id
from yport_cli.core.issues.issue import Issue, Refusal
from yport_cli.core.issues.sentence import Sentence
from yport_cli.core.refusals.command_lines import CANNOT_WRITE, USAGE
from yport_cli.render.data.tidy import tidy_records
from yport_cli.render.formats.parquet import Batch, record_batch, write_parts
from yport_cli.source.inspection.assessment import assess
from yport_cli.source.inspection.crew import Crew
from yport_cli.source.inspection.walk import Found, walk

PART = "data.parquet"
_BY = "prefecture="
_NONE = "__HIVE_DEFAULT_PARTITION__"
"""What programs that read data sets in parts take for an unknown value."""


class Exported(NamedTuple):
    """What a worker makes of one plan."""

    remarks: Remarks
    id: str = ""
    part: str = ""
    rows: Batch = None
    """`None` where there is no outcome, or one that cannot be written."""
    problem: Issue | None = None
    """Why it cannot be written."""


def export_dataset(plans: Sequence[Path], cutoff: Cutoff, out: Path) -> None:
    """Write the data set at `out`, whole or not at all.

    Raises `typer.Exit` with the highest status that the plans ask for, and `Refusal`.
    """
    record_batch(tidy_records(()))  # whoever lacks the extra is told before the work
    _refuse_to_replace_others(out)
    make_folder(out.parent)
    with writing(out):
        place = Path(tempfile.mkdtemp(dir=out.parent, prefix=".yport-"))
    try:
        count = _write(plans, cutoff, place)
        with writing(out):
            _put(place, out)
    finally:
        shutil.rmtree(place, ignore_errors=True)
    streams.say(f"{count:,}件の計画を書き出しました: {out}", f"wrote {count:,} plans to {out}")


def _write(plans: Sequence[Path], cutoff: Cutoff, folder: Path) -> int:
    """Write the parts below `folder`, and return how many plans they hold."""
    names = [str(path) for path in plans]
    workers = 1 if "-" in names else None  # a worker has no standard input
    crew: Crew[Found, Exported | None] = Crew(partial(_exported, cutoff=cutoff), workers)
    with Progress(sum(1 for _ in walk(names)) if is_watched() else 0) as progress, ExitStack() as files:

        def opened(part: str) -> BinaryIO:
            path = folder / part / PART
            path.parent.mkdir()
            return files.enter_context(path.open("wb"))

        collection = _Collection(progress)
        try:
            with writing(folder):
                write_parts(collection.parts(crew.in_order(walk(names))), opened)
        finally:
            crew.dismiss()
    if collection.status:
        raise typer.Exit(collection.status)  # what is published is whole, or is not written
    if not collection.count:
        raise no_plans(plans)
    return collection.count


class _Collection:
    """What comes from the workers, in the order of the plans."""

    def __init__(self, progress: Progress) -> None:
        self.status = 0
        self.count = 0
        self._seen: set[bytes] = set()
        self._progress = progress

    def parts(self, exported: Iterable[Exported | None]) -> Iterator[tuple[str, Batch]]:
        """The rows of each plan with their part, until one is met that keeps all from being published.

        Of those after it only what is wrong with them is said. Raises `Refusal` for a repeated id.
        """
        for done, one in enumerate(exported, 1):
            self._progress.show(done)
            if one is None:
                continue
            self.count += 1
            if one.remarks.is_silent:
                status = 0
            else:
                self._progress.clear()
                status = one.remarks.said()
            self.status = max(self.status, status)
            if one.problem is not None:
                self.status = max(self.status, report_issue(one.problem))
            if one.rows is None or self.status:
                continue
            digest = hashlib.blake2b(one.id.encode(), digest_size=16).digest()
            if digest in self._seen:
                raise repeated_id(one.id)
            self._seen.add(digest)
            yield one.part, one.rows


def _exported(found: list[Found], cutoff: Cutoff) -> list[Exported | None]:
    """What becomes of some files; `None` for what is no plan."""
    return [_of_file(one, cutoff) for one in found]


def _of_file(found: Found, cutoff: Cutoff) -> Exported | None:
    if not plans_among([found]):
        return None
    assessment = assess(found.path, as_of=cutoff.day, year=cutoff.year)
    remarks = remarks_on(assessment, cutoff)
    if assessment.outcome is None:
        return Exported(remarks)
    plan = assessment.outcome.plan
    try:
        rows = record_batch(tidy_records([assessment.outcome]))
    except Refusal as refusal:
        issue = refusal.issue()
        message = Sentence(f"{found.path}: {issue.message.ja}", f"{found.path}: {issue.message.en}")
        return Exported(remarks, problem=CANNOT_WRITE.issue((), message, issue.hint))
    prefecture = plan.area_code[:2] if plan.area_code else _NONE
    return Exported(remarks, plan.id, f"{_BY}{prefecture}", rows)


def _refuse_to_replace_others(out: Path) -> None:
    """Raise `Refusal` where there is something at `out` that is no data set by this program."""
    if not out.exists() and not out.is_symlink():
        return
    with writing(out):
        is_ours = out.is_dir() and all(
            path.name.startswith(_BY) and path.is_dir() and {one.name for one in path.iterdir()} <= {PART}
            for path in out.iterdir()
        )
    if not is_ours:
        raise USAGE.refusal(
            Sentence(
                f"{out} はこのプログラムのデータセットではないので、置き換えません",
                f"{out} is no data set by this program, so it is not replaced",
            ),
            Sentence("-o に新しい名前を指定してください", "give -o a new name"),
        )


def _put(place: Path, out: Path) -> None:
    """Put the folder `place` where `out` is, with nothing left of what was there."""
    target = out.resolve()
    place.chmod(0o755 if not target.exists() else target.stat().st_mode & 0o777)
    if target.exists():
        old = place.with_name(f"{place.name}.old")
        target.rename(old)
        place.rename(target)
        shutil.rmtree(old)
    else:
        place.rename(target)
