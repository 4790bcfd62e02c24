"""Why a command cannot do its work: how it was called, what it was to write, what is not installed."""

from yport_cli.core.issues.issue import Ends, Refusal, Rule
from yport_cli.core.issues.sentence import Sentence

USAGE = Rule("usage", stops=True, ends=Ends.USAGE)
CANNOT_WRITE = Rule("cannot-write", stops=True, ends=Ends.FILE)
MISSING_EXTRA = Rule("missing-extra", stops=True, ends=Ends.EXTRA)
NO_COLUMN = Rule("no-column", stops=True, ends=Ends.FILE)
UNENCODABLE = Rule("unencodable", stops=True, ends=Ends.FILE)
BAD_ENDING = Rule("bad-ending", stops=True, ends=Ends.USAGE)
BAD_SITE = Rule("bad-site", stops=True, ends=Ends.USAGE)
SEVERAL_PLANS = Rule("several-plans", stops=True, ends=Ends.USAGE)
NO_PLANS = Rule("no-plans", stops=True, ends=Ends.USAGE)
REPEATED_ID = Rule("repeated-id", stops=True, ends=Ends.USAGE)
NOT_STATED = Rule("not-stated", stops=True, ends=Ends.USAGE)
UNKNOWN_CODE = Rule("unknown-code", stops=True, ends=Ends.USAGE)


def cannot_write(name: Sentence, reason: Sentence, hint: Sentence | None = None) -> Refusal:
    """What is to be written can be written: the file or stream `name`."""
    message = Sentence(
        f"{name.ja} に書き込めません（{reason.ja}）", f"{name.en} cannot be written ({reason.en})"
    )
    return CANNOT_WRITE.refusal(message, hint)


def no_access(name: str | None, reason: Sentence) -> Refusal:
    """The system lets a file be read or written, of whatever name: a case of `cannot-write`."""
    ja, en = name or "ファイルか標準出力", name or "a file or standard output"
    return CANNOT_WRITE.refusal(
        Sentence(f"{ja} を読み書きできません（{reason.ja}）", f"{en} cannot be read or written ({reason.en})")
    )
