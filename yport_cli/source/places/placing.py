"""From the route of an issue to its place in the file: the one way, for YAML and for rows."""

from collections.abc import Callable
from dataclasses import replace

from yport_cli.core.issues.issue import START_OF_FILE, Issue, Location, Related, Route

Find = Callable[[Route], Location]
"""Where the value at a route stands."""


def placed(issue: Issue, find: Find) -> Issue:
    """`issue` with the locations of its route and of all that is related; what has one already keeps it."""

    def placed_related(other: Related) -> Related:
        return replace(other, at=find(other.route)) if other.at is START_OF_FILE else other

    return replace(issue, at=find(issue.route), related=tuple(map(placed_related, issue.related)))
