"""What the items of a ledger that are no KPIs are called in Japanese: in sheets, in forms, on screens."""

from collections.abc import Mapping

ITEM_TITLES: Mapping[str, tuple[str, ...]] = {
    "execution": ("執行額", "支出済額"),
    "ineligible": ("交付対象外経費", "対象外経費"),
    "supplement": ("補正", "補正額", "補正予算額"),
    "carried_out": ("繰越", "繰越額", "翌年度繰越額"),
    "grant_decided": ("交付決定額",),
    "grant_received": ("受入額", "交付金受入額"),
    "grant_settled": ("確定額", "交付確定額"),
    "grant_returned": ("返還額", "交付金返還額"),
    "revenue": ("事業収支",),
    "cost": ("経費",),
}
"""The first is the one that is shown; sheets may use any."""
