"""`yport budget FOLDER` beside `yport status FOLDER`, on plans with ledgers: `budgets.py [COUNT] [PAIRS]`."""

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from generate_nation import generate_nation
from pairs import compare, print_table, program


def main(count: int = 300, pairs: int = 7) -> None:
    """Both as a list on a screen and as JSON; the list of budgets costs no more than that of KPIs."""
    yport = program("yport")
    with TemporaryDirectory() as folder:
        generate_nation(Path(folder), count)
        asked = {
            form: [[yport, name, folder, "--format", form] for name in ("budget", "status")]
            for form in ("table", "json")
        }
        print_table(
            [
                compare(f"budget of {count:,} plans, {form}", *commands, target=1.0, pairs=pairs)
                for form, commands in asked.items()
            ]
        )


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
