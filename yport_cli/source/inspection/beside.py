"""Which plans and ledgers in a folder belong together; each folder is listed once."""

import os
from pathlib import Path

from yport_cli.source.disk.names import PLAN_ENDINGS, plans_beside
from yport_cli.source.inspection.kind import is_ledger


class Beside:
    """What stands beside files that somebody has named."""

    def __init__(self) -> None:
        self._ledgers: dict[str, dict[str, list[str]]] = {}

    def of(self, name: str) -> list[str]:
        """The ledgers of the plan `name`, which may be gone, or the plan of the ledger `name`."""
        folder, base = os.path.split(name)
        if is_ledger(name):
            return [str(path) for path in plans_beside(Path(name)) if os.path.lexists(path)][:1]
        if not base.lower().endswith(PLAN_ENDINGS):
            return []
        if folder not in self._ledgers:
            self._ledgers[folder] = _ledgers_in(folder)
        return [os.path.join(folder, ledger) for ledger in self._ledgers[folder].get(base, ())]


def _ledgers_in(folder: str) -> dict[str, list[str]]:
    """The ledgers in a folder, by the plan to which each belongs, or would if there were one."""
    try:
        names = sorted(os.listdir(folder or os.curdir))
    except OSError:  # what was named says so itself
        return {}
    present = set(names)
    ledgers: dict[str, list[str]] = {}
    for name in names:
        if is_ledger(name) and not name.startswith("."):
            for plan in plans_beside(Path(name)):
                ledgers.setdefault(plan.name, []).append(name)
                if plan.name in present:
                    break
    return ledgers
