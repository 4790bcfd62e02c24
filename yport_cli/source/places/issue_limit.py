"""The issues of a ledger, as many as are listed: errors before warnings, in the order of their places."""

from collections.abc import Iterable
from dataclasses import replace

from yport_cli.core.issues.issue import Context, Issue, Severity
from yport_cli.core.refusals.files import MAX_ISSUES, TOO_MANY_ISSUES, too_many_issues


class IssueList:
    """The issues found so far; those that will not be listed are not kept.

    Errors come first: a thousand warnings hide none of them. Warnings alone, however many, leave a ledger
    valid.
    """

    def __init__(self, issues: Iterable[Issue] = ()) -> None:
        self._errors: list[Issue] = []
        self._warnings: list[Issue] = []
        self._is_cut = False
        self.extend(issues)

    @property
    def is_full(self) -> bool:
        """Whether there are more errors than are listed: nothing that is found from now on would be."""
        return len(self._errors) > MAX_ISSUES

    def extend(self, issues: Iterable[Issue]) -> None:
        """Add what has been found; lists that were cut may be joined."""
        for issue in issues:
            if issue.code == TOO_MANY_ISSUES.code:  # of whatever severity
                self._is_cut = True
                continue
            kept = self._errors if issue.severity is Severity.ERROR else self._warnings
            if len(kept) <= MAX_ISSUES:
                kept.append(issue)

    def listed(self) -> tuple[Issue, ...]:
        """What is listed, in the order of the places; at its end that there is more, if there is."""
        found = [*self._errors, *self._warnings]
        shown = sorted(found[:MAX_ISSUES], key=lambda issue: (issue.at.place, issue.code))
        if shown and (self._is_cut or len(found) > MAX_ISSUES):
            shown.append(rest_after(shown[-1], Severity.ERROR if self._errors else Severity.WARNING))
        return tuple(shown)


def rest_after(last: Issue, severity: Severity = Severity.ERROR) -> Issue:
    """That there are more issues than are listed, at the place of the `last` one that is."""
    rest = too_many_issues().issue(Context(last.route))
    return replace(rest, rule=replace(rest.rule, severity=severity), at=last.at)
