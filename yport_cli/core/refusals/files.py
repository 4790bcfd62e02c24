"""Rules about a file as a whole: that it can be read, its size, its encoding."""

from yport_cli.core.issues.issue import BadValue
from yport_cli.core.issues.sentence import Sentence

MAX_BYTES = 4 * 1024 * 1024
"""A larger plan file is refused: the largest published plans are a thousandth of this."""


MAX_ISSUES = 1_000
"""More issues of one file are not listed: nobody mends so many by hand, and their number is all they say."""


def cannot_read(message: Sentence, hint: Sentence) -> BadValue:
    """A file that is named, or found in a folder, can be read.

    ja: 指定したファイルやフォルダーの中のファイルを読むことができます。

    Nothing is known of a file that cannot be read, so the command ends with status 3 and not with 1.

    ja: 読めないファイルについては何も分かりません。そのため、終了コードは 1 ではなく 3 です。

    Form: -

    Fails (a file that is not there)::

        plans/yokohama.yaml

    Passes (after the plan)::

        # plans/yokohama.yaml
    """
    return BadValue("cannot-read", message, hint)


def too_large(size: int) -> BadValue:
    """A plan file has at most 4 MiB.

    ja: 計画ファイルの大きさは4MiBまでです。

    The largest published plans have a few kilobytes. A larger file is something else by mistake, and reading it
    would take memory for nothing.

    ja: 公表されている計画は、大きなものでも数キロバイトです。それより大きなファイルは取り違えで、読んでもメモリーを
    費やすだけです。

    Form: -

    Fails (the last line 200,000 times)::

        # 横浜市 地域再生計画

    Passes (after the plan)::

        # 横浜市 地域再生計画
    """
    return BadValue(
        "too-large",
        Sentence(
            f"ファイルが大きすぎます（{size:,}バイト。{MAX_BYTES:,}バイトまで読みます）",
            f"the file is too large: {size:,} bytes, and at most {MAX_BYTES:,} are read",
        ),
        Sentence("計画ファイルかどうか確かめてください", "check that this is a plan file"),
    )


def too_many_issues() -> BadValue:
    """A file has at most 1,000 issues.

    ja: 一つのファイルの指摘は1,000件までです。

    So many have one cause: a key misspelled throughout, or a file that is no plan. The first are listed, and the rest
    is not looked for.

    ja: それほど多いときは、原因は一つです。同じキーを書き誤っているか、計画ではないファイルです。最初の1,000件を示し、残りは
    調べません。

    Form: -

    Fails (the last line 2,000 times)::

        authors:
          - 1

    Passes::

        authors:
          - 横浜市
    """
    return BadValue(
        "too-many-issues",
        Sentence(
            f"指摘が{MAX_ISSUES:,}件を超えるので、残りは示しません",
            f"there are more than {MAX_ISSUES:,} issues; the rest is not listed",
        ),
        Sentence("繰り返し現れるものから直してください", "begin with what comes up again and again"),
    )


def encoding(message: Sentence) -> BadValue:
    """A plan file is UTF-8, with or without a byte order mark.

    ja: 計画ファイルの文字コードはUTF-8です（BOMはあってもなくてもかまいません）。

    A guess at the encoding may turn names into other names without a sign of it. UTF-8 is what YAML prescribes
    and what every editor can save.

    ja: 文字コードの推測が外れると、名前が気づかれないまま別の文字に化けます。UTF-8はYAMLの定めで、どのエディターでも
    保存できます。

    Form: -

    Fails (saved as CP932)::

        area: 横浜市の全域

    Passes (saved with a byte order mark)::

        area: 横浜市の全域
    """
    return BadValue("encoding", message, Sentence("UTF-8 で保存し直してください", "save the file as UTF-8"))


def symlink_loop(name: str) -> BadValue:
    """A folder does not lead back into itself.

    ja: フォルダーのリンクは、自分自身の中に戻りません。

    Following such a link would never end. Everything in the folder is checked once; the link is passed over.

    ja: そのようなリンクをたどると終わりがありません。フォルダーの中身は一度ずつ検査し、リンクはたどりません。

    Form: -

    Fails (a link to the folder it stands in)::

        plans/all

    Passes (after the plan)::

        # plans/all
    """
    return BadValue(
        "symlink-loop",
        Sentence(
            f"このリンクは、自分を含むフォルダー（{name}）に戻ります",
            f"this link leads back to a folder that holds it ({name})",
        ),
        Sentence(
            "リンクを消してください。フォルダーの中身は検査しました",
            "remove the link; what is in the folder has been checked",
        ),
    )
