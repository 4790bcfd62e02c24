"""The definition of exported data, as a Data Package (https://datapackage.org): what each column means."""

import hashlib
import os
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from yport_cli.core.figures.outcome import Outcome
from yport_cli.core.issues.sentence import Language
from yport_cli.core.plan.fields import AREA_CODE_PATTERN
from yport_cli.render.data.fields import told
from yport_cli.render.data.tidy import COLUMNS, DataColumn
from yport_cli.render.wording.labels import label

PACKAGE = "yport-export"
"""The name by which this program knows a descriptor of its own."""

_NAME = re.compile("[a-z0-9._-]+")
_MEDIA_TYPES = {
    "csv": "text/csv",
    "json": "application/json",
    "ndjson": "application/x-ndjson",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "parquet": "application/vnd.apache.parquet",
}
_DIALECTS: dict[str, dict[str, Any]] = {
    "csv": {
        "delimiter": ",",
        "lineTerminator": "\r\n",
        "quoteChar": '"',
        "doubleQuote": True,
        "header": True,
    },
    "json": {"json": {"property": "rows"}},
    "xlsx": {"sheet": "data"},
}
_LICENCES = {
    "CC-BY-4.0": "https://creativecommons.org/licenses/by/4.0/",
    "CC-BY-SA-4.0": "https://creativecommons.org/licenses/by-sa/4.0/",
    "CC0-1.0": "https://creativecommons.org/publicdomain/zero/1.0/",
}


@dataclass(frozen=True, slots=True)
class DataFile:
    """One file of tidy data."""

    name: str
    data: bytes
    format: str
    encoding: str | None
    """Of text; `None` for a binary file."""


def resource_of(file: DataFile, outcomes: Sequence[Outcome], language: Language) -> dict[str, Any]:
    """What a file holds: its plans, where they come from, what each column means."""
    resource: dict[str, Any] = {
        "name": _identifier(file.name),
        "path": file.name,
        "title": outcomes[0].plan.name if len(outcomes) == 1 else label("data_title", language),
        **({"type": "file"} if file.format == "parquet" else {"profile": "tabular-data-resource"}),
        "format": file.format,
        "mediatype": _MEDIA_TYPES[file.format],
    }
    if file.encoding is not None:
        resource["encoding"] = file.encoding
    if file.format in _DIALECTS:
        resource["dialect"] = _DIALECTS[file.format]
    resource["hash"] = f"sha256:{hashlib.sha256(file.data).hexdigest()}"
    licences = dict.fromkeys(outcome.plan.licence for outcome in outcomes if outcome.plan.licence)
    if licences:
        resource["licenses"] = [_licence(licence) for licence in licences]
    sources = dict.fromkeys(
        f"{', '.join(outcome.plan.authors)} {outcome.plan.source.title}"
        for outcome in outcomes
        if outcome.plan.source
    )
    if sources:
        resource["sources"] = [{"title": source} for source in sources]
    fields = [_field(column, language) for column in COLUMNS]
    resource["schema"] = {"fields": fields, "missingValues": [""]}
    return resource


def package_of(resources: Sequence[Mapping[str, Any]], language: Language) -> dict[str, Any]:
    """The descriptor of a folder, by the names of its files."""
    return {
        "name": PACKAGE,
        "title": label("data_title", language),
        "profile": "data-package",
        "description": label("data_description", language),
        "resources": sorted(resources, key=lambda resource: str(resource["path"])),
    }


def _licence(name: str) -> dict[str, str]:
    return {"name": name, "path": _LICENCES[name]} if name in _LICENCES else {"name": name}


def _identifier(name: str) -> str:
    """`name` as the standard allows it: small Latin letters, digits and `-._`."""
    small = name.lower()
    return small if _NAME.fullmatch(small) else f"yport-{hashlib.sha256(os.fsencode(name)).hexdigest()[:12]}"


def _field(column: DataColumn, language: Language) -> dict[str, Any]:
    described = told(column, "name", "type", "title", "description", language=language)
    pattern = AREA_CODE_PATTERN if column.name == "area_code" else None
    constraints = {"required": column.required, "enum": list(column.values), "pattern": pattern}
    holding = {name: value for name, value in constraints.items() if value}
    return {**described, "constraints": holding} if holding else described
