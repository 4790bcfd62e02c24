"""`yport schema` as a whole command."""

from pathlib import Path

from program import command


def test_the_schema_can_be_written_to_a_file() -> None:
    command("schema", "-o", "plan.schema.json", status=0)
    assert Path("plan.schema.json").read_text(encoding="utf-8") == command("schema", status=0).out
