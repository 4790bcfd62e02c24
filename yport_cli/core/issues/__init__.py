"""What can be said of a file: a sentence in both languages, an issue, a tally."""
