"""Text from a plan, made safe to show: nothing in it can steer a terminal, a log or a page."""

import re

STEERING_SIGNS = (
    "\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ud800-\udfff\ufeff\ufffe\uffff"
    "\U000e0000-\U000e007f"
)
"""Within the brackets of a pattern: C1 controls, line and paragraph separators, marks that turn the direction
of writing, signs without a width (the one that joins emoji apart), tags, lone surrogates, what XML cannot
hold."""
# Besides C0 controls, and the first sign of `::`, `##[` or `##vso[`, by which build servers are told what to
# do: wherever they stand, for a line may be wrapped before them.
_UNSAFE = re.compile(rf"[\x00-\x1f{STEERING_SIGNS}]|:(?=:)|#(?=#(?:vso)?\[)")
_UNSAFE_DATA = re.compile(rf"[\x00-\x09\x0b-\x1f{STEERING_SIGNS}]")


def escape_controls(text: str) -> str:
    r"""`text` on one line, with each control character as its escape: ESC is shown as `\x1b`.

    Nor is what tells a build server what to do left as it is.
    """
    return _UNSAFE.sub(_escaped, text)


def escape_controls_in_data(text: str) -> str:
    """As `escape_controls`, for data: lines stay lines, and no command of a build server is looked for."""
    return _UNSAFE_DATA.sub(_escaped, text)


def _escaped(match: re.Match[str]) -> str:
    code = ord(match[0])
    return {9: "\\t", 10: "\\n", 13: "\\r"}.get(code) or (
        f"\\x{code:02x}" if code < 256 else f"\\u{code:04x}" if code < 65536 else f"\\U{code:08x}"
    )
