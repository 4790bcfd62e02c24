"""Values out: an outcome becomes tables and records, each format writes them."""
