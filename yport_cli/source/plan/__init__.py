"""One plan, from the bytes of its file."""
