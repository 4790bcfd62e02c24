"""The keys of a plan file, each with what it takes and what it means in both languages."""

from typing import Any

from yport_cli.core.numbers.money import YEN_PER_UNIT
from yport_cli.core.plan import schema_patterns as patterns
from yport_cli.core.plan.fields import TEXT_PATTERN
from yport_cli.core.plan.plan import SCHEMA
from yport_cli.core.reading.fiscal_year import FIRST, LAST

FILE_NAME = "yport-plan-v1.schema.json"

_Schema = dict[str, Any]


def plan_schema() -> _Schema:
    """JSON Schema 2020-12 of a plan file.

    It holds structure and single values. Rules over several values and over the spelling of YAML are beyond it.
    """
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "urn:yport:plan:v1",
        "title": "地域再生計画 — regional revitalization plan (yport/plan/v1)",
        **_plan(),
        "$defs": {
            "text": {"type": "string", "pattern": TEXT_PATTERN},
            "id": {"type": "string", "pattern": patterns.IDENTIFIER},
            "number": {"anyOf": [{"type": "number"}, {"type": "string", "pattern": patterns.NUMBER}]},
            "amount": {
                "anyOf": [{"type": "number", "minimum": 0}, {"type": "string", "pattern": patterns.AMOUNT}]
            },
            "year": {
                "anyOf": [
                    {"type": "integer", "minimum": FIRST, "maximum": LAST},
                    {"type": "string", "pattern": patterns.YEAR},
                ]
            },
            "date": {"type": "string", "pattern": patterns.DATE},
            "rate": {
                "anyOf": [
                    {"type": "number", "minimum": 0, "maximum": 1},
                    {"type": "string", "pattern": patterns.RATE},
                ]
            },
            "numbers": _table("number"),
            "amounts": _table("amount"),
            "money_unit": {"enum": list(YEN_PER_UNIT)},
        },
    }


def _plan() -> _Schema:
    return _block(
        required=("schema", "id", "name", "authors", "area", "period", "fiscal_years", "kpis", "budget"),
        schema=_said({"const": SCHEMA}, "書式の名前と版", "Name and version of the format"),
        id=_said(_ref("id"), "計画の識別子（半角が便利）", "Identifier of the plan"),
        name=_said(_ref("text"), "１ 地域再生計画の名称", "Name of the plan"),
        authors=_said(
            _list(_ref("text"), least=1), "２ 作成主体の名称", "The public bodies that made the plan"
        ),
        area=_said(_ref("text"), "３ 地域再生計画の区域", "The area that the plan covers"),
        area_code=_said(
            _or_null({"type": "string", "pattern": patterns.AREA_CODE}),
            "標準地域コード（引用符で囲む）",
            "Area code (標準地域コード) of 5 digits, in quotes",
        ),
        period=_said(
            _block(
                required=("end",),
                start=_said(
                    _or_null(_ref("date")), "始まり。null は認定の日", "Start; null is the day of approval"
                ),
                end=_said(_ref("date"), "終わり（2020-03-31 など）", "Last day, such as 2020-03-31"),
            ),
            "６ 計画期間",
            "Period of the plan",
        ),
        fiscal_years=_said(
            _list(_ref("year"), least=1),
            "計画の年度（H29・平成29年度・2017 など）を順に",
            "The fiscal years of the plan in order: H29, 平成29年度 or 2017",
        ),
        project=_said(_or_null(_project()), "５－２ 交付対象事業", "The project that the grant pays for"),
        kpis=_said(
            _list(_kpi(), least=1), "５－２ ⑤ 重要業績評価指標（KPI）", "The key performance indicators"
        ),
        budget=_said(_budget(), "５－２ ⑦ 経費と交付金", "The cost of the project, and the grant"),
        self_sufficiency=_said(
            _or_null(_self_sufficiency()), "５－２ ④ 自立性", "Own revenue beside the project's cost"
        ),
        evaluation=_said(
            _or_null(
                _block(
                    method=_said(_or_null(_ref("text")), "評価の手法", "How it is evaluated"),
                    body=_said(_or_null(_ref("text")), "評価の体制", "Who evaluates"),
                    experts=_said(_or_null(_ref("text")), "外部有識者", "The outside experts"),
                )
            ),
            "５－２ ⑥ 評価の方法、時期及び体制",
            "How the plan is evaluated",
        ),
        publication=_said(
            _or_null(
                _block(
                    how=_said(_or_null(_ref("text")), "公表の手法", "How the result is published"),
                    every=_said(_or_null(_ref("text")), "公表の時期", "How often"),
                )
            ),
            "７－３ 評価の公表の手法",
            "How the evaluation is published",
        ),
        evaluations=_said(
            _list(_evaluation()),
            "各年度の評価の結果（人が書き入れる）",
            "The evaluations, as people gave them",
        ),
        acknowledged=_said(
            _list(
                _block(
                    required=("code", "reason"),
                    code=_said(_ref("text"), "警告の名前", "Code of the warning"),
                    reason=_said(_ref("text"), "承知している理由", "Why it is right as it is"),
                )
            ),
            "承知している警告",
            "Warnings that the authors have answered",
        ),
        licence=_said(_or_null(_ref("text")), "このファイルの利用条件", "Licence of this file"),
        source=_said(
            _or_null(
                _block(
                    required=("title",),
                    title=_said(_ref("text"), "計画書の名称", "Title of the plan document"),
                    sections=_said(
                        {"type": "object", "additionalProperties": _ref("text")},
                        "各項目の出典の節",
                        "The section from which each block was taken",
                    ),
                )
            ),
            "転記もとの計画書",
            "The document from which this file was written",
        ),
    )


def _project() -> _Schema:
    return _block(
        required=("name",),
        name=_said(_ref("text"), "５－２ ② 事業の名称", "Name of the project"),
        body=_said(_or_null(_ref("text")), "５－２ ① 事業主体", "The body that carries it out"),
        contents=_said(
            _list(
                _block(
                    required=("id", "name"),
                    id=_said(_ref("id"), "識別子", "Identifier"),
                    name=_said(_ref("text"), "名称", "Name"),
                )
            ),
            "５－２ ③ 事業の内容",
            "The functions and measures of the project",
        ),
    )


def _kpi() -> _Schema:
    block = _block(
        required=("id", "name", "unit", "kind", "direction"),
        id=_said(_ref("id"), "識別子。実績台帳の項目になる", "Identifier; the ledger names the KPI by it"),
        name=_said(_ref("text"), "指標の名称", "Name of the KPI"),
        short_name=_said(_or_null(_ref("text")), "表で使う短い名称", "A short name for tables"),
        unit=_said(_ref("text"), "単位", "Unit"),
        kind=_said(
            {"enum": ["increment", "level"]},
            "increment は各年度の増加分、level は各年度に達する値",
            "increment: planned change of each year; level: value to reach in each year",
        ),
        direction=_said(
            {"enum": ["increase", "decrease"]},
            "増えるのがよい指標か、減るのがよい指標か",
            "Whether more or less of it is better",
        ),
        baseline=_said(
            _or_null(_ref("number")), "事業開始前の値", "Value before the first year; not in the cumulative"
        ),
        increments=_said(
            _or_null(_ref("numbers")), "各年度の増加分（kind: increment）", "Planned change of each year"
        ),
        targets=_said(
            _or_null(_ref("numbers")), "各年度の目標値（kind: level）", "Value to reach in each year"
        ),
        stated_cumulative=_said(
            _or_null(_ref("number")),
            "計画書にある累計。増加分の合計と照合する",
            "The cumulative that the document prints; checked against the sum",
        ),
    )
    return {
        **block,
        "allOf": [
            _for_kind("increment", needed="increments", unused=("targets",)),
            _for_kind("level", needed="targets", unused=("increments", "stated_cumulative")),
        ],
    }


def _for_kind(kind: str, *, needed: str, unused: tuple[str, ...]) -> _Schema:
    properties: dict[str, _Schema] = {needed: {"type": "object"}}
    return {
        "if": {"properties": {"kind": {"const": kind}}, "required": ["kind"]},
        "then": {
            "required": [needed],
            "properties": properties | {key: {"type": "null"} for key in unused},
        },
    }


def _budget() -> _Schema:
    return _block(
        required=("unit", "total"),
        unit=_said(_ref("money_unit"), "金額の単位", "Unit of all amounts of the budget"),
        total=_said(
            _ref("amount"), "総事業費。交付金の額ではない", "Total cost of the project, not the grant"
        ),
        years=_said(
            _ref("amounts"),
            "年度別の経費。計画に記載のある年度だけ",
            "Cost by year; only what the plan states",
        ),
        lines=_said(
            _list(
                _block(
                    required=("id", "name", "years"),
                    id=_said(_ref("id"), "費目の識別子", "Identifier of the line"),
                    name=_said(_ref("text"), "費目", "Name of the line"),
                    years=_said(_ref("amounts"), "年度別の額", "Amounts by fiscal year"),
                )
            ),
            "費目別の経費",
            "Cost by budget line",
        ),
        grant=_said(
            _or_null(
                _block(
                    measure=_said(
                        _or_null(_ref("text")), "支援措置の番号（A3007 など）", "Number of the measure"
                    ),
                    name=_said(_or_null(_ref("text")), "交付金の名称", "Name of the grant"),
                    kind=_said({"enum": ["先駆", "横展開", "隘路打開", None]}, "種類", "Kind of grant"),
                    rate=_said(
                        _or_null(_ref("rate")),
                        "交付率（1/2 など）",
                        "Share of the eligible cost, such as 1/2",
                    ),
                    eligible_cost=_said(_or_null(_ref("amount")), "交付対象経費", "Eligible cost"),
                    amount=_said(_or_null(_ref("amount")), "交付決定額", "The amount that was decided"),
                )
            ),
            "交付金",
            "The grant",
        ),
    )


def _self_sufficiency() -> _Schema:
    return _block(
        required=("unit",),
        unit=_said(_ref("money_unit"), "金額の単位", "Unit of the amounts"),
        revenue=_said(_ref("amounts"), "年度別の事業収支（外注費等を引いた額）", "Net revenue by year"),
        cost=_said(_ref("amounts"), "年度別の事業予算", "The project's cost by year"),
        break_even_year=_said(
            _or_null(_ref("year")), "計画のいう均衡年度", "The year in which the plan claims to break even"
        ),
    )


def _evaluation() -> _Schema:
    return _block(
        required=("fiscal_year",),
        fiscal_year=_said(_ref("year"), "評価した年度", "The fiscal year that was evaluated"),
        grade=_said(_or_null(_ref("text")), "事業効果", "The grade that people gave"),
        expert=_said(
            _or_null(
                _block(
                    verdict=_said(_or_null(_ref("text")), "外部有識者の評価", "The experts' verdict"),
                    opinion=_said(_or_null(_ref("text")), "外部有識者の意見", "The experts' opinion"),
                )
            ),
            "外部有識者からの評価",
            "What the outside experts said",
        ),
        next=_said(
            _or_null(
                _block(
                    policy=_said(_or_null(_ref("text")), "今後の方針", "What happens next"),
                    reason=_said(_or_null(_ref("text")), "その理由", "Why"),
                )
            ),
            "今後の方針",
            "What happens next, and why",
        ),
    )


def _block(*, required: tuple[str, ...] = (), **properties: _Schema) -> _Schema:
    block: _Schema = {"type": "object", "additionalProperties": False}
    if required:
        block["required"] = list(required)
    return {**block, "properties": properties}


def _table(figure: str) -> _Schema:
    return {
        "type": "object",
        "propertyNames": {"pattern": patterns.YEAR},
        "additionalProperties": _or_null(_ref(figure)),
        "description": "年度ごとの値。null は値なし\n\nFigures by fiscal year; null is none",
    }


def _list(items: _Schema, least: int = 0) -> _Schema:
    return {"type": "array", "items": items} | ({"minItems": least} if least else {})


def _or_null(schema: _Schema) -> _Schema:
    return {"anyOf": [schema, {"type": "null"}]}


def _ref(name: str) -> _Schema:
    return {"$ref": f"#/$defs/{name}"}


def _said(schema: _Schema, ja: str, en: str) -> _Schema:
    return {**schema, "description": f"{ja}\n\n{en}"}
