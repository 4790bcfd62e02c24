"""Many files, checked by all cores, in the order of their names.

What has been checked is handed on at once, and what waits for its turn is bounded: the memory needed does not
depend on how many files there are.
"""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path

from yport_cli.core.issues.file_report import FileReport
from yport_cli.core.issues.issue import Refusal
from yport_cli.source.disk.file import read_file, unread
from yport_cli.source.inspection.clean_cache import CleanCache, digest_of
from yport_cli.source.inspection.crew import AHEAD, CHUNK, ENOUGH, Crew, Task
from yport_cli.source.inspection.kind import (
    checked_ledger,
    checked_plan,
    is_ledger,
    is_sheet,
    is_walked,
    sheet_report,
)
from yport_cli.source.inspection.walk import ALONE, Found, Scope, walk
from yport_cli.source.plan.plan_mark import is_plan

_Result = FileReport | bytes | None
"""A report; the digest of a clean file; `None` for a file that was passed over."""


@dataclass(slots=True)
class _Chunk:
    """Some files in a row: what is known of them, and who is working on the rest."""

    found: list[Found]
    results: list[_Result]
    left: list[int]
    task: Task[Found, _Result] | None = None


class Inspection:
    """The reports of the files that `names` name or hold in a `scope`, in order; to be iterated over once.

    Afterwards `skipped` says how many files were passed over. `on_progress` is told how many files
    are done, now and then.
    """

    def __init__(
        self,
        names: Iterable[str],
        scope: Scope = ALONE,
        *,
        cache: CleanCache | None = None,
        workers: int | None = None,
        on_progress: Callable[[int], None] | None = None,
    ) -> None:
        self._names = list(names)
        self._scope = scope
        self._cache = cache
        self._crew: Crew[Found, _Result] = Crew(_results_of, workers)
        self._on_progress = on_progress
        self._known = frozenset(cache.known if cache is not None else ())
        self._checked_here = 0
        self.skipped = 0

    def __iter__(self) -> Iterator[FileReport]:
        done = 0
        try:
            for chunk in self._chunks():
                done += len(chunk.found)
                if self._on_progress is not None:
                    self._on_progress(done)
                for found, result in zip(chunk.found, chunk.results, strict=True):
                    if result is None:
                        self.skipped += 1
                    elif isinstance(result, FileReport):
                        yield result
                    else:
                        if self._cache is not None:
                            self._cache.add(result)
                        yield FileReport(found.path, ())
        finally:
            self._crew.dismiss()
            if self._cache is not None:
                self._cache.save()

    def _chunks(self) -> Iterator[_Chunk]:
        """The files, chunk by chunk, each with its results."""
        found = walk(self._names, self._scope)
        first = list(islice(found, ENOUGH))
        is_much = len(first) == ENOUGH and self._crew.workers > 1
        found = chain(first, found)
        waiting: deque[_Chunk] = deque()
        while part := list(islice(found, CHUNK)):
            waiting.append(self._begun(part, is_much=is_much))
            while waiting and (len(waiting) > self._crew.workers * AHEAD or _is_done(waiting[0])):
                yield self._ended(waiting.popleft())
        while waiting:
            yield self._ended(waiting.popleft())

    def _begun(self, part: list[Found], *, is_much: bool) -> _Chunk:
        """A chunk with the results that cost nothing; the rest is given to a worker, or left for `_ended`."""
        chunk = _Chunk(part, [None] * len(part), [])
        for index, found in enumerate(part):
            if found.problem is not None:
                chunk.results[index] = unread(found.path, found.problem)
            elif found.path == "-":  # a worker has no standard input
                chunk.results[index] = _result_of(found)
            elif self._known and (digest := _digest_of_file(found)) in self._known:
                chunk.results[index] = digest
            else:
                chunk.left.append(index)
        if chunk.left:
            # With a cache it may be that little is left to do.
            is_handed_over = is_much and (self._checked_here >= CHUNK or not self._known)
            if not is_handed_over:
                self._checked_here += len(chunk.left)
            work = [chunk.found[index] for index in chunk.left]
            chunk.task = self._crew.begin(work, here=not is_handed_over)
        return chunk

    def _ended(self, chunk: _Chunk) -> _Chunk:
        if chunk.task is not None:
            for index, result in zip(chunk.left, self._crew.result(chunk.task), strict=True):
                chunk.results[index] = result
        return chunk


def _is_done(chunk: _Chunk) -> bool:
    return chunk.task is None or chunk.task.is_done


def _digest_of_file(found: Found) -> bytes | None:
    """The digest of a file that may be in the cache."""
    if is_ledger(found.path):
        return None
    try:
        return digest_of(read_file(found.path))
    except Refusal:
        return None


def _results_of(work: list[Found]) -> list[_Result]:
    return [_result_of(found) for found in work]


def _result_of(found: Found) -> _Result:
    if not (found.named or is_walked(found.path)):
        return None
    if is_ledger(found.path):
        return checked_ledger(found.path)
    if is_sheet(found.path) and Path(found.path).is_file():
        return sheet_report(found.path)
    try:
        data = read_file(found.path)
    except Refusal as problem:
        return unread(found.path, problem)
    if not found.named and not is_plan(data):
        return None
    report = checked_plan(found.path, data)
    return report if report.issues else digest_of(data)
