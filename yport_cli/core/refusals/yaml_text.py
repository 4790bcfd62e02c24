"""Rules about the text of a plan file: the part of YAML that a plan is written in, and its limits."""

from yport_cli.core.issues.issue import BadValue
from yport_cli.core.issues.sentence import Sentence
from yport_cli.core.numbers.spellings import COMMA_SEPARATES, is_cut_off
from yport_cli.core.refusals.words import short

MAX_DEPTH = 32
"""How many lists and blocks may stand in one another; a plan needs 5."""

MAX_NODES = 20_000
"""How many values and keys are read; a long plan has 1,000."""

_THEN = Sentence("（残りの検査は直したあとで）", " (the rest is checked after that)")


def yaml_syntax(message: Sentence, hint: Sentence) -> BadValue:
    """The file is YAML: indented with spaces, brackets and quotes closed, `: ` after each key.

    ja: ファイルはYAMLの書き方に従います。字下げは半角空白、括弧と引用符は閉じ、キーのあとは半角の「: 」です。

    Where the syntax breaks, nothing after it can be understood for certain. So this is the only kind of issue that
    hides others: mend it, and run the check again.

    ja: 書き方が崩れたところから先は、確かには読み取れません。ほかの誤りが隠れるのはこの誤りだけです。直してから、もう一度
    検査してください。

    Form: -

    Fails::

        fiscal_years: [H29, H30

    Passes::

        fiscal_years: [H29, H30]
    """
    return BadValue("yaml-syntax", message, Sentence(f"{hint.ja}{_THEN.ja}", f"{hint.en}{_THEN.en}"))


def control_character(code_point: int) -> BadValue:
    r"""The file has no control characters apart from tabs and line ends.

    ja: タブと改行のほかに、制御文字はありません。

    They come along from word processors and terminals, cannot be seen, and can steer the terminal on which a file
    is shown.

    ja: ワープロや端末からの貼り付けで紛れ込み、目に見えず、ファイルを表示した端末を操ることもあります。

    Form: -

    Fails (with \x07 as the character itself)::

        name: 機能強化\x07計画

    Passes::

        name: 機能強化計画
    """
    return BadValue(
        "control-character",
        Sentence(
            f"使えない制御文字 U+{code_point:04X} があります",
            f"there is a control character, U+{code_point:04X}",
        ),
        Sentence("その文字を消してください", "remove the character"),
    )


def anchor() -> BadValue:
    """No value has an anchor (`&name`).

    ja: アンカー（`&名前`）は使いません。

    A plan file says each thing where it stands; a figure that is defined elsewhere is overlooked when it changes.

    ja: 計画ファイルでは、どの値もその場所に書きます。別の場所で決まる値は、改めるときに見落とされます。

    Form: -

    Fails::

        area: &area 横浜市の全域

    Passes::

        area: 横浜市の全域
    """
    return BadValue(
        "anchor",
        Sentence("アンカー（&）は計画ファイルでは使えません", "an anchor (&) cannot be used in a plan file"),
        Sentence("& と名前を消してください", "remove the & and its name"),
    )


def alias() -> BadValue:
    """No value is an alias (`*name`).

    ja: エイリアス（`*名前`）は使いません。

    An alias repeats a value from elsewhere, and aliases of aliases can blow a small file up to billions of values.

    ja: エイリアスは別の場所の値を繰り返します。重ねれば、小さなファイルが何十億もの値に膨れ上がります。

    Form: -

    Fails::

        area: &area 横浜市の全域
        licence: *area

    Passes::

        area: 横浜市の全域
        licence: CC-BY-4.0
    """
    return BadValue(
        "alias",
        Sentence("エイリアス（*）は計画ファイルでは使えません", "an alias (*) cannot be used in a plan file"),
        Sentence("値をそのまま書いてください", "write the value itself"),
    )


def tag() -> BadValue:
    """No value has a tag (`!name`).

    ja: タグ（`!名前`）は使いません。

    A tag tells a program to build something special from a value; what a value of a plan means is fixed.

    ja: タグは、値から特別なものを作るようプログラムに命じます。計画の値の意味は決まっているので要りません。

    Form: -

    Fails::

        area: !!str 横浜市の全域

    Passes::

        area: 横浜市の全域
    """
    return BadValue(
        "tag",
        Sentence("タグ（!）は計画ファイルでは使えません", "a tag (!) cannot be used in a plan file"),
        Sentence("タグを消し、値だけを書いてください", "remove the tag and write the value alone"),
    )


def merge_key() -> BadValue:
    """No block takes its keys from another (`<<`).

    ja: マージキー（`<<`）は使いません。

    YAML 1.2 has no merge keys: one program would take the keys over, another would see a key named `<<`.

    ja: マージキーはYAML 1.2にありません。キーを取り込むプログラムと、`<<` という名のキーとして読むプログラムがあります。

    Form: -

    Fails::

        budget: {unit: 千円, total: 120, <<: {years: {H29: 40}}}

    Passes::

        budget: {unit: 千円, total: 120, years: {H29: 40}}
    """
    return BadValue(
        "merge-key",
        Sentence(
            "マージキー（<<）は計画ファイルでは使えません", "a merge key (<<) cannot be used in a plan file"
        ),
        Sentence("取り込むキーをそのまま書いてください", "write the merged keys themselves"),
    )


def key_type() -> BadValue:
    """A key is plain text.

    ja: キーは文字で書きます。

    A list or a block as a key is nearly always a bracket or a dash in the wrong place.

    ja: 一覧や「キー: 値」の組がキーになるのは、ほとんどが括弧や「-」の置き誤りです。

    Form: -

    Fails::

        publication: {[how]: 市ホームページに掲載する}

    Passes::

        publication: {how: 市ホームページに掲載する}
    """
    return BadValue(
        "key-type",
        Sentence("キーが文字ではありません", "a key must be plain text"),
        Sentence("「キー: 値」の形に直してください", "write it as `key: value`"),
    )


def duplicate_key(name: str) -> BadValue:
    """A key stands only once in its block.

    ja: 一つの組に同じキーは一度だけです。

    Most programs silently keep one of the two values; which one depends on the program.

    ja: 多くのプログラムは、黙ってどちらか一方の値だけを残します。どちらが残るかはプログラム次第です。

    Form: -

    Fails::

        budget: {unit: 千円, total: 120, total: 130}

    Passes::

        budget: {unit: 千円, total: 120}
    """
    hint = Sentence("どちらか一方を消してください", "remove one of the two")
    return BadValue(
        "duplicate-key",
        Sentence(f"キー「{short(name)}」が二度書かれています", f"the key {short(name)!r} is written twice"),
        COMMA_SEPARATES if is_cut_off(name) else hint,
    )


def several_documents() -> BadValue:
    """A file holds one plan.

    ja: 一つのファイルには計画を一つだけ書きます。

    A line `---` begins another document of YAML, which most programs would pass over.

    ja: `---` の行からは別の文書が始まります。多くのプログラムは、それを読み飛ばします。

    Form: -

    Fails (after the plan)::

        ---
        id: another

    Passes (after the plan)::

        # 別の計画は別のファイルに書きます。
    """
    return BadValue(
        "several-documents",
        Sentence("一つのファイルに文書が二つ以上あります", "the file holds more than one document"),
        Sentence(
            "--- の行で区切らず、計画ごとに別のファイルにしてください",
            "put each plan in a file of its own, without `---` between",
        ),
    )


def empty_document() -> BadValue:
    """A file is not empty.

    ja: ファイルに中身があります。

    An empty file, or one of comments alone, is a plan that was not saved.

    ja: 空のファイルやコメントだけのファイルは、保存されなかった計画です。

    Form: -

    Fails (instead of the plan)::

        # 横浜市 地域再生計画

    Passes (after the plan)::

        # 横浜市 地域再生計画
    """
    return BadValue(
        "empty-document",
        Sentence("ファイルに中身がありません", "the file is empty"),
        Sentence("`yport init` でひな形を作れます", "`yport init` writes a template"),
    )


def too_deep() -> BadValue:
    """Lists and blocks stand in one another at most 32 deep.

    ja: 一覧や「キー: 値」の組の入れ子は32段までです。

    A plan needs five. Without a limit, a file of nothing but brackets would exhaust the memory of a program.

    ja: 計画に要るのは5段です。限りがないと、括弧だけのファイルがプログラムのメモリーを使い果たします。

    Form: -

    Fails::

        area: [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[横浜市]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]

    Passes::

        area: 横浜市
    """
    return BadValue(
        "too-deep",
        Sentence(
            f"入れ子が深すぎます（{MAX_DEPTH}段まで読みます）",
            f"the nesting is too deep: at most {MAX_DEPTH} levels are read",
        ),
        Sentence("括弧や字下げを確かめてください", "check the brackets and the indentation"),
    )


def too_many_nodes() -> BadValue:
    """A file has at most about 20,000 keys and values.

    ja: キーと値は、合わせて約2万個までです。

    A long plan has a thousand. Without a limit, the check of a folder could be made to run for hours.

    ja: 長い計画でも千個ほどです。限りがないと、フォルダーの検査を何時間も止めるファイルを作れます。

    Form: -

    Fails (the last line 200,000 times)::

        authors:
          - 横浜市

    Passes::

        authors:
          - 横浜市
    """
    return BadValue(
        "too-many-nodes",
        Sentence(
            f"値が多すぎます（{MAX_NODES:,}個まで読みます）",
            f"there are too many values: at most {MAX_NODES:,} are read",
        ),
        Sentence("計画ごとに別のファイルにしてください", "put each plan in a file of its own"),
    )
