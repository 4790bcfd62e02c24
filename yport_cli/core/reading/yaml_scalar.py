"""A text as a plan file spells it."""

import json
import re

_PLAIN = re.compile(r"[^\W\d_][^:#\"'\[\]{},&*!|>%@`\\\n]*(?<! )")
_SAYS_NOTHING = re.compile(r"(?i)(?:null|true|false|yes|no|on|off|y|n|~)")


def yaml_scalar(text: str) -> str:
    """`text` as a YAML scalar that every reader takes for this text: bare where it can be, else in quotes."""
    if _PLAIN.fullmatch(text) and not _SAYS_NOTHING.fullmatch(text) and text.isprintable():
        return text
    return re.sub(
        "[\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufffe\uffff]",
        lambda match: f"\\u{ord(match[0]):04x}",
        json.dumps(text, ensure_ascii=False),
    )
