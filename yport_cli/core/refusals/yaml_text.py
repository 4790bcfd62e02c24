"""Rules about the text of a plan file: the part of YAML that a plan is written in, and its limits."""

from functools import partial

from yport_cli.core.issues.issue import Refusal, Rule
from yport_cli.core.issues.sentence import Sentence
from yport_cli.core.numbers.spellings import COMMA_SEPARATES, is_cut_off
from yport_cli.core.refusals.words import short

YAML_SYNTAX = Rule("yaml-syntax", stops=True)
CONTROL_CHARACTER = Rule("control-character", stops=True)
ANCHOR = Rule("anchor")
ALIAS = Rule("alias")
TAG = Rule("tag")
MERGE_KEY = Rule("merge-key")
KEY_TYPE = Rule("key-type")
DUPLICATE_KEY = Rule("duplicate-key")
SEVERAL_DOCUMENTS = Rule("several-documents", stops=True)
EMPTY_DOCUMENT = Rule("empty-document", in_schema=True)
TOO_DEEP = Rule("too-deep", stops=True)
TOO_MANY_NODES = Rule("too-many-nodes", stops=True)

MAX_DEPTH = 32
"""How many lists and blocks may stand in one another; a plan needs 5."""

MAX_NODES = 20_000
"""How many values and keys are read; a long plan has 1,000."""

_THEN = Sentence("（残りの検査は直したあとで）", " (the rest is checked after that)")


def yaml_syntax(message: Sentence, hint: Sentence) -> Refusal:
    """The file is YAML: indented with spaces, brackets and quotes closed, `: ` after each key."""
    return YAML_SYNTAX.refusal(message, Sentence(f"{hint.ja}{_THEN.ja}", f"{hint.en}{_THEN.en}"))


def control_character(code_point: int) -> Refusal:
    """The file has no control characters apart from tabs and line ends."""
    return CONTROL_CHARACTER.refusal(
        Sentence(
            f"使えない制御文字 U+{code_point:04X} があります",
            f"there is a control character, U+{code_point:04X}",
        ),
        Sentence("その文字を消してください", "remove the character"),
    )


anchor = partial(
    ANCHOR.refusal,
    Sentence("アンカー（&）は計画ファイルでは使えません", "an anchor (&) cannot be used in a plan file"),
    Sentence("& と名前を消してください", "remove the & and its name"),
)
alias = partial(
    ALIAS.refusal,
    Sentence("エイリアス（*）は計画ファイルでは使えません", "an alias (*) cannot be used in a plan file"),
    Sentence("値をそのまま書いてください", "write the value itself"),
)
tag = partial(
    TAG.refusal,
    Sentence("タグ（!）は計画ファイルでは使えません", "a tag (!) cannot be used in a plan file"),
    Sentence("タグを消し、値だけを書いてください", "remove the tag and write the value alone"),
)
merge_key = partial(
    MERGE_KEY.refusal,
    Sentence(
        "マージキー（<<）は計画ファイルでは使えません", "a merge key (<<) cannot be used in a plan file"
    ),
    Sentence("取り込むキーをそのまま書いてください", "write the merged keys themselves"),
)
key_type = partial(
    KEY_TYPE.refusal,
    Sentence("キーが文字ではありません", "a key must be plain text"),
    Sentence("「キー: 値」の形に直してください", "write it as `key: value`"),
)


def duplicate_key(name: str) -> Refusal:
    """A key stands only once in its block."""
    hint = Sentence("どちらか一方を消してください", "remove one of the two")
    return DUPLICATE_KEY.refusal(
        Sentence(f"キー「{short(name)}」が二度書かれています", f"the key {short(name)!r} is written twice"),
        COMMA_SEPARATES if is_cut_off(name) else hint,
    )


several_documents = partial(
    SEVERAL_DOCUMENTS.refusal,
    Sentence("一つのファイルに文書が二つ以上あります", "the file holds more than one document"),
    Sentence(
        "--- の行で区切らず、計画ごとに別のファイルにしてください",
        "put each plan in a file of its own, without `---` between",
    ),
)
empty_document = partial(
    EMPTY_DOCUMENT.refusal,
    Sentence("ファイルに中身がありません", "the file is empty"),
    Sentence("`yport init` でひな形を作れます", "`yport init` writes a template"),
)
too_deep = partial(
    TOO_DEEP.refusal,
    Sentence(
        f"入れ子が深すぎます（{MAX_DEPTH}段まで読みます）",
        f"the nesting is too deep: at most {MAX_DEPTH} levels are read",
    ),
    Sentence("括弧や字下げを確かめてください", "check the brackets and the indentation"),
)
too_many_nodes = partial(
    TOO_MANY_NODES.refusal,
    Sentence(
        f"値が多すぎます（{MAX_NODES:,}個まで読みます）",
        f"there are too many values: at most {MAX_NODES:,} are read",
    ),
    Sentence("計画ごとに別のファイルにしてください", "put each plan in a file of its own"),
)
