"""Every rule of the program, in the order of `yport explain --list`."""

from yport_cli.core.checks import acknowledged as answers
from yport_cli.core.checks import figures, identifiers, years
from yport_cli.core.checks import spending as budget_checks
from yport_cli.core.issues.issue import Severity
from yport_cli.core.issues.rule import Rule
from yport_cli.core.refusals import dates, files, values, yaml_text
from yport_cli.core.refusals import ledger_rows as ledger
from yport_cli.core.refusals import plain_spelling as spelling
from yport_cli.core.refusals import workbooks as workbook
from yport_cli.core.refusals.words import nearest

RULES: tuple[Rule, ...] = (
    Rule(files.cannot_read, beyond_schema=True, stops=True),
    Rule(files.too_large, beyond_schema=True, stops=True),
    Rule(files.encoding, beyond_schema=True, stops=True),
    Rule(files.symlink_loop, Severity.WARNING, beyond_schema=True),
    Rule(files.too_many_issues, beyond_schema=True),
    Rule(yaml_text.yaml_syntax, beyond_schema=True, stops=True),
    Rule(yaml_text.control_character, beyond_schema=True, stops=True),
    Rule(yaml_text.anchor, beyond_schema=True),
    Rule(yaml_text.alias, beyond_schema=True),
    Rule(yaml_text.tag, beyond_schema=True),
    Rule(yaml_text.merge_key, beyond_schema=True),
    Rule(yaml_text.key_type, beyond_schema=True),
    Rule(yaml_text.duplicate_key, beyond_schema=True),
    Rule(yaml_text.several_documents, beyond_schema=True, stops=True),
    Rule(yaml_text.empty_document),
    Rule(yaml_text.too_deep, beyond_schema=True, stops=True),
    Rule(yaml_text.too_many_nodes, beyond_schema=True, stops=True),
    Rule(values.missing_key),
    Rule(values.unknown_key),
    Rule(values.wrong_type, fixable=True),
    Rule(values.bad_choice),
    Rule(values.bad_id),
    Rule(values.bad_area_code),
    Rule(values.empty_value),
    Rule(values.bad_number),
    Rule(values.number_notation, beyond_schema=True),
    Rule(values.number_length, beyond_schema=True),
    Rule(values.negative_amount),
    Rule(values.bad_fiscal_year),
    Rule(values.duplicate_year, beyond_schema=True),
    Rule(dates.bad_date),
    Rule(values.bad_rate),
    Rule(years.fiscal_year_order, beyond_schema=True),
    Rule(years.missing_year, beyond_schema=True),
    Rule(years.foreign_year, beyond_schema=True),
    Rule(years.period_end, Severity.WARNING, beyond_schema=True),
    Rule(years.period_order, beyond_schema=True),
    Rule(figures.cumulative_mismatch, beyond_schema=True),
    Rule(figures.budget_over_total, beyond_schema=True),
    Rule(figures.budget_sum_mismatch, beyond_schema=True),
    Rule(figures.eligible_over_total, beyond_schema=True),
    Rule(figures.grant_over_limit, beyond_schema=True),
    Rule(figures.grant_cap, Severity.WARNING, beyond_schema=True),
    Rule(figures.break_even_claim, beyond_schema=True),
    Rule(identifiers.duplicate_id, beyond_schema=True),
    Rule(identifiers.reserved_id, beyond_schema=True),
    Rule(spelling.year_spelling, Severity.WARNING, fixable=True, beyond_schema=True),
    Rule(spelling.number_spelling, Severity.WARNING, fixable=True, beyond_schema=True),
    Rule(spelling.date_spelling, Severity.WARNING, fixable=True, beyond_schema=True),
    Rule(answers.acknowledged_unknown, Severity.WARNING, beyond_schema=True),
    Rule(answers.acknowledged_error, Severity.WARNING, beyond_schema=True),
    Rule(ledger.ledger_without_plan, beyond_schema=True, stops=True),
    Rule(ledger.ledger_encoding, beyond_schema=True, stops=True),
    Rule(ledger.unclosed_quote, beyond_schema=True, stops=True),
    Rule(ledger.long_cell, beyond_schema=True),
    Rule(ledger.empty_ledger, beyond_schema=True, stops=True),
    Rule(ledger.missing_column, beyond_schema=True, stops=True),
    Rule(ledger.duplicate_column, beyond_schema=True),
    Rule(ledger.extra_cells, beyond_schema=True),
    Rule(ledger.unknown_item, beyond_schema=True),
    Rule(ledger.missing_date, beyond_schema=True),
    Rule(ledger.row_outside_plan, beyond_schema=True),
    Rule(ledger.date_outside_year, Severity.WARNING, beyond_schema=True),
    Rule(ledger.bad_unit, beyond_schema=True),
    Rule(ledger.blank_amount, Severity.WARNING, beyond_schema=True),
    Rule(ledger.repeated_row, Severity.WARNING, beyond_schema=True),
    Rule(ledger.level_conflict, beyond_schema=True),
    Rule(workbook.bad_workbook, beyond_schema=True, stops=True),
    Rule(workbook.merged_cells, beyond_schema=True),
    Rule(workbook.error_cell, beyond_schema=True),
    Rule(workbook.uncalculated_cell, beyond_schema=True),
    Rule(workbook.percent_cell, beyond_schema=True),
    Rule(workbook.other_sheets, Severity.WARNING, beyond_schema=True),
    Rule(workbook.hidden_sheet, Severity.WARNING, beyond_schema=True),
    Rule(budget_checks.overspent_year, beyond_schema=True),
    Rule(budget_checks.carry_over_excess, beyond_schema=True),
    Rule(budget_checks.overspent_total, beyond_schema=True),
    Rule(budget_checks.grant_over_spending, beyond_schema=True),
    Rule(budget_checks.grant_returned_excess, beyond_schema=True),
)

_BY_CODE = {rule.code: rule for rule in RULES}


def rule_of(code: str) -> Rule | None:
    """The rule that has this code, if any."""
    return _BY_CODE.get(code)


def nearest_code(code: str) -> str | None:
    """The code that was most likely meant."""
    spelled = code.strip().lower().replace("_", "-").replace(" ", "-")
    if spelled in _BY_CODE:
        return spelled
    return nearest(spelled, _BY_CODE)
