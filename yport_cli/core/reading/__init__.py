"""From text to a number, a date, a fiscal year."""
