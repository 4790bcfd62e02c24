"""Items go by every name that people use for them, and by no name that two of them share."""

import pytest

from example import kpi, plan
from yport_cli.core.figures.item_names import item_called, names_of_items, titles_of_items
from yport_cli.core.figures.ledger import find_kpi, ledger_item
from yport_cli.core.issues.issue import Refusal
from yport_cli.core.plan.item_titles import ITEM_TITLES
from yport_cli.core.plan.plan import LEDGER_ITEMS

PLAN = plan(
    kpis=[
        kpi(id="ijusha", name="移住者数", short_name="移住", aliases=["ＵＩターン者", "転入 者"], unit="人"),
        kpi(id="Cafe", name="カフェ来店者数"),
        kpi(id="cafe", name="カフェの数"),
    ],
    budget={"unit": "千円", "total": 120, "lines": [{"id": "office", "name": "拠点", "years": {}}]},
)


@pytest.mark.parametrize(
    ("name", "item"),
    [
        ("ijusha", "ijusha"),
        ("ＩＪＵＳＨＡ", "ijusha"),
        ("移 住　者数", "ijusha"),
        ("移住", "ijusha"),
        ("UIターン者", "ijusha"),
        ("転入者", "ijusha"),
        ("Cafe", "Cafe"),
        ("cafe", "cafe"),
        ("執行額", "execution"),
        ("受入額", "grant_received"),
        ("execution:office", "execution:office"),
        ("執行額：拠点", "execution:office"),
        ("事業収支", "revenue"),
    ],
)
def test_an_item_goes_by_its_names(name: str, item: str) -> None:
    assert ledger_item(PLAN, name).name == item


@pytest.mark.parametrize("name", ["", " ", "移住者", "CAFE", "合計", "執行額:ない"])
def test_what_no_item_or_more_than_one_is_called_is_none(name: str) -> None:
    assert item_called(PLAN, name) is None
    with pytest.raises(Refusal):
        ledger_item(PLAN, name)


def test_a_kpi_is_asked_for_by_any_name() -> None:
    assert find_kpi(PLAN, "ＵＩターン者").id == "ijusha"


def test_every_item_of_money_has_a_name_in_japanese_that_leads_back_to_it() -> None:
    assert set(LEDGER_ITEMS) <= set(ITEM_TITLES)
    for name in names_of_items(PLAN):
        assert item_called(PLAN, name.text) == name.item
    titles = titles_of_items(PLAN)
    assert {*LEDGER_ITEMS, "ijusha", "execution:office"} <= set(titles)
    assert {item_called(PLAN, title): item for item, title in titles.items()} == {
        item: item for item in titles
    }
