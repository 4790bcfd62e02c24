"""Names of files that are called after plans."""

import re
from unicodedata import normalize

# What Windows takes for a device, whatever follows its first dot: learn.microsoft.com, "Naming Files".
_DEVICE = re.compile(r"(?:con|prn|aux|nul|(?:com|lpt)[0-9¹²³])(?:\.|$)", re.IGNORECASE)


def file_name(identifier: str, ending: str) -> str:
    """A name that every system takes for a file that people see: `con.html` gets a `_` before."""
    name = f"{identifier}{ending}"
    return f"_{name}" if is_device(name) or name.startswith(".") else name


def is_device(name: str) -> bool:
    """Whether Windows takes the name for a device: no file there can be called so."""
    return _DEVICE.match(name) is not None


def folded(name: str) -> str:
    """The same for all names that some system takes for one: it may not tell capitals from small letters."""
    return normalize("NFC", name).casefold()
