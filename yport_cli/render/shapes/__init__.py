"""Neutral answers, which know no format."""
