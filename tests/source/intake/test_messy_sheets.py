"""What comes out of a sheet is what went in, or an issue at its cell; never a figure of nobody."""

from decimal import Decimal
from pathlib import Path

import pytest

from messy_sheets import PLAN, Figure, Maker, Messy, csv_file, workbook
from yport_cli.core.issues.issue import Severity
from yport_cli.source.intake.findings import Taken
from yport_cli.source.intake.taking import Intake, intake_of


def _taken(intake: Intake) -> dict[tuple[int, int], Figure]:
    return {
        (taken.record.number - 1, taken.column): (
            taken.row.fields["date"],
            taken.row.fields["fiscal_year"],
            taken.row.fields["item"],
            Decimal(taken.row.fields["amount"]).normalize(),
        )
        for taken in intake.lines
        if isinstance(taken, Taken)
    }


def _said(intake: Intake, sheet: Messy) -> str:
    issues = [(issue.at.cell, issue.at.place.line, issue.message.ja) for issue in intake.report.issues]
    return f"{sheet.name}\n" + "\n".join(map(str, sheet.rows())) + f"\n{issues}"


def _wrong(intake: Intake) -> set[tuple[int, int]]:
    return {
        (issue.at.place.line - 1, issue.at.place.column - 1)
        for issue in intake.report.issues
        if issue.severity is Severity.ERROR
    }


@pytest.mark.parametrize(
    "seeds", [range(40), pytest.param(range(40, 1200), marks=pytest.mark.slow)], ids=["some", "many"]
)
def test_a_workbook_gives_what_is_hidden_in_it(tmp_path: Path, seeds: range) -> None:
    for seed in seeds:
        sheet = Maker(seed).made()
        path = tmp_path / "sheet.xlsx"
        path.write_bytes(workbook([sheet]))
        intake = intake_of(PLAN, path, {})
        assert _taken(intake) == sheet.figures, _said(intake, sheet)
        assert _wrong(intake) == sheet.wrong, _said(intake, sheet)


@pytest.mark.parametrize("encoding", ["utf-8", "cp932", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", "\t"], ids=["comma", "tab"])
def test_a_csv_in_any_encoding_gives_what_is_hidden_in_it(
    tmp_path: Path, encoding: str, delimiter: str
) -> None:
    for seed in range(1000, 1060):
        sheet = Maker(seed, is_csv=True).made()
        if sheet.name != "Sheet1":
            continue  # a CSV has no name of a sheet
        path = tmp_path / "sheet.csv"
        text = csv_file(sheet, "utf-8", delimiter).decode()
        path.write_bytes(text.replace("−", "-").encode(encoding))
        intake = intake_of(PLAN, path, {})
        figures = sorted(sheet.figures.values())
        assert sorted(_taken(intake).values()) == figures, _said(intake, sheet)
        assert len(_wrong(intake)) == len(sheet.wrong), _said(intake, sheet)
