"""The three answers as the machine contract has them: status, budget, breakeven."""

from collections.abc import Mapping
from typing import Any

from calculator.as_of import Ledger
from calculator.break_even import break_even_answer
from calculator.budget import budget_answer, year_answer
from calculator.kpi import kpi_answer
from calculator.years import fiscal_year

Answer = dict[str, Any]


def status(plan: Mapping[str, Any], told: Ledger) -> Answer:
    """`yport status --format json`."""
    even = break_even_answer(plan, told) or {}
    return {
        **_heading("status", plan),
        **_as_of(told),
        "kpis": [kpi_answer(kpi, plan["fiscal_years"], told) for kpi in plan["kpis"]],
        "budget": budget_answer(plan["budget"], plan["fiscal_years"], told),
        "break_even": {key: even.get(key) for key in ("break_even_year", "margin", "coverage")},
    }


def budget(plan: Mapping[str, Any], told: Ledger) -> Answer:
    """`yport budget --format json`, without its issues, as of the day of money."""
    return {
        **_heading("budget", plan),
        **_as_of(told._replace(as_of=told.money_as_of)),
        **budget_answer(plan["budget"], plan["fiscal_years"], told),
        "years": [
            year_answer(plan["budget"], year, plan["fiscal_years"], told)
            for year in map(fiscal_year, plan["fiscal_years"])
        ],
    }


def breakeven(plan: Mapping[str, Any], told: Ledger) -> Answer | None:
    """`yport breakeven --format json`, without assumptions; None where there is nothing to tell."""
    found = break_even_answer(plan, told)
    return None if found is None else {**_heading("breakeven", plan), **_as_of(told), **found}


def _heading(command: str, plan: Mapping[str, Any]) -> Answer:
    years = [fiscal_year(spelling) for spelling in plan["fiscal_years"]]
    told = {**{key: plan[key] for key in ("id", "name", "authors")}, "fiscal_years": years}
    return {"schema_version": 1, "command": command, "plan": told}


def _as_of(told: Ledger) -> Answer:
    return {"as_of": told.as_of.isoformat() if told.as_of else None, "as_of_basis": told.basis}
