"""What an amendment changes, worked by hand, and the laws of a difference."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import BaseModel

from example import FULL, SMALL, YPORT, changed, kpi, loaded, plan, yport
from yport_cli.core.figures.amendment import amendment
from yport_cli.core.figures.changes import Change, Kind, changes
from yport_cli.core.figures.ledger import EMPTY, Entry, roll_up
from yport_cli.core.plan.plan import Plan
from yport_cli.core.reading.fiscal_year import NamedYear


def _told(old: Plan, new: Plan) -> dict[str, tuple[str, object, object, object]]:
    """Each change under its path, as (kind, old, new, difference)."""
    found = amendment(old, new)
    return {
        found.path_text(change.path): (change.kind, change.old, change.new, change.difference)
        for change in found.changes
    }


def test_one_figure_of_one_year() -> None:
    new = plan(kpis=[kpi(increments={"H29": 10, "H30": 26, "H31": 30})])
    assert changes(plan(), new) == (
        Change(("kpis", "visits", "increments", 2018), "changed", 20, 26, 6, "人", "人"),
    )
    assert changes(new, plan()) == (
        Change(("kpis", "visits", "increments", 2018), "changed", 26, 20, -6, "人", "人"),
    )


def test_a_longer_plan() -> None:
    old = loaded(SMALL)
    new = loaded(
        changed(
            ("end: 2019-03-31", "end: 2020-03-31"),
            ("[H29, H30]", "[H29, H30, H31]"),
            ("{H29: 10, H30: 20}", "{H29: 10, H30: 15.5, H31: 20}"),
            ("total: 100", "total: 150"),
        )
    )
    assert _told(old, new) == {
        "period.end": ("changed", date(2019, 3, 31), date(2020, 3, 31), None),
        "fiscal_years[H31]": ("added", None, NamedYear(2019, "H31"), None),
        "kpis[visits].increments.H30": ("changed", 20, Decimal("15.5"), Decimal("-4.5")),
        "kpis[visits].increments.H31": ("added", None, 20, None),
        "budget.total": ("changed", 100, 150, 50),
    }


def test_a_kpi_that_comes_and_one_that_goes() -> None:
    new = plan(kpis=[kpi(id="tours", name="視察", unit="件", increments={"H29": 1, "H30": None, "H31": 3})])
    told = _told(plan(), new)
    assert told["kpis[visits]"] == ("removed", "来訪者数", None, None)
    assert told["kpis[visits].increments.H29"] == ("removed", 10, None, None)
    assert told["kpis[tours]"] == ("added", None, "視察", None)
    assert told["kpis[tours].unit"] == ("added", None, "件", None)
    assert not {"kpis[tours].name", "kpis[visits].id", "kpis[tours].increments.H30"} & told.keys()
    assert {kind for kind, *_ in told.values()} == {"added", "removed"}


def test_a_kpi_of_another_kind() -> None:
    new = plan(kpis=[kpi(kind="level", targets={"H29": 10, "H30": 20, "H31": 30})])
    found = amendment(plan(), new)
    told = _told(plan(), new)
    assert told["kpis[visits].kind"] == ("changed", "increment", "level", None)
    assert told["kpis[visits].increments.H31"] == ("removed", 30, None, None)
    assert told["kpis[visits].targets.H31"] == ("added", None, 30, None)
    assert [(change.path[-1], change.old, change.new) for change in found.consequences] == [
        ("cumulative_target", 60, None),
        ("target_level", None, 30),
    ]


def test_everything_else_that_an_amendment_may_touch() -> None:
    old = plan(
        project={"name": "事業", "contents": [{"id": "office", "name": "共同オフィス"}]},
        budget={
            "unit": "千円",
            "total": 120,
            "lines": [{"id": "office", "name": "共同オフィス", "years": {"H29": 5}}],
            "grant": {"rate": "1/2"},
        },
        self_sufficiency={
            "unit": "千円",
            "revenue": {"H31": 40},
            "cost": {"H31": 40},
            "break_even_year": "H31",
        },
        evaluation={"method": "連絡会で検証する"},
        publication={"how": "ホームページ", "every": "year"},
    )
    new = plan(
        name="大きな計画",
        authors=["川崎市", "横浜市"],
        area="横浜市及び川崎市の全域",
        period={"start": "2017-07-01", "end": "2020-03-31"},
        project={"name": "事業", "contents": [{"id": "office", "name": "共同事務所"}]},
        budget={
            "unit": "千円",
            "total": 150,
            "years": {"H31": 40},
            "lines": [{"id": "office", "name": "共同オフィス", "years": {"H29": 7}}],
            "grant": {"rate": "2/3", "eligible_cost": 90},
        },
        self_sufficiency={
            "unit": "千円",
            "revenue": {"H31": 30, "H32": 50},
            "cost": {"H31": 40, "H32": 40},
            "break_even_year": "H32",
        },
        evaluation={"method": "外部有識者が検証する"},
        publication={"how": "ホームページ"},
    )
    assert _told(old, new) == {
        "name": ("changed", "小さな計画", "大きな計画", None),
        "authors[川崎市]": ("added", None, "川崎市", None),
        "area": ("changed", "横浜市の全域", "横浜市及び川崎市の全域", None),
        "period.start": ("added", None, date(2017, 7, 1), None),
        "project.contents[office].name": ("changed", "共同オフィス", "共同事務所", None),
        "budget.total": ("changed", 120, 150, 30),
        "budget.years.H31": ("added", None, 40, None),
        "budget.lines[office].years.H29": ("changed", 5, 7, 2),
        "budget.grant.rate": ("changed", Fraction(1, 2), Fraction(2, 3), Fraction(1, 6)),
        "budget.grant.eligible_cost": ("added", None, 90, None),
        "self_sufficiency.revenue.H31": ("changed", 40, 30, -10),
        "self_sufficiency.revenue.R2": ("added", None, 50, None),
        "self_sufficiency.cost.R2": ("added", None, 40, None),  # a year beyond the plan has its usual name
        "self_sufficiency.break_even_year": ("changed", NamedYear(2019, "H31"), NamedYear(2020, "H32"), None),
        "evaluation.method": ("changed", "連絡会で検証する", "外部有識者が検証する", None),
        "publication.every": ("removed", "year", None, None),
    }
    found = amendment(old, new)
    # the grant was 1/2 of 120 at most, and is 2/3 of the eligible 90
    assert [(change.path, change.old, change.new, change.difference) for change in found.consequences] == [
        (("budget", "own_funds"), 60, 90, 30),
        (("break_even", "break_even_year"), NamedYear(2019, "H31"), NamedYear(2020, "R2"), None),
    ]
    assert found.grant_is_upper_limit


def test_a_block_that_comes_brings_what_it_says() -> None:
    new = plan(self_sufficiency={"unit": "千円", "revenue": {"H31": None}, "cost": {"H31": 40}})
    assert _told(plan(), new) == {
        "self_sufficiency.unit": ("added", None, "千円", None),
        "self_sufficiency.cost.H31": ("added", None, 40, None),
    }


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("[H29, H30]", "[平成29年度, FY2018]"),
        ("{H29: 10, H30: 20}", "{平成29年度: １０, 2018: 20.0}"),
        ("total: 100", "total: '0,100'"),
        ("{start: 2017-04-01, end: 2019-03-31}", "{end: 平成31年3月31日, start: 2017/4/1}"),
        ("direction: increase", "direction: increase\n    baseline: null\n    short_name: null"),
        ("total: 100", "total: 100\n  years: {H29: null}\n  lines: []"),
        ("budget:", "self_sufficiency: null\npublication: {}\nbudget:"),
    ],
)
def test_another_spelling_is_no_change(old: str, new: str) -> None:
    new = new.replace("'0,100'", "100.00")
    assert changes(loaded(SMALL), loaded(changed((old, new)))) == ()


def test_separators_are_no_change() -> None:
    old = loaded(changed(("total: 100", "total: 1000")))
    assert changes(old, loaded(changed(("total: 100", 'total: "1,000"')))) == ()


def test_an_era_that_has_ended_is_no_change() -> None:
    first, second = (
        plan(
            fiscal_years=["H29", "H30", third],
            kpis=[kpi(increments={"H29": 10, "H30": 20, third: 30})],
            self_sufficiency={"unit": "千円", "revenue": {third: 4}, "break_even_year": third},
            evaluations=[{"fiscal_year": third}],
        )
        for third in ("H31", "R1")
    )
    assert changes(first, second) == ()


def test_the_order_of_members_is_no_change() -> None:
    two = [kpi(), kpi(id="tours")]
    assert changes(plan(kpis=two, authors=["甲", "乙"]), plan(kpis=two[::-1], authors=["乙", "甲"])) == ()


def test_one_amount_in_another_unit_of_money_is_one_change_of_unit() -> None:
    old = plan(budget={"unit": "千円", "total": 120, "years": {"H31": 40}})
    new = plan(budget={"unit": "円", "total": 120_000, "years": {"H31": 40}})
    assert _told(old, new) == {
        "budget.unit": ("changed", "千円", "円", None),
        "budget.years.H31": ("changed", 40, 40, None),  # 40千円 has become 40円
    }
    assert changes(old, new)[1].unit is None


def test_a_budget_in_yen_is_a_change_of_its_unit_and_of_nothing_else() -> None:
    def stated(unit: str, scale: int) -> Plan:
        money = {"unit": unit, "total": 120 * scale, "years": {"H29": 80 * scale, "H31": 40 * scale}}
        lines = [{"id": "office", "name": "共同オフィス", "years": {"H29": 5 * scale}}]
        grant = {"rate": "1/2", "eligible_cost": 100 * scale, "amount": 50 * scale}
        net = {"unit": unit, "revenue": {"H31": 40 * scale}, "cost": {"H31": 40 * scale}}
        sales = kpi(unit=unit, baseline=5 * scale, increments={"H29": scale, "H30": 2 * scale, "H31": 0})
        return plan(kpis=[sales], budget={**money, "lines": lines, "grant": grant}, self_sufficiency=net)

    found = amendment(stated("千円", 1), stated("円", 1000))
    assert [(found.path_text(change.path), change.old, change.new) for change in found.changes] == [
        ("kpis[visits].unit", "千円", "円"),
        ("budget.unit", "千円", "円"),
        ("self_sufficiency.unit", "千円", "円"),
    ]
    assert found.consequences == ()


def test_a_kpi_whose_id_alone_is_another_is_one_change() -> None:
    new = loaded(changed(("id: visits", "id: visitors"), text=FULL))
    assert _told(loaded(FULL), new) == {"kpis[visitors].id": ("changed", "visits", "visitors", None)}
    assert amendment(loaded(FULL), new).consequences == ()


def test_a_budget_line_and_a_content_whose_id_alone_is_another_are_one_change_each() -> None:
    new = loaded(FULL.replace("id: office", "id: room"))
    assert _told(loaded(FULL), new) == {
        "project.contents[room].id": ("changed", "office", "room", None),
        "budget.lines[room].id": ("changed", "office", "room", None),
    }


def test_a_kpi_of_another_id_and_target_is_the_change_of_both() -> None:
    old, new = plan(), plan(kpis=[kpi(id="visitors", increments={"H29": 10, "H30": 26, "H31": 30})])
    assert _told(old, new) == {
        "kpis[visitors].id": ("changed", "visits", "visitors", None),
        "kpis[visitors].increments.H30": ("changed", 20, 26, 6),
    }
    (target,) = amendment(old, new).consequences
    assert (target.path, target.old, target.new) == (("kpis", "visitors", "cumulative_target"), 60, 66)


def test_of_two_kpis_of_one_name_none_is_guessed_to_be_the_other() -> None:
    old, new = plan(), plan(kpis=[kpi(id="a"), kpi(id="b")])
    told = _told(old, new)
    assert told["kpis[visits]"][0] == "removed"
    assert (told["kpis[a]"][0], told["kpis[b]"][0]) == ("added", "added")


def test_the_rows_of_a_kpi_follow_it_to_its_new_id() -> None:
    new = plan(kpis=[kpi(id="visitors")])
    ledger = roll_up(plan(), [Entry("visits", 2017, date(2017, 6, 1), 5)])
    standing = amendment(plan(), new, ledger).standing
    assert standing is not None
    assert standing.left_out == {}
    ((before, after),) = standing.pairs
    assert before is not None
    assert after is not None
    assert (before.cumulative_actual, after.cumulative_actual, after.kpi.id) == (5, 5, "visitors")


def test_a_plan_that_is_new_is_all_added_and_one_that_is_gone_all_removed() -> None:
    new = amendment(None, loaded(SMALL))
    told = {new.path_text(change.path): (change.kind, change.old, change.new) for change in new.changes}
    assert told == {
        "id": ("added", None, "small"),
        "name": ("added", None, "小さな計画"),
        "authors[横浜市]": ("added", None, "横浜市"),
        "area": ("added", None, "横浜市の全域"),
        "period.start": ("added", None, date(2017, 4, 1)),
        "period.end": ("added", None, date(2019, 3, 31)),
        "fiscal_years[H29]": ("added", None, NamedYear(2017, "H29")),
        "fiscal_years[H30]": ("added", None, NamedYear(2018, "H30")),
        "kpis[visits]": ("added", None, "来訪者数"),
        "kpis[visits].unit": ("added", None, "人"),
        "kpis[visits].kind": ("added", None, "increment"),
        "kpis[visits].direction": ("added", None, "increase"),
        "kpis[visits].increments.H29": ("added", None, 10),
        "kpis[visits].increments.H30": ("added", None, 20),
        "budget.unit": ("added", None, "千円"),
        "budget.total": ("added", None, 100),
    }
    assert [(change.path[-1], change.old, change.new) for change in new.consequences] == [
        ("cumulative_target", None, 30)
    ]
    gone = amendment(loaded(SMALL), None)
    assert {change.kind for change in (*gone.changes, *gone.consequences)} == {"removed"}
    assert [change.path for change in gone.changes] == [change.path for change in new.changes]
    assert gone.path_text(("kpis", "visits", "increments", 2018)) == "kpis[visits].increments.H30"


def test_figures_of_different_units_have_no_difference() -> None:
    new = plan(kpis=[kpi(unit="団体", increments={"H29": 10, "H30": 2, "H31": 30})])
    assert _told(plan(), new) == {
        "kpis[visits].unit": ("changed", "人", "団体", None),
        "kpis[visits].increments.H30": ("changed", 20, 2, None),
    }


def test_ids_that_are_words_of_the_file_are_told_apart() -> None:
    old = plan(kpis=[kpi(id="lines"), kpi(id="rate")])
    new = plan(kpis=[kpi(id="lines", unit="件"), kpi(id="kpis", name="視察")])
    told = _told(old, new)
    assert told["kpis[lines].unit"] == ("changed", "人", "件", None)
    assert told["kpis[rate]"] == ("removed", "来訪者数", None, None)
    assert not any(change.is_rate for change in changes(old, new))
    assert told["kpis[kpis].unit"] == ("added", None, "人", None)


def test_two_evaluations_of_one_year_are_both_seen() -> None:
    once = {"evaluations": [{"fiscal_year": "H29", "grade": "効果があった"}]}
    twice = {"evaluations": [*once["evaluations"], {"fiscal_year": "H29", "grade": "効果がなかった"}]}
    assert _told(plan(**once), plan(**twice)) == {
        "evaluations[2017 (2)]": ("added", None, NamedYear(2017, "H29"), None),
        "evaluations[2017 (2)].grade": ("added", None, "効果がなかった", None),
    }


def test_a_ledger_under_both_plans() -> None:
    entries = [
        Entry("orders", 2017, date(2017, 6, 1), 800_000),
        Entry("orders", 2018, date(2018, 6, 1), 2_500_000),
        Entry("briefings", 2018, date(2018, 6, 1), 40, rows=2),
    ]
    old = yport()
    text = YPORT.read_text(encoding="utf-8")
    gone = text[text.index("  - id: briefings") : text.index("# ５－２ ⑦")]
    new = loaded(
        changed(
            ("H31: 10000000", "H31: 8000000"),
            ("cumulative: 14000000", "cumulative: 12000000"),
            (gone, "\n"),
            text=text,
        )
    )
    standing = amendment(old, new, roll_up(old, entries)).standing
    assert standing is not None
    assert standing.left_out == {"briefings": 2}
    (before, after), (surveys, _), (briefings, missing) = standing.pairs
    assert before is not None
    assert after is not None
    assert (before.cumulative_target, after.cumulative_target) == (14_000_000, 12_000_000)
    assert before.cumulative_actual == after.cumulative_actual == 3_300_000
    assert (before.shortfall, after.shortfall) == (10_700_000, 8_700_000)
    assert (before.achievement_rate, after.achievement_rate) == (Fraction(33, 140), Fraction(33, 120))
    assert surveys is not None
    assert missing is None
    assert briefings is not None
    assert briefings.cumulative_actual == 40


def test_a_ledger_is_counted_in_the_new_plans_unit() -> None:
    old = plan(kpis=[kpi(unit="千円", increments={"H29": 1, "H30": 1, "H31": 1})])
    new = plan(kpis=[kpi(unit="円", increments={"H29": 1000, "H30": 1000, "H31": 1000})])
    ledger = roll_up(old, [Entry("visits", 2017, date(2017, 6, 1), Decimal("1.5"))])
    standing = amendment(old, new, ledger).standing
    assert standing is not None
    assert [pair.cumulative_actual for pair in standing.pairs[0] if pair] == [Decimal("1.5"), 1500]
    people = amendment(old, plan(), ledger).standing
    assert people is not None
    assert people.left_out == {"visits": 1}


def test_rows_of_a_year_that_the_new_plan_lacks_are_left_out_and_so_is_a_kpi_of_another_kind() -> None:
    ledger = roll_up(plan(), [Entry("visits", 2019, date(2019, 6, 1), 5, rows=3)])
    shorter = plan(fiscal_years=["H29", "H30"], kpis=[kpi(increments={"H29": 10, "H30": 20})])
    for new in (shorter, plan(kpis=[kpi(kind="level", targets={"H29": 1, "H30": 2, "H31": 3})])):
        standing = amendment(plan(), new, ledger).standing
        assert standing is not None
        assert standing.left_out == {"visits": 3}
    assert amendment(plan(), shorter).standing is None
    assert amendment(plan(), shorter, EMPTY).standing is not None


amounts = st.none() | st.integers(0, 3) | st.sampled_from([Decimal("1.0"), Decimal("1.5"), Decimal(2)])
tables = st.fixed_dictionaries(dict.fromkeys(("H29", "H30", "H31"), amounts))
words = st.sampled_from(["甲", "乙"])
units = st.sampled_from(["千円", "円"])


@st.composite
def kpi_lists(draw: st.DrawFn) -> list[dict[str, Any]]:
    identifiers = draw(st.lists(st.sampled_from(["visits", "tours", "rate"]), min_size=1, unique=True))
    found = []
    for identifier in identifiers:
        kind = draw(st.sampled_from(["increment", "level"]))
        table = {"increments" if kind == "increment" else "targets": draw(tables)}
        found.append(
            kpi(
                id=identifier,
                kind=kind,
                unit=draw(st.sampled_from(["人", "件", "千円", "円"])),
                name=draw(words),
                baseline=draw(amounts),
                **table,
            )
        )
    return found


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    sufficiency = {"unit": draw(units), "revenue": draw(tables), "cost": draw(tables)}
    return plan(
        name=draw(words),
        authors=draw(st.lists(words, min_size=1, unique=True)),
        kpis=draw(kpi_lists()),
        budget={
            "unit": draw(units),
            "total": draw(st.sampled_from([1, 2, 1000])),
            "years": draw(tables),
            "grant": draw(st.none() | st.fixed_dictionaries({"rate": st.sampled_from([None, "1/2", "1/3"])})),
        },
        self_sufficiency=draw(st.none() | st.just(sufficiency)),
        evaluation=draw(st.none() | st.fixed_dictionaries({"method": st.none() | words})),
        source=draw(
            st.none() | st.fixed_dictionaries({"title": words, "sections": st.dictionaries(words, words)})
        ),
    )


def _content(value: Any, unit: str | None = None) -> Any:
    """What a plan says, whatever way: without what is absent, members by their id, money in yen."""
    if isinstance(value, BaseModel):
        unit = getattr(value, "unit", unit)
        fields = {name: getattr(value, name) for name in type(value).model_fields}
        return {
            name: said for name, field in fields.items() if (said := _content(field, unit)) is not None
        } or None
    if isinstance(value, NamedYear):
        return ("year", value.year)
    if isinstance(value, Mapping):
        return {
            key: said for key, field in value.items() if (said := _content(field, unit)) is not None
        } or None
    if isinstance(value, tuple):
        members = [_content(member, unit) for member in value]
        return frozenset(map(repr, sorted(map(_ordered, members), key=repr))) or None
    if isinstance(value, int | Decimal):
        return (Fraction(value) * {"千円": 1000}.get(unit or "", 1), unit in ("千円", "円"))
    return value


def _ordered(value: Any) -> Any:
    return (
        sorted(((key, _ordered(field)) for key, field in value.items()), key=repr)
        if isinstance(value, dict)
        else value
    )


@pytest.mark.slow
@settings(max_examples=60)
@given(plans())
def test_a_plan_does_not_differ_from_itself(one: Plan) -> None:
    assert changes(one, one) == ()
    assert amendment(one, one).consequences == ()


@pytest.mark.slow
@settings(max_examples=150)
@given(plans(), plans())
def test_there_are_changes_if_and_only_if_the_contents_differ(one: Plan, other: Plan) -> None:
    assert (changes(one, other) == ()) == (_content(one) == _content(other))


@pytest.mark.slow
@settings(max_examples=100)
@given(plans(), plans())
def test_the_changes_back_mirror_the_changes_there(one: Plan, other: Plan) -> None:
    there = amendment(one, other)
    back = amendment(other, one)
    # A member of another id goes by the one that it gets, there and back.
    ids = {change.path[1]: change.old for change in there.changes if change.path[::2] == ("kpis", "id")}
    assert {_mirrored(change, ids) for change in there.changes} == set(back.changes)
    assert {_mirrored(change, ids) for change in there.consequences} == set(back.consequences)


def _mirrored(change: Change, ids: Mapping[Any, Any]) -> Change:
    kinds: dict[Kind, Kind] = {"added": "removed", "removed": "added", "changed": "changed"}
    return Change(
        path=(change.path[0], *(ids.get(step, step) for step in change.path[1:])),
        kind=kinds[change.kind],
        old=change.new,
        new=change.old,
        difference=None if change.difference is None else -change.difference,
        old_unit=change.new_unit,
        new_unit=change.old_unit,
    )


@pytest.mark.slow
@settings(max_examples=100)
@given(plans(), plans())
def test_every_change_is_said_once_and_its_difference_is_new_less_old(one: Plan, other: Plan) -> None:
    found = changes(one, other)
    assert len({change.path for change in found}) == len(found)
    for change in found:
        assert (change.kind == "added") == (change.old is None)
        assert (change.kind == "removed") == (change.new is None)
        if change.difference is not None:
            assert isinstance(change.old, int | Decimal | Fraction)
            assert isinstance(change.new, int | Decimal | Fraction)
            assert Fraction(change.difference) == Fraction(change.new) - Fraction(change.old)
