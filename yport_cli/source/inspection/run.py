"""Many files, checked by all cores, in the order of their names.

What has been checked is handed on at once, and what waits for its turn is bounded: the memory needed does not
depend on how many files there are.
"""

import gc
import os
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING

from yport_cli.core.issues.file_report import FileReport
from yport_cli.core.issues.issue import Refusal
from yport_cli.source.disk.file import read_file, unread
from yport_cli.source.inspection.clean_cache import CleanCache, digest_of
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

if TYPE_CHECKING:
    from concurrent.futures import Future, ProcessPoolExecutor

_CHUNK = 64
_ENOUGH = 400 if sys.platform == "linux" else 2000
"""Starting workers costs as much as checking some hundred files."""
_AHEAD = 3
"""How many chunks for each worker may be under way or wait for their turn."""

_Result = FileReport | bytes | None
"""A report; the digest of a clean file; `None` for a file that was passed over."""


@dataclass(slots=True)
class _Chunk:
    """Some files in a row: what is known of them, and who is working on the rest."""

    found: list[Found]
    results: list[_Result]
    left: list[int]
    future: "Future[list[_Result]] | None" = None


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
        self._workers = _cores() if workers is None else workers
        self._on_progress = on_progress
        self._known = frozenset(cache.known if cache is not None else ())
        self._pool: ProcessPoolExecutor | None = None
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
            if self._pool is not None:
                self._pool.shutdown(cancel_futures=True)
            if self._cache is not None:
                self._cache.save()

    def _chunks(self) -> Iterator[_Chunk]:
        """The files, chunk by chunk, each with its results."""
        found = walk(self._names, self._scope)
        first = list(islice(found, _ENOUGH))
        is_much = len(first) == _ENOUGH and self._workers > 1
        found = chain(first, found)
        waiting: deque[_Chunk] = deque()
        while part := list(islice(found, _CHUNK)):
            waiting.append(self._begun(part, is_much=is_much))
            while waiting and (len(waiting) > self._workers * _AHEAD or _is_done(waiting[0])):
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
        # With a cache it may be that little is left to do.
        if chunk.left and is_much and (self._checked_here >= _CHUNK or not self._known):
            self._hand_over(chunk)
        elif chunk.left:
            self._checked_here += len(chunk.left)
        return chunk

    def _hand_over(self, chunk: _Chunk) -> None:
        work = [chunk.found[index] for index in chunk.left]
        try:
            if self._pool is None:
                self._pool = _new_pool(self._workers)
            chunk.future = self._pool.submit(_results_of, work)
        except (OSError, ImportError, RuntimeError):  # no processes to be had here, or no longer
            self._workers = 1

    def _ended(self, chunk: _Chunk) -> _Chunk:
        if not chunk.left:
            return chunk
        results = None
        if chunk.future is not None:
            try:
                results = chunk.future.result()
            except RuntimeError:  # the system has killed a worker: it is done here, one file after the other
                self._workers = 1
        if results is None:
            results = _results_of([chunk.found[index] for index in chunk.left])
        for index, result in zip(chunk.left, results, strict=True):
            chunk.results[index] = result
        return chunk


def _is_done(chunk: _Chunk) -> bool:
    return chunk.future is None or chunk.future.done()


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


def _cores() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _new_pool(workers: int) -> "ProcessPoolExecutor":
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor

    # A forked worker has everything imported already; elsewhere forking is not safe.
    from yport_cli.source.plan.plan_loader import load_plan  # noqa: F401

    context = multiprocessing.get_context("fork" if sys.platform == "linux" else "spawn")
    return ProcessPoolExecutor(workers, context, initializer=_begin_work)


def _begin_work() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # whoever started us tells us when to stop
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    gc.freeze()
    gc.set_threshold(100_000)  # a plan's objects go when it has been checked, without the collector


def _end_with_parent() -> None:
    """Whoever started us may be killed without a chance to say so; nobody is left then to work for."""
    import multiprocessing

    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
