"""Outcomes by chance, for laws: some figures are given, some are not."""

from datetime import date

from hypothesis import strategies as st

from example import kpi, plan
from yport_cli.core.figures.ledger import Ledger
from yport_cli.core.figures.outcome import Outcome, outcome

figures = st.integers(-(10**9), 10**9) | st.decimals(-(10**6), 10**6, places=3)
amounts = st.integers(0, 10**9) | st.decimals(0, 10**6, places=2)
years = st.sampled_from(["H29", "H30", "H31"])
rates = st.sampled_from(["1/2", "1/3", "2/7"])
grants = st.fixed_dictionaries(
    {"rate": rates},
    optional={
        "eligible_cost": amounts | st.dictionaries(years, amounts, min_size=1),
        "amount": st.dictionaries(years, amounts, min_size=1),
    },
)
fundings = st.fixed_dictionaries(
    {
        "id": st.just("donation"),
        "name": st.just("企業版ふるさと納税"),
        "years": st.dictionaries(years, amounts, min_size=1),
    }
)


@st.composite
def outcomes(draw: st.DrawFn) -> Outcome:
    """A plan with some figures and a ledger with some rows: gaps, thirds, levels, years still running."""
    kpis = []
    for identifier in ("visits", "stays"):
        kind = draw(st.sampled_from(["increment", "level"]))
        table = draw(st.dictionaries(years, st.none() | figures, min_size=1))
        targets = {"H29": None, "H30": None, "H31": None, **table}
        kpis.append(
            kpi(
                id=identifier,
                kind=kind,
                direction=draw(st.sampled_from(["increase", "decrease"])),
                baseline=draw(st.none() | figures),
                **{"increments" if kind == "increment" else "targets": targets},
            )
        )
    budget = {
        "unit": draw(st.sampled_from(["円", "千円"])),
        "total": draw(amounts),
        "years": draw(st.dictionaries(years, amounts, max_size=2)),
        "grant": draw(grants),
        "funding": draw(st.lists(fundings, max_size=1)),
    }
    self_sufficiency = {
        "unit": "千円",
        "revenue": draw(st.dictionaries(years, amounts)),
        "cost": draw(st.dictionaries(years, amounts)),
    }
    actuals = {
        item: draw(st.dictionaries(st.sampled_from([2017, 2018, 2019]), figures))
        for item in (
            *("visits", "stays", "execution", "ineligible", "supplement", "carried_out", "revenue"),
            *("grant_decided", "grant_received", "grant_settled", "grant_returned"),
        )
    }
    day = draw(st.dates(date(2017, 4, 1), date(2020, 6, 30)))
    return outcome(plan(kpis=kpis, budget=budget, self_sufficiency=self_sufficiency), Ledger(actuals, day))
