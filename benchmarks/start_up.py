"""How long `yport validate` and `yport status` take on one plan, from the start of the process to its end."""

import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from pairs import compare, print_table, program

HERE = Path(__file__).parent
PLAN = str(HERE.parent / "plans" / "yokohama-yport.yaml")


def main(pairs: int = 30) -> None:
    yport = program("yport")
    bare = [sys.executable, str(HERE / "bare.py"), PLAN]
    validate, status = [yport, "validate", PLAN], [yport, "status", PLAN]
    with TemporaryDirectory() as folder:
        schema = f"{folder}/plan.schema.json"
        subprocess.run([yport, "schema", "-o", schema], check=True, capture_output=True)
        checker = [program("check-jsonschema"), "--schemafile", schema, PLAN]
        print_table(
            [
                compare("validate : check-jsonschema", validate, checker, target=0.75, pairs=pairs),
                compare("status : check-jsonschema", status, checker, target=0.75, pairs=pairs),
                compare("validate : bare program", validate, bare, target=1.10, pairs=pairs),
                compare(
                    "status : bare program with rich", status, [*bare, "--table"], target=1.10, pairs=pairs
                ),
            ]
        )


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
