"""Official documents for tests: the real one, and how the program reads them."""

from collections.abc import Mapping
from typing import Any

import yaml

from example import ROOT
from yport_cli.core.draft.draft import Draft
from yport_cli.core.issues.issue import route_text
from yport_cli.core.numbers.number import Number
from yport_cli.render.draft_plan import draft_text
from yport_cli.source.official.document_lines import lines_of
from yport_cli.source.official.drafting import draft_of

DOCUMENT = ROOT / "tests" / "data" / "000_1ac11865570b43ef.txt"


def drafted(text: str | bytes, id_: str = "plan") -> Draft:
    """The draft of a document."""
    return draft_of(lines_of(text if isinstance(text, bytes) else text.encode()), id_)


def figures(draft: Draft) -> Mapping[str, Number]:
    """Every figure of the draft by its path."""
    return {route_text(route): figure.value for route, figure in draft.figures() if figure.value is not None}


def as_file(draft: Draft) -> Any:
    """What the plan file of the draft holds, as any reader of YAML sees it."""
    return yaml.safe_load(draft_text(draft, "ja"))
