"""The lines of a settlement sheet for programs."""

from yport_cli.core.figures.settlement import Settlement, SettlementLine
from yport_cli.core.issues.sentence import Language
from yport_cli.core.plan.plan import Plan
from yport_cli.render.data.fields import told_figure
from yport_cli.render.shapes.records import Records, Value, records_of
from yport_cli.render.wording.formula_words import formula_words
from yport_cli.render.wording.labels import label


def settlement_line(line: SettlementLine, language: Language) -> dict[str, Value | list[str]]:
    """A line with its figure, and with the lines it follows from, by name and in words."""
    return {
        "name": line.name,
        "label": label(line.name, language),
        "value": told_figure(line.name, line.value),
        "operation": None if line.formula is None else line.formula.operation,
        "operands": [] if line.formula is None else list(line.formula.operands),
        "formula": formula_words(line.formula, language) or None,
    }


def settlement_records(plan: Plan, found: Settlement, language: Language) -> Records:
    """A row per line."""
    names = ("plan_id", "fiscal_year", "fiscal_year_label", "name", "label", "value", "unit", "formula")
    of_all: dict[str, Value] = {
        "plan_id": plan.id,
        "fiscal_year": found.fiscal_year,
        "fiscal_year_label": found.label,
    }
    rows = (
        {
            **of_all,
            "name": line.name,
            "label": label(line.name, language),
            "value": told_figure(line.name, line.value),
            "unit": found.unit if line.is_amount else None,
            "formula": formula_words(line.formula, language) or None,
        }
        for line in found.lines
    )
    return records_of("settlement", names, rows)
