"""Values out: an outcome becomes tables, each format writes the tables."""
