"""The row with which a sum goes too far for good, whatever the order of the rows and the corrections between them."""

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from example import kpi, plan
from yport_cli.core.checks.spending import check_budget
from yport_cli.source.ledger.ledger_loader import load_ledger
from yport_cli.source.ledger.overspending import located_findings

LIMIT = 10
PLAN = plan(
    kpis=[kpi(id="orders", name="受注額", unit="千円")],
    budget={"unit": "千円", "total": LIMIT, "years": {"H30": LIMIT}},
)

rows = st.lists(
    st.tuples(st.sampled_from(["2018-04-01", "2018-04-02", "2018-04-03"]), st.integers(-12, 12)), max_size=9
)


def _line_by_hand(table: list[tuple[str, int]]) -> int | None:
    """The line from which on the sum stays above the limit, in the order of the days."""
    ordered = sorted(enumerate(table, start=2), key=lambda pair: pair[1][0])
    beyond = None
    for position, (line, _) in enumerate(ordered):
        so_far = sum(amount for _, (_, amount) in ordered[: position + 1])
        if so_far <= LIMIT:
            beyond = None
        elif beyond is None:
            beyond = line
    return beyond


@pytest.mark.slow
@given(rows)
def test_a_finding_stands_at_the_row_from_which_on_the_limit_is_passed(table: list[tuple[str, int]]) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder, "ledger.csv")
        lines = [f"{day},execution,{amount},{number}" for number, (day, amount) in enumerate(table)]
        path.write_text("\n".join(["date,item,amount,note", *lines]), encoding="utf-8")
        ledger = load_ledger(PLAN, path).ledger
        assert ledger is not None
        findings = list(check_budget(PLAN, ledger))
        found = located_findings(PLAN, ledger, path, findings)
    expected = _line_by_hand(table)
    assert {issue.at.place.line for issue in found} == ({expected} if expected is not None else set())
    assert len(found) == len(findings)
    assert bool(found) == (sum(amount for _, amount in table) > LIMIT)
