"""Rules about days of the calendar."""

import re
from datetime import date, timedelta

from yport_cli.core.issues.issue import Context, Issue, Refusal, Rule
from yport_cli.core.issues.sentence import MONTHS, Sentence
from yport_cli.core.refusals.words import short

BAD_DATE = Rule("bad-date", in_schema=True)

_APPROVAL = "(?:計画の)?認定(?:の|された|を受けた)?日(?:から)?"


def bad_date(text: str) -> Refusal:
    """A date is a day of the calendar, written as 2020-03-31 or 平成32年3月31日."""

    def issue(context: Context) -> Issue:
        # The day of approval is not printed in the document, so people write what it is called.
        is_approval = context.route == ("period", "start") and re.fullmatch(_APPROVAL, text.strip())
        return BAD_DATE.issue(
            context.route,
            Sentence(
                f"「{short(text)}」は暦にある日付として読めません",
                f"{short(text)!r} is not a date of the calendar",
            ),
            Sentence("認定の日は null と書いてください", "write null for the day of approval")
            if is_approval
            else _AS_USUAL,
        )

    return Refusal(issue)


def no_such_day(text: str, year: int, month: int, day: int) -> Refusal:
    """The year, the month or the day is none: a case of `bad-date`."""
    if not 1 <= month <= len(MONTHS):
        reason = Sentence(f"{month}月はありません", f"there is no month {month}")
    elif not day:
        reason = Sentence("0日はありません", "there is no day 0")
    else:
        length = _days_in(year, month)
        reason = Sentence(
            f"{year}年{month}月は{length}日までです", f"{MONTHS[month - 1]} {year} has {length} days"
        )
    return _none(text, reason, _AS_USUAL)


def beyond_dates(text: str, first: int, last: int) -> Refusal:
    """The day is of a year outside of those that are read, `first` to `last`: a case of `bad-date`."""
    reason = Sentence(f"{first}年から{last}年までの日付を読みます", f"dates from {first} to {last} are read")
    return BAD_DATE.refusal(
        Sentence(
            f"「{short(text)}」は読めません（{reason.ja}）", f"{short(text)!r} cannot be read: {reason.en}"
        ),
        _AS_USUAL,
    )


def before_reiwa(text: str, month: int, day: int) -> Refusal:
    """A day of the first year of Reiwa before Reiwa began: a case of `bad-date`.

    Its year may have been counted by the era before, or by the fiscal year, whose March is in the second
    year.
    """
    either = [
        (date(year, month, day), f"{name}{month}月{day}日")
        for year, name in ((2019, "平成31年"), (2020, "令和2年"))
        if is_day(year, month, day)
    ]
    return _none(
        text,
        Sentence("令和は2019年5月1日からです", "Reiwa began on 2019-05-01"),
        Sentence(
            "、".join(f"{name}なら {found}" for found, name in either) + " と書いてください",
            "write " + ", or ".join(f"{found} if {name} is meant" for found, name in either),
        ),
    )


def is_day(year: int, month: int, day: int) -> bool:
    """Whether a calendar has the day."""
    return 1 <= month <= len(MONTHS) and 1 <= day <= _days_in(year, month)


def _days_in(year: int, month: int) -> int:
    next_month = date(year + month // 12, month % 12 + 1, 1)
    return (next_month - timedelta(days=1)).day


def _none(text: str, reason: Sentence, hint: Sentence) -> Refusal:
    return BAD_DATE.refusal(
        Sentence(
            f"「{short(text)}」は暦にある日付として読めません（{reason.ja}）",
            f"{short(text)!r} is not a date of the calendar: {reason.en}",
        ),
        hint,
    )


_AS_USUAL = Sentence("2020-03-31 のように書いてください", "write a date such as 2020-03-31")
