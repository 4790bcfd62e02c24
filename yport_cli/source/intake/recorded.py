"""What a ledger holds of the files that rows were taken from, and which rows of a file are new to it."""

from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from io import BytesIO
from typing import BinaryIO, NamedTuple

from yport_cli.core.figures.ledger import Entry
from yport_cli.core.issues.sentence import Sentence
from yport_cli.core.plan.plan import Plan
from yport_cli.core.refusals.sheets import changed_file, nothing_of_file
from yport_cli.source.intake.origin import Origin, origin_of
from yport_cli.source.ledger.appending import NewRow
from yport_cli.source.ledger.rows import load_rows
from yport_cli.source.places.lines import LINE_END
from yport_cli.source.places.row import CsvRecord
from yport_cli.source.sheet.cell import Cell, text_of_cell
from yport_cli.source.sheet.csv_rows import dialect_of, records, text_of

Identity = tuple[object, ...]


class OldRow(NamedTuple):
    """A row of the ledger that was taken from a file."""

    line: int
    entry: Entry


class Repeated(NamedTuple):
    """A new row that says the same of the same day as one that came from elsewhere."""

    row: NewRow
    there: Sentence
    """Where the other one stands."""


class Recorded:
    """The rows of a ledger, by the file they came from."""

    def __init__(self, plan: Plan, ledger: BinaryIO | None) -> None:
        self.of_files: defaultdict[Origin, list[OldRow]] = defaultdict(list)
        self._marked: Counter[Identity] = Counter()
        self._written: Counter[Identity] = Counter()
        self._levels = {kpi.id for kpi in plan.kpis if not kpi.adds_up}
        self._said: defaultdict[Identity, list[tuple[str, Sentence]]] = defaultdict(list)
        for row in load_rows(plan, ledger) if ledger is not None else ():
            if row.entry is None:
                continue
            note, evidence = (_text(row.cell(name)) for name in ("note", "evidence"))
            marked = origin_of(evidence)
            line = row.record.number
            where = Sentence(f"台帳の{line}行目", f"line {line} of the ledger")
            self._said[row.entry[:4]].append((_digest(evidence), where))
            if marked is None:
                self._written[(*row.entry[:4], note, evidence)] += 1
            else:
                self.of_files[marked.origin].append(OldRow(row.record.number, row.entry))
                self._marked[_identity(row.entry, note, evidence)] += 1

    def new_of(self, rows: Sequence[NewRow]) -> list[NewRow]:
        """Those of a file's rows that the ledger lacks: taking a file twice adds nothing.

        A row that people have written counts, whatever it came from; of equal ones as many as there are.
        """
        marked, written = self._marked.copy(), self._written.copy()
        new = []
        for row in rows:
            note, evidence = (_text(row.fields.get(name)) for name in ("note", "evidence"))
            identity = _identity(row.entry, note, evidence)
            found = origin_of(evidence)
            before = evidence if found is None else found.before
            by_hand = (*row.entry[:4], note, before)
            if marked[identity]:
                marked[identity] -= 1
            elif written[by_hand]:
                written[by_hand] -= 1
            else:
                new.append(row)
        return new

    def repeated(self, rows: Sequence[NewRow]) -> list[Repeated]:
        """Those of the `rows` that a person, or another file, has recorded: they may be counted twice.

        Levels are not added up, and nothing adds nothing: neither matters twice.
        """
        found = []
        said = defaultdict(list, {key: list(others) for key, others in self._said.items()})
        for row in rows:
            if not row.entry.amount or row.entry.item in self._levels:
                continue
            evidence = _text(row.fields.get("evidence"))
            digest = _digest(evidence)
            others = said[row.entry[:4]]
            there = next((where for other, where in others if other != digest), None)
            if there is not None:
                found.append(Repeated(row, there))
            marked = origin_of(evidence)
            name = marked.origin.name if marked else ""
            others.append((digest, Sentence(f"いっしょに取り込む {name}", f"{name}, taken with it")))
        return found

    def refuse_changed(self, origin: Origin) -> None:
        """Raises `Refusal` for a file with the name of another that rows were taken from."""
        known = [other.digest for other in self.of_files if other.name == origin.name]
        if known and not any(other.digest == origin.digest for other in self.of_files):
            raise changed_file(origin.name, known)

    def replaced_by(self, origin: Origin, digest: str | None) -> Origin:
        """The file whose rows give way to those of `origin`; `digest` tells which of several.

        Raises `Refusal` where there is none, or more than one.
        """
        named = [
            other for other in self.of_files if other.name == origin.name and digest in (None, other.digest)
        ]
        if not named:
            raise nothing_of_file(origin.name if digest is None else f"{origin.name}#{digest}")
        if len(named) > 1:
            raise changed_file(origin.name, [other.digest for other in named])
        return named[0]


class Change(NamedTuple):
    """What is another in a file than it was, of one item and time."""

    entry: Entry
    sign: str
    """`-` for what is no longer there, `+` for what is new."""


def changes(old: Sequence[OldRow], new: Sequence[NewRow]) -> list[Change]:
    """What a changed file no longer says, and what it says instead, by item and time."""
    before = Counter(row.entry for row in old)
    after = Counter(row.entry for row in new)
    found = [Change(entry, "-") for entry in (before - after).elements()]
    found += [Change(entry, "+") for entry in (after - before).elements()]
    return sorted(found, key=lambda change: (change.entry[:3], change.sign == "+"))


def without_lines(ledger: BinaryIO, lines: Collection[int]) -> BytesIO:
    """The ledger without the rows that begin with one of these lines, all else byte for byte as it was."""
    ledger.seek(0)
    dialect = dialect_of(ledger)
    ledger.seek(0)
    whole = ledger.read()
    encoding = dialect.encoding
    if encoding == "utf-16":
        encoding = "utf-16-le" if whole.startswith(b"\xff\xfe") else "utf-16-be"
    end = 2 if dialect.encoding == "utf-16" else 3 if encoding == "utf-8-sig" else 0
    kept = [whole[:end]]
    text = text_of(BytesIO(whole), dialect)
    for record, _ in records(text, dialect.delimiter):
        start = end
        end = start + len(_bytes_of(record, encoding))
        if record.number not in lines:
            kept.append(whole[start:end])
    kept.append(whole[end:])
    return BytesIO(b"".join(kept))


def _bytes_of(record: CsvRecord, encoding: str) -> bytes:
    return record.text.encode(encoding.removesuffix("-sig"))


def _digest(evidence: str) -> str:
    """The hash of the file that a row came from; empty for a row that people have written."""
    found = origin_of(evidence)
    return "" if found is None else found.origin.digest


def _identity(entry: Entry, note: str, evidence: str) -> Identity:
    """What tells a row that was taken from a file from others: what it says, and the cell it stood in."""
    found = origin_of(evidence)
    if found is None:
        return (*entry[:4], note, evidence)
    return (*entry[:4], note, found.before, found.origin.digest, found.spot)


def _text(cell: Cell) -> str:
    return LINE_END.sub("\n", text_of_cell(cell)).removeprefix("'")
