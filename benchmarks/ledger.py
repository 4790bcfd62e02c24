"""How long `yport status` takes with a ledger of a million rows, beside a plain loop.

How cost and memory grow.
"""

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from cost import cost
from generate_ledger import write
from pairs import compare, print_table, program

HERE = Path(__file__).parent
PLAN = str(HERE.parent / "plans" / "yokohama-yport.yaml")
MILLION = 1_000_000
MEMORY_LIMIT = 160  # MiB


def main(pairs: int = 7, largest: int = 10 * MILLION) -> None:
    """Compare at a million rows, then measure from 10,000 rows to `largest`."""
    with TemporaryDirectory() as folder:
        ordered = write(Path(folder, "ordered.csv"), MILLION)
        shuffled = write(Path(folder, "shuffled.csv"), MILLION, shuffled=True)
        print_table(
            [
                compare(
                    f"1,000,000 rows, {name}",
                    _status(path),
                    [sys.executable, str(HERE / "plain_loop.py"), str(path)],
                    target=0.70,
                    pairs=pairs,
                )
                for name, path in (("in order of days", ordered), ("in no order", shuffled))
            ]
        )
        start_up, _ = cost([program("yport"), "status", PLAN])
        print(
            f"\n{'rows':>10}  {'seconds':>8}  {'per million':>11}  {'MiB':>5}   "
            f"start-up {start_up:.2f} s apart"
        )
        count = 10_000
        while count <= largest:
            path = write(Path(folder, "growing.csv"), count)
            seconds, mebibytes = min(cost(_status(path)) for _ in range(3))
            verdict = "  MISSED" if count == MILLION and mebibytes > MEMORY_LIMIT else ""
            each = (seconds - start_up) * MILLION / count
            print(f"{count:10,}  {seconds:8.2f}  {each:11.3f}  {mebibytes:5.0f}{verdict}")
            count *= 10


def _status(ledger: Path) -> list[str]:
    return [program("yport"), "status", PLAN, "--ledger", str(ledger)]


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
