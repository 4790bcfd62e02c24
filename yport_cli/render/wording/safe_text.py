"""Text from a plan, made safe to show: nothing in it can steer a terminal, a log or a page."""

import re

STEERING_SIGNS = "\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff"
"""Within the brackets of a pattern: C1 controls, line and paragraph separators, marks that turn the direction of
writing, lone surrogates, what XML cannot hold."""
# Besides C0 controls, and the first sign of `##[` or `##vso[`, by which build servers are told what to do.
_UNSAFE = re.compile(rf"[\x00-\x1f{STEERING_SIGNS}]|#(?=#(?:vso)?\[)")
_UNSAFE_DATA = re.compile(rf"[\x00-\x09\x0b-\x1f{STEERING_SIGNS}]")


def escape_controls(text: str) -> str:
    r"""`text` on one line, with each control character as its escape: ESC is shown as `\x1b`.

    Nor is what begins with `::`, by which GitHub Actions are told what to do, left as it is.
    """
    text = _UNSAFE.sub(_escaped, text)
    return text.replace(":", r"\x3a", 1) if text.lstrip().startswith("::") else text


def escape_controls_in_data(text: str) -> str:
    """As `escape_controls`, for data: lines stay lines, and what begins a command of a build server stays as it is."""
    return _UNSAFE_DATA.sub(_escaped, text)


def _escaped(match: re.Match[str]) -> str:
    code = ord(match[0])
    return {9: "\\t", 10: "\\n", 13: "\\r"}.get(code) or (
        f"\\x{code:02x}" if code < 256 else f"\\u{code:04x}"
    )
