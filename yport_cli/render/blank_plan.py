"""A plan file to fill in: every key with what it means, and values that can be told from real ones."""

from importlib.resources import files

from yport_cli.core.issues.sentence import Language


def with_schema(text: str, schema_file: str) -> str:
    """`text` with a first line by which editors find the schema, at a path from the plan's folder."""
    return f"# yaml-language-server: $schema={schema_file}\n{text}"


def blank_plan(language: Language) -> str:
    """A plan that is valid as it stands, and states nothing yet: the file `blank_plans/LANGUAGE.yaml`."""
    return (files("yport_cli.render") / "blank_plans" / f"{language}.yaml").read_text(encoding="utf-8")
