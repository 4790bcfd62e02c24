"""What is fixed about a rule: its code, its weight, who else could hold it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from yport_cli.core.issues.issue import Severity


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of the catalogue. Its function makes the findings; that function's docstring is its manual."""

    function: Callable[..., Any]
    severity: Severity = Severity.ERROR
    fixable: bool = False
    """Whether `yport validate --fix` mends its findings, or some of them."""
    beyond_schema: bool = False
    """Whether no JSON Schema can hold it: it is about several values, or about the spelling of the file."""
    stops: bool = False
    """Whether a file that breaks it is not checked any further: to pass it over would be to call the file sound."""

    @property
    def code(self) -> str:
        """The stable name: `cumulative-mismatch`."""
        return self.function.__name__.replace("_", "-")
