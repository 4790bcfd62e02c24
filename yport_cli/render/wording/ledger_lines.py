"""What is said of the ledger above the figures that come from it."""

from collections import defaultdict
from collections.abc import Iterator

from yport_cli.core.figures.ledger import Ledger, ledger_item
from yport_cli.core.issues.sentence import Language, Sentence
from yport_cli.core.plan.plan import Plan
from yport_cli.core.reading.fiscal_year import last_day
from yport_cli.render.wording.safe_text import escape_controls

_BASES = {
    "given": Sentence("指定した日", "as asked for"),
    "dated_row": Sentence("台帳の最後の日付", "the last date in it"),
    "year_row": Sentence("年度だけの行の年度末", "the end of the last year with a row"),
}


def ledger_lines(plan: Plan, ledger: Ledger, language: Language) -> Iterator[str]:
    """Which ledger was read, up to which day, and what its amounts were taken to be where it does not say."""
    name = None if ledger.name is None else escape_controls(ledger.name)
    day = ledger.as_of
    if name is None:
        read = Sentence("実績台帳なし（実績は未記録）", "No ledger: nothing is recorded")
    elif not ledger.entries:
        read = Sentence(f"実績台帳 {name}（記録なし）", f"Ledger: {name}, with nothing recorded")
    else:
        basis = _BASES[ledger.as_of_basis or "given"]
        read = Sentence(
            f"実績台帳 {name}（基準日 {day}: {basis.ja}）", f"Ledger: {name}, as of {day}, {basis.en}"
        )
    yield read.text_in(language)
    if ledger.money_as_of != day:
        yield Sentence(
            f"お金の基準日 {ledger.money_as_of}（出納閉鎖）",
            f"Money as of {ledger.money_as_of}, when the accounts are closed",
        ).text_in(language)
    undated = {entry.fiscal_year for entry in ledger.entries if not entry.has_date}
    for year in sorted(filter(ledger.is_running, undated)):
        yield Sentence(
            f"{plan.label(year)}は年度だけの行がありますが、基準日にはまだ終わっていません（年度末の値なら "
            f"--as-of {last_day(year)}）",
            f"{plan.label(year)} has rows without a date and is still running (if they are of the whole "
            f"year: --as-of {last_day(year)})",
        ).text_in(language)
    if not ledger.entries and day is not None:
        yield Sentence(f"基準日 {day}", f"As of {day}").text_in(language)
    if ledger.units_assumed:
        yield _assumed_units(plan, ledger.units_assumed).text_in(language)


def _assumed_units(plan: Plan, items: tuple[str, ...]) -> Sentence:
    titles = {kpi.id: kpi.title for kpi in plan.kpis}
    by_unit: defaultdict[str, list[str]] = defaultdict(list)
    for item in items:
        unit = escape_controls(ledger_item(plan, item).unit)
        by_unit[unit].append(escape_controls(titles.get(item, item)))
    ja = "、".join(f"{'・'.join(names)}は{unit}" for unit, names in by_unit.items())
    en = "; ".join(f"{', '.join(names)} in {unit}" for unit, names in by_unit.items())
    return Sentence(
        f"台帳に単位の記載がない額は項目の単位と読みました: {ja}",
        f"Amounts without a unit were read in the item's own: {en}",
    )
