"""Which file a row of the ledger came from, as its evidence says: `契約書3 [実績報告.xlsx:実績!C5 #1a2b3c4d]`."""

import hashlib
import re
from pathlib import Path
from typing import BinaryIO, NamedTuple

_MARK = re.compile(
    r"(?P<before>.*?) ?\[(?P<name>[^\[\]:]+):(?P<spot>[^\[\]#]*) #(?P<digest>[0-9a-f]{8})\]", re.DOTALL
)
_LENGTH = 8
_BLOCK = 1 << 20
_NOT_IN_MARKS = str.maketrans("[]:", "［］：")


class Origin(NamedTuple):
    """A file: its name, without a folder, and a short hash of its bytes."""

    name: str
    digest: str

    def marked(self, evidence: str, spot: str) -> str:
        """The evidence of a row that was taken from this file; one that names a file keeps it."""
        if origin_of(evidence) is not None:
            return evidence
        return f"{evidence} [{self.name}:{spot} #{self.digest}]".lstrip()


class Marked(NamedTuple):
    """What a row's evidence says of the file it came from, and what it said before."""

    before: str
    origin: Origin
    spot: str


def origin_of(evidence: str) -> Marked | None:
    """The file that the row with this evidence came from; `None` for one that people wrote."""
    match = _MARK.fullmatch(evidence) if evidence.endswith("]") else None
    if match is None:
        return None
    return Marked(match["before"], Origin(match["name"], match["digest"]), match["spot"])


def origin_of_file(path: Path, file: BinaryIO) -> Origin:
    """The origin of rows that are taken from an open file, which is wound back."""
    digest = hashlib.sha256()
    file.seek(0)
    while block := file.read(_BLOCK):
        digest.update(block)
    file.seek(0)
    return Origin(path.name.translate(_NOT_IN_MARKS), digest.hexdigest()[:_LENGTH])
