"""Bytes that no person thinks of, read as CSV ledgers for as long as one likes; run by hand:

    pip install atheris && python tests/fuzz_ledgers.py -max_total_time=600

As `fuzz_plans.py`; an example of `tests/source/ledger/test_laws.py` is what a `crash-…` becomes.
"""

import sys
from pathlib import Path
from tempfile import gettempdir

import atheris

with atheris.instrument_imports(include=["yport_cli"]):
    from ledger_law import holds

HERE = Path(__file__).parent


def main() -> None:
    corpus = Path(gettempdir(), "yport-fuzz-ledgers")
    corpus.mkdir(exist_ok=True)
    for number, ledger in enumerate([*HERE.parent.glob("plans/*.csv"), *HERE.rglob("*.csv")]):
        (corpus / f"{number}.csv").write_bytes(ledger.read_bytes())
    atheris.Setup([*sys.argv, str(corpus)], holds)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
