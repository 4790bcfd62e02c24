"""What is known of a KPI before its figures are: its name and its unit, as one line says them."""

from dataclasses import dataclass

from yport_cli.core.issues.issue import Refusal
from yport_cli.core.issues.sentence import Sentence
from yport_cli.core.numbers.spellings import PERCENT
from yport_cli.core.plan.indicators import Kpi
from yport_cli.core.plan.key import names_of
from yport_cli.core.refusals.command_lines import USAGE
from yport_cli.core.refusals.words import folded, short

_RATES = (*PERCENT, "‰")
"""Offices report a rate as it stands, not by how much it rose: without a word, one is a level."""

_HINT = Sentence(
    '--kpi "移住者数:人" のように書きます。各年度に達する値なら :水準、減るのがよいなら :減少 を続けます',
    'write --kpi "移住者数:人"; add :level for a value to reach in each year, :decrease where less is better',
)


@dataclass(frozen=True, slots=True)
class KpiStart:
    """A KPI without figures."""

    name: str
    unit: str
    kind: str = "increment"
    direction: str = "increase"
    is_kind_assumed: bool = False
    """Nobody said of a rate whether its figures are increments."""


def read_kpi_start(text: str) -> KpiStart:
    """`移住者数:人`, with more words where it is no increment that is to grow: `空き家率:%:水準:減少`.

    A rate (%) is a level unless said to be an increment.
    Colons may be of full width. Raises `Refusal` with the code `usage`.
    """
    name, unit, *words = [part.strip() for part in f"{text}:".replace("：", ":").split(":")]
    if not name or not unit:
        raise _refusal(text, Sentence("には名前と単位の両方が要ります", "needs both a name and a unit"))
    said: dict[str, str] = {}
    for word in filter(None, words):
        key = _key_of(word)
        if key is None:
            why = Sentence(
                f"の「{short(word)}」が分かりません", f"has a word that is not known, {short(word)!r}"
            )
            raise _refusal(text, why)
        said |= key
    is_assumed = unit in _RATES and "kind" not in said
    kind = said.get("kind", "level" if is_assumed else "increment")
    return KpiStart(name, unit, kind, said.get("direction", "increase"), is_kind_assumed=is_assumed)


def _key_of(word: str) -> dict[str, str] | None:
    """The key of a KPI that `word` is a value of, with that value."""
    for key in ("kind", "direction"):
        for choice in Kpi.declared[key].choices:
            if folded(word) in (choice.value, *names_of(choice)):
                return {key: choice.value}
    return None


def _refusal(text: str, why: Sentence) -> Refusal:
    return USAGE.refusal(
        Sentence(f"--kpi「{short(text)}」{why.ja}", f"--kpi {short(text)!r} {why.en}"), _HINT
    )
