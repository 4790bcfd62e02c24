"""Work that may end the process it is done in: a library in another language."""

import contextlib
import os
import sys
import traceback
from collections.abc import Callable
from typing import TYPE_CHECKING, ParamSpec, TypeVar

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

_Given = ParamSpec("_Given")
_Found = TypeVar("_Found")


class ProcessDied(Exception):  # noqa: N818
    """Raised where the process ended without an answer."""


def in_own_process(work: Callable[_Given, _Found], *given: _Given.args, **named: _Given.kwargs) -> _Found:
    """What `work` returns, or what it raises. Raises `ProcessDied` where it comes to no answer.

    All that goes there and comes back can be pickled.
    """
    import multiprocessing  # most files are no workbooks

    # A forked process has everything imported already; elsewhere forking is not safe.
    is_linux = sys.platform == "linux"
    context = multiprocessing.get_context("fork") if is_linux else multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe(duplex=False)
    worker = context.Process(target=_answer, args=(theirs, work, given, named), daemon=True)
    worker.start()
    theirs.close()
    try:
        is_found, answer = ours.recv()
    except EOFError:
        raise ProcessDied from None
    finally:
        ours.close()
        worker.kill()
        worker.join()
    if not is_found:
        raise answer
    found: _Found = answer
    return found


def _answer(
    connection: "Connection", work: Callable[..., object], given: tuple[object, ...], named: dict[str, object]
) -> None:
    """Send what the work returns, or what it raises; what its library says of its own end is nobody's."""
    with contextlib.suppress(OSError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
    try:
        answer = True, work(*given, **named)
    except Exception as error:  # noqa: BLE001  it is raised again where it is understood
        error.add_note(traceback.format_exc())
        answer = False, error
    connection.send(answer)
