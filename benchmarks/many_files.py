"""`yport validate FOLDER` on many plans, beside the schema checkers: `many_files.py [COUNT [PAIRS]]`."""

import os
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from cost import cost
from generate_plans import generate
from pairs import compare, print_table, program

HERE = Path(__file__).parent
MEMORY_LIMIT = 200  # MiB
SLOW = 3
"""A checker that takes minutes is run for one pair in so many."""


def main(count: int = 10_000, pairs: int = 9) -> None:
    """Compare on `count` plans, then measure the memory needed for a tenth of them and for all."""
    yport, ajv, checker = program("yport"), program("ajv"), program("check-jsonschema")
    with TemporaryDirectory() as folder:
        os.environ["XDG_CACHE_HOME"] = f"{folder}/cache"
        clean, broken, tenth = Path(folder, "clean"), Path(folder, "broken"), Path(folder, "tenth")
        generate(clean, count)
        generate(broken, count, with_errors=True)
        generate(tenth, count // 10)
        schema = f"{folder}/plan.schema.json"
        subprocess.run([yport, "schema", "-o", schema], check=True, capture_output=True)
        names = [str(path) for path in sorted(clean.rglob("*.yaml"))]

        validate = [yport, "validate", "--no-cache", "--exit-zero"]
        with_ajv = [ajv, "validate", "--spec=draft2020", "-s", schema, "-d", f"{clean}/**/*.yaml"]
        with_checker = [checker, "--schemafile", schema, *names]
        with_cache = [yport, "validate", str(clean)]
        read_and_hash = [sys.executable, str(HERE / "read_and_hash.py"), str(clean)]
        ours = [*validate, str(clean)]
        print_table(
            [
                compare("clean : ajv-cli", ours, with_ajv, target=1.25, pairs=pairs),
                compare("unchanged : read and hash", with_cache, read_and_hash, target=2.0, pairs=pairs),
                *(
                    compare(
                        f"broken : clean, {format_}",
                        [*validate, "--format", format_, str(broken)],
                        [*ours, "--format", format_],
                        target=3.0,
                        pairs=pairs,
                    )
                    for format_ in ("text", "json", "sarif")
                ),
                compare(
                    "clean : check-jsonschema", ours, with_checker, target=0.03, pairs=max(1, pairs // SLOW)
                ),
            ]
        )
        print(f"\n{'plans':>10}  {'seconds':>8}  {'MiB, all processes at most':>26}")
        for plans, place in ((count // 10, tenth), (count, clean)):
            seconds, largest = min(cost([*validate, str(place)]) for _ in range(3))
            mebibytes = largest * (cores() + 1)
            verdict = "  MISSED" if mebibytes > MEMORY_LIMIT else ""
            print(f"{plans:10,}  {seconds:8.2f}  {mebibytes:26.0f}{verdict}")


def cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
