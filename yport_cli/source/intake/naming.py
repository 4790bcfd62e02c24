"""Which item of the ledger a sheet speaks of."""

import re
from collections.abc import Mapping
from typing import NamedTuple

from yport_cli.core.figures.item_names import folded_name, item_called
from yport_cli.core.figures.ledger import Item, ledger_item
from yport_cli.core.issues.issue import Refusal
from yport_cli.core.issues.sentence import Sentence
from yport_cli.core.plan.plan import Plan
from yport_cli.source.intake.sheet_words import heading_of, is_known_unit

LEFT_OUT = "-"
"""What a name is mapped to whose figures are not wanted."""

_LIST_MARK = re.compile(r"(?:[①-⑳]|[(（]?[0-9０-９]{1,2}[)）.．、]|[・○●◎◆◇■□])[ \u3000]*(?=.)")


class Named(NamedTuple):
    """An item, and the unit that stands in brackets behind its name."""

    item: Item
    unit: str = ""


class Names:
    """The names that a plan and the command line give its items; each is looked for once."""

    def __init__(self, plan: Plan, mapped: Mapping[str, str]) -> None:
        self._plan = plan
        self.years = plan.years
        self._mapped = {folded_name(name): item for name, item in mapped.items()}
        self._found: dict[str, Named | None] = {}
        units = (item.unit for item in (ledger_item(plan, kpi.id) for kpi in plan.kpis))
        self._units = {*units, plan.budget.unit}

    def is_left_out(self, text: str) -> bool:
        """Whether the command line says that figures of this name are not wanted."""
        return self._mapped.get(folded_name(text)) == LEFT_OUT

    def item_of(self, text: str) -> Named | None:
        """The item that `text` names, `None` where there is no such, or more than one."""
        if text not in self._found:
            if len(self._found) > 1 << 14:
                self._found.clear()
            self._found[text] = self._read(text)
        return self._found[text]

    def refusal(self, text: str) -> Refusal:
        """What is wrong with a name that is none, and how to say what it means."""
        try:
            ledger_item(self._plan, text)
        except Refusal as refusal:
            hint = refusal.hint or Sentence("", "")
            mapping = Sentence(
                f"{hint.ja}。この回だけなら --map '{text}=項目'（取り込まないなら --map '{text}=-'）",
                f"{hint.en}; for this once: --map '{text}=ITEM', or --map '{text}=-' to leave it out",
            )
            return refusal.with_hint(mapping) if text and len(text) <= 40 else refusal
        raise ValueError(text)

    def is_unit(self, text: str) -> bool:
        """Whether a text in brackets is a unit: one that is known, or one of the plan's."""
        return is_known_unit(text) or text in self._units

    def _read(self, text: str) -> Named | None:
        for name in (text, _LIST_MARK.sub("", text, count=1)):
            item = self._mapped.get(folded_name(name)) or item_called(self._plan, name)
            if item is not None and item != LEFT_OUT:
                return Named(ledger_item(self._plan, item))
            heading = heading_of(name)
            if heading.inside and self.is_unit(heading.inside):
                item = self._mapped.get(heading.word) or item_called(self._plan, heading.word)
                if item is not None and item != LEFT_OUT:
                    return Named(ledger_item(self._plan, item), heading.inside)
        return None
