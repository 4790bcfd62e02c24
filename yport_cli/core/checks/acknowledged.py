"""Rules about `acknowledged`, where the authors of a plan answer its warnings."""

from yport_cli.core.issues.issue import Issue, Rule, Severity
from yport_cli.core.issues.sentence import Sentence
from yport_cli.core.refusals.words import short

ACKNOWLEDGED_UNKNOWN = Rule("acknowledged-unknown", Severity.WARNING)
ACKNOWLEDGED_ERROR = Rule("acknowledged-error", Severity.WARNING)


def acknowledged_unknown(index: int, code: str, near: str | None) -> Issue:
    """An answer names a warning that this program gives."""
    hint = Sentence(
        "`yport explain --list` で警告の名前を確かめてください",
        "`yport explain --list` shows the names of the warnings",
    )
    if near is not None:
        hint = Sentence(f"「{near}」の間違いではありませんか", f"did you mean {near!r}?")
    return ACKNOWLEDGED_UNKNOWN.issue(
        ("acknowledged", index, "code"),
        Sentence(f"「{short(code)}」という警告はありません", f"there is no warning {short(code)!r}"),
        hint,
    )


def acknowledged_error(index: int, code: str) -> Issue:
    """Only warnings can be answered; an error is corrected."""
    return ACKNOWLEDGED_ERROR.issue(
        ("acknowledged", index, "code"),
        Sentence(
            f"「{code}」は警告ではなく誤りなので、承知済みにできません",
            f"{code!r} is an error, not a warning, and cannot be acknowledged",
        ),
        Sentence("この項を消し、誤りを直してください", "remove this entry, and correct what is wrong"),
    )
