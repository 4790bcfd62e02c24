"""A draft as a plan file: a comment on each figure says where it was found, `TODO` what is to be done."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from yport_cli.core.draft.draft import Draft, DraftKpi, DraftMoney, DraftSufficiency, Figure, Taken, Words
from yport_cli.core.issues.sentence import Language, Sentence
from yport_cli.core.numbers.number import plain
from yport_cli.core.plan.plan import SCHEMA
from yport_cli.core.reading.fiscal_year import NamedYear
from yport_cli.core.reading.yaml_scalar import yaml_scalar
from yport_cli.render.wording.safe_text import escape_controls

_HEAD = Sentence(
    "公式の計画書から yport import が作った下書きです。注釈の場所の原本と照らし、TODO を片づけてください。",
    "A draft that yport import made of an official document: compare it with the places in the comments, "
    "and see to each TODO.",
)
_DIRECTION = Sentence(
    "TODO: 減るのがよい指標なら decrease に直してください", "TODO: write decrease where less is better"
)
_PLAN_ID = Sentence(
    "TODO: 一覧で計画を指す短い名前（半角）に直してください",
    "TODO: choose a short name by which lists call the plan",
)
_ID = Sentence("TODO: 台帳で使う短い識別子に直してください", "TODO: choose a short identifier for the ledger")


def draft_text(draft: Draft, language: Language) -> str:
    """The plan file of `draft`, with its comments in `language`."""
    return "".join(f"{line}\n" for line in _Writing(language).lines(draft))


class _Writing:
    def __init__(self, language: Language) -> None:
        self._language = language

    def lines(self, draft: Draft) -> Iterator[str]:
        """The file line by line."""
        yield f"# {_HEAD.text_in(self._language)}"
        yield f"schema: {SCHEMA}"
        yield f"id: {yaml_scalar(draft.id)}{self._comment(_PLAN_ID)}"
        yield self._line("name", draft.name)
        yield from self._authors(draft.authors)
        yield self._line("area", draft.area)
        yield from self._period(draft)
        yield from self._years(draft.years)
        yield from self._project(draft)
        yield from self._kpis(draft)
        yield from self._budget(draft)
        if draft.sufficiency is not None:
            yield from self._sufficiency(draft.sufficiency)
        yield from self._review(draft)
        yield from self._source(draft)

    def _comment(self, *sentences: Sentence) -> str:
        said = " / ".join(sentence.text_in(self._language) for sentence in sentences)
        return f"  # {escape_controls(said)}" if said else ""

    def _about(self, taken: Taken[Any]) -> str:
        """The comment on a value: what to do about it, what was printed, and where."""
        said: list[Sentence] = []
        if taken.todo is not None:
            said.append(Sentence(f"TODO: {taken.todo.ja}", f"TODO: {taken.todo.en}"))
        if taken.at is not None:
            printed = taken.printed if not isinstance(taken.value, str) else ""
            ja, en = taken.at.name
            said.append(
                Sentence(f"{ja}「{printed}」" if printed else ja, f"{en}: {printed}" if printed else en)
            )
        return self._comment(*said)

    def _line(self, key: str, words: Words, indent: str = "") -> str:
        value = "null" if words.value is None else yaml_scalar(words.value)
        return f"{indent}{key}: {value}{self._about(words)}"

    def _figure(self, key: str, figure: Figure, indent: str) -> str:
        value = "null" if figure.value is None else plain(figure.value)
        return f"{indent}{key}: {value}{self._about(figure)}"

    def _authors(self, authors: Sequence[Words]) -> Iterator[str]:
        if not authors:
            todo = Sentence("TODO: 作成主体を書いてください", "TODO: write the authors")
            yield f"authors: []{self._comment(todo)}"
            return
        yield "authors:"
        for author in authors:
            yield f"  - {yaml_scalar(author.value or '')}{self._about(author)}"

    def _period(self, draft: Draft) -> Iterator[str]:
        yield ""
        yield "period:"
        if draft.start is None:
            approval = [Sentence("認定の日", "the day of approval")] if draft.end.value else []
            yield f"  start: null{self._comment(*approval)}"
        else:
            yield f"  start: {draft.start.value}{self._dated(draft.start)}"
        yield f"  end: {draft.end.value or 'null'}{self._dated(draft.end)}"

    def _dated(self, day: Words) -> str:
        """The comment on a day, which the document spells in its own way."""
        if day.at is None:
            return self._about(day)
        ja, en = day.at.name
        return self._comment(Sentence(f"{ja}「{day.printed}」", f"{en}: {day.printed}"))

    def _years(self, years: Sequence[Taken[NamedYear]]) -> Iterator[str]:
        if not years:
            todo = Sentence("TODO: 計画の年度を書いてください", "TODO: write the fiscal years of the plan")
            yield f"fiscal_years: []{self._comment(todo)}"
            return
        labels = ", ".join(year.value.label for year in years if year.value is not None)
        at = years[0].at
        yield f"fiscal_years: [{labels}]{self._comment(at.name) if at else ''}"

    def _project(self, draft: Draft) -> Iterator[str]:
        if draft.project is None:
            return
        yield ""
        yield "project:"
        yield self._line("name", draft.project, "  ")
        if draft.body is not None:
            yield self._line("body", draft.body, "  ")
        if draft.contents_at is not None:
            ja, en = draft.contents_at.name
            yield "  contents: []" + self._comment(
                Sentence(f"TODO: {ja}からの事業の内容を書いてください", f"TODO: write what begins at {en}")
            )
        if draft.contents:
            yield "  contents:"
            for number, content in enumerate(draft.contents, 1):
                yield f"    - id: content{number}"
                yield self._line("name", content, "      ")

    def _kpis(self, draft: Draft) -> Iterator[str]:
        yield ""
        if not draft.kpis:
            todo = Sentence("TODO: KPIを書いてください", "TODO: write the KPIs")
            yield f"kpis: []{self._comment(todo)}"
        else:
            yield "kpis:"
        for number, kpi in enumerate(draft.kpis, 1):
            yield from self._kpi(f"kpi{number}", kpi)
        for words in draft.loose:
            ja, en = words.at.name if words.at else Sentence("", "")
            todo = Sentence(
                f"TODO: どの指標の数値か確かめてください（{ja}）: {words.value}",
                f"TODO: find out to which KPI these figures belong ({en}): {words.value}",
            )
            yield self._comment(todo)

    def _kpi(self, id_: str, kpi: DraftKpi) -> Iterator[str]:
        indent = "    "
        yield f"  - id: {id_}{self._comment(_ID)}"
        yield self._line("name", kpi.name, indent)
        yield self._line("unit", kpi.unit, indent)
        todo = kpi.kind_todo
        asked = self._comment(Sentence(f"TODO: {todo.ja}", f"TODO: {todo.en}")) if todo else ""
        yield f"{indent}kind: {'increment' if kpi.adds_up else 'level'}{asked}"
        yield f"{indent}direction: increase{self._comment(_DIRECTION)}"
        if kpi.baseline is not None:
            yield self._figure("baseline", kpi.baseline, indent)
        yield from self._table("increments" if kpi.adds_up else "targets", kpi.years, indent)
        for key, figure in (
            ("stated_cumulative", kpi.stated_cumulative),
            ("stated_level", kpi.stated_level),
        ):
            if figure is not None and kpi.adds_up:
                yield self._figure(key, figure, indent)
            elif figure is not None:
                todo = Sentence(
                    f"TODO: 最終目標値 {figure.printed} は、どの年度の値か確かめてください",
                    f"TODO: find out of which year the final level {figure.printed} is",
                )
                yield f"{indent[:-1]}{self._comment(todo)[1:]}"

    def _table(self, key: str, years: Mapping[NamedYear, Figure], indent: str) -> Iterator[str]:
        if not years:
            yield f"{indent}{key}: {{}}"
            return
        yield f"{indent}{key}:"
        for year, figure in years.items():
            yield self._figure(year.label, figure, f"{indent}  ")

    def _budget(self, draft: Draft) -> Iterator[str]:
        money: DraftMoney = draft.budget
        yield ""
        yield "budget:"
        yield self._line("unit", money.unit, "  ")
        yield self._figure("total", money.total, "  ")
        yield from self._table("years", money.years, "  ")
        if draft.measure is not None or draft.grant is not None:
            yield "  grant:"
            for key, words in (("measure", draft.measure), ("name", draft.grant)):
                if words is not None:
                    yield self._line(key, words, "    ")

    def _sufficiency(self, found: DraftSufficiency) -> Iterator[str]:
        yield ""
        yield "self_sufficiency:"
        yield f"  unit: {found.unit}"
        yield from self._table("revenue", found.revenue, "  ")
        yield from self._table("cost", found.cost, "  ")
        if found.break_even_year is not None and found.break_even_year.value is not None:
            year = found.break_even_year
            yield f"  break_even_year: {found.break_even_year.value.label}{self._about(year)}"

    def _review(self, draft: Draft) -> Iterator[str]:
        keys = (("method", draft.method), ("body", draft.evaluators), ("experts", draft.experts))
        if any(words is not None for _, words in keys):
            yield ""
            yield "evaluation:"
            for key, words in keys:
                if words is not None:
                    yield self._line(key, words, "  ")
        if draft.publication is not None:
            yield ""
            yield "publication:"
            yield self._line("how", draft.publication, "  ")
            if draft.every_year:
                yield "  every: year"

    def _source(self, draft: Draft) -> Iterator[str]:
        if draft.title.value is None:
            return
        yield ""
        yield "source:"
        yield self._line("title", draft.title, "  ")
        if draft.sections:
            yield "  sections:"
            for block, words in draft.sections.items():
                yield self._line(block, words, "    ")
