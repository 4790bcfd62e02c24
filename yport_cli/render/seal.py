"""A seal on what was written: it tells a file as the program left it from one that somebody has worked on since.

The seal is the SHA-256 of the file with zeros in its own place. A committee that fills in a sheet breaks the seal,
and its file is not replaced unasked.
"""

import hashlib
import re
import zipfile
from io import BytesIO

_NAME = "yport sha256:"
SEAL = _NAME + "0" * 64
"""The place of the seal, to be written once into every text and into the keywords of every workbook."""

_SEAL = re.compile(rf"{_NAME}([0-9a-f]{{64}})".encode())
_PROPERTIES = "docProps/core.xml"
_ZIP = b"PK\x03\x04"
_MOST_UNPACKED = 1 << 28
_EPOCH = (1980, 1, 1, 0, 0, 0)


def sealed(data: bytes) -> bytes:
    """`data` with its last empty seal filled in; a workbook also loses the time at which it was packed."""
    if not data.startswith(_ZIP):
        return _stamped(data, _digest(data))
    parts = _parts(data)
    parts[_PROPERTIES] = _stamped(parts[_PROPERTIES], _digest_of_parts(parts))
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            part = zipfile.ZipInfo(name, _EPOCH)
            part.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(part, content)
    return out.getvalue()


def is_sealed(data: bytes) -> bool:
    """Whether `data` carries a seal that is still whole."""
    if not data.startswith(_ZIP):
        found = _found(data)
        return found is not None and found[1].decode() == _digest(_blanked(data, found))
    try:
        parts = _parts(data)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return False
    found = _found(parts.get(_PROPERTIES, b""))
    if found is None:
        return False
    parts[_PROPERTIES] = _blanked(parts[_PROPERTIES], found)
    return found[1].decode() == _digest_of_parts(parts)


def _found(data: bytes) -> re.Match[bytes] | None:
    """The last seal: what stands before it may be text of a plan."""
    last = None
    for last in _SEAL.finditer(data):  # noqa: B007
        pass
    return last


def _blanked(data: bytes, found: re.Match[bytes]) -> bytes:
    return data[: found.start()] + SEAL.encode() + data[found.end() :]


def _stamped(data: bytes, digest: str) -> bytes:
    before, found, after = data.rpartition(SEAL.encode())
    if not found:
        raise ValueError("no place for the seal")
    return before + f"{_NAME}{digest}".encode() + after


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _digest_of_parts(parts: dict[str, bytes]) -> str:
    whole = hashlib.sha256()
    for name in sorted(parts):
        whole.update(f"{name}\0{len(parts[name])}\0".encode())
        whole.update(parts[name])
    return whole.hexdigest()


def _parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        if sum(part.file_size for part in archive.infolist()) > _MOST_UNPACKED:
            raise ValueError("more than any report unpacks to")
        return {part.filename: archive.read(part) for part in archive.infolist()}
