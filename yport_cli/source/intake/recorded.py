"""What a ledger holds of the files that rows were taken from, and which rows of a file are new to it."""

from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from io import BytesIO
from typing import BinaryIO, NamedTuple

from yport_cli.core.figures.ledger import Entry
from yport_cli.core.issues.issue import Refusal
from yport_cli.core.issues.sentence import Sentence
from yport_cli.core.numbers.number import Number
from yport_cli.core.plan.plan import Plan
from yport_cli.core.refusals.ledger_rows import level_conflict
from yport_cli.core.refusals.sheets import (
    changed_file,
    nothing_of_file,
    recorded_elsewhere,
    recorded_otherwise,
)
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


class Said(NamedTuple):
    """A row that says something of a day, and who says it."""

    digest: str
    """The hash of the file it came from; empty for what a person has written."""
    is_taken_now: bool
    """Whether it came with the files that are taken now; else it stands in the ledger."""
    where: Sentence


class SortedOut(NamedTuple):
    """What becomes of the rows of some files."""

    new: list[NewRow]
    refused: list[tuple[NewRow, Refusal]]
    """Rows that may say what is recorded already, or say another thing of it."""


class Recorded:
    """The rows of a ledger, by the file they came from."""

    def __init__(self, plan: Plan, ledger: BinaryIO | None) -> None:
        self.of_files: defaultdict[Origin, list[OldRow]] = defaultdict(list)
        self._marked: Counter[Identity] = Counter()
        self._written: Counter[Identity] = Counter()
        self._levels = {kpi.id for kpi in plan.kpis if not kpi.adds_up}
        self._said: defaultdict[Identity, list[Said]] = defaultdict(list)
        self._cells: dict[tuple[str, str], Sentence] = {}
        self._level_figures: dict[Identity, Number] = {}
        for row in load_rows(plan, ledger) if ledger is not None else ():
            if row.entry is None:
                continue
            note, evidence = (_text(row.cell(name)) for name in ("note", "evidence"))
            marked = origin_of(evidence)
            line = row.record.number
            where = Sentence(f"台帳の{line}行目", f"line {line} of the ledger")
            self._said[row.entry[:4]].append(Said(_digest(evidence), is_taken_now=False, where=where))
            if row.entry.item in self._levels:
                self._level_figures[row.entry[:3]] = row.entry.amount
            if marked is None:
                self._written[(*row.entry, note, evidence)] += 1
            else:
                self.of_files[marked.origin].append(OldRow(row.record.number, row.entry))
                self._marked[_identity(row.entry, note, evidence)] += 1
                self._cells[marked.origin.digest, marked.spot] = where

    def sorted_out(self, files: Sequence[Sequence[NewRow]], *, is_again: bool) -> SortedOut:
        """Which rows of some files are new to the ledger, and which people have to decide on.

        Taking a file twice adds nothing. What a person has written counts as a file's row where note or
        evidence tell that it is the same. What else says the same of the same day may be counted twice, and
        is refused unless it `is_again` to count: of equal rows as many as there are elsewhere. Levels are not
        added up, and nothing adds nothing: neither matters twice; but a level has one figure a day.
        """
        marked, written = self._marked.copy(), self._written.copy()
        said = defaultdict(list, {key: list(others) for key, others in self._said.items()})
        found = SortedOut([], [])
        for rows in files:
            others: dict[Identity, list[Said]] = {}
            here: list[tuple[Identity, Said]] = []
            for row in rows:
                key: Identity = row.entry[:4]
                by = _by(row)
                left = others.get((*key, by.digest))
                if left is None:
                    left = [one for one in said[key] if one.digest != by.digest or one.is_taken_now]
                    others[*key, by.digest] = left = left[::-1]
                if self._is_there(row, marked):
                    continue
                if self._is_written(row, written):
                    del left[-1:]
                    continue
                refusal = self._refusal_of_level(row.entry)
                if refusal is None and not is_again:
                    refusal = self._refusal_of_cell(row)
                    if refusal is None and left and self._adds_up(row.entry):
                        refusal = recorded_elsewhere(row.entry.item, row.entry.amount, left.pop().where)
                if refusal is None:
                    found.new.append(row)
                    here.append((key, by))
                else:
                    found.refused.append((row, refusal))
            for key, by in here:
                said[key].append(by)
        return found

    def _adds_up(self, entry: Entry) -> bool:
        return entry.amount != 0 and entry.item not in self._levels

    def _is_there(self, row: NewRow, marked: Counter[Identity]) -> bool:
        """Whether one more of the rows that came from this very cell says so."""
        return _one_less(marked, _identity(row.entry, *_note_and_evidence(row)))

    def _is_written(self, row: NewRow, written: Counter[Identity]) -> bool:
        """Whether a person has written this very row, as its note or evidence tell.

        Of what is not added up it does not matter whether it is another.
        """
        note, evidence = _note_and_evidence(row)
        marked = origin_of(evidence)
        before = evidence if marked is None else marked.before
        tells = bool(note or before) or not self._adds_up(row.entry)
        return tells and _one_less(written, (*row.entry, note, before))

    def _refusal_of_level(self, entry: Entry) -> Refusal | None:
        first = self._level_figures.get(entry[:3], entry.amount)
        same = first == entry.amount
        return None if same else level_conflict(entry.item, entry.day, first, entry.amount)

    def _refusal_of_cell(self, row: NewRow) -> Refusal | None:
        """The ledger has the cell that `row` was taken from, but not as this row says."""
        found = origin_of(_text(row.fields.get("evidence")))
        where = self._cells.get((found.origin.digest, found.spot)) if found else None
        return recorded_otherwise(where, found.origin.name) if where and found else None

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


def _one_less(counts: Counter[Identity], identity: Identity) -> bool:
    """Whether there is one left of it, which then is used."""
    is_left = counts[identity] > 0
    counts[identity] -= is_left
    return is_left


def _by(row: NewRow) -> Said:
    """Who says what `row` says, of the files that are taken now."""
    _, evidence = _note_and_evidence(row)
    marked = origin_of(evidence)
    name = marked.origin.name if marked else ""
    there = Sentence(f"いっしょに取り込む {name}", f"{name}, taken with it")
    return Said(_digest(evidence), is_taken_now=True, where=there)


def _note_and_evidence(row: NewRow) -> tuple[str, str]:
    return _text(row.fields.get("note")), _text(row.fields.get("evidence"))


def _digest(evidence: str) -> str:
    """The hash of the file that a row came from; empty for a row that people have written."""
    found = origin_of(evidence)
    return "" if found is None else found.origin.digest


def _identity(entry: Entry, note: str, evidence: str) -> Identity:
    """What tells a row that was taken from a file from others: what it says, and the cell it stood in."""
    found = origin_of(evidence)
    if found is None:
        return (*entry, note, evidence)
    return (*entry, note, found.before, found.origin.digest, found.spot)


def _text(cell: Cell) -> str:
    return LINE_END.sub("\n", text_of_cell(cell)).removeprefix("'")
