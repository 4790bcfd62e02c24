"""Laws over documents that the generator makes: nothing is invented, and nearly everything is taken."""

import re
from collections.abc import Iterable
from decimal import Decimal
from itertools import chain

import pytest

from document_example import as_file, drafted, figures
from document_generator import Case, document
from yport_cli.core.draft.draft import Doubt, Draft
from yport_cli.core.numbers.number import Number
from yport_cli.render.draft_plan import draft_text
from yport_cli.source.official.document_text import folded
from yport_cli.source.plan.plan_loader import parse_plan

LEAST_TAKEN = Decimal("0.95")
_PRINTED = re.compile(r"[0-9][0-9,]*(?:\.[0-9]+)?")

FEW = range(40)
MANY = range(40, 1000)


def _read(seeds: Iterable[int]) -> list[tuple[int, Case, Draft]]:
    cases = ((seed, document(seed)) for seed in seeds)
    return [(seed, case, drafted(case.text)) for seed, case in cases]


def _printed(text: str) -> set[Number]:
    """Every number that stands in a text, whatever its sign."""
    return {Decimal(found.replace(",", "")) for found in _PRINTED.findall(folded(text))}


def _check(read: list[tuple[int, Case, Draft]]) -> None:
    wanted = taken = 0
    for seed, case, draft in read:
        found = figures(draft)
        invented = {path: figure for path, figure in found.items() if abs(figure) not in _printed(case.text)}
        assert invented == {}, seed
        of_file = as_file(draft)
        spelled = chain.from_iterable(
            [kpi.get("baseline"), *(kpi.get("increments") or kpi.get("targets") or {}).values()]
            for kpi in of_file["kpis"]
        )
        assert {figure for figure in spelled if figure is not None} <= {
            float(figure) if isinstance(figure, Decimal) else figure for figure in found.values()
        }, seed
        wanted += len(case.figures)
        if [kpi.name.value for kpi in draft.kpis] == case.names:
            wrong = {path for path, figure in case.figures.items() if found.get(path, figure) != figure}
            assert wrong == set(), seed
            assert found.keys() <= case.figures.keys(), seed
            taken += sum(path in found for path in case.figures)
        for printed in case.asked:
            asked = [remark for remark in draft.remarks if remark.doubt is Doubt.QUESTION and remark.at]
            compact = re.sub(r"\s", "", folded(printed))
            assert any(compact in re.sub(r"\s", "", folded(remark.message.ja)) for remark in asked), seed
    assert Decimal(taken) / wanted >= LEAST_TAKEN


def test_nothing_is_invented_and_nearly_everything_is_taken() -> None:
    _check(_read(FEW))


@pytest.mark.slow
def test_the_same_holds_of_a_thousand_documents() -> None:
    _check(_read(MANY))


def _share(wrong: int, count: int) -> Decimal:
    return Decimal(wrong) / count


def test_names_and_dates_are_those_of_the_document() -> None:
    read = _read(FEW)
    assert [draft.name.value for _, _, draft in read] == [case.name for _, case, _ in read]
    assert [draft.end.value for _, _, draft in read] == [case.end for _, case, _ in read]
    for _, case, draft in read:
        assert [author.value for author in draft.authors] == case.authors
        assert draft.project is not None
        assert draft.project.value == case.project
        assert [year.value.label for year in draft.years if year.value] == case.labels
    differ = sum([kpi.unit.value for kpi in draft.kpis] != case.units for _, case, draft in read)
    assert _share(differ, len(read)) <= Decimal("0.05")


def test_a_wrong_cumulative_is_kept_and_reported() -> None:
    wrong = [(case, draft) for _, case, draft in _read(range(200)) if case.disagrees]
    assert len(wrong) > 5
    for case, draft in wrong:
        assert (
            figures(draft).items()
            >= {
                path: figure for path, figure in case.figures.items() if path.endswith("stated_cumulative")
            }.items()
        )
        assert draft.disagrees
        report = parse_plan(draft_text(draft, "ja").encode(), "draft").report
        assert "cumulative-mismatch" in {issue.code for issue in report.issues}
