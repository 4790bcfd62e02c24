"""Work that all cores share: the one place where worker processes are started."""

import gc
import os
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from itertools import chain, islice
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

if TYPE_CHECKING:
    from concurrent.futures import Future, ProcessPoolExecutor

_Given = TypeVar("_Given")
_Got = TypeVar("_Got")

CHUNK = 64
ENOUGH = 400 if sys.platform == "linux" else 2000
"""Starting workers costs as much as checking some hundred files."""
AHEAD = 3
"""How many pieces of work for each worker may be under way or wait for their turn."""


class Task(NamedTuple, Generic[_Given, _Got]):
    """A piece of work, and who is at it; `None` where it is left to whoever asks for the result."""

    given: list[_Given]
    future: "Future[list[_Got]] | None"

    @property
    def is_done(self) -> bool:
        """Whether asking for the result keeps nobody waiting for another process."""
        return self.future is None or self.future.done()


class Crew(Generic[_Given, _Got]):
    """Worker processes for `work`, begun with the first piece that is handed over; one core works alone.

    Where no process can be had, or one is killed, the work is done in this process: the result is the same.
    `work` is a function of a module, and what it takes and gives can be pickled.
    """

    def __init__(
        self, work: Callable[[list[_Given]], list[_Got]], workers: int | None = None, enough: int = ENOUGH
    ) -> None:
        self._work = work
        self.workers = cores() if workers is None else workers
        self._enough = enough
        self._pool: ProcessPoolExecutor | None = None

    def begin(self, given: list[_Given], *, here: bool = False) -> Task[_Given, _Got]:
        """Hand a piece of work over; `here` leaves it to this process."""
        if here or self.workers < 2:
            return Task(given, None)
        try:
            if self._pool is None:
                self._pool = new_pool(self.workers)
            return Task(given, self._pool.submit(self._work, given))
        except (OSError, ImportError, RuntimeError):  # no processes to be had here, or no longer
            self.workers = 1
            return Task(given, None)

    def result(self, task: Task[_Given, _Got]) -> list[_Got]:
        """What has become of a piece of work."""
        if task.future is not None:
            try:
                return task.future.result()
            except RuntimeError:  # the system has killed a worker: it is done here, one after the other
                self.workers = 1
        return self._work(task.given)

    def in_order(self, given: Iterable[_Given], chunk: int = CHUNK) -> Iterator[_Got]:
        """The result of each of `given`, in their order; what waits for its turn is bounded."""
        given = iter(given)
        first = list(islice(given, self._enough))
        here = len(first) < self._enough
        waiting: deque[Task[_Given, _Got]] = deque()
        rest = chain(first, given)
        while part := list(islice(rest, chunk)):
            waiting.append(self.begin(part, here=here))
            while waiting and (len(waiting) > self.workers * AHEAD or waiting[0].is_done):
                yield from self.result(waiting.popleft())
        while waiting:
            yield from self.result(waiting.popleft())

    def dismiss(self) -> None:
        """Let the workers go; what nobody has asked for is not done any more."""
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)


def cores() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def new_pool(workers: int) -> "ProcessPoolExecutor":
    """A pool of processes that end with this one, however it ends."""
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
