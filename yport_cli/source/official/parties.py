"""The public bodies that made a plan."""

import re

from yport_cli.core.draft.draft import Words
from yport_cli.source.official.document_text import DocumentText, joined
from yport_cli.source.official.headings import Section

_BODY = re.compile(r"(?:[都道府県市区町村]|組合|連合|協議会|機構|法人)$")
_ONLY_KIND = re.compile(r"^[都道府県市区町村](?:[、,]|$)")
_SEPARATOR = re.compile(r"[、,，・/／]|及び|並びに|および|ならびに|[ \u3000]+")
_LONGEST = 2_000
"""Characters that the names of all bodies take at most."""
_KINDS = frozenset("市区町村県府")


def bodies(document: DocumentText, section: Section) -> tuple[Words, ...]:
    """The bodies named in `section`: one a line, or separated; a name broken over lines is one."""
    parts: list[tuple[int, str]] = []
    offset = section.start
    end = min(section.end, section.start + _LONGEST)
    for line in document.text[section.start : end].split("\n"):
        text = line.strip()
        if text:
            if parts and (_is_open(parts[-1][1]) or _ONLY_KIND.match(text)):
                parts[-1] = (parts[-1][0], joined(f"{parts[-1][1]}\n{text}"))
            else:
                parts.append((offset, text))
        offset += len(line) + 1
    return tuple(Words(piece, document.at(start), piece) for start, text in parts for piece in _pieces(text))


def _is_open(text: str) -> bool:
    """Whether a line ends within a name."""
    return _BODY.search(text) is None


def _pieces(text: str) -> list[str]:
    pieces = [piece.strip() for piece in _SEPARATOR.split(text) if piece.strip()]
    whole: list[str] = []
    for piece in pieces:
        if whole and not _BODY.search(whole[-1]):
            whole[-1] += piece  # `港 区` was one name
        elif piece in _KINDS and whole:
            whole[-1] += piece
        else:
            whole.append(piece)
    return whole
