"""Rules about `acknowledged`, where the authors of a plan answer its warnings."""

from collections.abc import Iterator

from yport_cli.core.issue import Issue, Sentence, Severity
from yport_cli.core.plan import Plan
from yport_cli.core.rules.words import short


def acknowledged_unknown(plan: Plan) -> Iterator[Issue]:
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
    if not plan.acknowledged:
        return
    from yport_cli.core.rules.catalogue import nearest_code, rule_of

    for index, answer in enumerate(plan.acknowledged):
        if rule_of(answer.code) is None:
            near = nearest_code(answer.code)
            hint = Sentence(
                "`yport explain --list` で警告の名前を確かめてください",
                "`yport explain --list` shows the names of the warnings",
            )
            if near is not None:
                hint = Sentence(f"「{near}」の間違いではありませんか", f"did you mean {near!r}?")
            yield Issue(
                "acknowledged-unknown",
                ("acknowledged", index, "code"),
                Sentence(
                    f"「{short(answer.code)}」という警告はありません",
                    f"there is no warning {short(answer.code)!r}",
                ),
                hint,
                Severity.WARNING,
            )


def acknowledged_error(plan: Plan) -> Iterator[Issue]:
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
    if not plan.acknowledged:
        return
    from yport_cli.core.rules.catalogue import rule_of

    for index, answer in enumerate(plan.acknowledged):
        rule = rule_of(answer.code)
        if rule is not None and rule.severity is Severity.ERROR:
            yield Issue(
                "acknowledged-error",
                ("acknowledged", index, "code"),
                Sentence(
                    f"「{answer.code}」は警告ではなく誤りなので、承知済みにできません",
                    f"{answer.code!r} is an error, not a warning, and cannot be acknowledged",
                ),
                Sentence(
                    "この項を消し、誤りを直してください", "remove this entry, and correct what is wrong"
                ),
                Severity.WARNING,
            )
