"""Text from a plan as Markdown that shows it and does nothing else."""

import re

# Signs that Markdown or the HTML within it would act on, `$` where pages know formulas.
_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|&~!$])")
# What a page of GitHub or GitLab makes a link of, or a message to somebody, although Markdown does not:
# @user, #1, GH-1, https://…, www.…, mailto:…
_CALLS = re.compile(
    r"@(?=\w)|#(?=\d)|\bGH-(?=\d)|(?<=[A-Za-z]):(?=//)|\bwww(?=\.)|\b(?:mailto|xmpp):", re.IGNORECASE
)
_NOTHING = "<!-- -->"
"""A comment, of which the reader sees nothing; what it parts is no name and no address any longer."""


def neutral(text: str) -> str:
    """`text` as Markdown that shows it, in a paragraph or a table: nobody is called, nothing is a link."""
    pieces = []
    start = 0
    for call in _CALLS.finditer(text):
        pieces.append(_escaped(text[start : call.end()]))
        start = call.end()
    return _NOTHING.join([*pieces, _escaped(text[start:])])


def _escaped(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", text).replace("\n", "<br>")
