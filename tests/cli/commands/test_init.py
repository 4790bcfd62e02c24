"""`yport init` as a whole command."""

import json
import re
from pathlib import Path

import pytest

from example import SMALL, YPORT
from program import command
from yport_cli import __version__


@pytest.mark.parametrize("lang", ["ja", "en"])
@pytest.mark.parametrize("start", ["blank", "yport"])
def test_a_new_plan_is_valid_without_a_warning(start: str, lang: str) -> None:
    Path("new").mkdir()
    command("init", "new/plan.yaml", "--from", start, lang=lang, status=0)
    text = Path("new/plan.yaml").read_text(encoding="utf-8")
    first = text.split("\n", 1)[0]
    assert first == "# yaml-language-server: $schema=./yport-plan-v1.schema.json"
    assert json.loads(Path("new/yport-plan-v1.schema.json").read_text(encoding="utf-8")) == json.loads(
        command("schema", status=0).out
    )
    assert command("validate", "new", "--strict", lang="en", status=0) == (
        0,
        "",
        "checked 1 file: no errors\n",
    )
    if start == "yport":
        assert text.split("\n", 1)[1] == YPORT.read_text(encoding="utf-8")
    else:
        assert len(re.findall("#.*[ぁ-ん]" if lang == "ja" else "# [^#]*[a-z]{3}", text)) > 20


def test_a_new_plan_never_takes_the_place_of_another() -> None:
    Path("fine.yaml").write_text(SMALL, encoding="utf-8")
    said = command("init", "fine.yaml", status=3, lang="en").err
    assert "fine.yaml cannot be written (it exists already)" in said
    assert Path("fine.yaml").read_text(encoding="utf-8") == SMALL
    command("init", "plan.json", status=2)
    command("init", "no/such/folder.yaml", status=3)


def test_a_schema_of_another_version_is_said_to_be_one() -> None:
    schema = Path("yport-plan-v1.schema.json")
    schema.write_text("{}", encoding="utf-8")
    said = command("init", "a.yaml", status=0, lang="en").err
    assert f"{schema} is not that of this version" in said
    assert f"yport schema -o {schema}" in said
    assert schema.read_text(encoding="utf-8") == "{}"
    command("schema", "-o", schema, status=0)
    assert f'"$comment": "yport {__version__}"' in schema.read_text(encoding="utf-8")
    assert command("init", "b.yaml", status=0, lang="en").err == "wrote b.yaml\n"


def test_one_schema_serves_a_repository() -> None:
    Path("repo/市/plans").mkdir(parents=True)
    Path("repo/.git").mkdir()
    command("schema", "-o", "repo/yport-plan-v1.schema.json", status=0)
    assert command("init", "repo/市/plans/a.yaml", status=0).err == "書き出しました: repo/市/plans/a.yaml\n"
    first = Path("repo/市/plans/a.yaml").read_text(encoding="utf-8").split("\n")[0]
    assert first == "# yaml-language-server: $schema=../../yport-plan-v1.schema.json"
    Path("repo/.git").rmdir()  # without a repository nobody knows how far up it would be
    command("init", "repo/市/plans/b.yaml", status=0)
    assert Path("repo/市/plans/yport-plan-v1.schema.json").is_file()
