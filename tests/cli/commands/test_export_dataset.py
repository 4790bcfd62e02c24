"""`yport export` to a folder: the figures of one file, in parts by prefecture, whole or not at all."""

import shutil
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import pyarrow.parquet
import pytest

from example import ROOT, SMALL, changed
from program import command
from yport_cli.cli.commands import export_dataset
from yport_cli.render.formats import parquet
from yport_cli.source.inspection import crew

NATION = ROOT / "tests" / "data" / "nation"
BROKEN = SMALL.replace("total: 100", "total: x")


@pytest.fixture
def plans(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of the nation's plans, beside which the data set is written."""
    shutil.copytree(NATION, tmp_path / "plans")
    monkeypatch.chdir(tmp_path)
    return tmp_path / "plans"


def _many(plans: Path, count: int = 60) -> None:
    """More plans, of every prefecture and of none."""
    for number in range(count):
        code = f'area_code: "{number % 47 + 1:02}100"\n' if number % 5 else ""
        text = changed(("id: small\n", f"id: town-{number}\n{code}"), ("H29: 10,", f"H29: {number}.5,"))
        folder = plans / f"{number % 7}"
        folder.mkdir(exist_ok=True)
        (folder / f"{number}.yaml").write_text(text, encoding="utf-8")
        (folder / f"{number}.ledger.csv").write_text(
            f"date,item,amount\n2018-03-31,visits,{number}\n", encoding="utf-8"
        )


def _rows(path: str) -> Counter[tuple[Any, ...]]:
    found = Counter(
        tuple(row.values())
        for part in Path().glob(path)
        for row in pyarrow.parquet.read_table(part, partitioning=None).to_pylist()
    )
    assert found
    return found


def _here() -> list[str]:
    """What lies beside the data set."""
    return sorted(path.name for path in Path().iterdir())


def _found(query: str) -> list[tuple[Any, ...]]:
    relation = duckdb.sql(query)
    assert relation is not None
    return relation.fetchall()


def _bytes(folder: str) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in Path(folder).glob("*/*")}


def test_a_data_set_holds_the_rows_of_one_file(plans: Path) -> None:
    _many(plans)
    for options in ((), ("--year", "R5"), ("--as-of", "2024-12-31")):
        command("export", plans, "-o", "one.parquet", *options, status=0)
        command("export", plans, "-o", "dataset", *options, status=0)
        assert _rows("dataset/*/data.parquet") == _rows("one.parquet")


def test_a_plan_is_in_the_part_of_its_prefecture(plans: Path) -> None:
    command("export", plans, "-o", "dataset", status=0)
    found = _found(
        "SELECT DISTINCT prefecture, area_code FROM read_parquet('dataset/**/*.parquet',"
        " hive_partitioning = true, hive_types = {'prefecture': VARCHAR}) ORDER BY prefecture"
    )
    assert found == [("01", "01210"), ("04", "04101"), ("14", "14108"), (None, None)]


@pytest.mark.parametrize("held", [1, 500, 10**6])
def test_the_same_bytes_whoever_does_the_work(
    plans: Path, monkeypatch: pytest.MonkeyPatch, held: int
) -> None:
    _many(plans)
    monkeypatch.setattr(parquet, "_MOST_HELD", held)
    command("export", plans, "-o", "alone", status=0)
    monkeypatch.setattr(crew.Crew.__init__, "__defaults__", (2, 20))
    command("export", plans, "-o", "dataset", status=0)
    assert _bytes("dataset") == _bytes("alone")


def test_a_broken_plan_keeps_all_from_being_published(plans: Path) -> None:
    (plans / "a.yaml").write_text(BROKEN, encoding="utf-8")
    (plans / "z.yaml").write_text(BROKEN.replace("id: small", "id: other"), encoding="utf-8")
    one = command("export", plans, "-o", "one.parquet", lang="en", status=1)
    run = command("export", plans, "-o", "dataset", lang="en", status=1)
    assert run.err == one.err
    assert run.err.count("bad-number") == 2
    assert _here() == ["plans"]


def test_a_plan_that_cannot_be_read_ends_as_it_does_for_one_file(plans: Path) -> None:
    (plans / "gone.yaml").symlink_to("nowhere")
    one = command("export", plans, "-o", "one.parquet", status=3)
    assert command("export", plans, "-o", "dataset", status=3).err == one.err


def test_two_plans_of_one_id_are_refused(plans: Path) -> None:
    shutil.copy(plans / "iwami.yaml", plans / "other.yaml")
    run = command("export", plans, "-o", "dataset", lang="en", status=2)
    assert run.err.startswith("yport: more than one plan has the id 'iwami-nogyo'")
    assert _here() == ["plans"]


def test_a_figure_that_does_not_fit_is_named_with_its_plan(plans: Path) -> None:
    (plans / "fine.yaml").write_text(changed(("H29: 10,", "H29: 0.12345678901,")), encoding="utf-8")
    run = command("export", plans, "-o", "dataset", status=3)
    assert f"{plans / 'fine.yaml'}: 3行目の値 0.12345678901 は小数10桁のParquetに書けません" in run.err
    assert _here() == ["plans"]


def test_a_data_set_is_replaced_as_a_whole(plans: Path) -> None:
    command("export", plans, "-o", "dataset", status=0)
    (plans / "aoba.yaml").unlink()
    (plans / "aoba.ledger.csv").unlink()
    command("export", plans, "-o", "dataset", "--format", "parquet", status=0)
    assert {path.name for path in Path("dataset").iterdir()} == {
        *("prefecture=01", "prefecture=14", "prefecture=__HIVE_DEFAULT_PARTITION__")
    }
    assert _here() == ["dataset", "plans"]


@pytest.mark.parametrize(
    "name", ["dataset/mine.txt", "dataset/prefecture=01/mine.txt", "dataset/data.parquet"]
)
def test_a_folder_of_others_is_not_replaced(plans: Path, name: str) -> None:
    Path(name).parent.mkdir(parents=True)
    Path(name).write_text("mine", encoding="utf-8")
    run = command("export", plans, "-o", "dataset", status=2)
    assert "データセットではない" in run.err
    assert Path(name).read_text(encoding="utf-8") == "mine"


def test_the_folder_of_the_plans_is_not_replaced(plans: Path) -> None:
    before = sorted(plans.iterdir())
    command("export", plans, "-o", plans, status=2)
    assert sorted(plans.iterdir()) == before


def test_a_folder_without_plans_is_no_nation(plans: Path) -> None:
    (plans / "none").mkdir()
    run = command("export", plans / "none", "-o", "dataset", lang="en", status=2)
    assert "there is no plan file in" in run.err
    assert _here() == ["plans"]


@pytest.mark.parametrize("option", [("--encoding", "cp932"), ("--ledger", "a.csv")])
def test_what_a_data_set_has_no_use_for_is_refused(plans: Path, option: tuple[str, str]) -> None:
    assert "フォルダーに書き出すとき" in command("export", plans, "-o", "dataset", *option, status=2).err


def test_whoever_lacks_the_extra_is_told_before_the_work(
    plans: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    assert 'pip install "yport[data]"' in command("export", plans, "-o", "dataset", status=4).err
    assert _here() == ["plans"]


def test_what_is_given_up_leaves_nothing(plans: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def given_up(*_: object) -> Iterator[None]:
        raise KeyboardInterrupt

    monkeypatch.setattr(export_dataset, "write_parts", given_up)
    command("export", plans, "-o", "dataset", status=130)
    assert _here() == ["plans"]


def test_a_plan_from_standard_input_is_one_of_the_nation(plans: Path) -> None:
    command("export", plans, "-", "-o", "dataset", stdin=SMALL, status=0)
    assert _rows("dataset/*/data.parquet")
    assert ("small",) in _found("SELECT DISTINCT plan_id FROM 'dataset/*/*.parquet'")
