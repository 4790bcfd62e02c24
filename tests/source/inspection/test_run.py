"""Many files: in order, by all cores, with or without what is remembered of them."""

import io
import multiprocessing
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from example import SMALL, YPORT
from yport_cli.core.issues.file_report import FileReport
from yport_cli.source.inspection import run as inspection
from yport_cli.source.inspection.clean_cache import CleanCache
from yport_cli.source.inspection.kind import checked_plan
from yport_cli.source.inspection.run import Inspection
from yport_cli.source.inspection.walk import Found, Scope, walk

BROKEN = SMALL.replace("total: 100", "total: x")
ODD = SMALL.replace("total: 100", "total: １００")
OTHER = "apiVersion: v1\nkind: Service\n"


def _tree(folder: Path, count: int) -> list[str]:
    """Plans of every kind, and the codes that are expected of each."""
    expected = []
    for number in range(count):
        text, codes = [
            (SMALL, ""),
            (BROKEN, "bad-number"),
            (ODD, "number-spelling"),
            ("schema: yport/plan/v1\n[", "yaml-syntax"),
            (SMALL, ""),
        ][number % 5]
        path = folder / f"{number // 50:03}" / f"{number:05}.yaml"
        path.parent.mkdir(exist_ok=True)
        path.write_text(text + f"# {number}\n", encoding="utf-8")
        expected.append(f"{path}: {codes}")
    return expected


def _found(reports: Iterator[FileReport] | Inspection) -> list[str]:
    return [f"{report.path}: {','.join(issue.code for issue in report.issues)}" for report in reports]


@pytest.fixture
def _soon(monkeypatch: pytest.MonkeyPatch) -> None:
    """Workers start for a few files."""
    monkeypatch.setattr(inspection, "_ENOUGH", 20)
    monkeypatch.setattr(inspection, "_CHUNK", 8)


@pytest.mark.slow
@pytest.mark.usefixtures("_soon")
@pytest.mark.parametrize("workers", [1, 2, 3])
def test_the_reports_come_in_the_order_of_names_however_many_work(tmp_path: Path, workers: int) -> None:
    expected = _tree(tmp_path, 130)
    assert _found(Inspection([str(tmp_path)], workers=workers)) == expected


@pytest.mark.slow
@pytest.mark.usefixtures("_soon")
@pytest.mark.parametrize("workers", [1, 2])
def test_a_warm_cache_changes_nothing_but_the_time(tmp_path: Path, workers: int) -> None:
    plans, cache = tmp_path / "plans", tmp_path / "cache"
    plans.mkdir()
    expected = _tree(plans, 130)
    for _ in range(3):
        assert _found(Inspection([str(plans)], workers=workers, cache=CleanCache(cache))) == expected
    assert len(CleanCache(cache).known) == 52  # two of five are clean
    changed = plans / "000" / "00000.yaml"
    changed.write_text(BROKEN, encoding="utf-8")
    expected[0] = f"{changed}: bad-number"
    assert _found(Inspection([str(plans)], workers=workers, cache=CleanCache(cache))) == expected


@pytest.mark.usefixtures("_soon")
@pytest.mark.parametrize("is_first", [True, False])
def test_standard_input_is_read_among_many_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, is_first: bool
) -> None:
    expected = _tree(tmp_path, 60)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(BROKEN.encode())))
    names = ["-", str(tmp_path)] if is_first else [str(tmp_path), "-"]
    expected.insert(0 if is_first else len(expected), "-: bad-number")
    assert _found(Inspection(names, workers=2)) == expected


def test_yaml_that_is_no_plan_is_passed_over_unless_it_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(OTHER)
    (tmp_path / "b.yaml").write_text(SMALL, encoding="utf-8")
    run = Inspection([str(tmp_path)])
    assert _found(run) == [f"{tmp_path / 'b.yaml'}: "]
    assert run.skipped == 1
    (report,) = Inspection([str(tmp_path / "a.yaml")])
    assert "missing-key" in {issue.code for issue in report.issues}


@pytest.mark.parametrize("slip", ["： ", ":\u3000", "：\u3000", ":\xa0", ":"])
def test_a_slip_after_schema_is_one_of_somebody_who_means_a_plan(slip: str, tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(f"schema{slip}yport/plan/v1\n", encoding="utf-8")
    assert len(list(Inspection([str(tmp_path)]))) == 1


@pytest.mark.parametrize(
    "text",
    [
        "schema: yport/plan/v1\n",
        "# 計画\r\nschema:   'yport/plan/v1'\r\n",
        '{"schema": "yport/plan/v1"}',
        "{id: a, schema: yport/plan/v2}",
        "a: [\nschema: yport/plan/v1\n",
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp932"])
def test_what_means_to_be_a_plan_is_checked(text: str, encoding: str, tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_bytes(text.encode(encoding))
    run = Inspection([str(tmp_path)])
    assert len(list(run)) == 1
    assert run.skipped == 0


@pytest.mark.parametrize(
    "text", ["", "a: 1\n", "x:\n  schema: yport/plan/v1\n", "my_schema: yport/plan\n", "schema: other/plan\n"]
)
def test_what_does_not_is_not(text: str, tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(text)
    run = Inspection([str(tmp_path)])
    assert list(run) == []
    assert run.skipped == 1


def test_a_file_that_is_removed_during_the_walk_is_reported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("a", "b", "c"):
        (tmp_path / f"{name}.yaml").write_text(SMALL, encoding="utf-8")

    def removing(names: list[str], scope: Scope) -> Iterator[Found]:
        for found in walk(names, scope):
            if found.path.endswith("b.yaml"):
                Path(found.path).unlink()
            yield found

    monkeypatch.setattr(inspection, "walk", removing)
    reports = list(Inspection([str(tmp_path)]))
    assert [report.unreadable for report in reports] == [False, True, False]
    assert [issue.code for issue in reports[1].issues] == ["cannot-read"]


def test_what_is_no_file_is_not_waited_for(tmp_path: Path) -> None:
    if not hasattr(os, "mkfifo"):
        pytest.skip("this system has no named pipes")
    os.mkfifo(tmp_path / "pipe.yaml")
    (report,) = Inspection([str(tmp_path)])
    assert report.unreadable
    assert [issue.code for issue in report.issues] == ["cannot-read"]


def test_ledgers_are_checked_with_the_plan_beside_them(tmp_path: Path) -> None:
    (tmp_path / "p.yaml").write_bytes(YPORT.read_bytes())
    (tmp_path / "p.ledger.csv").write_text("date,item,amount\n2018-04-10,order,5\n")
    (tmp_path / "q.ledger.csv").write_text("date,item,amount\n")
    reports = list(Inspection([str(tmp_path)]))
    assert _found(iter(reports)) == [
        f"{tmp_path / 'p.ledger.csv'}: unknown-item",
        f"{tmp_path / 'p.yaml'}: ",
        f"{tmp_path / 'q.ledger.csv'}: ledger-without-plan",
    ]
    (issue,) = reports[0].issues
    assert (issue.at.place.line, issue.at.place.column) == (2, 12)


def test_a_ledger_is_checked_again_when_only_its_plan_has_changed(tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    plan = tmp_path / "p.yaml"
    plan.write_bytes(YPORT.read_bytes())
    (tmp_path / "p.ledger.csv").write_text("date,item,amount\n2018-04-10,orders,5\n")

    def found() -> list[str]:
        return [
            issue.code
            for report in Inspection([str(tmp_path)], cache=CleanCache(cache))
            for issue in report.issues
        ]

    assert found() == []
    assert found() == []
    plan.write_text(YPORT.read_text(encoding="utf-8").replace("id: orders", "id: other"), encoding="utf-8")
    assert found() == ["unknown-item"]


@pytest.mark.usefixtures("_soon")
def test_where_no_process_can_be_started_one_does_it_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(_: int) -> None:
        raise OSError("no semaphores here")

    monkeypatch.setattr(inspection, "_new_pool", fails)
    expected = _tree(tmp_path, 60)
    assert _found(Inspection([str(tmp_path)], workers=2)) == expected


@pytest.mark.usefixtures("_soon")
def test_the_work_of_a_worker_that_is_killed_is_done_here(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ours = os.getpid()

    def dying(path: str, data: bytes) -> FileReport:
        if os.getpid() != ours:
            os._exit(9)
        return checked_plan(path, data)

    monkeypatch.setattr(inspection, "checked_plan", dying)
    expected = _tree(tmp_path, 60)
    assert _found(Inspection([str(tmp_path)], workers=2)) == expected


def test_progress_is_told_and_ends_with_all(tmp_path: Path) -> None:
    _tree(tmp_path, 130)
    told: list[int] = []
    assert len(list(Inspection([str(tmp_path)], on_progress=told.append))) == 130
    assert told == sorted(told)
    assert told[-1] == 130


@pytest.mark.slow
def test_a_run_that_is_given_up_leaves_no_worker(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inspection, "_ENOUGH", 20)
    _tree(tmp_path, 200)
    before = multiprocessing.active_children()
    reports = iter(Inspection([str(tmp_path)], workers=2))
    next(reports)
    reports.close()  # type: ignore[attr-defined]
    assert multiprocessing.active_children() == before
