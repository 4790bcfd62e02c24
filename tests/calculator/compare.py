"""The program's figures beside the calculator's, of plans drawn at random:

python tests/calculator/compare.py COUNT [SEED]
"""

import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).parents[1]))

from calculator import answers
from calculator.as_of import ledger
from calculator.generator import Sample, sample
from program import command

COMMANDS = {"status": answers.status, "budget": answers.budget, "breakeven": answers.breakeven}


class Difference(NamedTuple):
    """A figure that is told in two ways.

    `field` is the same for all years and KPIs, `place` is one of them.
    """

    field: str
    place: str
    program: object
    calculator: object


def compared(drawn: Sample, folder: Path) -> Iterator[tuple[str, Difference | None]]:
    """Every figure that the calculator has, by its field, with the difference if there is one."""
    (folder / "plan.yaml").write_text(drawn.yaml, encoding="utf-8")
    (folder / "ledger.csv").write_text(drawn.csv, encoding="utf-8")
    asked = ["--as-of", drawn.as_of] if drawn.as_of else ["--year", f"FY{drawn.year}"] if drawn.year else []
    told = ledger(drawn.rows, drawn.as_of, drawn.year)
    for name, calculate in COMMANDS.items():
        if name == "breakeven" and drawn.year:
            continue  # it has no report of a year
        expected = calculate(drawn.plan, told)
        try:
            run = command(
                name, folder / "plan.yaml", "--ledger", folder / "ledger.csv", "--format", "json", *asked
            )
        except AssertionError as fault:
            yield name, Difference(name, name, str(fault).strip(), "an answer")
            continue
        if expected is None or run.status not in {0, 1} or not run.out:
            both = expected is None and run.status == 2
            yield name, None if both else Difference(name, name, run.err.strip(), expected and "an answer")
            continue
        found = dict(_figures(run.json, name))
        for place, value in _figures(expected, name):
            field = "".join(part for part in place if not part.isdigit())
            same = _as_compared(place, found.get(place, "(absent)")) == _as_compared(place, value)
            yield field, None if same else Difference(field, place, found.get(place, "(absent)"), value)


def _figures(value: object, place: str) -> Iterator[tuple[str, object]]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _figures(inner, f"{place}.{key}")
    elif isinstance(value, list) and all(isinstance(inner, dict) for inner in value):
        yield f"{place}[]", len(value)
        for number, inner in enumerate(value):
            yield from _figures(inner, f"{place}[{number}]")
    else:
        yield place, value


def _as_compared(place: str, value: object) -> object:
    """A reason is a sentence for the program and a code for the calculator: it is there, or it is not."""
    return value is not None if place.endswith("_reason") and value != "(absent)" else value


def main() -> None:
    """Compare COUNT samples from SEED on, and list which fields differ, how often and where first."""
    count, seed = (*map(int, sys.argv[1:]), 0)[:2]
    every: Counter[str] = Counter()
    wrong: Counter[str] = Counter()
    first: dict[str, tuple[int, Difference]] = {}
    with TemporaryDirectory() as folder:
        for number in range(seed, seed + count):
            for field, difference in compared(sample(number), Path(folder)):
                every[field] += 1
                if difference:
                    wrong[field] += 1
                    first.setdefault(field, (number, difference))
    for field, (number, difference) in first.items():
        told = f"{difference.place}: {difference.program!r}, not {difference.calculator!r}"
        sys.stdout.write(f"{field}: {wrong[field]} of {every[field]}, first with seed {number}: {told}\n")
    sys.stdout.write(f"{sum(every.values())} figures of {count} plans, {sum(wrong.values())} differ\n")
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
