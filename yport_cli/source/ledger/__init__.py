"""Rows as a ledger."""
