"""Text that a spreadsheet would take for a formula, and run."""

_STARTS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
"""A tab or a line end hides the sign that follows; Excel in Japanese takes a full-width sign for its own."""


def without_formula(text: str) -> str:
    """`text`, with an apostrophe before it where a spreadsheet would run it as a formula."""
    return f"'{text}" if text.startswith(_STARTS) else text
