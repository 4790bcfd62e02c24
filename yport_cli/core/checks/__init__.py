"""What is judged: figures, years, identifiers, spending."""
