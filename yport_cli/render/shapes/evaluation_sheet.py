"""The neutral 効果検証 sheet that HTML, Markdown and Excel write."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from yport_cli.core.issues.sentence import Language
from yport_cli.render.shapes.cell import Cell
from yport_cli.render.shapes.records import Records
from yport_cli.render.shapes.table import Column, Table


@dataclass(frozen=True, slots=True)
class EvaluatedProject:
    """One project: cells of its own, a row of cells per KPI, and what people say of it."""

    project: tuple[Cell, ...]
    kpis: tuple[tuple[Cell, ...], ...]
    people: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class EvaluationSheet:
    """The sheet of one fiscal year."""

    language: Language
    title: str
    bodies: str
    """The bodies whose projects it holds."""
    as_of: date | None
    project_columns: tuple[Column, ...]
    kpi_columns: tuple[Column, ...]
    people_columns: tuple[Column, ...]
    projects: tuple[EvaluatedProject, ...]
    choices: Mapping[str, tuple[str, ...]]
    """What people choose from in the columns that they fill in."""
    suggestions: tuple[Table, ...]
    """What the figures suggest, apart from what people fill in."""
    notes: tuple[str, ...]
    records: Records
    """A row per KPI under plain field names, for programs."""

    def flat(self) -> Table:
        """The sheet as one table, a row per KPI; what is said of a project stands in each of its rows."""
        columns = (*self.project_columns, *self.kpi_columns, *self.people_columns)
        rows = tuple((*one.project, *kpi, *one.people) for one in self.projects for kpi in one.kpis)
        return Table("evaluation", self.title, columns, rows, self.notes)
