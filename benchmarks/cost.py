"""What one run of a program costs."""

import os
import subprocess
import sys
from time import perf_counter
from typing import NamedTuple

from pairs import Command


class Cost(NamedTuple):
    """Seconds of a run from its start to its end, and the peak memory of its largest process in MiB."""

    seconds: float
    mebibytes: float


def cost(command: Command) -> Cost:
    """The cost of one run of `command`, whose output is thrown away."""
    start = perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    seconds = perf_counter() - start
    if status:
        sys.exit(f"{command} ended with {status}")
    return Cost(seconds, usage.ru_maxrss / (2**20 if sys.platform == "darwin" else 2**10))
