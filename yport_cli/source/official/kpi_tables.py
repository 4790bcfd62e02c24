"""All printings of the KPI tables of a document, put together: every figure once, and where they disagree."""

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from yport_cli.core.draft.draft import Doubt, DraftKpi, Figure, Origin, Remark, Words
from yport_cli.core.issues.sentence import Sentence
from yport_cli.core.reading.fiscal_year import NamedYear
from yport_cli.source.official.agreement import Observed, agreed, most_usual, words_agreed
from yport_cli.source.official.arrows import Way, ways_of
from yport_cli.source.official.document_text import DocumentText, identity
from yport_cli.source.official.kpi_rows import PrintedRow, Rows, headless_rows, rows_of
from yport_cli.source.official.table_heads import Column, Role, TableHead

_Key = tuple[Role, int]
_ALIKE = 0.6
_MOST_KPIS = 200
"""No plan has so many: what else looks like a row is asked about."""
_MOST_LOOSE = 200


@dataclass(slots=True)
class _Gathered:
    """What all printings say of one KPI."""

    names: list[Words] = field(default_factory=list)
    units: list[Words] = field(default_factory=list)
    unsure_units: list[Words] = field(default_factory=list)
    figures: dict[_Key, list[Observed]] = field(default_factory=dict)
    columns: dict[_Key, Column] = field(default_factory=dict)


@dataclass(slots=True)
class _Printing:
    """One printing of the table: its parts follow one another."""

    kpis: list[_Gathered] = field(default_factory=list)
    seen: set[_Key] = field(default_factory=set)


class KpiTables:
    """The KPIs of a document; `loose` and `remarks` grow while they are read."""

    def __init__(
        self, document: DocumentText, heads: list[TableHead], known: AbstractSet[str] = frozenset()
    ) -> None:
        self._document = document
        self._known = known
        self._kpis: dict[str, _Gathered] = {}
        self.loose: list[Words] = []
        self.remarks: list[Remark] = []
        printing = _Printing()
        sums: list[tuple[TableHead, _Printing]] = []
        following: list[TableHead] = []
        for head in heads:
            if head.is_sum:
                if printing.kpis and (Role.CUMULATIVE, 0) not in printing.seen:
                    sums.append((head, printing))
                    printing.seen.add((Role.CUMULATIVE, 0))
                else:
                    following.append(head)
                continue
            keys = set(map(_key, head.columns))
            if printing.kpis and keys & printing.seen:
                printing = _Printing()
            self._main_part(head, printing)
            printing.seen |= keys
            sums.extend((one, printing) for one in following)
            if following:
                printing.seen.add((Role.CUMULATIVE, 0))
            following = []
        sums.extend((one, printing) for one in following)
        for head, of in sums:
            self._sum_part(head, of)
        for way in ways_of(document):
            self._take_way(way)

    @property
    def names(self) -> AbstractSet[str]:
        """The identities of all KPIs."""
        return self._kpis.keys()

    def _main_part(self, head: TableHead, printing: _Printing) -> None:
        found = rows_of(self._document, head, self._known)
        is_first = not printing.kpis
        if not is_first and all(not row.name for row in found.rows):
            self._by_order(head, found, printing)
            return
        odd = {row.start for row in found.odd}
        for index, row in enumerate(sorted((*found.rows, *found.odd), key=lambda row: row.start)):
            if row.start in odd:
                self._in_doubt(head, row, printing if is_first else None)
            elif row.name and len(self._kpis) < _MOST_KPIS:
                kpi = self._kpi_of(head, row, index)
                self._take(kpi, head, row)
                if is_first:
                    printing.kpis.append(kpi)
            else:
                self._loosen(row)

    def _sum_part(self, head: TableHead, printing: _Printing) -> None:
        found = rows_of(self._document, head, self._known | self._kpis.keys())
        rows = list(found.rows)
        matched = [self._kpis.get(identity(row.name)) if row.name else None for row in rows]
        if None in matched and len(rows) >= len(printing.kpis) > 0 and not any(matched):
            rows = rows[: len(printing.kpis)]
            matched = list(printing.kpis)
            if any(row.name for row in rows):
                self._say(
                    Doubt.QUESTION,
                    rows[0],
                    "累計の表の指標の名称が、増加分の表と異なります。並び順で対応させました",
                    "the names in the table of cumulatives are others than in that of increments: "
                    "they were matched by their order",
                )
        for kpi, row in zip(matched, rows, strict=False):
            if kpi is not None:
                self._take(kpi, head, row)
            else:
                self._loosen(row)
        for row in found.odd:
            self._loosen(row)

    def _by_order(self, head: TableHead, found: Rows, printing: _Printing) -> None:
        """Rows without names, which are those of the part before where they are as many."""
        if len(found.rows) == len(printing.kpis) and not found.odd:
            for kpi, row in zip(printing.kpis, found.rows, strict=True):
                self._take(kpi, head, row)
            return
        for row in (*found.rows, *found.odd):
            self._loosen(row)

    def _kpi_of(self, head: TableHead, row: PrintedRow, index: int) -> _Gathered:
        """The KPI of a row; one of another name but with the same figures at the same place is the same."""
        name = identity(row.name)
        if name in self._kpis:
            return self._kpis[name]
        others = list(self._kpis.items())
        if index < len(others) and len(head.columns) > 1:
            called, other = others[index]
            keys = [_key(column) for column in head.columns]
            if SequenceMatcher(None, called, name).ratio() > _ALIKE and all(
                other.figures.get(key) and other.figures[key][0].figure.value == cell.number
                for key, cell in zip(keys, row.cells, strict=True)
            ):
                self._say(
                    Doubt.DISAGREEMENT,
                    row,
                    f"数値が同じ指標が、別の名称「{row.name}」でも書かれています",
                    f"a KPI with the same figures is also called {row.name!r}",
                )
                return other
        self._kpis[name] = _Gathered()
        return self._kpis[name]

    def _take(self, kpi: _Gathered, head: TableHead, row: PrintedRow) -> None:
        at = self._document.at(row.start)
        if row.name:
            kpi.names.append(Words(row.name, at, row.name))
        units = [cell.unit for cell in row.cells if cell.unit is not None]
        if row.unit is not None:
            place = kpi.units if row.is_known_unit else kpi.unsure_units
            place.append(Words(row.unit, at, row.unit))
        kpi.units.extend(Words(unit, at, unit) for unit in dict.fromkeys(units))
        for column, cell in zip(head.columns, row.cells, strict=True):
            key = _key(column)
            kpi.columns.setdefault(key, column)
            where = self._document.at(cell.start)
            kpi.figures.setdefault(key, []).append(
                Observed(Figure(cell.number, where, cell.printed), is_odd=cell.is_odd)
            )

    def _take_way(self, way: Way) -> None:
        """Baseline, final level and cumulative of a KPI that a table has; of others they are asked about."""
        kpi = self._kpis.get(identity(way.name))
        at = self._document.at(way.start)
        if kpi is None:
            if way.cumulative is not None:
                printed = f"{way.baseline.figure.printed} → {way.level.figure.printed}"
                self.loose.append(Words(f"{way.name} {printed}", at, printed))
            return
        if way.unit is not None:
            kpi.units.append(Words(way.unit, at, way.unit))
        for role, seen in (
            (Role.BASELINE, way.baseline),
            (Role.LEVEL, way.level),
            (Role.CUMULATIVE, way.cumulative),
        ):
            if seen is not None:
                kpi.columns.setdefault((role, 0), Column(role))
                kpi.figures.setdefault((role, 0), []).append(seen)

    def _in_doubt(self, head: TableHead, row: PrintedRow, printing: _Printing | None) -> None:
        """A row whose figures are more or fewer than its columns: its KPI stands, its figures are asked."""
        self._loosen(row, columns=len(head.columns))
        if row.name and identity(row.name) not in self._kpis and printing is not None:
            at = self._document.at(row.start)
            kpi = self._kpis.setdefault(identity(row.name), _Gathered())
            kpi.names.append(Words(row.name, at, row.name))
            if row.unit is not None and row.is_known_unit:
                kpi.units.append(Words(row.unit, at, row.unit))
            for column in head.columns:
                kpi.columns.setdefault(_key(column), column)
            printing.kpis.append(kpi)

    def _loosen(self, row: PrintedRow, columns: int | None = None) -> None:
        if len(self.loose) >= _MOST_LOOSE:
            return
        figures = " ".join(cell.printed for cell in row.cells[:24])
        at = self._document.at(row.start)
        name = row.name and f"{row.name[:40]} "
        self.loose.append(Words(f"{name}{figures}", at, figures))
        if columns is None:
            self._say(
                Doubt.QUESTION,
                row,
                f"どの指標の数値か分かりません: {name}{figures}",
                f"it is not known to which KPI these figures belong: {name}{figures}",
            )
        else:
            self._say(
                Doubt.QUESTION,
                row,
                f"{columns}列の表に数値が{len(row.cells)}個あり、どの列か分かりません: {name}{figures}",
                f"there are {len(row.cells)} figures for {columns} columns: {name}{figures}",
            )

    def loosen_lines(self) -> None:
        """Ask about the rows of a document in which no head says what their figures are."""
        for row in headless_rows(self._document):
            self._loosen(row)

    def _say(self, doubt: Doubt, row: PrintedRow, ja: str, en: str) -> None:
        self.remarks.append(Remark(doubt, Sentence(ja, en), self._document.at(row.start)))

    def years(self) -> list[tuple[NamedYear, Origin | None]]:
        """The fiscal years of all columns, in their order, each where it was met first."""
        found: dict[int, tuple[NamedYear, Origin | None]] = {}
        for kpi in self._kpis.values():
            for key, column in kpi.columns.items():
                if column.year is not None:
                    seen = kpi.figures.get(key)
                    found.setdefault(column.year.year, (column.year, seen[0].figure.at if seen else None))
        return [found[year] for year in sorted(found)]

    def kpis(self) -> Iterator[DraftKpi]:
        """Each KPI with the figures on which its printings agree."""
        for gathered in self._kpis.values():
            yield self._drafted(gathered)

    def _drafted(self, kpi: _Gathered) -> DraftKpi:
        name = most_usual(kpi.names)
        unit = words_agreed(
            kpi.units,
            kpi.unsure_units,
            Sentence(f"「{name.value}」の単位", f"the unit of {name.value!r}"),
            self.remarks,
        )
        adds_up = any(column.is_increment or key[0] is Role.CUMULATIVE for key, column in kpi.columns.items())
        todo = None
        if not adds_up:
            todo = Sentence(
                "各年度に達する値と読みました。増加分なら increment と increments に直してください",
                "read as the value to reach in each year; if these are increments, write increment",
            )
        return DraftKpi(
            name,
            unit,
            adds_up,
            todo,
            self._figure(kpi, name, (Role.BASELINE, 0)),
            {
                column.year: self._figure_of_year(kpi, name, key, column.year)
                for key, column in sorted(kpi.columns.items(), key=lambda item: item[0][1])
                if column.year is not None
            },
            self._figure(kpi, name, (Role.CUMULATIVE, 0)),
            self._figure(kpi, name, (Role.LEVEL, 0)),
        )

    def _figure_of_year(self, kpi: _Gathered, name: Words, key: _Key, year: NamedYear) -> Figure:
        what = Sentence(f"「{name.value}」の{year.label}", f"{year.label} of {name.value!r}")
        return agreed(kpi.figures.get(key, ()), what, self.remarks)

    def _figure(self, kpi: _Gathered, name: Words, key: _Key) -> Figure | None:
        if key not in kpi.columns:
            return None
        ja, en = _NAMES[key[0]]
        what = Sentence(f"「{name.value}」の{ja}", f"the {en} of {name.value!r}")
        return agreed(kpi.figures.get(key, ()), what, self.remarks)


_NAMES = {
    Role.BASELINE: ("基準値", "baseline"),
    Role.CUMULATIVE: ("累計", "cumulative"),
    Role.LEVEL: ("最終目標値", "final level"),
}


def _key(column: Column) -> _Key:
    return (column.role, column.year.year if column.year else 0)
