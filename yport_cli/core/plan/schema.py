"""The JSON Schema of a plan file, from what the form declares."""

from typing import Any

from yport_cli import __version__
from yport_cli.core.plan.fields import TEXT_PATTERN, Block
from yport_cli.core.plan.form import FormKey, keys_of
from yport_cli.core.plan.indicators import Kpi
from yport_cli.core.plan.plan import Plan
from yport_cli.core.plan.schema_patterns import AMOUNT, AREA_CODE, DATE, IDENTIFIER, NUMBER, RATE, YEAR
from yport_cli.core.reading.fiscal_year import FIRST, LAST

FILE_NAME = "yport-plan-v1.schema.json"

_Schema = dict[str, Any]


def plan_schema() -> _Schema:
    """JSON Schema 2020-12 of a plan file.

    It holds structure and single values. Rules over several values and over the spelling of YAML are beyond
    it.
    """
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "urn:yport:plan:v1",
        "$comment": f"yport {__version__}",
        "title": "地域再生計画 — regional revitalization plan (yport/plan/v1)",
        **_block(Plan),
        "$defs": _definitions(),
    }


def _block(block: type[Block]) -> _Schema:
    keys = keys_of(block).values()
    schema: _Schema = {"type": "object", "additionalProperties": False}
    if required := [key.name for key in keys if key.is_required]:
        schema["required"] = required
    schema["properties"] = {
        key.name: {**_key(key), "description": "\n\n".join(key.declared.meaning)} for key in keys
    }
    if block is Kpi:
        schema["allOf"] = [
            _for_kind("increment", needed="increments", unused=("targets",)),
            _for_kind("level", needed="targets", unused=("increments", "stated_cumulative", "stated_level")),
        ]
    return schema


def _for_kind(kind: str, *, needed: str, unused: tuple[str, ...]) -> _Schema:
    properties: dict[str, _Schema] = {needed: {"type": "object"}}
    return {
        "if": {"properties": {"kind": {"const": kind}}, "required": ["kind"]},
        "then": {
            "required": [needed],
            "properties": properties | {key: {"type": "null"} for key in unused},
        },
    }


def _key(key: FormKey) -> _Schema:
    value = _value(key)
    if key.is_list:
        return {"type": "array", "items": value} | ({"minItems": 1} if key.needs_entry else {})
    if key.is_nullable:
        return {"enum": [*value["enum"], None]} if "enum" in value else _or_null(value)
    return value


def _value(key: FormKey) -> _Schema:
    """What the key takes, or each entry of its list."""
    if key.block is not None:
        return _block(key.block)
    if key.takes is not None:
        return {"$ref": f"#/$defs/{key.takes.definition}"}
    choices = [choice.value for choice in key.choices]
    return {"enum": choices} if len(choices) > 1 else {"const": choices[0]}


def _definitions() -> dict[str, _Schema]:
    """What each type of values takes."""
    text = {"type": "string", "pattern": TEXT_PATTERN}
    return {
        "text": text,
        "unit": {"type": "string", "pattern": f"^$|{TEXT_PATTERN}"},
        "id": {"type": "string", "pattern": IDENTIFIER},
        "area_code": {"type": "string", "pattern": AREA_CODE},
        "number": _number_or(NUMBER),
        "amount": _number_or(AMOUNT, minimum=0),
        "year": _number_or(YEAR, "integer", minimum=FIRST, maximum=LAST),
        "date": {"type": "string", "pattern": DATE},
        "rate": _number_or(RATE, minimum=0, maximum=1),
        "rates": _one_or_by_year("rate"),
        "amount_or_amounts": _one_or_by_year("amount"),
        "numbers": _by_year("number"),
        "amounts": _by_year("amount"),
        "sections": {"type": "object", "additionalProperties": {"$ref": "#/$defs/text"}},
    }


def _number_or(pattern: str, kind: str = "number", **bounds: int) -> _Schema:
    return {"anyOf": [{"type": kind, **bounds}, {"type": "string", "pattern": pattern}]}


def _by_year(definition: str) -> _Schema:
    return {
        "type": "object",
        "propertyNames": {"pattern": YEAR},
        "additionalProperties": _or_null({"$ref": f"#/$defs/{definition}"}),
        "description": "年度ごとの値。null は値なし\n\nFigures by fiscal year; null is none",
    }


def _one_or_by_year(definition: str) -> _Schema:
    return {"anyOf": [{"$ref": f"#/$defs/{definition}"}, _by_year(definition)]}


def _or_null(schema: _Schema) -> _Schema:
    return {"anyOf": [schema, {"type": "null"}]}
