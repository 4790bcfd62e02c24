"""One table, row by row: each figure is taken, checked, passed over with its reason, or refused."""

from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from yport_cli.core.issues.issue import Refusal
from yport_cli.core.issues.sentence import Sentence
from yport_cli.core.plan.plan import Plan
from yport_cli.core.refusals.ledger_rows import extra_cells
from yport_cli.core.refusals.sheets import merged_figure, two_amounts
from yport_cli.core.refusals.words import short
from yport_cli.source.intake.findings import Findings, Taken, spot_of
from yport_cli.source.intake.grid import GridRow
from yport_cli.source.intake.layouts import Layout, Slot, layout_of
from yport_cli.source.intake.naming import Names
from yport_cli.source.intake.origin import Origin
from yport_cli.source.intake.quantities import Quantity, quantity_of_cell, refuse_perhaps_percent
from yport_cli.source.intake.row_reading import Given, Subject, subject_of
from yport_cli.source.intake.sheet_words import heading_of, is_note, is_total, unit_of_table
from yport_cli.source.intake.totals import Sums
from yport_cli.source.ledger.rows import Levels, Repeated, repetition
from yport_cli.source.places.row import located
from yport_cli.source.sheet.cell import Cell, Unusable, is_blank, text_of_cell

_MOST_SUBJECTS = 1 << 16


class Asked(NamedTuple):
    """What sheets are read for: the plan, and what its items are called."""

    plan: Plan
    names: Names
    origin: Origin
    is_form: bool = False
    """Whether the workbook is a form of ours: then a unit that was never calculated is the item's own."""
    has_formats: bool = True
    """Whether it is known how the cells show what they hold."""


class Table:
    """One table while it is read."""

    def __init__(self, asked: Asked, layout: Layout, year: int | None, findings: Findings) -> None:
        self._asked = asked
        self._year = year
        self._findings = findings
        self._table_unit = ""
        self._levels = Levels()
        self._nameless: list[int] = []
        self._width = 0
        self._set(layout)

    def _set(self, layout: Layout) -> None:
        self._layout = layout
        self._is_list = layout.kind == "list"
        self._subjects: dict[tuple[object, ...], Subject] = {}
        self._sums: defaultdict[int | str, Sums] = defaultdict(Sums)
        self._repeated = Repeated()
        fields = layout.fields
        self._key_columns = [fields[name] for name in Given._fields if name in fields]
        self._times = [fields[name] for name in ("date", "fiscal_year") if name in fields]
        self._needed = 1 + max(self._key_columns, default=0)
        label = {"list": "item", "items_down": "item", "periods_down": "date"}[layout.kind]
        self._label = layout.fields.get(label, layout.fields.get("fiscal_year", 0))
        self._figures = [*(slot.column for slot in layout.slots), *(column for column, _ in layout.totals)]

    def begin(self, heading: GridRow, above: Sequence[GridRow]) -> None:
        """Say what is above the table, and which of its columns are not read."""
        known = {*self._figures, *self._layout.fields.values()}
        known |= {column for column, _ in (*self._layout.unread, *self._layout.refused)}
        self._nameless = [column for column in range(len(heading.cells)) if column not in known]
        self._width = len(heading.cells)
        for row in above:
            texts = [text for text in map(text_of_cell, row.cells) if text]
            if not texts:
                continue
            unit = next(filter(None, map(unit_of_table, texts)), None)
            self._table_unit = unit or self._table_unit
            if self._asked.is_form:
                continue  # what we have written ourselves
            said = short(texts[0])
            self._findings.pass_over(
                row.record, 0, f"見出しより上の行です（{said}）", f"it stands above the headings ({said})"
            )
        for column, refusal in self._layout.refused:
            self._findings.refuse(located(heading.record, column, refusal))
        for column, text in self._layout.unread:
            self._findings.pass_over(
                heading.record,
                column,
                f"「{short(text)}」の列は記録しません",
                f"the column {short(text)!r} is not recorded",
            )

    def read(self, row: GridRow) -> None:
        """One row below the headings."""
        cells = row.cells
        if not any(cells) and is_blank(cells):
            return
        if self._has_more(row):
            return
        label = text_of_cell(row.filled[self._label]) if self._label < len(row.filled) else ""
        if self._is_list and label:
            named = self._asked.names.item_of(label)
            if named is not None:
                word = self._total_for_time(row)
                if word is None:
                    self._list_row(row)
                else:  # a sum of this item's rows
                    for slot in self._layout.slots:
                        self._check(row, slot.column, word, slot.unit, self._sums[named.item.name])
                return
        self._odd_row(row, label)

    def _total_for_time(self, row: GridRow) -> str | None:
        """The word for a sum that stands where a date does."""
        cells = [self._cell(row, column) for column in self._times]
        return next((one.strip() for one in cells if isinstance(one, str) and one and is_total(one)), None)

    def _has_more(self, row: GridRow) -> bool:
        """Whether a row of a CSV has more cells than there are headings: what stands where is not known.

        Columns without a heading are said once, if they hold anything.
        """
        for column in self._nameless:
            if _text(row.cells, column):
                self._nameless.remove(column)
                self._findings.pass_over(
                    row.record,
                    column,
                    "見出しのない列は記録しません",
                    "a column without a heading is not recorded",
                )
                break
        if len(row.cells) <= self._width or is_blank(row.cells[self._width :]):
            return False
        self._refuse(row, self._width, extra_cells(), "")
        for column in self._figures:
            self._sums[column].add_unread()
        return True

    def _odd_row(self, row: GridRow, label: str) -> None:
        """A row that may hold something else than figures to be recorded."""
        findings, layout = self._findings, self._layout
        figures = [column for column in self._figures if _text(row.cells, column)]
        filled = [text for text in map(text_of_cell, row.cells) if text]
        if len(filled) == 1 and is_note(filled[0]):
            figures = []
        first = next((column for column, cell in enumerate(row.cells) if text_of_cell(cell)), 0)
        word = text_of_cell(row.cells[first])
        is_known = layout.kind == "periods_down" or self._asked.names.item_of(label) is not None
        if not figures:
            if is_known and label and not is_note(word):
                reason = Sentence("数が空欄です", "the figures are blank")
            elif is_note(word):
                reason = Sentence(f"注記です（{short(word)}）", f"it is a note ({short(word)})")
            else:
                reason = Sentence(f"数のない行です（{short(word)}）", f"it holds no figure ({short(word)})")
            if self._unformed(row):
                return
            findings.pass_over(row.record, first, reason.ja, reason.en)
        elif label and self._asked.names.is_left_out(label):
            findings.pass_over(
                row.record,
                self._label,
                f"--map により「{short(label)}」を除きました",
                f"{short(label)!r} is left out, as --map says",
            )
        elif (total := self._total_word(row, label)) is not None:
            self._total_row(row, total)
        elif not is_known and self._is_heading(row, label):
            pass
        elif layout.kind == "list":
            self._list_row(row)
        else:
            self._cross_row(row)

    def _unformed(self, row: GridRow) -> bool:
        """Whether a row of a form has nothing in it but what the form fills in by itself."""
        unit = self._layout.fields.get("unit")
        return self._asked.is_form and all(
            column == unit or not text_of_cell(cell) for column, cell in enumerate(row.cells)
        )

    def _total_word(self, row: GridRow, label: str) -> str | None:
        """The word by which a row is one of sums."""
        before = min(self._figures, default=0)
        words = [label, *(text_of_cell(cell) for cell in row.cells[:before])]
        return next(
            (word for word in words if word and is_total(word) and self._asked.names.item_of(word) is None),
            None,
        )

    def _is_heading(self, row: GridRow, label: str) -> bool:
        """Whether a row holds headings again, of this table or of another; then that is read from here on."""
        if heading_of(label).field is None and not self._layout.is_explicit:
            return False
        layout = layout_of(self._asked.names, (), row.filled, self._year, ())
        if layout is None or not layout.is_explicit:
            return False
        self._set(layout)
        self.begin(row, ())
        self._findings.pass_over(row.record, self._label, "見出しの行です", "it is a row of headings")
        return True

    def _total_row(self, row: GridRow, word: str) -> None:
        """Check the sums that a row prints."""
        for slot in self._layout.slots:
            self._check(row, slot.column, word, slot.unit or self._table_unit, self._sums[slot.column])
        for column, _ in self._layout.totals:
            self._check(row, column, word, self._table_unit, self._sums[column])

    def _check(self, row: GridRow, column: int, word: str, unit: str, sums: Sums) -> None:
        if column < len(row.cells):
            sums.check(word, row.cells[column], unit, (row.record, column), self._findings)

    def _list_row(self, row: GridRow) -> None:
        """A row with an item, a time and one figure."""
        found = [slot for slot in self._layout.slots if _text(row.cells, slot.column)]
        if len(found) > 1:
            refusal = two_amounts(found[0].name, found[1].name)
            self._refuse(row, found[1].column, refusal, "amount")
            for slot in found:
                self._sums[slot.column].add_unread()
            return
        if not found:
            self._findings.pass_over(row.record, self._label, "数が空欄です", "the figure is blank")
            return
        first = self._repeated.first_line(row.cells, row.record.number)
        if first is not None:
            self._findings.refuse(repetition(row.record, first))
        self._figure(row, found[0], None)

    def _cross_row(self, row: GridRow) -> None:
        """A row with a figure in each of several columns."""
        of_row = Sums()
        is_refused = False
        for slot in self._layout.slots:
            if not _text(row.cells, slot.column):
                continue
            if self._figure(row, slot, of_row, says_why=not is_refused) is None:
                is_refused = True
        whole = of_row.sum()
        for column, name in self._layout.totals:
            self._check(row, column, name, self._table_unit, of_row)
            if whole is not None:
                self._sums[column].add(*whole)
            else:
                self._sums[column].add_unread()

    def _figure(
        self, row: GridRow, slot: Slot, of_row: Sums | None, *, says_why: bool = True
    ) -> Taken | None:
        """Take the figure in a column, or say why not."""
        cell = row.cells[slot.column]
        subject = self._subject(row, slot)
        quantity: Quantity | None = None
        try:
            if row.blocks and row.shares(slot.column, self._figures):
                raise merged_figure()
            quantity = quantity_of_cell(cell)
            if quantity is None:
                self._findings.pass_over(row.record, slot.column, "値がありません（-）", "there is no value")
                return None
            if not self._asked.has_formats and subject.item is not None:
                refuse_perhaps_percent(cell, subject.item.unit)
            if subject.entry is not None:
                return self._take(row, slot, subject, quantity, of_row)
        except Refusal as refusal:
            self._refuse(row, slot.column, refusal, "amount")
        if says_why or quantity is None:
            for field, error in subject.errors.items():
                column = self._layout.fields.get(field, self._layout.fields.get("fiscal_year", slot.column))
                self._refuse(row, column, error, field)
        if of_row is not None:
            of_row.add_unread()
        self._sums[slot.column].add_unread()
        if subject.item is not None:
            self._sums[subject.item.name].add_unread()
        return None

    def _take(
        self, row: GridRow, slot: Slot, subject: Subject, quantity: Quantity, of_row: Sums | None
    ) -> Taken:
        spot = spot_of(row.record, slot.column, row.cells)
        evidence = self._asked.origin.marked(self._words(row, "evidence"), spot)
        new = subject.row(quantity, self._words(row, "note"), evidence)
        taken = Taken(new, subject.item.unit if subject.item else "", row.record, slot.column, spot)
        self._findings.lines.append(taken)
        for field, warning in subject.warnings.items():
            self._refuse(row, self._layout.fields.get(field, slot.column), warning, field)
        item = subject.item
        if item is not None:
            seen = quantity.unit or subject.unit or item.unit
            if of_row is not None:
                of_row.add(quantity.amount, seen, is_level=item.is_level)
            self._sums[slot.column].add(quantity.amount, seen, is_level=item.is_level)
            self._sums[item.name].add(quantity.amount, seen, is_level=item.is_level)
            if item.is_level:
                for issue in self._levels.issues(new.entry, row.record, slot.column):
                    self._findings.refuse(issue)
        return taken

    def _subject(self, row: GridRow, slot: Slot) -> Subject:
        filled = row.filled
        if len(filled) < self._needed:
            filled = [*filled, *[None] * self._needed]
        key = (slot.column, *[filled[column] for column in self._key_columns])
        subject = self._subjects.get(key)
        if subject is None:
            if len(self._subjects) >= _MOST_SUBJECTS:
                self._subjects.clear()
            fields = self._layout.fields
            given = Given(*(self._cell(row, fields.get(name)) for name in Given._fields))
            if self._asked.is_form and isinstance(given.unit, Unusable):
                given = given._replace(unit=None)
            subject = self._subjects[key] = subject_of(
                self._asked.plan,
                self._asked.names,
                given,
                unit=slot.unit or self._table_unit,
                named=slot.item,
                period=slot.period if self._layout.kind == "items_down" else None,
                sheet_year=self._year,
            )
        return subject

    def _cell(self, row: GridRow, column: int | None) -> Cell:
        return row.filled[column] if column is not None and column < len(row.filled) else None

    def _words(self, row: GridRow, field: str) -> str:
        column = self._layout.fields.get(field)
        if column is None:
            return ""
        cell = self._cell(row, column)
        return "" if isinstance(cell, Unusable) else text_of_cell(cell)

    def _refuse(self, row: GridRow, column: int, refusal: Refusal, field: str) -> None:
        self._findings.refuse(located(row.record, column, refusal, field=field))

    def end(self) -> None:
        """Say what only the whole table tells."""
        for _, issue in self._levels.of_years():
            self._findings.refuse(issue)


def _text(cells: Sequence[Cell], column: int) -> str:
    return text_of_cell(cells[column]) if column < len(cells) else ""
