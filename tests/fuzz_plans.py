"""Bytes that no person thinks of, read as plans for as long as one likes; run by hand:

    pip install atheris && python tests/fuzz_plans.py -max_total_time=600

It begins with the plans of the tests, and with what an earlier run has kept. Whatever it finds is written to
a file `crash-…`: make it an example of `tests/source/plan/test_plan_loader.py`.
"""

import sys
from pathlib import Path
from tempfile import gettempdir

import atheris

with atheris.instrument_imports(include=["yport_cli", "yaml"]):
    from plan_law import holds

HERE = Path(__file__).parent


def main() -> None:
    corpus = Path(gettempdir(), "yport-fuzz")
    corpus.mkdir(exist_ok=True)
    for number, plan in enumerate([*HERE.parent.glob("plans/*.yaml"), *HERE.glob("cases/*/*.yaml")]):
        (corpus / f"{number}.yaml").write_bytes(plan.read_bytes())
    atheris.Setup([*sys.argv, str(corpus)], holds)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
