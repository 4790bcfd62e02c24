"""Rules about `acknowledged`, where the authors of a plan answer its warnings."""

from yport_cli.core.issues.issue import Issue, Severity
from yport_cli.core.issues.sentence import Sentence
from yport_cli.core.refusals.words import short


def acknowledged_unknown(index: int, code: str, near: str | None) -> Issue:
    """An answer names a warning that this program gives.

    ja: `acknowledged` の code は、このプログラムが出す警告の名前です。

    A misspelled code answers nothing: the warning would go on being shown, or would come as a surprise later.

    ja: 綴りを誤った code は何にも答えていません。警告は出続けるか、後で不意に現れます。

    Form: -

    Fails::

        acknowledged: [{code: periodend, reason: 年度途中に終わるため}]

    Passes::

        acknowledged: [{code: period-end, reason: 年度途中に終わるため}]
    """
    hint = Sentence(
        "`yport explain --list` で警告の名前を確かめてください",
        "`yport explain --list` shows the names of the warnings",
    )
    if near is not None:
        hint = Sentence(f"「{near}」の間違いではありませんか", f"did you mean {near!r}?")
    return Issue(
        "acknowledged-unknown",
        ("acknowledged", index, "code"),
        Sentence(f"「{short(code)}」という警告はありません", f"there is no warning {short(code)!r}"),
        hint,
        Severity.WARNING,
    )


def acknowledged_error(index: int, code: str) -> Issue:
    """Only warnings can be answered; an error is corrected.

    ja: `acknowledged` で答えられるのは警告だけです。誤りは直します。

    A warning is about something unusual that may be right, and a reason settles it. An error is about figures
    that cannot be right; no reason makes a sum agree.

    ja: 警告は、正しいこともある珍しい書き方についてのもので、理由があれば済みます。誤りは正しいはずのない数字についての
    もので、理由を書いても合計は合いません。

    Form: -

    Fails::

        acknowledged: [{code: cumulative-mismatch, reason: 端数処理のため}]

    Passes::

        acknowledged: [{code: period-end, reason: 年度途中に終わるため}]
    """
    return Issue(
        "acknowledged-error",
        ("acknowledged", index, "code"),
        Sentence(
            f"「{code}」は警告ではなく誤りなので、承知済みにできません",
            f"{code!r} is an error, not a warning, and cannot be acknowledged",
        ),
        Sentence("この項を消し、誤りを直してください", "remove this entry, and correct what is wrong"),
        Severity.WARNING,
    )
