"""Slips of the hand that break YAML: a full-width sign, an odd space, a sign left out.

They are looked for only in text that PyYAML has refused, near the place where it gave up. It gives up late: a
line without a proper `: ` runs into the next as one long text, and the next one is refused.
"""

import re
from typing import NamedTuple

from yport_cli.core.issues.issue import Refusal
from yport_cli.core.issues.sentence import Sentence
from yport_cli.core.refusals.words import short
from yport_cli.core.refusals.yaml_text import yaml_syntax


class SyntaxFault(NamedTuple):
    """Why text is not YAML, and the offset of the character at which that shows."""

    offset: int
    refusal: Refusal
    opening: int | None = None
    """The offset of the bracket that the fault is within."""


class _Slip(NamedTuple):
    """A pattern with a group `at` for the wrong sign, and its sentences with the groups as fields.

    `{space}` is the name of the sign, `{written}` the groups `key` and `value` as they should be written.
    """

    pattern: str
    message: Sentence
    hint: Sentence


_REACH = 8_000
"""How many characters before the fault are looked at.

Nobody's slip is further away, and time stays bounded.
"""

_SPACE = r"[\u3000\xa0\u1680\u2000-\u200b\u202f\u205f\ufeff]"
_SPACE_NAMES = {
    "\u3000": Sentence("全角の空白（U+3000）", "a full-width space (U+3000)"),
    "\xa0": Sentence("改行しない空白（U+00A0）", "a no-break space (U+00A0)"),
}
_BEGIN = r"[ ]*(?:-[ ]+)?"
_KEY = r"(?P<key>\w[\w.\-]*)"
_NAME = r"(?P<key>[A-Za-z_]\w*)"  # what stands first in an item of a list: keys of the form are ASCII
_BULLET = r"(?P<at>[・･•●○◆■－ー―‐‑‒–—−]|[*+](?=[ ]))"

_INDENTATION = _Slip(
    rf"[ ]*(?P<at>{_SPACE})(?:{_SPACE}|[ \t])*(?=\S)",
    Sentence("字下げに{space}が使われています", "{space} is used for indentation"),
    Sentence("半角の空白で字下げしてください", "indent with half-width spaces"),
)
_BULLET_OF_KEY = _Slip(
    rf"[ ]*{_BULLET}(?:{_SPACE}|[ ])*{_NAME}[ ]?[:：]",
    Sentence("「{at}」は一覧の印になりません", "`{at}` does not begin an item of a list"),
    Sentence(
        "「- {key}:」のように、半角の「-」と空白で始めてください",
        "write `- {key}:`, with a half-width hyphen and a space",
    ),
)
_DASH_OF_KEY = _Slip(
    rf"[ ]*(?P<at>-){_NAME}[ ]?[:：]",
    Sentence("「-」のあとに空白がありません", "a space is missing after the `-`"),
    Sentence("「- {key}:」のように、半角の空白を入れてください", "put a space after the hyphen: `- {key}:`"),
)
_COLON = _Slip(
    rf"{_BEGIN}(?P<quote>[\"']?){_KEY}(?P=quote)(?:{_SPACE}|[ ])*(?P<at>：)",
    Sentence("全角の「：」はキーの区切りになりません", "a full-width `：` does not end a key"),
    Sentence("半角の「: 」（コロンと空白）を書いてください", "write a half-width colon and a space: `: `"),
)
_NO_COLON = (
    Sentence("「{key}」のあとに「: 」がありません", "a `: ` is missing after `{key}`"),
    Sentence("「{written}」のように書いてください", "write `{written}`"),
)

# Unlikely enough in sound text that a line near the fault can be blamed for them.
_OF_LINES = (
    _INDENTATION,
    _Slip(
        rf"[ ]*-(?P<at>{_SPACE})",
        Sentence("「-」のあとに{space}があります", "{space} stands after the `-`"),
        Sentence("半角の空白にしてください", "write a half-width space"),
    ),
    _BULLET_OF_KEY,
    _DASH_OF_KEY,
    _COLON,
    _Slip(
        rf"{_BEGIN}{_KEY}:(?P<at>{_SPACE})(?:{_SPACE}|[ ])*(?P<value>.*)",
        Sentence("「:」のあとに{space}があります", "{space} stands after the colon"),
        Sentence("「{written}」のように、半角の空白にしてください", "write a half-width space: `{written}`"),
    ),
    _Slip(  # but no time of day, and no address
        rf"{_BEGIN}(?![0-9]+:){_KEY}(?P<at>:)(?P<value>[^\s:/\\].*)",
        Sentence("「:」のあとに空白がありません", "a space is missing after the colon"),
        Sentence(
            "「{written}」のように、半角の空白を入れてください", "put a space after the colon: `{written}`"
        ),
    ),
    _Slip(
        rf"{_BEGIN}(?:{_KEY}:[ ]+)?(?P<at>｛(?=[ ]*$|[^｝]*[:：])|［(?=[ ]*$|.*[］\]][ ]*$))",
        Sentence("全角の括弧「{at}」が使われています", "a full-width bracket `{at}` is used"),
        Sentence("半角の {{ }} と [ ] を書いてください", "write half-width brackets, {{ }} and [ ]"),
    ),
    _Slip(
        rf"{_BEGIN}{_KEY}[ ]*(?P<at>\t)\s*(?P<value>[^\t]+)",
        Sentence("「{key}」のあとに「: 」でなくタブがあります", "a tab stands after `{key}` instead of `: `"),
        _NO_COLON[1],
    ),
    _Slip(
        rf"{_BEGIN}{_KEY}[ ]*(?P<at>[=＝])[ ]*(?P<value>[^\s=＝].*)",
        Sentence("「{at}」はキーの区切りになりません", "`{at}` does not end a key"),
        _NO_COLON[1],
    ),
    _Slip(rf"{_BEGIN}{_KEY}(?P<at>[ ]|{_SPACE})\s*(?P<value>[-−▲△]?\d[\d,.，．]*)[ ]*$", *_NO_COLON),
)

# Said only of a line that the fault is certain to be of.
_OF_ITEMS = (
    _BULLET_OF_KEY._replace(
        pattern=rf"[ ]*{_BULLET}(?=.)",
        hint=Sentence(
            "半角の「- 」（ハイフンと空白）で始めてください",
            "begin with `- `, a half-width hyphen and a space",
        ),
    ),
    _DASH_OF_KEY._replace(
        pattern=r"[ ]*(?P<at>-)(?=[^\s\d\-])",
        hint=Sentence("半角の空白を入れてください", "put a space after the hyphen"),
    ),
)
_TWO_WORDS = _Slip(rf"{_BEGIN}{_NAME}(?P<at>[ ]|{_SPACE})\s*(?P<value>\S+)[ ]*$", *_NO_COLON)

_COMMA = _Slip(
    r"(?P<at>[、､，;；])",
    Sentence("「{at}」は区切りになりません", "`{at}` does not separate values"),
    Sentence("半角の「,」で区切ってください", "put a half-width `,` between them"),
)
_COMMA_BEFORE_KEY = _COMMA._replace(pattern=_COMMA.pattern + r"\s*(?:[\w.\-]+|\"[\w.\-]+\"|'[\w.\-]+')[ ]*\Z")
_NO_COMMA = _Slip(
    rf":[ ]+[^\s,]+(?P<at>[ ]+){_KEY}\Z",
    Sentence("「{key}」の前に「,」がありません", "a `,` is missing before `{key}`"),
    _COMMA.hint,
)
_CLOSING = _Slip(
    r"(?P<at>[］｝])",
    Sentence("全角の括弧「{at}」では閉じられません", "a full-width `{at}` closes no bracket"),
    Sentence("半角の「{half}」で閉じてください", "close it with a half-width `{half}`"),
)
_OPENING_IN_BRACKETS = _Slip(
    r"[:,\[{][ ]*(?P<at>｛)[^,:\n]*\Z",
    Sentence("全角の括弧「{at}」が使われています", "a full-width bracket `{at}` is used"),
    Sentence("半角の {{ }} を書いてください", "write half-width brackets, {{ }}"),
)
_HALF = {"］": "]", "｝": "}", "[": "]", "{": "}"}
_NOT_CLOSED = _Slip(
    "",
    Sentence("括弧「{at}」が閉じられていません", "the bracket `{at}` is not closed"),
    Sentence("「{half}」で閉じてください", "close it with `{half}`"),
)
# Quotes, comments and pairs come first, so that what they hold is passed over; an open quote goes on to the
# end.
_CLOSING_SIGNS = (
    r"\"(?:[^\"\\]|\\.)*+\"?|'[^']*+'?|(?<=\s)#[^\n]*|［[^［］\n]*］|｛[^｛｝\n]*｝"
    rf"|{_CLOSING.pattern}(?=[ \t]*(?:[,\]}}#\r\n]|\Z))"
)


def slip_in_run(text: str, offset: int) -> SyntaxFault | None:
    """A slip in the text without quotes that runs on, from the lines before, up to the colon at `offset`.

    Of slips on lines that follow one another it is the first.
    """
    lines = _lines(text, offset)
    length = _length_of_run(lines, offset)
    found = None
    for position, (start, line) in enumerate(lines):
        slip = _in_line(start, line, _OF_LINES)
        if slip is None and (found is not None or position + 1 >= length):
            break
        found = slip or found
    return found


def slip_on_line(
    text: str, offset: int, *, is_item: bool = False, is_key: bool = False
) -> SyntaxFault | None:
    """A slip on the line of `offset`; on one that certainly is to begin an item, or a key, more of them."""
    lines = _lines(text, offset)
    slips = (*_OF_LINES, *(_OF_ITEMS if is_item else ()), *((_TWO_WORDS,) if is_key else ()))
    return _in_line(*lines[0], slips) if lines else None


def bullet_before(text: str, offset: int) -> SyntaxFault | None:
    """The sign, on the line before that of `offset`, that was meant to begin an item of the same list."""
    lines = _lines(text, offset)[:2]
    if len(lines) < 2 or _indentation(lines[0][1]) != _indentation(lines[1][1]):
        return None
    return _in_line(*lines[1], (_BULLET_OF_KEY, _DASH_OF_KEY))


def slip_in_brackets(text: str, opening: int, offset: int) -> SyntaxFault | None:
    """A slip between the bracket at `opening` and the fault at `offset`."""
    start = max(opening, offset - _REACH)
    before = text[start:offset]
    if text[offset : offset + 1] == ":":
        of_key = (_COMMA_BEFORE_KEY, _OPENING_IN_BRACKETS, _NO_COMMA) if text[opening] == "{" else ()
        for slip in of_key:
            if match := re.search(slip.pattern, before[-200:]):
                return _said(slip, match, offset - len(before[-200:]))
    else:  # the token after a quote or a bracket that was closed
        for slip in (_COMMA, _CLOSING, _COLON._replace(pattern="(?P<at>：)")):
            if match := re.compile(slip.pattern).match(text, offset):
                return _said(slip, match, 0)
    found = [match for match in re.finditer(_CLOSING_SIGNS, before) if match["at"]]
    return _said(_CLOSING, found[-1], start) if found else None


def slip_in_text(text: str) -> SyntaxFault | None:
    """A slip in a file that is nothing but one text without quotes: no key of it ends as it should."""
    for start, line in reversed(_lines(text[:_REACH], _REACH)):
        content = line.strip(" \t")
        if content.startswith(("'", '"', "|", ">")):
            return None
        if not content.startswith("#") and (slip := _in_line(start, line, _OF_LINES)) is not None:
            return slip
    return None


def open_bracket(text: str, opening: int, offset: int) -> Refusal | None:
    """What to say of the bracket at `opening` if at `offset` something begins that cannot be within it."""
    start, line = next(iter(_lines(text, offset)), (0, ""))
    is_end = not text[offset : offset + _REACH].strip()
    head = next(iter(_lines(text, opening)), None)
    is_outside = head is not None and start > opening and _indentation(line) <= _indentation(head[1])
    if not is_end and not is_outside:
        return None
    match = re.compile(r"(?P<at>[\[{])").match(text, opening)
    return None if match is None else _said(_NOT_CLOSED, match, 0).refusal


def bracket_before_end(text: str, offset: int) -> int | None:
    """The offset of the bracket after which the text ends, if it is one without anything difficult within."""
    match = re.search(r"[\[{][^\[\]{}\"'#]*\Z", text[max(0, offset - _REACH) : offset])
    is_end = not text[offset : offset + _REACH].strip()
    return None if match is None or not is_end else max(0, offset - _REACH) + match.start()


def open_quote(text: str, offset: int) -> int | None:
    """The unclosed quote that swallowed the lines up to `offset`, where another quote ended it."""
    first = max(0, offset - _REACH)
    before = text[first:offset].rstrip(" ")
    end = len(before) - 1
    if before[-1:] not in {"'", '"'}:
        return None
    begin = before.rfind(before[end], 0, end)
    is_of_lines = begin >= 0 and re.search("[\r\n]", before[begin:end])
    opens = re.compile(r"(?:[:\-,\[{][ ]+|[\[{])\Z")
    is_opening = is_of_lines and opens.search(before[:begin]) and opens.search(before[:end])
    return first + begin if is_opening else None


def _lines(text: str, offset: int) -> list[tuple[int, str]]:
    """Where the lines up to that of `offset` begin and what they hold, the last first.

    None that is too long.
    """
    first = max(0, offset - _REACH)
    lines = [
        (first + match.start(), match[0])
        for match in re.finditer(r"(?<![^\r\n])[^\r\n]+", text[first : offset + _REACH])
        if first + match.start() <= offset
    ]
    if lines and lines[0][0] == first > 0 and text[first - 1] not in "\r\n":
        del lines[0]
    return lines[::-1]


def _length_of_run(lines: list[tuple[int, str]], offset: int) -> int:
    """On how many of `lines` one text without quotes may stand that ends in the last at `offset`."""
    for position, (start, line) in enumerate(lines):
        text = line[: offset - start] if position == 0 else line.strip(" \t")
        if text.startswith("#"):
            return position
        if ": " in text or text.endswith(":") or (position == 0 and re.search("[\"']", text)):
            return position + 1
    return len(lines)


def _indentation(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _in_line(start: int, line: str, slips: tuple[_Slip, ...]) -> SyntaxFault | None:
    if line.count('"') % 2:
        return None  # it may be part of a longer text in quotes
    for slip in slips:
        if match := re.match(slip.pattern, line):
            return _said(slip, match, start)
    return None


def _said(slip: _Slip, match: re.Match[str], start: int) -> SyntaxFault:
    """What to say of a `match` in the text from `start` on."""
    groups = match.groupdict()
    sign = groups["at"]
    key, value = groups.get("key"), groups.get("value") or ""
    unseen = f"U+{ord(sign[0]):04X}"
    space = _SPACE_NAMES.get(sign, Sentence(f"見えない文字 {unseen} ", f"an invisible character, {unseen},"))
    fields = {
        "at": sign,
        "key": short(key or ""),
        "half": _HALF.get(sign, ""),
        "written": short(f"{key}: {value}".strip()),
    }
    message, hint = (
        Sentence(sentence.ja.format(space=space.ja, **fields), sentence.en.format(space=space.en, **fields))
        for sentence in (slip.message, slip.hint)
    )
    return SyntaxFault(start + match.start("at"), yaml_syntax(message, hint))
