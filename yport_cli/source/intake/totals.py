"""Sums that a sheet prints: they are checked against what was read, and never recorded."""

from yport_cli.core.issues.issue import Issue, Refusal
from yport_cli.core.issues.sentence import Sentence
from yport_cli.core.numbers.number import Number, plain, without_trailing_zeros
from yport_cli.core.numbers.scales import scaled
from yport_cli.core.refusals.sheets import total_mismatch
from yport_cli.source.intake.findings import Findings
from yport_cli.source.intake.quantities import Quantity, quantity_of_cell
from yport_cli.source.places.row import Record, located
from yport_cli.source.sheet.cell import Cell

_LEVELS = Sentence(
    "水準の指標は足しても意味がないので、照合しません", "levels are not added up, so nothing is checked"
)
_UNITS = Sentence(
    "単位が違う数なので、照合しません", "the figures are of different units, so nothing is checked"
)
_UNREAD = Sentence(
    "読めない数があるので、照合しません", "some figures could not be read, so nothing is checked"
)
_NOTHING = Sentence("足す数がないので、照合しません", "there are no figures to add up")


class Sums:
    """The figures of a row or a column, as far as they have been read, in the unit in which they are seen."""

    def __init__(self) -> None:
        self._parts: list[Number] = []
        self._since = 0
        self._unit: str | None = None
        self._why_not: Sentence | None = None

    def add(self, amount: Number, unit: str, *, is_level: bool = False) -> None:
        """Count a figure that was read."""
        self._parts.append(amount)
        if is_level:
            self._why_not = _LEVELS
        elif self._unit not in (None, unit) and scaled(self._unit or "") != scaled(unit):
            self._why_not = self._why_not or _UNITS
        self._unit = unit

    def add_unread(self) -> None:
        """Count a figure that could not be read: no sum can be checked."""
        self._why_not = _UNREAD

    def sum(self) -> tuple[Number, str] | None:
        """The sum of all figures and its unit, where they can be added up."""
        if self._why_not is not None or not self._parts or self._unit is None:
            return None
        return sum(self._parts), self._unit

    def check(self, name: str, cell: Cell, unit: str, at: tuple[Record, int], findings: Findings) -> None:
        """Compare what the cell prints with the sum, since the last total or of all; say what was found."""
        record, column = at
        why_not = self._why_not or (None if self._parts else _NOTHING)
        try:
            stated = quantity_of_cell(cell)
        except Refusal:
            why_not, stated = _UNREAD, None
        else:
            if stated is None:
                return
        if why_not is None and stated is not None:
            seen = stated.unit or unit
            if seen and self._unit is not None and scaled(seen) != scaled(self._unit):
                why_not = _UNITS
        if why_not is not None or stated is None:
            why_not = why_not or _UNREAD
            findings.pass_over(record, column, f"「{name}」: {why_not.ja}", f"{name!r}: {why_not.en}")
            return
        issue = self._compared(name, stated, record, column)
        self._since = len(self._parts)
        if issue is not None:
            findings.refuse(issue)
            return
        amount = plain(stated.amount)
        findings.pass_over(
            record,
            column,
            f"「{name}」{amount} は読んだ数の和と一致します",
            f"{name!r}, {amount}, is the sum of what was read",
        )

    def _compared(self, name: str, stated: Quantity, record: Record, column: int) -> Issue | None:
        latest = self._parts[self._since :] or self._parts
        if stated.amount in (sum(latest), sum(self._parts)):
            return None
        found = without_trailing_zeros(sum(latest))
        return located(record, column, total_mismatch(name, stated.amount, found, latest))
