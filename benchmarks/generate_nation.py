"""Plans of a whole nation, each with a ledger beside it: `generate_nation.py FOLDER [COUNT]`.

A ledger has four rows a year for each KPI and for what was executed, none of which overspends. The same seed
gives the same files.
"""

import re
import sys
from pathlib import Path
from random import Random

from generate_plans import SEED, generate


def generate_nation(folder: Path, count: int) -> list[Path]:
    """`count` plans below `folder` with their ledgers; the paths of the plans."""
    paths = generate(folder, count)
    for path in paths:
        path.with_suffix(".ledger.csv").write_text(
            _ledger(path.read_text(encoding="utf-8"), Random(f"{SEED}/{path.stem}")), encoding="utf-8"
        )
    return paths


def _ledger(plan: str, random: Random) -> str:
    """Two years of the plan: all that is recorded of it."""
    kpis = re.findall(r"^  - id: (kpi[0-9]+)$", plan, re.MULTILINE)
    end = re.search(r'end: "([0-9]{4})-03-31"', plan)
    assert end is not None  # noqa: S101  the plans are our own
    first = int(end[1]) - 3  # a plan has three years or more
    lines = ["date,item,amount"]
    for year in (first, first + 1):
        for day in (f"{year}-06-30", f"{year}-09-30", f"{year}-12-31", f"{year + 1}-03-31"):
            lines.extend(f"{day},{kpi},{random.randrange(0, 40)}" for kpi in kpis)
            lines.append(f"{day},execution,{random.randrange(100, 600)}")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    generate_nation(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 10_000)
