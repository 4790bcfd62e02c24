"""`yport schema`: the JSON Schema of a plan file."""

from yport_cli.cli import streams
from yport_cli.cli.language import help_text
from yport_cli.cli.options import LangOption, OutputOption
from yport_cli.cli.overwriting import refuse_to_overwrite_input

HELP = help_text(
    "計画ファイルの JSON Schema（2020-12）を書き出します。エディターの補完や、ほかの検査器に使えます。",
    "Write the JSON Schema (2020-12) of a plan file, for completion in an editor and for other validators.",
)


def schema(out: OutputOption = None, lang: LangOption = None) -> None:
    """Write the schema; its descriptions are in both languages."""
    from yport_cli.core.plan.schema import plan_schema
    from yport_cli.render.formats.json import json_text

    del lang
    refuse_to_overwrite_input([out])
    streams.write(json_text(plan_schema()), out)
