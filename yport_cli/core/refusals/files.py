"""Rules about a file as a whole: that it can be read, its size, its encoding."""

from functools import partial

from yport_cli.core.issues.issue import Ends, Refusal, Rule, Severity
from yport_cli.core.issues.sentence import Sentence

CANNOT_READ = Rule("cannot-read", stops=True, ends=Ends.FILE)
TOO_LARGE = Rule("too-large", stops=True)
TOO_MANY_ISSUES = Rule("too-many-issues")
ENCODING = Rule("encoding", stops=True)
SYMLINK_LOOP = Rule("symlink-loop", Severity.WARNING)

MAX_BYTES = 4 * 1024 * 1024
"""A larger plan file is refused: the largest published plans are a thousandth of this."""


MAX_ISSUES = 1_000
"""More issues of one file are not listed: nobody mends so many by hand, and their number is all they say."""


def cannot_read(message: Sentence, hint: Sentence) -> Refusal:
    """A file that is named, or found in a folder, can be read."""
    return CANNOT_READ.refusal(message, hint)


def too_large(size: int, most: int = MAX_BYTES) -> Refusal:
    """A plan file has at most 4 MiB, a document 64."""
    return TOO_LARGE.refusal(
        Sentence(
            f"ファイルが大きすぎます（{size:,}バイト。{most:,}バイトまで読みます）",
            f"the file is too large: {size:,} bytes, and at most {most:,} are read",
        ),
        Sentence("計画ファイルかどうか確かめてください", "check that this is a plan file"),
    )


too_many_issues = partial(
    TOO_MANY_ISSUES.refusal,
    Sentence(
        f"指摘が{MAX_ISSUES:,}件を超えるので、残りは示しません",
        f"there are more than {MAX_ISSUES:,} issues; the rest is not listed",
    ),
    Sentence("繰り返し現れるものから直してください", "begin with what comes up again and again"),
)


def encoding(message: Sentence) -> Refusal:
    """A plan file is UTF-8, with or without a byte order mark."""
    return ENCODING.refusal(message, Sentence("UTF-8 で保存し直してください", "save the file as UTF-8"))


def symlink_loop(name: str) -> Refusal:
    """A folder does not lead back into itself."""
    return SYMLINK_LOOP.refusal(
        Sentence(
            f"このリンクは、自分を含むフォルダー（{name}）に戻ります",
            f"this link leads back to a folder that holds it ({name})",
        ),
        Sentence(
            "リンクを消してください。フォルダーの中身は検査しました",
            "remove the link; what is in the folder has been checked",
        ),
    )
