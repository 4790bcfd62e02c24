"""What commands that add rows to a ledger share: what is said of the rows that stand in it now."""

from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from yport_cli.cli import streams
from yport_cli.cli.inputs import say_issues
from yport_cli.core.issues.issue import Refusal
from yport_cli.core.issues.sentence import Sentence
from yport_cli.core.plan.plan import Plan
from yport_cli.core.refusals.command_lines import CANNOT_WRITE
from yport_cli.core.refusals.ledger_rows import YEAR_ROW
from yport_cli.render.wording.safe_text import escape_controls
from yport_cli.source.ledger.appending import Addition
from yport_cli.source.ledger.ledger_loader import load_ledger

TRIES = 10
"""How often a ledger is read again that another program writes to meanwhile."""


def still_changing(target: Path) -> Refusal:
    """The ledger never stood still."""
    return CANNOT_WRITE.refusal(
        Sentence(
            f"{target} にほかのプログラムが書き続けています", f"another program keeps writing to {target}"
        ),
        Sentence("しばらくして試してください", "try again in a while"),
    )


def say_rows(target: Path, found: Addition, *, is_tried: bool) -> None:
    """The rows as they stand in the ledger, each with its line; those that are written stay, said or not."""
    name = escape_controls(str(target))
    try:
        streams.write_pieces(
            (f"{name}:{line}: {escape_controls(text)}\n" for line, text in found.rows), for_people=True
        )
    except BaseException:
        if found.rows and not is_tried:  # whoever asks again would count it twice
            streams.say(
                f"行は {target} に記録してあります。もう一度記録しないでください",
                f"the rows are recorded in {target}: do not record them again",
            )
        raise


def say_end(doubt: Sentence | None, *, is_tried: bool) -> None:
    """That nothing was written, or why what was may not survive a power cut."""
    if is_tried:
        streams.say("（--dry-run: 書き込んでいません）", "(--dry-run: nothing was written)")
    elif doubt is not None:
        streams.say(
            f"記録しましたが、停電のときに残るかは確かでありません（{doubt.ja}）",
            f"it is recorded, but may not survive a power cut ({doubt.en})",
        )


def say_doubled(plan: Plan, target: Path) -> None:
    """That a year of the ledger may be counted twice now; whatever befalls the ledger, its rows are there."""
    with suppress(Refusal):
        report = load_ledger(plan, target).report
        doubled = tuple(issue for issue in report.issues if issue.code == YEAR_ROW.code)
        say_issues(replace(report, issues=doubled))
