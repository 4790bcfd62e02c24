"""What a document prints several times: the figure on which the printings agree, or that they do not."""

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from yport_cli.core.draft.draft import Doubt, Figure, Remark, Words
from yport_cli.core.issues.sentence import Sentence
from yport_cli.core.numbers.number import Number
from yport_cli.source.official.document_text import folded

_FEW = 8


class Observed(NamedTuple):
    """One printing of a figure."""

    figure: Figure
    is_odd: bool = False
    """Whether figures stand there, but no one number."""


def agreed(observed: Sequence[Observed], what: Sentence, remarks: list[Remark]) -> Figure:
    """The figure that most printings have; where no most is, none. What differs is remarked on."""
    if not observed:
        return Figure(None, todo=Sentence("数値を書いてください", "write the figure"))
    clear = [one.figure for one in observed if not one.is_odd]
    remarks.extend(_question(one.figure, what) for one in observed if one.is_odd)
    if not clear:
        first = observed[0].figure
        return Figure(None, first.at, first.printed, first.todo or _ask(first.printed))
    counted: Counter[Number | None] = Counter(figure.value for figure in clear)
    value, most = counted.most_common(1)[0]
    first = next(figure for figure in clear if figure.value == value)
    if len(counted) == 1:
        return first
    said_ja = "、".join(f"{figure.printed}（{figure.at.name.ja}）" for figure in clear[:_FEW] if figure.at)
    said_en = ", ".join(f"{figure.printed} ({figure.at.name.en})" for figure in clear[:_FEW] if figure.at)
    remarks.append(
        Remark(
            Doubt.DISAGREEMENT,
            Sentence(f"{what.ja}が一致しません: {said_ja}", f"{what.en} is printed differently: {said_en}"),
            first.at,
        )
    )
    if most * 2 > len(clear):
        return first
    todo = Sentence(f"どれが正しいか確かめてください: {said_ja}", f"check which one is right: {said_en}")
    return Figure(None, first.at, first.printed, todo)


def _ask(printed: str) -> Sentence:
    return Sentence(
        f"「{printed}」は一つの数として読めません。確かめて書いてください",
        f"{printed!r} cannot be read as one number: check it, and write it",
    )


def _question(figure: Figure, what: Sentence) -> Remark:
    ask = figure.todo or _ask(figure.printed)
    return Remark(Doubt.QUESTION, Sentence(f"{what.ja}: {ask.ja}", f"{what.en}: {ask.en}"), figure.at)


def most_usual(names: Sequence[Words]) -> Words:
    """The spelling that is printed most often, where it was printed first."""
    counted = Counter(name.value for name in names)
    usual = counted.most_common(1)[0][0]
    return next(name for name in names if name.value == usual)


def words_agreed(
    sure: Sequence[Words], unsure: Sequence[Words], what: Sentence, remarks: list[Remark]
) -> Words:
    """The unit that all printings have; without any, one in doubt, or none."""
    distinct = {folded(unit.value or ""): unit for unit in reversed(sure)}
    if len(distinct) > 1:
        said = "、".join(str(unit.value) for unit in distinct.values())
        remarks.append(
            Remark(
                Doubt.DISAGREEMENT,
                Sentence(f"{what.ja}が一致しません: {said}", f"{what.en} is printed differently: {said}"),
                sure[0].at,
            )
        )
        todo = Sentence(f"単位を確かめてください: {said}", f"check the unit: {said}")
        return Words(None, sure[0].at, "", todo)
    if sure:
        return sure[0]
    if unsure:
        first = unsure[0]
        return Words(
            first.value,
            first.at,
            first.printed,
            Sentence("単位かどうか確かめてください", "check that this is the unit"),
        )
    remarks.append(
        Remark(
            Doubt.MISSING,
            Sentence(f"{what.ja}の記載がありません", f"{what.en} is not stated"),
        )
    )
    todo = Sentence(
        "単位の記載がありません。単位のない指標なら null のまま、あるなら書いてください",
        "the document states no unit: write it, or leave null where the KPI has none",
    )
    return Words(None, todo=todo)
