"""Exact numbers, and how they may be spelled."""
