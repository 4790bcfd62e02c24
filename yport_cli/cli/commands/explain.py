"""`yport explain`: the manual of a rule, and the list of all."""

from typing import Annotated

from yport_cli.cli import streams
from yport_cli.cli.answer import FormatOption, chosen_format, write_answer
from yport_cli.cli.formats import Answer
from yport_cli.cli.language import help_text, language_for
from yport_cli.cli.options import LangOption, OutputOption, argument, option
from yport_cli.core.issues.sentence import Sentence
from yport_cli.core.refusals.command_lines import USAGE

HELP = help_text(
    "検査を説明します: 何を求めるか、なぜか、誤りの例と正しい例、様式のどこか。",
    "Explain a rule: what it asks for, why, an example that fails and one that passes, the section of the "
    "form.",
)


def explain(
    codes: Annotated[
        list[str] | None,
        argument(
            "CODE...", "検査の名前（例: cumulative-mismatch）", "Code of a rule, such as cumulative-mismatch"
        ),
    ] = None,
    *,
    list_: Annotated[bool, option("--list", "すべての検査の一覧", "List all rules")] = False,
    format_: FormatOption = None,
    out: OutputOption = None,
    lang: LangOption = None,
) -> None:
    """Explain rules one by one, or list them."""
    from yport_cli.core.catalogue.manual import manual_of
    from yport_cli.core.catalogue.rules import RULES
    from yport_cli.core.catalogue.selection import known_rule
    from yport_cli.render.pages.rule_manual import manual_markdown, manual_text
    from yport_cli.render.pages.rules import explain_object, rules_page, rules_table

    language = language_for(lang)
    chosen = chosen_format(format_, out)
    if not list_ and not codes:
        raise USAGE.refusal(
            Sentence("検査の名前がありません", "no rule is named"),
            Sentence(
                "`yport explain CODE` か `yport explain --list` と書いてください",
                "write `yport explain CODE` or `yport explain --list`",
            ),
        )
    rules = [known_rule(code) for code in codes or ()] or list(RULES)
    if list_ or chosen in ("json", "csv"):
        answer = Answer(
            page=lambda: rules_page(rules, language),
            json_object=lambda: explain_object(rules, language),
            records=lambda: rules_table(rules, language).records(),
        )
        write_answer(chosen, out, answer)
        return
    write = manual_markdown if chosen == "markdown" else manual_text
    text = "\n".join(write(rule, manual_of(rule), language) for rule in rules)
    streams.write(text, out, for_people=chosen == "table")
