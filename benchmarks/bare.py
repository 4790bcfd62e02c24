"""The least that a Typer and Pydantic program does with a plan: load it into the models, say one line.

What `yport` takes beyond this is the price of its places, sentences and checks.
"""

from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer
import yaml

from yport_cli.core.plan.plan import Plan


def main(path: Annotated[Path, typer.Argument()], *, table: Annotated[bool, typer.Option()] = False) -> None:
    """Load the plan at `path` and print one line, or one table of its KPIs."""
    with path.open("rb") as file:
        plan = Plan.model_validate(adapted(yaml.load(file, yaml.CSafeLoader)))
    if not table:
        print(f"{plan.name}: {len(plan.kpis)}")
        return
    from rich.console import Console
    from rich.table import Table

    grid = Table("KPI", *(year.label for year in plan.fiscal_years))
    for kpi in plan.kpis:
        grid.add_row(kpi.title, *(str(kpi.planned[year]) for year in plan.years))
    Console().print(grid)


def adapted(value: Any) -> Any:
    """`value` with dates as the text that the models read."""
    if isinstance(value, dict):
        return {key: adapted(member) for key, member in value.items()}
    if isinstance(value, list):
        return [adapted(member) for member in value]
    return value.isoformat() if isinstance(value, date) else value


if __name__ == "__main__":
    typer.run(main)
