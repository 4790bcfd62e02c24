"""Commands: parse arguments, call, write, choose the exit code; nothing is computed here."""
