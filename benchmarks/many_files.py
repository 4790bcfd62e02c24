"""Many plans in one run, clean ones and broken ones, beside ajv-cli: `many_files.py [COUNT [PAIRS]]`."""

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from generate_plans import generate
from pairs import compare, print_table, program

HERE = Path(__file__).parent


def main(count: int = 10_000, pairs: int = 5) -> None:
    ajv = program("ajv")
    loop = [sys.executable, str(HERE / "loop.py")]
    schema = str(HERE / "plan.schema.json")
    with TemporaryDirectory() as folder:
        clean, broken = f"{folder}/clean", f"{folder}/broken"
        generate(Path(clean), count)
        generate(Path(broken), count, with_errors=True)
        peer = [ajv, "validate", "--spec=draft2020", "-s", schema, "-d", f"{clean}/**/*.yaml"]
        print_table(
            [
                compare("two processes : ajv-cli", [*loop, clean], peer, target=1.25, pairs=pairs),
                compare("broken : clean", [*loop, broken], [*loop, clean], target=3.0, pairs=pairs),
            ]
        )


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
