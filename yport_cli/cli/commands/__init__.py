"""One file per command: parse, call, write, choose the exit status; nothing is computed here."""
