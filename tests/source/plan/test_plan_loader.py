import gc
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from example import FULL, SMALL, YPORT, changed, loaded, report
from plan_law import holds, is_within
from yport_cli.core.figures.outcome import outcome
from yport_cli.core.issues.file_report import FileReport
from yport_cli.render.data.json_v1 import status_object
from yport_cli.source.plan.plan_loader import load_plan, parse_plan
from yport_cli.source.yaml.document import read_document
from yport_cli.source.yaml.parsers import PurePythonParser


def test_the_real_plan_is_loaded_without_a_finding() -> None:
    found = load_plan(YPORT)
    assert found.plan is not None
    assert found.report == FileReport(str(YPORT), ())


def test_a_plan_with_warnings_is_loaded() -> None:
    found = parse_plan(changed(("total: 100", "total: １００")).encode(), "plan.yaml")
    assert found.plan is not None
    assert found.plan.budget.total == 100
    assert (found.report.errors, found.report.warnings) == (0, 1)


def test_a_plan_with_errors_is_not_loaded() -> None:
    for text in (changed(("total: 100", "total: x")), changed(("id: small", "id: &x small")), "a: [", ""):
        found = parse_plan(text.encode(), "plan.yaml")
        assert found.plan is None
        assert not found.report.valid


def test_figures_are_read_from_their_own_spelling() -> None:
    plan = loaded(changed(("total: 100", "total: 100.10"), ("H30: 20", "H30: 9007199254740993")))
    assert str(plan.budget.total) == "100.10"
    assert plan.kpis[0].planned == {2017: 10, 2018: 9_007_199_254_740_993}


def test_a_value_that_other_readers_would_change_is_text_where_text_belongs() -> None:
    plan = loaded(
        changed(("area: 横浜市の全域", "area: no"), ("authors: [横浜市]", "authors: [12:30, 2020-03-31, =]"))
    )
    assert plan.area == "no"
    assert plan.authors == ("12:30", "2020-03-31", "=")


def test_line_ends_and_a_byte_order_mark_change_nothing() -> None:
    plain = parse_plan(FULL.encode(), "plan.yaml")
    for text in (FULL.replace("\n", "\r\n"), FULL.replace("\n", "\r"), "\ufeff" + FULL, FULL.rstrip("\n")):
        found = parse_plan(text.encode(), "plan.yaml")
        assert found == plain


def test_the_same_mistake_stands_at_the_same_place_whatever_ends_the_lines() -> None:
    broken = changed(("total: 120000", "total: x"), text=FULL)
    places = [
        report(text).issues[0].at.place for text in (broken, broken.replace("\n", "\r\n"), "\ufeff" + broken)
    ]
    assert len(set(places)) == 1


def test_a_json_file_is_a_plan_too() -> None:
    text = (
        '{"schema": "yport/plan/v1", "id": "j", "name": "n", "authors": ["a"], "area": "b",'
        ' "period": {"end": "2018-03-31"}, "fiscal_years": ["H29"],'
        ' "kpis": [{"id": "k", "name": "n", "unit": "u", "kind": "level", "direction": "increase", "targets": {"H29": 1.50}}], "budget": {"unit": "円", "total": 0}}'
    )
    assert loaded(text).kpis[0].planned == {2017: Decimal("1.50")}


@pytest.mark.slow
def test_nothing_of_a_broken_plan_is_kept() -> None:
    text = changed(("{H29: 10, H30: 20}", "{H29: x, H30: 20, H99: 5}"), ("total: 100", "total: x"))
    assert len(report(text).issues) == 3
    kept = []
    for _ in range(2):
        for _ in range(20):
            parse_plan(text.encode(), "plan.yaml")
        gc.collect()
        kept.append(len(gc.get_objects()))
    assert kept[1] < kept[0] + 20


# Laws: whatever the bytes, a plan or findings, and every place within the text.


@given(st.binary())
@example(b"\xff\xfe")
@example(b"a\x00")
def test_any_bytes_give_a_plan_or_findings(data: bytes) -> None:
    holds(data)


# The characters that mean something to YAML, and some that look as if they did.
_SIGNS = st.sampled_from(
    [
        *list("-:,[]{}#&*!|>'\"%@` \t\n\r\\?~<=0129.▲：，￥\u3000\u2028\x85\ufeff\x00😀"),
        "\n  ",
        "- ",
        ": ",
        "---\n",
        "<<: ",
        "{H29: ",
        "null",
    ]
)


@given(st.lists(_SIGNS, max_size=40).map("".join))
def test_any_signs_of_yaml_give_a_plan_or_findings(text: str) -> None:
    holds(text.encode())


def _mutated(text: str, data: st.DataObject) -> str:
    for _ in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(0, len(text)))
        match data.draw(st.sampled_from(["insert", "delete", "replace", "cut", "double", "lines"])):
            case "insert":
                text = text[:start] + data.draw(_SIGNS) + text[start:]
            case "delete":
                text = text[:start] + text[start + data.draw(st.integers(1, 12)) :]
            case "replace":
                text = text[:start] + data.draw(_SIGNS) + text[start + 1 :]
            case "cut":
                text = text[:start]
            case "double":
                end = data.draw(st.integers(start, min(len(text), start + 80)))
                text = text[:end] + text[start:end] + text[end:]
            case _:
                lines = text.splitlines(keepends=True)
                if len(lines) > 1:
                    one, other = (data.draw(st.integers(0, len(lines) - 1)) for _ in range(2))
                    lines[one], lines[other] = lines[other], lines[one]
                text = "".join(lines)
    return text


@pytest.mark.slow
@settings(max_examples=250)
@given(st.sampled_from([YPORT.read_text(encoding="utf-8"), FULL, SMALL]), st.data())
def test_a_plan_with_slips_in_it_gives_a_plan_or_findings(text: str, data: st.DataObject) -> None:
    holds(_mutated(text, data).encode())


@pytest.mark.slow
@given(st.sampled_from([FULL, SMALL]), st.data())
def test_the_parser_in_python_takes_any_slip_too(text: str, data: st.DataObject) -> None:
    slipped = _mutated(text, data)
    document = read_document(slipped.lstrip("\ufeff"), PurePythonParser)
    lines = slipped.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for issue in document.issues:
        is_within(issue, lines)


_VALUES = st.recursive(
    st.sampled_from(
        ["x", "", "null", "5", "-1", "1e3", "H29", "true", "'５'", "2020-03-31", "1/2", "level", "円"]
    ),
    lambda inner: (
        st.lists(inner, max_size=2).map(lambda items: f"[{', '.join(items)}]")
        | st.dictionaries(
            st.sampled_from(["H29", "id", "name", "unit", "total", "0"]), inner, max_size=2
        ).map(lambda items: "{" + ", ".join(f"{key}: {value}" for key, value in items.items()) + "}")
    ),
    max_leaves=4,
)


def _replaced(text: str, route: tuple[Any, ...], value: str) -> str:
    """`text` with `value` written at `route`."""
    document = read_document(text)
    start, end = document.lines.span(document.place(route))
    return text[:start] + value + text[end:]


def _flow_routes(value: Any, route: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Where a value can be replaced within its line: scalars."""
    if isinstance(value, dict):
        return [found for key, member in value.items() for found in _flow_routes(member, (*route, key))]
    if isinstance(value, list):
        return [
            found for index, member in enumerate(value) for found in _flow_routes(member, (*route, index))
        ]
    return [route]


_ROUTES = _flow_routes(read_document(FULL).value)


@pytest.mark.slow
@settings(max_examples=150)
@given(
    st.lists(
        st.tuples(st.sampled_from(_ROUTES), _VALUES), min_size=1, max_size=4, unique_by=lambda edit: edit[0]
    )
)
def test_any_value_anywhere_gives_a_plan_or_findings(edits: list[tuple[tuple[Any, ...], str]]) -> None:
    text = FULL
    for route, value in edits:
        if route in _flow_routes(read_document(text).value):
            text = _replaced(text, route, value)
    holds(text.encode())


def test_a_file_of_another_name_is_reported_under_it(tmp_path: Path) -> None:
    path = tmp_path / "plan.yaml"
    path.write_text("a: [", encoding="utf-8")
    assert load_plan(path).report.path == str(path)
    assert load_plan(path, "other").report.path == "other"


def _mended(text: str) -> str:
    """`text` with every fix written at its place, from the last to the first."""
    lines = read_document(text).lines
    for issue in reversed(report(text).issues):
        if issue.fix is not None:
            start, end = lines.span(issue.at.place)
            text = text[:start] + issue.fix + text[end:]
    return text


_ODD = changed(
    ("{H29: 10, H30: 20, H31: 30}", "{平成29年度: １０, '2018': \"２０\", Ｈ３１: 030}"),
    ("baseline: 500", "baseline: △１，５００．５０"),
    ("stated_cumulative: 60", "stated_cumulative: '60'"),
    ("total: 120000", "total: 120,000"),
    ("end: 2020-03-31", "end: 平成32年３月31日"),
    ("start: 2017-08-29", "start: '2017/8/29'"),
    ("years: {H29: 30000", "years: {FY2017: ３００００"),
    ("fiscal_year: H29", "fiscal_year: 2017"),
    ("break_even_year: H31", "break_even_year: R1"),
    text=FULL,
)


def test_every_odd_spelling_has_a_fix_that_changes_nothing_but_the_spelling() -> None:
    found = report(_ODD)
    assert len(found.issues) == 15
    assert {issue.severity for issue in found.issues} == {"warning"}
    assert all(issue.fix for issue in found.issues)
    mended = _mended(_ODD)
    assert report(mended).issues == ()
    before, after = loaded(_ODD), loaded(mended)
    assert status_object(outcome(after), "ja") == status_object(outcome(before), "ja")
    assert after.period == before.period
    assert [evaluation.fiscal_year.year for evaluation in after.evaluations] == [2017]


def test_text_that_is_no_text_to_yaml_is_fixed_by_quotes() -> None:
    broken = changed(
        ("area: 横浜市及び川崎市の全域", "area: 14100"),
        ('"14100"', "14100"),
        ("[横浜市, 川崎市]", "[010, 1e3]"),
        text=FULL,
    )
    assert [issue.code for issue in report(broken).issues] == ["wrong-type"] * 4
    mended = loaded(_mended(broken))
    assert (mended.area, mended.area_code, mended.kpis[0].unit) == ("14100", "14100", "人")
    assert mended.authors == ("010", "1e3")


@pytest.mark.slow
@given(
    st.sampled_from(["total: 120000", "baseline: 500\n", "H30: 20,", "H31: 40000}\n  lines"]),
    st.integers(10_000, 10**15),
    st.sampled_from(["{:,}", "'{}'", "０{}", "{:,}人", "▲{}", "{}.50", "+{}"]),
)
def test_a_fix_never_changes_what_was_read(place: str, number: int, style: str) -> None:
    old = next(part for part in ("120000", "500", "20,", "40000") if part in place)
    spelled = style.format(number)
    text = changed(
        (place, place.replace(old, f'"{spelled}"' + ("," if old.endswith(",") else ""), 1)), text=FULL
    )
    before = parse_plan(text.encode(), "plan.yaml")
    after = parse_plan(_mended(text).encode(), "plan.yaml")
    assert after.plan == before.plan
    assert {issue.code for issue in after.report.issues} <= {issue.code for issue in before.report.issues}
