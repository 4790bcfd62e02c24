"""Every rule of the program, in the order of `yport explain --list`."""

from yport_cli.core.checks import (
    acknowledged,
    budget_sums,
    figures,
    grant_caps,
    grant_limits,
    grant_spending,
    identifiers,
    left_blank,
    lookalikes,
    spending,
    stated_levels,
    targets,
    years,
)
from yport_cli.core.issues.issue import Rule
from yport_cli.core.refusals import (
    command_lines,
    dates,
    documents,
    files,
    fiscal_years,
    ledger_rows,
    plain_spelling,
    sheets,
    values,
    workbooks,
    yaml_text,
)
from yport_cli.core.refusals.words import nearest

_HOMES = (
    *(
        files,
        yaml_text,
        values,
        fiscal_years,
        dates,
        years,
        figures,
        targets,
        stated_levels,
        budget_sums,
        grant_limits,
        grant_caps,
        identifiers,
        lookalikes,
        left_blank,
        plain_spelling,
        acknowledged,
    ),
    *(ledger_rows, sheets, workbooks, spending, grant_spending, documents, command_lines),
)

# A module may use a rule of one before it: the first counts.
RULES: tuple[Rule, ...] = tuple(
    dict.fromkeys(found for home in _HOMES for found in vars(home).values() if isinstance(found, Rule))
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
