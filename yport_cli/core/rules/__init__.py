"""The rules: one pure function each, whose docstring is its manual in both languages."""
