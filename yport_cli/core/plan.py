"""A regional revitalization plan (地域再生計画), frozen once it has been read.

The names are the keys of the plan file; the form behind them is the official plan document.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Annotated, Any, Literal, Self

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainValidator,
    StringConstraints,
    ValidationError,
    model_validator,
)
from pydantic_core import InitErrorDetails, PydanticCustomError

from yport_cli.core.fiscal_year import FIRST, LAST, NamedYear, era_label, parse_date, read_fiscal_year
from yport_cli.core.issue import KEY, BadValue, Sentence
from yport_cli.core.number import (
    COMMA_SEPARATES,
    Number,
    is_cut_off,
    parse_number,
    parse_rate,
    plain,
    within_limit,
)
from yport_cli.core.spelling import Spelling

SCHEMA = "yport/plan/v1"

LEDGER_ITEMS = (
    "execution",
    "grant_received",
    "grant_returned",
    "carried_out",
    "supplement",
    "revenue",
    "cost",
)
"""What a ledger row can be about besides a KPI: no KPI may take one of these as its id."""


def _wrong_type(expected: Sentence, hint: Sentence) -> BadValue:
    """The refusal of a value of another type; its message names only what was expected."""
    return BadValue("wrong-type", expected, hint)


def read_number(value: object) -> Number:
    """A number of the plan, from a YAML scalar of any spelling. Raises `BadValue`."""
    if isinstance(value, int | Decimal) and not isinstance(value, bool):
        return within_limit(value)
    if isinstance(value, str):
        return parse_number(value)
    if isinstance(value, Spelling):
        return _read_spelling(value.text)
    raise _wrong_type(
        Sentence("数", "a number"),
        Sentence("1000000 のように半角数字で書いてください", "write plain digits such as 1000000"),
    )


def _read_spelling(text: str) -> Number:
    try:
        return parse_number(text)
    except BadValue as refusal:
        from yport_cli.core.rules.values import number_notation

        raise number_notation(text) if refusal.code == "bad-number" else refusal from None


def read_amount(value: object) -> Number:
    """An amount of money that a plan states: a number, 0 or more. Raises `BadValue`."""
    if isinstance(value, Spelling) and (meant := value.meant) is not None and meant < 0:
        raise _negative(value.text)
    amount = read_number(value)
    if amount < 0:
        raise _negative(plain(amount))
    return amount


def _negative(spelling: str) -> BadValue:
    from yport_cli.core.rules.values import negative_amount

    return negative_amount(spelling)


def read_year(value: object) -> NamedYear:
    """A fiscal year, from a YAML scalar. Raises `BadValue`."""
    if isinstance(value, str):
        return read_fiscal_year(value)
    if isinstance(value, int) and not isinstance(value, bool):
        return read_fiscal_year(str(value))
    if isinstance(value, Spelling | Decimal):
        return _read_odd_year(value if isinstance(value, Spelling) else Spelling(plain(value)))
    raise _wrong_type(
        Sentence("年度", "a fiscal year"),
        Sentence(
            "H29・平成29年度・R1・2017 のように書いてください", "write it as H29, 平成29年度, R1 or 2017"
        ),
    )


def _read_odd_year(value: Spelling) -> NamedYear:
    """A fiscal year from a number in no plain spelling, which another program may well take for one."""
    try:
        return read_fiscal_year(value.text)
    except BadValue:
        if value.is_within(FIRST, LAST) and value.meant in range(FIRST, LAST + 1):
            from yport_cli.core.rules.values import number_notation

            raise number_notation(value.text) from None
        raise


def read_day(value: object) -> date:
    """A day, from a YAML scalar. Raises `BadValue`."""
    if isinstance(value, str):
        return parse_date(value)
    raise _wrong_type(
        Sentence("日付", "a date"),
        Sentence("2020-03-31 のように書いてください", "write it as 2020-03-31"),
    )


def read_rate(value: object) -> Fraction:
    """A rate from 0 to 1, from a YAML scalar. Raises `BadValue`."""
    if isinstance(value, str):
        return parse_rate(value)
    if isinstance(value, int | Decimal) and not isinstance(value, bool):
        return Fraction(within_limit(value)) if 0 <= value <= 1 else parse_rate(plain(value))
    if isinstance(value, Spelling):
        raise _bad_rate(value)
    raise _wrong_type(
        Sentence("0以上1以下の割合", "a rate from 0 to 1"),
        Sentence("1/2 または 0.5 のように書いてください", "write it as 1/2 or 0.5"),
    )


def _bad_rate(value: Spelling) -> BadValue:
    from yport_cli.core.rules.values import bad_rate, number_notation

    if value.meant is None or value.is_within(0, 1):  # what is no number is not out of range either
        return number_notation(value.text)
    return bad_rate(value.text)


def _year_table(read: Callable[[object], Number]) -> Callable[[object], dict[int, Number | None]]:
    """A reader of `{H29: …, H30: …}` into figures by fiscal year, which reports every bad entry at its place."""

    def read_table(value: object) -> dict[int, Number | None]:
        if not isinstance(value, dict):
            raise _wrong_type(
                Sentence("年度ごとの値", "a table of fiscal years"),
                Sentence("{H29: 100, H30: 200} のように書いてください", "write it as {H29: 100, H30: 200}"),
            )
        table: dict[int, Number | None] = {}
        spelled: dict[int, str] = {}
        problems: list[InitErrorDetails] = []
        for key, figure in value.items():
            try:
                year = read_year(key).year
            except BadValue as refusal:
                problems.append(_detail(_explained(refusal, key, figure), (key, KEY), key))
                continue
            if year in table:
                from yport_cli.core.rules.values import duplicate_year

                problems.append(_detail(duplicate_year(key, spelled[year]), (key, KEY), key))
                continue
            spelled[year] = key
            table[year] = None
            if figure is not None:
                try:
                    table[year] = read(figure)
                except BadValue as refusal:
                    problems.append(_detail(refusal, (key,), figure))
        if problems:
            raise ValidationError.from_exception_data("fiscal years", problems)
        return table

    return read_table


def _explained(refusal: BadValue, key: str, figure: object) -> BadValue:
    """The refusal of a key that is no year, with another hint where it is what YAML makes of a slip."""
    hint = refusal.hint
    name, colon, rest = key.replace("：", ":").partition(":")
    if figure is None and is_cut_off(key):
        hint = COMMA_SEPARATES
    elif figure is None and colon:
        hint = Sentence(
            f"「:」のあとに半角の空白を入れ、{name}: {rest} と書いてください",
            f"put a space after the colon: {name}: {rest}",
        )
    return BadValue(refusal.code, refusal.message, hint)


def _detail(problem: BadValue, route: tuple[Any, ...], value: object) -> InitErrorDetails:
    return InitErrorDetails(
        type=PydanticCustomError("bad_value", "{error}", {"error": problem}), loc=route, input=value
    )


def _not_empty(value: object) -> object:
    """Pydantic's own least length counts an entry with an error in it as missing."""
    if value == []:
        from yport_cli.core.rules.values import empty_list

        raise empty_list()
    return value


# Every engine that checks the JSON Schema must read these alike, so no class such as \w that differs between them.
LETTERS = "A-Za-zÀ-ÖØ-öø-ɏͰ-ϿЀ-ӿ々〆〇ぁ-ゖゝ-ゟァ-ヺー-ヿ㐀-䶿一-鿿豈-﫿０-９Ａ-Ｚａ-ｚｦ-ﾟ"
TEXT_PATTERN = r"[^\s\u0085\ufeff]"
ID_PATTERN = f"^[{LETTERS}0-9_.\\-]+$"
AREA_CODE_PATTERN = r"^[0-9]{5,6}$"

Text = Annotated[str, StringConstraints(pattern=TEXT_PATTERN)]
Identifier = Annotated[str, StringConstraints(pattern=ID_PATTERN)]
Figure = Annotated[int | Decimal, PlainValidator(read_number)]
Amount = Annotated[int | Decimal, PlainValidator(read_amount)]
Year = Annotated[NamedYear, PlainValidator(read_year)]
Day = Annotated[date, PlainValidator(read_day)]
Rate = Annotated[Fraction, PlainValidator(read_rate)]
Figures = Annotated[Mapping[int, Number | None], PlainValidator(_year_table(read_number))]
Amounts = Annotated[Mapping[int, Number | None], PlainValidator(_year_table(read_amount))]
NotEmpty = BeforeValidator(_not_empty)
MoneyUnit = Literal["円", "千円", "百万円"]

YEN_PER_UNIT: Mapping[str, int] = {"円": 1, "千円": 1_000, "百万円": 1_000_000}


class Block(BaseModel):
    """A block of the plan file: its keys are fixed, its values are never changed."""

    # Only the whole plan is ever validated, so only the whole plan builds a validator.
    model_config = ConfigDict(frozen=True, strict=True, extra="forbid", defer_build=True)


class Period(Block):
    """計画期間. A start of `None` is the day of approval (認定の日), which the document does not print."""

    start: Day | None = None
    end: Day


class Content(Block):
    """One function or measure of the project (事業の内容)."""

    id: Identifier
    name: Text


class Project(Block):
    """The project that the grant pays for (交付対象事業)."""

    name: Text
    body: Text | None = None
    contents: Annotated[tuple[Content, ...], Field(strict=False)] = ()


class Kpi(Block):
    """A key performance indicator (重要業績評価指標), in `unit`.

    Kind `increment` has a planned change for each year, kind `level` a value to reach in each year; `None` in
    either is a year without one.
    """

    id: Identifier
    name: Text
    short_name: Text | None = None
    unit: Text
    kind: Literal["increment", "level"]
    direction: Literal["increase", "decrease"]
    baseline: Figure | None = None
    increments: Figures | None = None
    targets: Figures | None = None
    stated_cumulative: Figure | None = None

    @model_validator(mode="after")
    def _holds_what_its_kind_needs(self) -> Self:
        wanted, other = ("increments", "targets") if self.kind == "increment" else ("targets", "increments")
        problems: list[InitErrorDetails] = []
        superfluous = [other] if self.kind == "increment" else [other, "stated_cumulative"]
        if getattr(self, wanted) is None:
            from yport_cli.core.rules.values import missing_series

            problems.append(_detail(missing_series(self.kind, wanted), (wanted,), None))
        for key in superfluous:
            if getattr(self, key) is not None:
                from yport_cli.core.rules.values import superfluous_series

                problems.append(_detail(superfluous_series(self.kind, key), (key, KEY), None))
        if problems:
            raise ValidationError.from_exception_data("kpi", problems)
        return self

    @property
    def planned(self) -> Mapping[int, Number | None]:
        """The plan's figure for each year: increments, or targets for kind `level`."""
        figures = self.increments if self.kind == "increment" else self.targets
        return figures or {}

    @property
    def title(self) -> str:
        """The name to use in a table."""
        return self.short_name or self.name


class BudgetLine(Block):
    """One line of the budget (費目), by fiscal year in the budget's unit."""

    id: Identifier
    name: Text
    years: Amounts


class Grant(Block):
    """The grant (交付金): `rate` × eligible cost, or the `amount` that was decided."""

    measure: Text | None = None
    name: Text | None = None
    kind: Literal["先駆", "横展開", "隘路打開"] | None = None
    rate: Rate | None = None
    eligible_cost: Amount | None = None
    amount: Amount | None = None


class Budget(Block):
    """総事業費 and what the plan states of it per fiscal year, in `unit`."""

    unit: MoneyUnit
    total: Amount
    years: Amounts = Field(default_factory=dict)
    lines: Annotated[tuple[BudgetLine, ...], Field(strict=False)] = ()
    grant: Grant | None = None


class SelfSufficiency(Block):
    """自立性: own revenue (事業収支, net of outsourcing and other costs) beside the project's cost, in `unit`."""

    unit: MoneyUnit
    revenue: Amounts = Field(default_factory=dict)
    cost: Amounts = Field(default_factory=dict)
    break_even_year: Year | None = None


class EvaluationMethod(Block):
    """評価の方法、時期及び体制."""

    method: Text | None = None
    body: Text | None = None
    experts: Text | None = None


class Publication(Block):
    """How, and how often, the result is published."""

    how: Text | None = None
    every: Text | None = None


class Expert(Block):
    """What the outside experts said (外部有識者からの評価)."""

    verdict: Text | None = None
    opinion: Text | None = None


class NextPolicy(Block):
    """今後の方針."""

    policy: Text | None = None
    reason: Text | None = None


class Evaluation(Block):
    """The evaluation of one fiscal year, as people gave it."""

    fiscal_year: Year
    grade: Text | None = None
    expert: Expert | None = None
    next: NextPolicy | None = None


class Acknowledgement(Block):
    """A warning that the plan's author has answered."""

    code: Text
    reason: Text


class Source(Block):
    """The document from which the plan file was written, and the section of each block."""

    title: Text
    sections: dict[str, Text] = Field(default_factory=dict)


class Plan(Block):
    """A plan as its file states it."""

    schema_: Annotated[Literal["yport/plan/v1"], Field(alias="schema")]
    id: Identifier
    name: Text
    authors: Annotated[tuple[Text, ...], Field(strict=False), NotEmpty]
    area: Text
    area_code: Annotated[str, StringConstraints(pattern=AREA_CODE_PATTERN)] | None = None
    period: Period
    fiscal_years: Annotated[tuple[Year, ...], Field(strict=False), NotEmpty]
    project: Project | None = None
    kpis: Annotated[tuple[Kpi, ...], Field(strict=False), NotEmpty]
    budget: Budget
    self_sufficiency: SelfSufficiency | None = None
    evaluation: EvaluationMethod | None = None
    publication: Publication | None = None
    evaluations: Annotated[tuple[Evaluation, ...], Field(strict=False)] = ()
    acknowledged: Annotated[tuple[Acknowledgement, ...], Field(strict=False)] = ()
    licence: Text | None = None
    source: Source | None = None

    @property
    def years(self) -> tuple[int, ...]:
        """The plan's fiscal years, each the year of its April."""
        return tuple(named.year for named in self.fiscal_years)

    def label(self, year: int) -> str:
        """The short name of a fiscal year, in the plan's own way of naming years."""
        for named in self.fiscal_years:
            if named.year == year:
                return named.label
        return str(year) if self.fiscal_years[0].label.isdigit() else era_label(year)

    def walk_money(self) -> Iterator[tuple[str, Mapping[int, Number | None]]]:
        """The name and the figures of each table of the self-sufficiency block."""
        if self.self_sufficiency is not None:
            yield "revenue", self.self_sufficiency.revenue
            yield "cost", self.self_sufficiency.cost
