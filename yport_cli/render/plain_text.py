"""Text from a plan, made safe to show: nothing in it can steer a terminal, a log or a page."""

import re

UNSAFE = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff]"
)
"""C0 and C1 controls, line and paragraph separators, marks that turn the direction of writing, lone surrogates,
what XML cannot hold."""
_STEERING = re.compile(rf"{UNSAFE.pattern}|#(?=#(?:vso)?\[)")  # `##[`, `##vso[`: commands to build servers


def visible(text: str) -> str:
    r"""`text` on one line, with each control character as its escape: ESC is shown as `\x1b`.

    Nor is what begins with `::`, by which GitHub Actions are told what to do, left as it is.
    """
    text = _STEERING.sub(_escaped, text)
    return text.replace(":", r"\x3a", 1) if text.lstrip().startswith("::") else text


def _escaped(match: re.Match[str]) -> str:
    code = ord(match[0])
    return {9: "\\t", 10: "\\n", 13: "\\r"}.get(code) or (
        f"\\x{code:02x}" if code < 256 else f"\\u{code:04x}"
    )
