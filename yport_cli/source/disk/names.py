"""Which ledger belongs to which plan.

That of NAME.yaml is NAME.ledger.csv, or NAME.ledger.xlsx, beside it.
"""

import os
from pathlib import Path

LEDGER_ENDINGS = (".ledger.csv", ".ledger.xlsx")
PLAN_ENDINGS = (".yaml", ".yml")


def ledger_beside(plan_path: Path) -> Path | None:
    """The ledger beside a plan file, where there is one; standard input has nothing beside it."""
    if str(plan_path) == "-":
        return None
    for ending in LEDGER_ENDINGS:
        path = plan_path.with_name(plan_path.stem + ending)
        if os.path.isfile(path):  # noqa: PTH113  it says so of a name that would be too long, too
            return path
    return None


def plans_beside(ledger_path: Path) -> list[Path]:
    """The plan files that a ledger may belong to by its name, the likeliest first.

    A word between the two names tells ledgers of one plan apart: NAME.demo.ledger.csv belongs to NAME.yaml
    too.
    """
    stem = ledger_path.name
    for ending in LEDGER_ENDINGS:
        if stem.lower().endswith(ending):
            stem = stem[: -len(ending)]
    names = [stem]
    while "." in stem:
        stem = stem.rpartition(".")[0]
        names.append(stem)
    return [ledger_path.with_name(name + ending) for name in names if name for ending in PLAN_ENDINGS]
