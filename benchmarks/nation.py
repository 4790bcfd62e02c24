"""`yport export FOLDER` on a nation's plans, as a data set and as one file: `nation.py [COUNT [PAIRS]]`.

The peer is the same command to one Parquet file: one core, all in memory. Then a query with DuckDB.
"""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter, sleep

import duckdb
from cost import cost
from generate_nation import generate_nation
from many_files import cores
from pairs import Command, compare, print_table, program

MEMORY_LIMIT = 300  # MiB
QUERY = """
    SELECT prefecture, count(DISTINCT (plan_id, item_id)) FILTER (standing = 'behind')
    FROM read_parquet('{}/**/*.parquet', hive_partitioning = true, hive_types = {{'prefecture': VARCHAR}})
    WHERE item_type = 'kpi' GROUP BY prefecture
"""


def main(count: int = 10_000, pairs: int = 5) -> None:
    """Compare on `count` plans, then measure the memory needed for a tenth of them and for all."""
    yport = program("yport")
    with TemporaryDirectory() as folder:
        plans, tenth = Path(folder, "plans"), Path(folder, "tenth")
        generate_nation(plans, count)
        generate_nation(tenth, count // 10)
        dataset = f"{folder}/dataset"
        one = [yport, "export", str(plans), "-o", f"{folder}/one.parquet"]
        print_table(
            [
                compare(
                    f"data set : one file, {cores()} cores",
                    [yport, "export", str(plans), "-o", dataset],
                    one,
                    target=0.5,
                    pairs=pairs,
                )
            ]
        )
        print(f"\n{'plans':>10}  {'MiB, all processes at most':>26}")
        for number, place in ((count // 10, tenth), (count, plans)):
            mebibytes = _peak([yport, "export", str(place), "-o", dataset])
            verdict = "  MISSED" if mebibytes > MEMORY_LIMIT else ""
            print(f"{number:10,}  {mebibytes:26.0f}{verdict}")
        start = perf_counter()
        found = duckdb.sql(QUERY.format(dataset))
        rows = [] if found is None else found.fetchall()
        print(f"\nthe query: {len(rows)} prefectures in {perf_counter() - start:.2f} s")


def _peak(command: Command) -> float:
    """The most memory that all processes of `command` need together, in MiB; what they share counts once.

    Where the system does not tell (it is Linux that does), as if they shared nothing.
    """
    if not Path("/proc/self/smaps_rollup").exists():
        return cost(command).mebibytes * (cores() + 1)
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    peak = 0
    while process.poll() is None:
        peak = max(peak, sum(map(_share, _family(process.pid))))
        sleep(0.2)
    if process.returncode:
        sys.exit(f"{command} ended with {process.returncode}")
    return peak / 2**10


def _family(number: int) -> Iterator[int]:
    """The process of that number and all below it."""
    yield number
    with suppress(OSError):
        for child in Path(f"/proc/{number}/task/{number}/children").read_text(encoding="ascii").split():
            yield from _family(int(child))


def _share(number: int) -> int:
    """The proportional set size of a process in KiB; 0 where it has ended."""
    with suppress(OSError):
        for line in Path(f"/proc/{number}/smaps_rollup").read_text(encoding="ascii").splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1])
    return 0


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
