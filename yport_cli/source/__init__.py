"""Text in: bytes become documents and rows, these become plans, ledgers or issues."""
