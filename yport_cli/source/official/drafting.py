"""From the text of a document to a draft plan."""

import re
from collections.abc import Mapping, Sequence
from itertools import chain

from yport_cli.core.draft.draft import Doubt, Draft, DraftKpi, Figure, Origin, Remark, Taken, Words
from yport_cli.core.issues.sentence import Sentence
from yport_cli.core.numbers.number import grouped, plus, total
from yport_cli.core.plan.fields import ID_PATTERN
from yport_cli.source.official.agreement import most_usual
from yport_cli.source.official.document_text import GAP, DocumentText, Line, identity, joined, loose
from yport_cli.source.official.headings import MARKED, Section, sections_of
from yport_cli.source.official.kpi_tables import KpiTables
from yport_cli.source.official.money_found import money_of
from yport_cli.source.official.page_furniture import without_furniture
from yport_cli.source.official.parties import bodies
from yport_cli.source.official.printed_years import DAY, day_in
from yport_cli.source.official.table_heads import heads_of

_MEASURE = re.compile(rf"[【\[(]?{GAP}(?P<code>[A-Z]{GAP}[0-9]{GAP}[0-9]{GAP}[0-9]{GAP}[0-9]){GAP}[】\])]?")
_GRANT = re.compile(
    rf"(?P<name>(?:{loose('地方創生')}|{loose('デジタル')}|{loose('新しい地方')}|{loose('まち・ひと・しごと創生')}"
    rf"|{loose('地域未来')})[^ \n()【:,、。「」]*(?:\n[^ \n()【:,、。「」]{{1,12}})??(?:{loose('交付金')}|{loose('寄附活用事業')}|{loose('税制')}))"
)
_DAY = re.compile(DAY)
_FROM = re.compile(f"{GAP}(?:から|~|-|より)")
_ITEMS = re.compile(r"(?m)^[①-⑳]")
_SESSION = re.compile(r"「([^「」]+)」(?:に(?:おいて|より|て)|が|で)")
_MOST_REMARKS = 400
_LONGEST_TITLE = 100


def draft_of(lines: Sequence[Line], id_: str) -> Draft:
    """The draft of a plan that the `lines` of a document state; `id_` names it where nothing else does."""
    document = DocumentText(without_furniture(lines))
    return _Drafting(document, _identifier(id_)).draft()


def _identifier(text: str) -> str:
    wanted = re.sub(r"[^\w.-]+", "-", text).strip("-.")
    return wanted if re.match(ID_PATTERN, wanted) else "plan"


class _Drafting:
    def __init__(self, document: DocumentText, id_: str) -> None:
        self._document = document
        self._id = id_
        self._sections = sections_of(document)
        heads = heads_of(document, self._sections)
        self._tables = KpiTables(document, heads)
        if self._tables.loose:  # names that one printing shows whole help to read the others
            self._tables = KpiTables(document, heads, self._tables.names)
        if not heads:
            self._tables.loosen_lines()
        self._remarks: list[Remark] = []

    def draft(self) -> Draft:
        """Everything that was found, and what was not."""
        document = self._document
        kpis = tuple(self._tables.kpis())
        years = tuple(Taken(year, at, year.label) for year, at in self._tables.years())
        named = [year.value for year in years if year.value is not None]
        money = money_of(document, self._sections, named)
        name = self._needed("name", Sentence("計画の名称", "the name of the plan"))
        area = self._needed("area", Sentence("区域", "the area"))
        authors = self._authors()
        start, end = self._period()
        if not kpis:
            self._missing(Sentence("KPIの表が見つかりません", "no table of KPIs was found"))
        if money.budget.total.value is None and money.budget.total.at is None:
            self._missing(Sentence("総事業費の記載がありません", "the document states no total"))
        self._check(kpis)
        measure, grant = self._measure()
        method, experts = self._method()
        publication = self._publication()
        contents = self._contents()
        title = joined(document.text.split("\n", 1)[0])
        return Draft(
            id=self._id,
            title=Words(title if 0 < len(title) <= _LONGEST_TITLE else None, document.at(0), title),
            name=name,
            authors=authors,
            area=area,
            start=start,
            end=end,
            years=years,
            project=self._project(),
            body=self._of("body"),
            contents=contents,
            contents_at=None if contents else self._contents_at(),
            kpis=kpis,
            budget=money.budget,
            measure=measure,
            grant=grant,
            sufficiency=money.sufficiency,
            method=method,
            evaluators=_evaluators(method),
            experts=experts,
            publication=publication,
            every_year=publication is not None and "毎年" in (publication.value or ""),
            loose=tuple(self._tables.loose),
            remarks=tuple(dict.fromkeys(chain(self._tables.remarks, money.remarks, self._remarks)))[
                :_MOST_REMARKS
            ],
            sections=self._places(),
        )

    def _missing(self, message: Sentence) -> None:
        self._remarks.append(Remark(Doubt.MISSING, message))

    def _all(self, key: str) -> list[Section]:
        return [section for section in self._sections if section.key == key]

    def _of(self, key: str) -> Words | None:
        """The text of the first section `key`, joined."""
        for section in self._all(key):
            if text := self._document.words(section.start, section.end).strip():
                start = section.start
                while self._document.text[start : start + 1] in (" ", "\n"):
                    start += 1
                return Words(text, self._document.at(start), text)
        return None

    def _needed(self, key: str, what: Sentence) -> Words:
        found = self._of(key)
        if found is not None:
            return found
        todo = Sentence(f"{what.ja}が見つかりません", f"{what.en} was not found")
        self._missing(todo)
        return Words(None, todo=todo)

    def _authors(self) -> tuple[Words, ...]:
        for section in self._all("authors"):
            if found := bodies(self._document, section):
                return found
        self._missing(Sentence("作成主体が見つかりません", "the authors were not found"))
        return ()

    def _project(self) -> Words | None:
        found = self._of("project")
        others = self._all("project")[1:]
        if found is not None and others:
            names = "、".join(self._document.words(one.start, one.end).strip() for one in others)
            todo = Sentence(
                f"事業が複数あります（ほかは {names}）。全体を表す名称に直すか、ほかの事業を contents に並べてください",
                f"there are other projects ({names}): write a name for all of them, or list them in contents",
            )
            self._remarks.append(Remark(Doubt.QUESTION, todo, self._document.at(others[0].start)))
            return Words(found.value, found.at, found.printed, todo)
        return found

    def _contents(self) -> tuple[Words, ...]:
        """The numbered items of ③, where nothing but items stands there: what follows the last is prose."""
        for section in self._all("contents")[:1]:
            starts = [
                match.start() for match in _ITEMS.finditer(self._document.text, section.start, section.end)
            ]
            if not starts or self._document.text[section.start : starts[0]].strip():
                return ()
            ends = [*starts[1:], section.end]
            texts = [
                Words(text, self._document.at(start), text)
                for start, end in zip(starts, ends, strict=True)
                if (text := self._document.words(start + 1, end).strip())
            ]
            return () if any("。" in str(text.value) for text in texts) else tuple(texts)
        return ()

    def _contents_at(self) -> Origin | None:
        """Where the contents are described that a person has to write down."""
        for section in self._all("contents"):
            if self._document.text[section.start : section.end].strip():
                return self._document.at(section.start + 1)
        return None

    def _period(self) -> tuple[Words | None, Words]:
        """The start, where it is a date, and the end: the last day that the section names."""
        for key in ("period", "duration"):
            for section in self._all(key):
                matches = list(_DAY.finditer(self._document.folded, section.start, section.end))
                days = [(match, day) for match in matches if (day := day_in(match[0])) is not None]
                if not days:
                    continue
                last, end = days[-1]
                first, begins = days[0]
                start = None
                if len(days) > 1 and _FROM.match(self._document.folded, first.end()):
                    start = self._day(first, begins.isoformat())
                self._same_end(key, end.isoformat())
                return start, self._day(last, end.isoformat())
        todo = Sentence("計画期間の終わりが見つかりません", "the end of the period was not found")
        self._missing(todo)
        return None, Words(None, todo=todo)

    def _same_end(self, key: str, end: str) -> None:
        """計画期間 and 事業実施期間 may differ, but that is worth a look."""
        for section in self._all("duration") if key == "period" else ():
            matches = list(_DAY.finditer(self._document.folded, section.start, section.end))
            other = matches and day_in(matches[-1][0])
            if other and other.isoformat() != end:
                message = Sentence(
                    f"事業実施期間の終わり {other} が計画期間の終わり {end} と異なります",
                    f"the project ends on {other}, the plan on {end}",
                )
                self._remarks.append(Remark(Doubt.DISAGREEMENT, message, self._document.at(section.start)))

    def _day(self, match: re.Match[str], iso: str) -> Words:
        return Words(iso, self._document.at(match.start()), self._document.words(*match.span()))

    def _measure(self) -> tuple[Words | None, Words | None]:
        """The code of the measure, and the name of the grant beside it."""
        homes = self._all("special") + self._all("cost") + self._all("measures")
        codes: dict[str, Words] = {}
        grant = None
        for section in homes:
            end = min(section.end, section.start + 400)
            for match in _MEASURE.finditer(self._document.folded, section.start, end):
                code = re.sub(r"\s", "", match["code"])
                codes.setdefault(code, Words(code, self._document.at(match.start("code")), code))
            named = _GRANT.search(self._document.folded, section.start, end)
            if grant is None and named is not None:
                text = self._document.words(*named.span("name"))
                grant = Words(text, self._document.at(named.start()), text)
        if not codes:
            return None, grant
        first, *others = codes.values()
        if others:
            names = "、".join(codes)
            todo = Sentence(f"支援措置の番号が複数あります: {names}", f"there are several measures: {names}")
            self._remarks.append(Remark(Doubt.QUESTION, todo, first.at))
            return Words(first.value, first.at, first.printed, todo), grant
        return first, grant

    def _marked(self, *titles: str) -> Words | None:
        """The text under a heading such as 【検証方法】, up to the next."""
        homes = self._all("method") + self._all("evaluation_how") + self._all("evaluation_published")
        for section in homes:
            marks = list(MARKED.finditer(self._document.text, section.start, section.end))
            ends = [*(mark.start() for mark in marks[1:]), section.end][: len(marks)]
            for mark, end in zip(marks, ends, strict=True):
                if identity(mark[0].strip("【】[]")) in map(identity, titles):
                    text = self._document.words(mark.end(), end).strip()
                    if text:
                        return Words(text, self._document.at(mark.end() + 1), text)
        return None

    def _method(self) -> tuple[Words | None, Words | None]:
        method = self._marked("検証方法", "評価の手法", "評価方法")
        experts = self._marked("外部組織の参画者", "外部有識者", "検証の体制")
        return method or self._of("evaluation_how"), experts

    def _publication(self) -> Words | None:
        found = [
            words
            for words in (
                self._marked("検証結果の公表の方法", "公表の方法"),
                self._of("evaluation_published"),
            )
            if words is not None
        ]
        return most_usual(found) if found else None

    def _check(self, kpis: Sequence[DraftKpi]) -> None:
        """Printed sums are held against the figures; a wrong one is kept, for it is what is printed."""
        for kpi in kpis:
            known = [figure.value for figure in kpi.years.values()]
            computed = total(known) if kpi.adds_up and None not in known else None
            stated = kpi.stated_cumulative
            if stated is not None and None not in (stated.value, computed) and stated.value != computed:
                added = grouped(computed or 0)
                self._disagree(
                    kpi,
                    stated,
                    f"累計 {stated.printed} は増加分の合計 {added} と一致しません",
                    f"the printed cumulative {stated.printed} is not the sum of the increments, {added}",
                )
            level, base = kpi.stated_level, kpi.baseline
            moved = stated.value if stated is not None and stated.value is not None else computed
            if level is None or base is None or level.value is None or base.value is None or moved is None:
                continue
            if plus(base.value, moved) != level.value:
                reached = grouped(plus(base.value, moved))
                self._disagree(
                    kpi,
                    level,
                    f"最終の値 {level.printed} は基準値と累計の和 {reached} と一致しません",
                    f"the printed final level {level.printed} is not baseline plus cumulative, {reached}",
                )

    def _disagree(self, kpi: DraftKpi, figure: Figure, ja: str, en: str) -> None:
        message = Sentence(f"「{kpi.name.value}」の{ja}", f"{kpi.name.value!r}: {en}")
        self._remarks.append(Remark(Doubt.DISAGREEMENT, message, figure.at))

    def _places(self) -> Mapping[str, Words]:
        """The heading under which each block of the plan was found."""
        found = {}
        for block, keys in _HOMES.items():
            section = next((home for key in keys for home in self._all(key)), None)
            if section is not None:
                text = self._document.words(section.heading, section.start).strip(" :：")
                found[block] = Words(text, self._document.at(section.heading), text)
        return found


_HOMES = {
    "name": ("name",),
    "authors": ("authors",),
    "area": ("area",),
    "period": ("period",),
    "fiscal_years": ("duration",),
    "project": ("contents", "project"),
    "kpis": ("kpis",),
    "budget": ("cost",),
    "grant": ("special",),
    "self_sufficiency": ("leading",),
    "evaluation": ("method", "evaluation_how"),
    "publication": ("evaluation_published",),
}


def _evaluators(method: Words | None) -> Words | None:
    """The body that evaluates, which the method names in brackets."""
    match = None if method is None else _SESSION.search(method.value or "")
    return None if match is None or method is None else Words(match[1], method.at, match[1])
