"""Rules about official documents from which a draft is made."""

from yport_cli.core.issues.issue import Ends, Issue, Refusal, Route, Rule
from yport_cli.core.issues.sentence import Sentence
from yport_cli.core.refusals.values import MISSING_KEY

BAD_DOCUMENT = Rule("bad-document", stops=True, ends=Ends.FILE)

MAX_DOCUMENT_BYTES = 64 << 20
MAX_PAGES = 500
MAX_CHARACTERS = 400_000
"""The longest published plans have some hundred pages of a thousand characters."""
MAX_SECONDS = 60


def not_a_document(reason: Sentence, hint: Sentence | None = None) -> Refusal:
    """A document is text, a PDF, a .docx or an Excel form, whole and open to every reader."""
    return BAD_DOCUMENT.refusal(
        Sentence(
            f"文書として読めません（{reason.ja}）", f"the file cannot be read as a document ({reason.en})"
        ),
        hint
        or Sentence(
            "計画書のテキスト、PDF、.docx か、計画の様式（.xlsx）を指定してください",
            "name the plan as text, a PDF, a .docx or its form (.xlsx)",
        ),
    )


def a_plan_file() -> Refusal:
    """What is to be drafted is no plan file yet: a case of `bad-document`."""
    return not_a_document(
        Sentence("すでに計画ファイルです", "it is a plan file already"),
        Sentence(
            "このまま使えます。検査は yport validate、公式様式の本文にするのは yport export -o 様式.txt です",
            "use it as it is: yport validate checks it, yport export -o form.txt writes the form from it",
        ),
    )


def locked_document() -> Refusal:
    """A document has no password: a case of `bad-document`."""
    return not_a_document(
        Sentence("パスワードで保護されています", "it is protected by a password"),
        Sentence("保護を外して保存し直してください", "save it without the password"),
    )


def damaged_document() -> Refusal:
    """A document is whole: a case of `bad-document`."""
    return not_a_document(
        Sentence("壊れているか、途中で切れています", "it is damaged, or was cut off"),
        Sentence("開けるか確かめ、受け取り直してください", "check that it opens, or get it anew"),
    )


def pictures_only() -> Refusal:
    """A document holds text, and not only pictures of pages: a case of `bad-document`."""
    return not_a_document(
        Sentence("画像だけで、文字がありません", "it holds only pictures, and no text"),
        Sentence(
            "文字認識（OCR）をかけてから、もう一度読み込んでください",
            "let a program recognise the text (OCR), then import it again",
        ),
    )


def no_plan_form() -> Refusal:
    """A workbook is the form of a plan: a case of `bad-document`."""
    return not_a_document(
        Sentence("計画の様式ではないExcelブックです", "it is a workbook, and not the form of a plan"),
        Sentence(
            "計画の様式は `yport form plan` で作ります。実績の表は `yport record --from` で取り込みます",
            "make the form with `yport form plan`; take sheets of actuals in with `yport record --from`",
        ),
    )


def no_text() -> Refusal:
    """A document holds text: a case of `bad-document`."""
    return not_a_document(Sentence("文字がありません", "it holds no text"))


def too_long_document(reason: Sentence) -> Refusal:
    """A document has no more pages or characters than plans have: a case of `bad-document`."""
    return not_a_document(
        reason,
        Sentence("計画書だけの文書に分けてください", "split off the plan into a document of its own"),
    )


def takes_too_long() -> Refusal:
    """A document can be read within bounds of time and memory: a case of `bad-document`."""
    return too_long_document(
        Sentence(
            f"{MAX_SECONDS}秒の間に、または決められたメモリーの中で読み終わりません",
            f"it takes more than {MAX_SECONDS} seconds, or more memory than it may",
        )
    )


def blank_in_form(route: Route, name: Sentence, example: Sentence) -> Issue:
    """Every cell of a plan's form that is needed is filled in: a case of `missing-key`."""
    return MISSING_KEY.issue(
        route,
        Sentence(f"「{name.ja}」が記入されていません", f"{name.en!r} is not filled in"),
        Sentence(f"このセルに{example.ja}を書いてください", f"write {example.en} in this cell"),
    )
