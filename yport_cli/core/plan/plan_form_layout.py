"""How a plan stands in the workbook of its form: which sheet, which row and column is which key."""

from yport_cli.core.issues.sentence import Sentence

BASICS, KPIS, MONEY = "計画", "KPI", "経費と自立性"
"""The sheets: all that stands once, the table of KPIs, and the amounts by year."""
IN_ENGLISH = {BASICS: "Plan", KPIS: "KPIs", MONEY: "Money by year"}
"""What they are called in an English form."""

KPI_KEYS = (
    *("id", "name", "short_name", "aliases", "unit", "kind", "direction", "rate", "baseline"),
    *("increments", "targets", "stated_cumulative", "stated_level"),
)
"""The columns of the KPI sheet; the years stand once, for increments or targets, as the kind says."""

KEYS_ROW = 2
"""The row, counted from 0, that names the key of each column; it is hidden."""
HEADING_ROW = 3
FIRST_ROW = 4

BY_YEAR = (
    (("budget", "years"), Sentence("総事業費の年度別", "Total cost by year")),
    (("self_sufficiency", "revenue"), Sentence("自立性: 事業収支", "Net revenue")),
    (("self_sufficiency", "cost"), Sentence("自立性: 経費", "The project's cost")),
)
"""The rows of amounts by year that a plan has once; those of budget lines and other sources follow."""

LIST_MARK = "\n"
"""Between the entries of a list in one cell."""
