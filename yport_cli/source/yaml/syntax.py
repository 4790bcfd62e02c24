"""Sentences for what PyYAML refuses, and for the parts of YAML that a plan cannot hold."""

import re

from yport_cli.core.issues.issue import Refusal
from yport_cli.core.issues.sentence import Sentence
from yport_cli.core.refusals.yaml_text import control_character, yaml_syntax
from yport_cli.source.yaml.slips import (
    SyntaxFault,
    bracket_before_end,
    bullet_before,
    open_bracket,
    open_quote,
    slip_in_brackets,
    slip_in_run,
    slip_on_line,
)

# Not compiled until it is needed: a start would wait 3 ms for it.
_UNPRINTABLE = "[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufeff\uff00-\ufffd\U00010000-\U0010ffff]"
_INDENTATION = re.compile(r"[ \t]*")

_COLON_MISPLACED = "mapping values are not allowed"
_COLON_MISSING = "could not find expected ':'"
_COMMA_EXPECTED = "expected ',' or"

_QUOTED = Sentence("値を引用符で囲んでください", "put the value in quotes")
_BRACKETS = Sentence("括弧の組と区切りを確かめてください", "check the brackets and the commas between")

# What libyaml and PyYAML say (the two differ in places), what it means, and what to do about it.
_EXPLANATIONS: tuple[tuple[str, Sentence, Sentence], ...] = (
    (
        _COLON_MISPLACED,
        Sentence("ここに「:」は置けません", "a `:` cannot stand here"),
        Sentence(
            "字下げと前の行を確かめ、「: 」を含む文字列は引用符で囲んでください",
            "check the indentation and the line before; quote text that holds `: `",
        ),
    ),
    (
        r"'\t' that cannot start any token",  # libyaml takes a tab for a space
        Sentence("ここにタブは置けません", "a tab cannot stand here"),
        Sentence("半角の空白にしてください", "write a half-width space"),
    ),
    (
        "found unexpected ':'",  # before a bracket or a comma; PyYAML takes it
        Sentence("「:」のあとに空白がありません", "a space is missing after the colon"),
        Sentence("半角の空白を入れてください", "put a space after the colon"),
    ),
    (
        "cannot start any token",
        Sentence("この文字で値を始めることはできません", "a value cannot start with this character"),
        _QUOTED,
    ),
    (
        _COLON_MISSING,
        Sentence("キーのあとに「:」がありません", "a `:` is missing after the key"),
        Sentence(
            "「キー: 値」の形に、: のあとに半角の空白を入れて直してください",
            "write `key: value`, with a space after the colon",
        ),
    ),
    (
        _COMMA_EXPECTED,
        Sentence(
            "括弧 { } または [ ] が閉じられていないか、区切りの「,」がありません",
            "a bracket is not closed, or a `,` is missing",
        ),
        _BRACKETS,
    ),
    (
        "escape",
        Sentence("引用符の中の「\\」の使い方が正しくありません", "an escape with `\\` is not valid"),
        Sentence("単引用符 ' ' で囲むか、\\\\ と書いてください", "use single quotes, or write `\\\\`"),
    ),
    (
        "sequence entries",
        Sentence("ここに「- 」の一覧は置けません", "a `- ` list cannot stand here"),
        Sentence("一覧は次の行から始めてください", "start the list on a line of its own"),
    ),
    (
        "node content",
        Sentence("ここに値がありません", "a value is missing here"),
        _BRACKETS,
    ),
    (
        "a block scalar",
        Sentence("「|」「>」と同じ行に文章は置けません", "text cannot stand on the line of a `|` or `>`"),
        Sentence("文章は次の行から、字下げして書いてください", "begin the text on the next line, indented"),
    ),
    (
        "scanning an a",  # an anchor or an alias
        Sentence(
            "「&」「*」で始まる値は文字列として読まれません",
            "a value that begins with `&` or `*` is not read as text",
        ),
        _QUOTED,
    ),
    (
        "a tag",
        Sentence(
            "「!」で始まる値は文字列として読まれません", "a value that begins with `!` is not read as text"
        ),
        _QUOTED,
    ),
    (
        "",  # anything else
        Sentence("YAMLとして読めません", "this is not valid YAML"),
        Sentence(
            "この行と前の行の字下げ・引用符・括弧を確かめてください",
            "check the indentation, quotes and brackets of this line and the one before",
        ),
    ),
)

_NOT_ALIGNED = ("expected <block end>", "expected key", "expected '-' indicator")
_OPEN_QUOTE = ("end of stream", "document separator", "document indicator")


def fault(error: Exception, text: str) -> SyntaxFault:
    """What PyYAML's `error` means in `text`."""
    if hasattr(error, "character"):
        return _unprintable(text)
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    offset = mark.index if mark is not None else 0
    line_start = max(text.rfind("\n", 0, offset), text.rfind("\r", 0, offset)) + 1
    indentation = _INDENTATION.match(text, line_start)
    if indentation is not None and "\t" in indentation[0]:
        return SyntaxFault(line_start + indentation[0].index("\t"), _TAB)
    context_mark = getattr(error, "context_mark", None)
    context = None if context_mark is None else context_mark.index
    said = f"{getattr(error, 'context', None) or ''} {getattr(error, 'problem', None) or ''}"
    if "quoted scalar" in said and any(part in said for part in _OPEN_QUOTE):
        return SyntaxFault(offset if context is None else context, _QUOTE)
    is_first = not text[line_start:offset].strip(" -")
    if _COMMA_EXPECTED in said and context is not None:
        return _in_brackets(text, context, offset, said)
    if "node content" in said and (opening := bracket_before_end(text, offset)) is not None:
        return _in_brackets(text, opening, offset, said)
    if any(part in said for part in _NOT_ALIGNED):
        if is_first:
            found = slip_on_line(text, offset, is_item=True) or bullet_before(text, offset)
            return found or SyntaxFault(offset, _INDENTED)
        quote = open_quote(text, offset)
        return SyntaxFault(offset, _AFTER_VALUE) if quote is None else SyntaxFault(quote, _QUOTE)
    if _COLON_MISPLACED in said:
        found = slip_in_run(text, offset)
    elif _COLON_MISSING in said and context is not None:
        offset = context  # what is no key begins here; PyYAML has looked for its colon up to the next line
        found = slip_on_line(text, offset, is_item=True, is_key=True)
    else:
        found = slip_on_line(text, offset)
    return found or SyntaxFault(offset, _explained(said))


def _in_brackets(text: str, opening: int, offset: int, said: str) -> SyntaxFault:
    """What is wrong at `offset` within the bracket at `opening`."""
    if (quote := open_quote(text, offset)) is not None:
        return SyntaxFault(quote, _QUOTE)
    if (found := slip_in_brackets(text, opening, offset)) is not None:
        return found
    return SyntaxFault(offset, open_bracket(text, opening, offset) or _explained(said), opening)


def _explained(said: str) -> Refusal:
    return next(yaml_syntax(message, hint) for part, message, hint in _EXPLANATIONS if part in said)


_TAB = yaml_syntax(
    Sentence("字下げにタブが使われています", "a tab is used for indentation"),
    Sentence("半角の空白で字下げしてください", "indent with spaces"),
)
_INDENTED = yaml_syntax(
    Sentence("字下げが前の行と合っていません", "the indentation does not match the lines before"),
    Sentence("同じ段のキーは同じ桁から始めてください", "start the keys of one block in the same column"),
)
_AFTER_VALUE = yaml_syntax(
    Sentence("値が終わったあとに文字があります", "something stands after the end of the value"),
    Sentence("消すか、値の全体を引用符で囲んでください", "remove it, or put the whole value in quotes"),
)
_QUOTE = yaml_syntax(
    Sentence("引用符が閉じられていません", "a quote is not closed"),
    Sentence("同じ引用符で閉じてください", "close it with the same sign"),
)


def _unprintable(text: str) -> SyntaxFault:
    match = re.search(_UNPRINTABLE, text)
    offset, character = (match.start(), ord(match[0])) if match else (0, 0)
    return SyntaxFault(offset, control_character(character))
