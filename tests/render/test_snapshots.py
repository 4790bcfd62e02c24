"""Whole screens, byte for byte, as they were read and accepted.

`UPDATE_SNAPSHOTS=1 pytest tests/render/test_snapshots.py` writes them anew; read each one that changes.
"""

import os
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from example import FULL, ROOT, amended_yport, changed, loaded, yport
from ledger_example import YPORT_ENTRIES
from yport_cli.core.figures.amendment import amendment
from yport_cli.core.figures.forecast import forecast_of
from yport_cli.core.figures.ledger import Entry, roll_up
from yport_cli.core.figures.outcome import outcome
from yport_cli.core.issues.sentence import Language
from yport_cli.core.issues.tally import Tally
from yport_cli.render.data.json_v1 import status_object
from yport_cli.render.data.outcome_records import status_records
from yport_cli.render.diagnostics.summary import summary_text
from yport_cli.render.diagnostics.text import text_lines
from yport_cli.render.diagnostics.validate_json import validate_pieces
from yport_cli.render.formats.csv import csv_text
from yport_cli.render.formats.json import json_text
from yport_cli.render.formats.markdown import markdown_text
from yport_cli.render.formats.terminal import terminal_text
from yport_cli.render.pages.amendment import change_page
from yport_cli.render.pages.forecast import forecast_page
from yport_cli.render.pages.status import several_page, status_page
from yport_cli.source.plan.plan_loader import parse_plan

SNAPSHOTS = ROOT / "tests" / "snapshots"

_REAL = outcome(yport())
_WITH_LEDGER = outcome(
    yport(), replace(roll_up(yport(), YPORT_ENTRIES), name="plans/yokohama-yport.ledger.csv")
)
_FULL = outcome(
    loaded(FULL),
    replace(
        roll_up(
            loaded(FULL),
            [
                Entry("visits", 2017, date(2018, 3, 1), 12),
                Entry("visits", 2018, date(2018, 5, 31), 9),
                Entry("waste", 2017, date(2018, 3, 31), 845),
            ],
        ),
        units_assumed=("visits",),
        name="full.ledger.csv",
    ),
)

_RECORDED = replace(
    roll_up(yport(), [*YPORT_ENTRIES, Entry("briefings", 2018, date(2018, 5, 1), 66, rows=2)]),
    name="actuals.csv",
)
_WITHOUT_BRIEFINGS = replace(
    _RECORDED,
    actuals={"orders": _RECORDED.actual("orders"), "surveys": _RECORDED.actual("surveys")},
    entries=tuple(entry for entry in _RECORDED.entries if entry.item != "briefings"),
)
_AMENDMENT = amendment(yport(), amended_yport(), _RECORDED)


def _forecast_screen(language: Language) -> str:
    page = forecast_page(forecast_of(outcome(yport(), _WITHOUT_BRIEFINGS)), language)
    return terminal_text(page, 80, color=False)


def _diff_screen(language: Language) -> str:
    return terminal_text(change_page(_AMENDMENT, language), 80, color=False)


# A plan with one mistake of each usual kind.
_MISTAKES = changed(
    ("id: full", "id: 計画 その1"),
    ("authors: [横浜市, 川崎市]", "author: [横浜市, 川崎市]"),
    ("H31: 30}\n", "平成31年度: 30人}\n"),
    ("stated_cumulative: 60", "stated_cumulative: ６０"),
    ("kind: level", "kind: lebel"),
    ("name: 外部人材}", "name: 外部人材, id: office}"),
    ("total: 120000", "total: 110000"),
    ("rate: 1/2", "rate: 1.5"),
    ("break_even_year: H31", "break_even_year: H30"),
    ("licence: CC-BY-4.0", 'licence: "CC\\x1b[31m"\nlicense: [red]'),
    text=FULL,
)


def _mistakes(language: Language) -> str:
    reports = [parse_plan(_MISTAKES.encode(), "plans/計画.yaml").report]
    tally = Tally()
    found = "".join(text_lines(tally.counted(reports), language, width=80))
    return found + summary_text(tally, language)


def _json_of_mistakes() -> str:
    tally = Tally()
    reports = [parse_plan(_MISTAKES.encode(), "plans/計画.yaml").report]
    return "".join(validate_pieces(tally.counted(reports), tally, "ja"))


def _screen(language: Language, width: int) -> str:
    return terminal_text(status_page(_REAL, language), width, color=False)


SCREENS: dict[str, Callable[[], str]] = {
    "status.ja.80.txt": lambda: _screen("ja", 80),
    "status.en.80.txt": lambda: _screen("en", 80),
    "status.ja.140.txt": lambda: _screen("ja", 140),
    "status.en.140.txt": lambda: _screen("en", 140),
    "status.ja.30.txt": lambda: _screen("ja", 30),
    "status.ja.md": lambda: markdown_text(status_page(_REAL, "ja")),
    "status.en.md": lambda: markdown_text(status_page(_REAL, "en")),
    "status.csv": lambda: csv_text(status_records([_REAL], "ja")),
    "status.json": lambda: json_text(status_object(_REAL, "ja")),
    "status-ledger.ja.80.txt": lambda: terminal_text(status_page(_WITH_LEDGER, "ja"), 80, color=False),
    "status-ledger.en.80.txt": lambda: terminal_text(status_page(_WITH_LEDGER, "en"), 80, color=False),
    "status-ledger.json": lambda: json_text(status_object(_WITH_LEDGER, "ja")),
    "status-full.ja.80.txt": lambda: terminal_text(status_page(_FULL, "ja"), 80, color=False),
    "status-full.en.80.txt": lambda: terminal_text(status_page(_FULL, "en"), 80, color=False),
    "status-full.csv": lambda: csv_text(status_records([_FULL], "ja")),
    "status-several.ja.80.txt": lambda: terminal_text(
        several_page([_WITH_LEDGER, _FULL], "ja"), 80, color=False
    ),
    "status-several.en.80.txt": lambda: terminal_text(
        several_page([_WITH_LEDGER, _FULL], "en"), 80, color=False
    ),
    "forecast.ja.80.txt": lambda: _forecast_screen("ja"),
    "forecast.en.80.txt": lambda: _forecast_screen("en"),
    "diff.ja.80.txt": lambda: _diff_screen("ja"),
    "diff.en.80.txt": lambda: _diff_screen("en"),
    "validate.ja.txt": lambda: _mistakes("ja"),
    "validate.en.txt": lambda: _mistakes("en"),
    "validate.json": _json_of_mistakes,
}


@pytest.mark.parametrize("name", SCREENS)
def test_a_screen_is_as_it_was_accepted(name: str) -> None:
    path = SNAPSHOTS / name
    drawn = SCREENS[name]().encode()
    if os.environ.get("UPDATE_SNAPSHOTS") == "1":
        path.write_bytes(drawn)
    assert path.read_bytes() == drawn


def test_every_snapshot_is_of_a_screen() -> None:
    kinds = ("status*", "validate*", "forecast*", "diff*")
    assert {path.name for kind in kinds for path in SNAPSHOTS.glob(kind)} == set(SCREENS)
