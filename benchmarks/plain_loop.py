"""The totals of a ledger by item and fiscal year, by the plainest loop there is: no checks at all."""

import csv
import sys
from collections import defaultdict
from decimal import Decimal

totals: defaultdict[tuple[str, int], Decimal] = defaultdict(Decimal)
with open(sys.argv[1], encoding="utf-8", newline="") as file:  # noqa: PTH123
    for row in csv.DictReader(file):
        if row["fiscal_year"]:
            year = 1988 + int(row["fiscal_year"][1:])
        else:
            day = row["date"]
            year = int(day[:4]) - (day[5:7] < "04")
        totals[row["item"], year] += Decimal(row["amount"])
for (item, year), total in sorted(totals.items()):
    print(item, year, total)
