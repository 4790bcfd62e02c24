"""`yport export FOLDER` on a nation's plans, as a data set and as one file: `nation.py [COUNT [PAIRS]]`.

The peer is the same command to one Parquet file: one core, all in memory. Then a query with DuckDB.
"""

import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

import duckdb
from cost import cost
from generate_nation import generate_nation
from many_files import cores
from pairs import compare, print_table, program

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
                    target=max(0.5, 1.15 / cores()),
                    pairs=pairs,
                )
            ]
        )
        print(f"\n{'plans':>10}  {'seconds':>8}  {'MiB, all processes at most':>26}")
        for number, place in ((count // 10, tenth), (count, plans)):
            seconds, largest = cost([yport, "export", str(place), "-o", dataset])
            mebibytes = largest * (cores() + 1)
            verdict = "  MISSED" if mebibytes > MEMORY_LIMIT else ""
            print(f"{number:10,}  {seconds:8.2f}  {mebibytes:26.0f}{verdict}")
        start = perf_counter()
        found = duckdb.sql(QUERY.format(dataset))
        rows = [] if found is None else found.fetchall()
        print(f"\nthe query: {len(rows)} prefectures in {perf_counter() - start:.2f} s")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
