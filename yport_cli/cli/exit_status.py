"""What the exit status says; of several that apply, the highest."""

from enum import IntEnum


class ExitStatus(IntEnum):
    """Exit statuses of every command."""

    FINE = 0
    FOUND = 1
    """The plan or the ledger has errors, or a threshold that was asked for is missed."""
    USAGE = 2
    FILE = 3
    """A file cannot be read or written."""
    EXTRA = 4
    """An optional extra is missing."""
    FAULT = 70
    """A fault of the program."""
    INTERRUPTED = 130
