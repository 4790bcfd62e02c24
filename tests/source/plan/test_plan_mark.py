import pytest

from example import SMALL
from yport_cli.source.plan.plan_mark import is_plan

SCHEMA = "schema: yport/plan/v1"


@pytest.mark.parametrize(
    "line",
    [
        SCHEMA,
        '"schema": "yport/plan/v1"',
        "schema： yport/plan/v1",
        "shema: yport/plan/v1",
        "Schema: yport/plan/v1",
        "schema: Yport/Plan/v1",
        "schema: ｙｐｏｒｔ/plan/v1",
        "schema: yport/v1",
        "",
    ],
)
def test_a_slip_in_its_first_line_makes_no_other_file_of_a_plan(line: str) -> None:
    assert is_plan(SMALL.replace(SCHEMA, line).encode())


@pytest.mark.parametrize("indentation", [" ", "\u3000", "\u00a0", "\t"])
def test_nor_does_a_slip_in_its_indentation(indentation: str) -> None:
    assert is_plan("".join(f"{indentation}{line}\n" for line in SMALL.splitlines()).encode())


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp932"])
def test_nor_does_another_encoding(encoding: str) -> None:
    assert is_plan(SMALL.encode(encoding))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a: 1\n",
        "on: push\njobs: {test: {runs-on: ubuntu}}\n",
        "budget: 100\nkpis: [latency]\n",
        "fiscal_years: [2017, 2018]\n",
        "# fiscal_years kpis budget\nname: x\n",
    ],
)
def test_the_yaml_of_another_program_is_no_plan(text: str) -> None:
    assert not is_plan(text.encode())
