"""Where the ledger of a plan stands."""

from pathlib import Path


def ledger_beside(plan_path: Path) -> Path | None:
    """The ledger beside a plan file, `PLAN-STEM.ledger.csv` or `.ledger.xlsx`, where there is one."""
    for ending in (".ledger.csv", ".ledger.xlsx"):
        path = plan_path.with_name(plan_path.stem + ending)
        if path.is_file():
            return path
    return None
