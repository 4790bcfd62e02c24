import os
from pathlib import Path

import pytest

from yport_cli.source.inspection.walk import Found, walk


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def _made(*names: str) -> None:
    for name in names:
        path = Path(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("a: 1\n", encoding="utf-8")


def _walked(*names: str) -> list[str]:
    return [found.path.replace(os.sep, "/") for found in walk(names)]


def test_a_folder_is_walked_in_the_order_of_names() -> None:
    _made("p/b.yaml", "p/a/2.yml", "p/a/1.yaml", "p/c.YAML", "p/a.ledger.csv", "p/a.ledger.xlsx")
    assert _walked("p") == [
        "p/a/1.yaml",
        "p/a/2.yml",
        "p/a.ledger.csv",
        "p/a.ledger.xlsx",
        "p/b.yaml",
        "p/c.YAML",
    ]


def test_other_files_and_hidden_ones_are_passed_over() -> None:
    _made("p/a.yaml", "p/notes.txt", "p/data.csv", "p/.hidden.yaml", "p/.git/x.yaml", "p/a.yaml~")
    assert _walked("p") == ["p/a.yaml"]


def test_the_folder_where_we_stand_is_not_said() -> None:
    _made("a.yaml", "p/b.yaml")
    assert _walked(".") == ["a.yaml", "p/b.yaml"]


def test_names_keep_their_order_and_are_told_from_what_lies_in_a_folder() -> None:
    _made("z.txt", "p/a.yaml", "b.yaml")
    assert list(walk(["z.txt", "p", "b.yaml", "-", "nothing"])) == [
        Found("z.txt", named=True),
        Found(str(Path("p", "a.yaml"))),
        Found("b.yaml", named=True),
        Found("-", named=True),
        Found("nothing", named=True),
    ]


def test_no_file_is_checked_twice() -> None:
    _made("p/a.yaml", "p/q/b.yaml")
    assert _walked("p/a.yaml", "p", "p/q", "p/q/b.yaml", "p/a.yaml") == ["p/a.yaml", "p/q/b.yaml"]


def test_a_link_to_a_folder_is_followed_once() -> None:
    _made("there/a.yaml", "p/b.yaml")
    Path("p/link").symlink_to("../there", target_is_directory=True)
    Path("p/other").symlink_to("../there", target_is_directory=True)
    assert _walked("p") == ["p/b.yaml", "p/link/a.yaml"]


def test_a_link_back_is_a_problem_and_not_the_end() -> None:
    _made("p/q/a.yaml", "p/z.yaml")
    Path("p/q/loop").symlink_to("..", target_is_directory=True)
    found = list(walk(["p"]))
    assert [item.path.replace(os.sep, "/") for item in found] == ["p/q/a.yaml", "p/q/loop", "p/z.yaml"]
    problem = found[1].problem
    assert problem is not None
    assert problem.code == "symlink-loop"
    assert "p" in problem.message.en


def test_a_link_to_itself_and_one_that_leads_nowhere_are_files_that_cannot_be_read() -> None:
    Path("p").mkdir()
    Path("p/self.yaml").symlink_to("self.yaml")
    Path("p/gone.yaml").symlink_to("nothing")
    Path("p/nowhere").symlink_to("nothing")
    assert _walked("p") == ["p/gone.yaml", "p/self.yaml"]


def test_folders_that_link_to_each_other_end_soon() -> None:
    for name in "abcdefgh":
        Path(name).mkdir()
        for other in "abcdefgh":
            if other != name:
                Path(name, other).symlink_to(f"../{other}", target_is_directory=True)
    assert len(_walked(".")) < 100


@pytest.mark.slow
def test_a_deep_folder_is_walked_without_recursion() -> None:
    deep = "d"
    for _ in range(1_100):  # deeper than Python would go
        os.mkdir(deep)
        deep += "/d"
    found = list(walk(["."]))
    assert found == []
    while deep != "d":  # nor would pytest be able to clean up
        deep = deep.removesuffix("/d")
        os.rmdir(deep)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read every folder")
def test_a_folder_that_may_not_be_read_is_a_problem() -> None:
    _made("p/q/a.yaml", "p/b.yaml")
    Path("p/q").chmod(0)
    try:
        found = list(walk(["p"]))
    finally:
        Path("p/q").chmod(0o755)
    assert [item.path for item in found] == ["p/b.yaml", "p/q"]
    assert found[1].problem is not None
    assert found[1].problem.code == "cannot-read"


def test_a_folder_that_cannot_be_listed_is_a_problem(monkeypatch: pytest.MonkeyPatch) -> None:
    _made("p/q/a.yaml", "p/b.yaml")
    listed = os.scandir

    def fails(path: str) -> "os._ScandirIterator[str]":
        if path.endswith("q"):
            raise PermissionError(13, "Permission denied")
        return listed(path)

    monkeypatch.setattr(os, "scandir", fails)
    found = list(walk(["p"]))
    assert [item.problem.code if item.problem else None for item in found] == [None, "cannot-read"]
