"""Text in: bytes become documents, documents become plans or issues."""
