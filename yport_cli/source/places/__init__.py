"""Where text stands: lines, rows, cells."""
