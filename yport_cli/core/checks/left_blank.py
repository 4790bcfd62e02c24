"""What a new plan file has where the plan document is to be copied, and nobody has done so."""

from collections.abc import Iterator

from yport_cli.core.issues.issue import Issue, Route, Rule, Severity
from yport_cli.core.issues.sentence import Sentence
from yport_cli.core.plan.plan import Plan

LEFT_BLANK = Rule("left-blank", Severity.WARNING)

_BLANKS = frozenset(
    (
        *("（計画の名称）", "（作成主体）", "（区域）", "（事業の名称）", "指標の名称"),
        *("(name of the plan)", "(author)", "(area)", "(name of the project)", "name of the KPI"),
    )
)
"""The words of `yport init`, which would else be the title of a page that is published."""


def left_blank(plan: Plan) -> Iterator[Issue]:
    """What the blank form says is replaced by what the plan document says."""
    texts: list[tuple[Route, str]] = [(("name",), plan.name), (("area",), plan.area)]
    texts += [(("authors", index), author) for index, author in enumerate(plan.authors)]
    texts += [(("kpis", index, "name"), kpi.name) for index, kpi in enumerate(plan.kpis)]
    if plan.project is not None:
        texts.append((("project", "name"), plan.project.name))
    for route, text in texts:
        if text in _BLANKS:
            yield LEFT_BLANK.issue(
                route,
                Sentence(f"「{text}」は、ひな形のままです", f"{text!r} is as the blank form has it"),
                Sentence("計画書のとおりに書き換えてください", "write what the plan document says"),
            )
