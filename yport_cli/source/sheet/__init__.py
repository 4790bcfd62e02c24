"""CSV and .xlsx as rows of cells."""
