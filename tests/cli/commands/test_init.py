"""`yport init` as a whole command."""

import json
import re
from pathlib import Path

import pytest

from example import SMALL, YPORT
from program import command


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
