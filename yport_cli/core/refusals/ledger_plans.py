"""Rules about the plan beside a ledger that is checked."""

from collections.abc import Iterable

from yport_cli.core.issues.issue import Refusal
from yport_cli.core.issues.sentence import Sentence
from yport_cli.core.refusals.ledger_rows import LEDGER_WITHOUT_PLAN


def ledger_without_plan(names: Iterable[str]) -> Refusal:
    """A ledger that is checked has its plan beside it."""
    listed = ", ".join(names)
    return LEDGER_WITHOUT_PLAN.refusal(
        Sentence(
            f"この台帳の計画（{listed}）が隣にありません",
            f"the plan of this ledger ({listed}) is not beside it",
        ),
        Sentence(
            "台帳の名前を「計画ファイルの名前.ledger.csv」にし、計画ファイルと同じフォルダーに置いてください",
            "name the ledger PLAN.ledger.csv and keep it in the folder of the plan file",
        ),
    )


def ledger_of_broken_plan(name: str) -> Refusal:
    """The plan of a ledger that is checked has no errors: a case of `ledger-without-plan`."""
    return LEDGER_WITHOUT_PLAN.refusal(
        Sentence(
            f"計画 {name} に誤りがあるため、台帳を検査できません",
            f"the plan {name} has errors, so its ledger cannot be checked",
        ),
        Sentence("先に計画を直してください", "mend the plan first"),
    )


def ledger_of_unread_plan(name: str, reason: Sentence) -> Refusal:
    """The plan of a ledger that is checked can be read: a case of `ledger-without-plan`."""
    return LEDGER_WITHOUT_PLAN.refusal(
        Sentence(
            f"計画 {name} を読めないため、台帳を検査できません（{reason.ja}）",
            f"the plan {name} cannot be read, so its ledger cannot be checked ({reason.en})",
        ),
        Sentence("先に計画を読めるようにしてください", "see to the plan first"),
    )


def ledger_of_no_plan(name: str) -> Refusal:
    """What stands beside a ledger that is checked is a plan: a case of `ledger-without-plan`."""
    return LEDGER_WITHOUT_PLAN.refusal(
        Sentence(
            f"隣の {name} は地域再生計画のファイルではないため、台帳を検査できません",
            f"{name} beside it is no plan file, so the ledger cannot be checked",
        ),
        Sentence(
            "計画は schema: yport/plan/v1 の行から始めます。計画なら書き加え、違えば台帳の名前を計画に合わせてください",
            "a plan begins with the line schema: yport/plan/v1: add it, or call the ledger after its plan",
        ),
    )
