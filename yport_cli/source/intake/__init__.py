"""Sheets as people keep them, as rows for the ledger: nothing is dropped or guessed in silence."""
