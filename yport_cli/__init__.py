"""KPI and grant-budget calculator for Japanese regional revitalization plans (地域再生計画).

What `__all__` names is the interface for programs, and what the commands use themselves; docs/python.md shows
it at work. All else may change. A name is imported when it is first asked for: the program does not wait for
those that it does not need.
"""

from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

if TYPE_CHECKING:
    from yport_cli.core.figures.ledger import Cutoff, Ledger
    from yport_cli.core.figures.outcome import Outcome, outcome
    from yport_cli.core.issues.file_report import FileReport
    from yport_cli.core.issues.issue import Issue, Refusal
    from yport_cli.core.plan.plan import Plan
    from yport_cli.render.data.tidy import tidy_records
    from yport_cli.render.shapes.records import Records
    from yport_cli.source.inspection.assessment import Assessment, assess
    from yport_cli.source.ledger.ledger_loader import LoadedLedger, load_ledger
    from yport_cli.source.plan.plan_loader import Loaded, load_plan

__all__ = [
    "Assessment",
    "Cutoff",
    "FileReport",
    "Issue",
    "Ledger",
    "Loaded",
    "LoadedLedger",
    "Outcome",
    "Plan",
    "Records",
    "Refusal",
    "assess",
    "load_ledger",
    "load_plan",
    "outcome",
    "tidy_records",
]

_HOMES = {
    "core.figures.ledger": ("Cutoff", "Ledger"),
    "core.figures.outcome": ("Outcome", "outcome"),
    "core.issues.file_report": ("FileReport",),
    "core.issues.issue": ("Issue", "Refusal"),
    "core.plan.plan": ("Plan",),
    "render.data.tidy": ("tidy_records",),
    "render.shapes.records": ("Records",),
    "source.inspection.assessment": ("Assessment", "assess"),
    "source.ledger.ledger_loader": ("LoadedLedger", "load_ledger"),
    "source.plan.plan_loader": ("Loaded", "load_plan"),
}


def __getattr__(name: str) -> Any:
    from importlib import import_module

    for home, names in _HOMES.items():
        if name in names:
            found = globals()[name] = getattr(import_module(f"{__name__}.{home}"), name)
            return found
    message = f"module {__name__!r} has no attribute {name!r}"
    raise AttributeError(message)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
