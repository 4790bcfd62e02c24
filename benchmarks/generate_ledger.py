"""Ledgers of invented rows for the Y-PORT plan; the same seed gives the same file.

    python benchmarks/generate_ledger.py FILE ROWS [--shuffled]

Rows stand in the order of their days, as a finance system writes them, or in none.
"""

import random
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

FIRST_DAY = date(2017, 4, 1)
DAYS = 3 * 365
ITEMS = ("orders", "surveys", "briefings", "execution", "grant_received", "revenue", "cost")
HEADINGS = "date,fiscal_year,item,amount,note,evidence"


def rows(count: int, *, shuffled: bool = False) -> Iterator[str]:
    """That many rows; every tenth is a payment of April that belongs to the year before, or a correction."""
    dice = random.Random(20170401)
    for number in range(count):
        position = dice.randrange(DAYS) if shuffled else number * DAYS // count
        day = FIRST_DAY + timedelta(days=position)
        year = ""
        if day.month == 4 and day.year > FIRST_DAY.year and number % 10 == 0:
            year = f"H{day.year - 1 - 1988}"
        amount = dice.randrange(1, 1_000_000) * (-1 if number % 10 == 5 else 1)
        yield f"{day},{year},{dice.choice(ITEMS)},{amount},架空の第{number}号,受付簿{number % 977}"


def write(path: Path, count: int, *, shuffled: bool = False) -> Path:
    """A ledger of `count` rows at `path`."""
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write(HEADINGS + "\n")
        file.writelines(f"{row}\n" for row in rows(count, shuffled=shuffled))
    return path


if __name__ == "__main__":
    write(Path(sys.argv[1]), int(sys.argv[2]), shuffled="--shuffled" in sys.argv)
