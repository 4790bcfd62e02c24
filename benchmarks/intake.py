"""How long a sheet of 100,000 rows takes to be taken in, beside the strict reader of ledgers."""

import csv
import gc
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from generate_ledger import write

from yport_cli.core.plan.plan import Plan
from yport_cli.source.intake.taking import intake_of
from yport_cli.source.ledger.ledger_loader import load_ledger
from yport_cli.source.ledger.rows import load_rows
from yport_cli.source.plan.plan_loader import load_plan

PLAN = Path(__file__).parent.parent / "plans" / "yokohama-yport.yaml"
ROWS = 100_000
TARGET = 3.0


def main(count: int = ROWS) -> None:
    """Time both readers on the same rows, as CSV and as a workbook."""
    gc.set_threshold(50_000)  # as the program does
    plan = load_plan(PLAN).plan
    if plan is None:
        raise SystemExit(1)
    with TemporaryDirectory() as folder:
        table = write(Path(folder, "rows.csv"), count)
        for path in (table, _workbook(table)):
            strict = min(_seconds(partial(_strict, plan, path)) for _ in range(3))
            loose = min(_seconds(partial(intake_of, plan, path, {})) for _ in range(3))
            verdict = "" if loose <= TARGET * strict else "  MISSED"
            print(
                f"{path.suffix}: strict {strict:.2f} s, taken in {loose:.2f} s, "
                f"{loose / strict:.2f} ×{verdict}"
            )


def _strict(plan: Plan, path: Path) -> None:
    """Row by row; a workbook in a process of its own, as every command reads it."""
    if path.suffix == ".xlsx":
        load_ledger(plan, path)
        return
    with path.open("rb") as file:
        for _ in load_rows(plan, file):
            pass


def _workbook(table: Path) -> Path:
    import xlsxwriter

    path = table.with_suffix(".xlsx")
    with (
        xlsxwriter.Workbook(str(path), {"constant_memory": True}) as book,
        table.open(encoding="utf-8") as file,
    ):
        sheet = book.add_worksheet("台帳")
        for row, cells in enumerate(csv.reader(file)):
            sheet.write_row(row, 0, [int(cell) if cell.lstrip("-").isdigit() else cell for cell in cells])
    return path


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
