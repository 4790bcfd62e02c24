"""A plan whose grant is decided, received, settled and returned by year; the figures were worked by hand."""

from datetime import date

from example import changed
from ledger_example import loaded
from yport_cli.core.figures.ledger import Ledger
from yport_cli.core.plan.plan import Plan
from yport_cli.source.plan.plan_loader import parse_plan

MONEY = changed(
    ("period: {start: 2017-04-01, end: 2019-03-31}", "period: {start: 2023-04-01, end: 2026-03-31}"),
    ("fiscal_years: [H29, H30]", "fiscal_years: [R5, R6, R7]"),
    ("increments: {H29: 10, H30: 20}", "increments: {R5: 10, R6: 20, R7: 30}"),
    (
        "  total: 100\n",
        (
            "  total: 90000\n"
            "  years: {R5: 30000, R6: 30000, R7: 30000}\n"
            "  grant:\n"
            "    name: デジタル田園都市国家構想交付金\n"
            "    rate: 1/2\n"
            "    eligible_cost: {R5: 28000, R6: 27000, R7: 25000}\n"
            "    amount: {R5: 14000, R6: 13500}\n"
        ),
    ),
)
"""R5 to R7 in 千円: 30,000 a year, of which 80,000 in all are eligible, at 1/2."""

R5 = """\
date,fiscal_year,item,amount
2023-04-01,R5,grant_decided,14000
2023-06-20,R5,supplement,1000
2023-10-01,R5,grant_received,7000
2024-03-29,R5,execution,29500
2024-03-29,R5,ineligible,2100
2024-03-31,R5,carried_out,1200
"""
"""The first year until its money is settled."""

SETTLED = "2024-04-20,R5,grant_settled,13700\n2024-04-30,R5,grant_received,6700\n"
"""What the settlement of the first year adds."""


def money_plan(text: str = MONEY) -> Plan:
    """The plan that `text` spells, which has no errors."""
    found = parse_plan(text.encode(), "money.yaml")
    assert found.plan is not None, found.report.issues
    return found.plan


def ledger_read(text: str, subject: Plan, as_of: date | None = None) -> Ledger:
    """The ledger that `text` spells, which has no errors."""
    found = loaded(text, subject, as_of=as_of)
    assert found.ledger is not None, found.report.issues
    return found.ledger
