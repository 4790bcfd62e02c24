"""Whole processes side by side: A B A B …, so that a change in the machine's mood meets both alike."""

import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from shutil import which
from statistics import median
from time import perf_counter

Command = Sequence[str]


@dataclass(frozen=True, slots=True)
class Comparison:
    """What was measured of two programs."""

    name: str
    seconds: float
    """Median of the first."""
    peer_seconds: float
    """Median of the second."""
    ratio: float
    """Median of first ÷ second, pair by pair."""
    target: float


def compare(name: str, ours: Command, peer: Command, *, target: float, pairs: int) -> Comparison:
    """`ours` and `peer` by turns; one pair before that warms the disk's cache and is not counted."""
    times = [(_seconds(ours), _seconds(peer)) for _ in range(pairs + 1)][1:]
    return Comparison(
        name,
        median(own for own, _ in times),
        median(other for _, other in times),
        median(own / other for own, other in times),
        target,
    )


def program(name: str) -> str:
    """The program `name` of this Python's environment, or of the search path."""
    found = which(name, path=str(Path(sys.executable).parent)) or which(name)
    if found is None:
        sys.exit(f"{name} is not installed: see benchmarks/README.md")
    return found


def print_table(comparisons: Sequence[Comparison]) -> None:
    """A row for each comparison."""
    width = max(len(comparison.name) for comparison in comparisons)
    print(f"{'':{width}}  {'yport':>9}  {'peer':>9}  {'ratio':>6}  target")
    for comparison in comparisons:
        verdict = "" if comparison.ratio <= comparison.target else "  MISSED"
        print(
            f"{comparison.name:{width}}  {_shown(comparison.seconds)}  {_shown(comparison.peer_seconds)}"
            f"  {comparison.ratio:6.3f}  {comparison.target:.2f}{verdict}"
        )


def _shown(seconds: float) -> str:
    return f"{seconds * 1000:6.0f} ms"


def _seconds(command: Command) -> float:
    # The same surroundings for all: no terminal, and no setting of the user's that could change what is done.
    environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": "", "COLUMNS": "80", "LANG": "C.UTF-8"}
    start = perf_counter()
    # Nothing is kept of the output: what this process has grown to would count as the memory of those it
    # starts.
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=environment)
    return perf_counter() - start
