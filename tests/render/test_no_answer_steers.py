"""No answer in any format holds a raw control or a mark that turns the direction of writing."""

import re
import zipfile
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from example import FULL, amended_text, changed
from program import command
from yport_cli.cli.main import COMMANDS as NAMES

# What terminals, editors and logs act upon, and what XML cannot hold: C0 but for line ends, DEL and C1,
# direction marks, separators of lines and paragraphs, lone surrogates, signs that are none.
RAW = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff]"
)
ESCAPED = r"\x01\x07\t\x1b[31m\x7f\x85\x9b\u061c\u200e\u200f\u2028\u2029\u202a\u202e\u2066\u2069\ufeff"
# A value in YAML that holds them all, each as its escape.
EVIL = f'"怪文{ESCAPED}名"'

PLAN = changed(
    ("name: すべての欄がある計画", f"name: {EVIL}"),
    ("authors: [横浜市, 川崎市]", f"authors: [{EVIL}, {EVIL}]"),
    ("area: 横浜市及び川崎市の全域", f"area: {EVIL}"),
    ("name: 交付対象事業", f"name: {EVIL}"),
    ("body: 横浜市\n", f"body: {EVIL}\n"),
    ("{id: office, name: 共同オフィス}", f"{{id: office, name: {EVIL}}}"),
    ("name: 来訪者数の増加", f"name: {EVIL}"),
    ("short_name: 来訪者数", f"short_name: {EVIL}"),
    ("unit: 人", f"unit: {EVIL}"),
    ("{id: office, name: 共同オフィス, years", f"{{id: office, name: {EVIL}, years"),
    ("name: 地方創生推進交付金, kind: 先駆", f"name: {EVIL}, kind: 先駆"),
    (
        "evaluation: {method: 外部有識者による検証, body: 推進会議, experts: 産官学金労言}",
        f"evaluation: {{method: {EVIL}, body: {EVIL}, experts: {EVIL}}}",
    ),
    (
        "publication: {how: ホームページに掲載する, every: year}",
        f"publication: {{how: {EVIL}, every: {EVIL}}}",
    ),
    ("grade: 相当程度効果があった", f"grade: {EVIL}"),
    ("opinion: 継続を望む", f"opinion: {EVIL}"),
    ("policy: 事業の継続, reason: 目標に近い", f"policy: {EVIL}, reason: {EVIL}"),
    ("reason: 認定書のとおり", f"reason: {EVIL}"),
    ("licence: CC-BY-4.0", f"licence: {EVIL}"),
    ("title: 地域再生計画, sections: {kpis: ４－２", f"title: {EVIL}, sections: {{kpis: {EVIL}"),
    text=FULL,
)
BROKEN = changed(("total: 120000", f"total: {EVIL}\n  {EVIL}: {EVIL}"), text=PLAN)
LEDGER = (
    "date,item,amount,note,evidence\n2018-03-01,visits,12,題\x1b\u202e名,題\x9b名\n2018-05-31,visits,9,,\n"
    "2018-03-31,waste,845.25,,\n2018-03-31,execution,20000,,\n"
)
_RAW = "\x01\x07\t\x1b[31m\x7f\x85\x9b\u061c\u200e\u200f\u2028\u2029\u202a\u202e\u2066\u2069\ufeff"
DOCUMENT = f"""\
地域再生計画
１ 地域再生計画の名称
怪文{_RAW}名
２ 地域再生計画の作成主体の名称
怪文{_RAW}市
３ 地域再生計画の区域
怪文{_RAW}域
⑤ 重要業績評価指標（KPI）
事業開始前 平成29年度増加分
怪文{_RAW}数（人） 1 2
怪文{_RAW}数（人） 3 4 5 ::error::怪文{_RAW}
⑦ 交付対象事業に要する経費
総事業費 {_RAW}5千円
６ 計画期間
平成30年3月31日まで
"""
BROKEN_LEDGER = LEDGER + "2018-03-32\x1b,vis\u202eits,1\x9b2,,\n"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("hostile")
    for name, text in (
        ("plan.yaml", PLAN),
        ("plan.ledger.csv", LEDGER),
        ("before.yaml", FULL),
        ("real.yaml", amended_text()),
        ("broken/plan.yaml", BROKEN),
        ("broken/plan.ledger.csv", BROKEN_LEDGER),
        ("ledger/plan.yaml", PLAN),
        ("ledger/plan.ledger.csv", BROKEN_LEDGER),
        ("document.txt", DOCUMENT),
        ("template.html", "{{ report.title }} {{ data.status.plan.name }}"),
        ("site.yaml", 'name: "怪団体\\u0001\\u202e"\nnote: "怪注\\u0007"\n'),
    ):
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


ANSWERS = ("table", "markdown", "csv", "json")
COMMANDS: list[tuple[str, ...]] = [
    *(("status", "plan.yaml", "--format", name) for name in ANSWERS),
    *(("status", "plan.yaml", "before.yaml", "--format", name) for name in ANSWERS),
    *(("status", "plan.yaml", "--kpi", "visits", "--format", name) for name in ANSWERS),
    *(("budget", "plan.yaml", "--format", name) for name in ANSWERS),
    *(("breakeven", "plan.yaml", "--format", name) for name in ANSWERS),
    *(("forecast", "plan.yaml", "--format", name) for name in ANSWERS),
    *(
        ("diff", "before.yaml", "plan.yaml", "--ledger", "plan.ledger.csv", "--format", name)
        for name in ANSWERS
    ),
    *(("explain", "--list", "--format", name) for name in ANSWERS),
    *(("report", "plan.yaml", "--format", name) for name in ("html", "markdown")),
    *(("report", "plan.yaml", "--form", "kensho", "--format", name) for name in ("html", "markdown")),
    *(("export", "plan.yaml", "--format", name) for name in ("csv", "json", "ndjson", "hledger", "official")),
    *(("import", "document.txt", "--format", name) for name in ("yaml", "json")),
    *(
        ("validate", "--no-cache", "broken", "ledger", "--format", name)
        for name in ("text", "concise", "json", "github", "sarif", "junit")
    ),
    ("validate", "--no-cache", "broken", "--statistics", "--format", "json"),
    ("validate", "--no-cache", "broken", "--diff"),
    ("status", "broken/plan.yaml"),
    ("budget", "ledger/plan.yaml"),
]


@pytest.mark.slow
@pytest.mark.parametrize("lang", ["ja", "en"])
@pytest.mark.parametrize("arguments", COMMANDS, ids=" ".join)
def test_no_answer_holds_a_raw_control_or_direction_mark(
    arguments: tuple[str, ...], lang: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder)
    if "csv" in arguments:  # it is exact for programs, and made safe for whoever reads it
        monkeypatch.setenv("GITHUB_ACTIONS", "true")
    found = command(*arguments, lang=lang)
    is_sound = {"validate", "broken/plan.yaml", "ledger/plan.yaml"}.isdisjoint(arguments)
    assert found.status == (0 if is_sound else 1) or "import" in arguments, found.err
    if "怪文" in found.out and "import" not in arguments:  # what cannot be seen of a document is not taken
        assert r"\u202e" in found.out
    # A byte order mark begins a CSV; its lines end as spreadsheets want them.
    out = found.out.removeprefix("\ufeff").replace("\r\n", "\n")
    for text in (out, found.err):
        assert [hex(ord(sign)) for sign in RAW.findall(text)] == []


def test_every_command_that_answers_is_among_them() -> None:
    named = {arguments[0] for arguments in COMMANDS}
    assert set(NAMES) - named == {"form", "init", "record", "schema"}, "these repeat no text of a plan"


@pytest.mark.parametrize("more", [(), ("--form", "kensho")])
def test_a_workbook_is_xml_that_every_program_reads(
    more: tuple[str, ...], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder)
    found = command("report", "plan.yaml", *more, "-o", "report.xlsx", *(["--force"] if more else []))
    assert found.status == 0, found.err
    with zipfile.ZipFile("report.xlsx") as archive:
        parts: dict[str, Any] = {name: archive.read(name) for name in archive.namelist()}
    texts = [
        text
        for name, data in parts.items()
        if name.endswith(".xml")
        for text in ET.fromstring(data).itertext()
    ]
    assert texts
    assert not re.findall("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]", "".join(texts))


def test_the_definition_of_the_data_is_clean_too(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    assert command("export", "plan.yaml", "-o", "data.csv").status == 0
    assert RAW.findall(Path("datapackage.json").read_text(encoding="utf-8").replace("\n", "")) == []


def test_the_settings_of_a_site_are_made_safe(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    found = command("report", "plan.yaml", "--site", "site.yaml", "--format", "html")
    assert "怪団体\\x01\\u202e" in found.out
    assert RAW.findall(found.out.replace("\n", "")) == []
