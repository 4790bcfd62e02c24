"""A formula in words: what people check a figure by."""

from yport_cli.core.figures.settlement import LineFormula
from yport_cli.core.issues.sentence import Language, Sentence
from yport_cli.render.wording.labels import label

_SIGNS = {"sum": " + ", "difference": " − ", "product": " × ", "quotient": " ÷ ", "excess": " − ", "same": ""}


def formula_words(formula: LineFormula | None, language: Language) -> str:
    """`予算現額 − 翌年度繰越額`."""
    if formula is None:
        return ""
    names = [label(name, language) for name in formula.operands]
    if formula.operation == "least":
        return Sentence(f"{'と'.join(names)}の小さい方", f"the lesser of {' and '.join(names)}").text_in(
            language
        )
    text = _SIGNS[formula.operation].join(names)
    if formula.operation == "excess":
        return Sentence(f"{text}（負なら0）", f"{text} (0 if negative)").text_in(language)
    return text
