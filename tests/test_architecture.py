"""The arrows of the house: cli → source → core ← render ← cli, and down the floors within each room."""

import ast
import re
from collections import Counter
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "yport_cli"
FILES = sorted(PACKAGE.rglob("*.py"))

MAY_IMPORT = {
    "core": {"core"},
    "source": {"core", "source"},
    "render": {"core", "render"},
    "cli": {"core", "source", "render", "cli"},
}
HOMES = {
    "xlsxwriter": "render/formats/xlsx/book.py",
    "pyarrow": "render/formats/parquet.py",
    "yaml": "source/yaml/",
    "rich": "render/formats/terminal.py",
    "tabulate": "render/formats/markdown.py",
    "jinja2": "render/formats/html.py",
    "markupsafe": "render/formats/html.py",
    "pypdfium2": "source/official/document_worker.py",
    "docx": "source/official/document_worker.py",
}
FLOORS = {
    "core": ("issues", "numbers", "refusals", "reading", "plan", "draft", "figures", "checks", "catalogue"),
    "source": ("disk", "places", "yaml", "plan", "sheet", "ledger", "intake", "official", "inspection"),
    "render": (
        *("shapes", "wording", "data", "pages", "formats", "diagnostics"),
        *("site", "blank_plan", "draft_plan", "draft_report", "official_form"),
    ),
}
"""What each room is made of, folders and files, from the ground up.

Each uses itself and what lies below it.
"""
LONGEST = 350
LONGEST_LINE = 110
JAPANESE = re.compile(r"[\u3000-\u9fff\uff00-\uffef]")
OUTSIDE_THE_CORE = {
    "os",
    "sys",
    "io",
    "pathlib",
    "time",
    "locale",
    "tempfile",
    "subprocess",
    "socket",
}


@cache
def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


@cache
def _imports(path: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(_tree(path)):
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module)
            names.update(f"{node.module}.{alias.name}" for alias in node.names)
    return names


def _room(path: Path) -> str:
    parts = path.relative_to(PACKAGE).parts
    return parts[0] if len(parts) > 1 else ""


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_arrows_point_the_right_way(path: Path) -> None:
    room = _room(path)
    if not room:
        return
    for name in _imports(path):
        parts = name.split(".")
        if parts[0] == "yport_cli" and len(parts) > 1 and (PACKAGE / parts[1]).is_dir():
            assert parts[1] in MAY_IMPORT[room], f"{path.name} imports {name}"


def _arrows_up(room: str) -> set[str]:
    found: set[str] = set()
    for path in (PACKAGE / room).rglob("*.py"):
        here = path.relative_to(PACKAGE)
        if here.parts[1] == "__init__.py":
            continue
        for name in _imports(path):  # those within a function count as any other
            package, *parts = name.split(".")
            if package == "yport_cli" and parts[:1] == [room] and parts[1:]:
                from_floor, to_floor = (
                    FLOORS[room].index(part.removesuffix(".py")) for part in (here.parts[1], parts[1])
                )
                if to_floor > from_floor:
                    found.add(f"{here.as_posix()} → {room}/{parts[1]}")
    return found


@pytest.mark.parametrize("room", FLOORS)
def test_arrows_run_down_the_floors_of_a_room(room: str) -> None:
    assert _arrows_up(room) == set()


@pytest.mark.parametrize("room", FLOORS)
def test_every_folder_and_file_of_a_room_has_its_floor(room: str) -> None:
    found = {
        path.stem for path in (PACKAGE / room).iterdir() if path.suffix == ".py" or any(path.glob("*.py"))
    }
    assert found - {"__init__"} == set(FLOORS[room])


def test_what_commands_share_knows_no_command() -> None:
    shared = (PACKAGE / "cli").glob("*.py")
    assert {path.name for path in shared if any(".cli.commands" in name for name in _imports(path))} == set()


@pytest.mark.parametrize("room", [*FLOORS, "cli"])
def test_no_file_is_called_as_another_of_its_room(room: str) -> None:
    names = [path.stem for path in (PACKAGE / room).rglob("*.py") if path.stem != "__init__"]
    assert [name for name, count in Counter(names).items() if count > 1] == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_a_name_is_imported_from_the_module_that_defines_it(path: Path) -> None:
    for node in ast.walk(_tree(path)):
        if isinstance(node, ast.Import):
            assert not any(alias.name.split(".")[0] == "yport_cli" for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"line {node.lineno}: a relative import"
            home = PACKAGE.parent.joinpath(*(node.module or "").split("."))
            if home.with_suffix(".py").is_file():
                assert {alias.name for alias in node.names} <= _defined(home.with_suffix(".py")), node.module
            elif home.is_relative_to(PACKAGE):
                for alias in node.names:  # a module of a folder, or the version of the package
                    assert (home / f"{alias.name}.py").is_file() or alias.name in _defined(
                        home / "__init__.py"
                    )


@cache
def _defined(path: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(_tree(path)):
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            names.add(node.name)
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            names.add(node.id)
    return names


def test_no_file_is_longer_than_one_reads_at_a_sitting() -> None:
    lines = {
        path.relative_to(PACKAGE).as_posix(): len(path.read_text(encoding="utf-8").splitlines())
        for path in FILES
    }
    assert {place for place, count in lines.items() if count > LONGEST} == set()


def test_a_line_without_japanese_ends_by_column_110() -> None:
    root = PACKAGE.parent
    places = [
        f"{path.relative_to(root)}:{number}"
        for folder in ("yport_cli", "tests", "benchmarks")
        for path in (root / folder).rglob("*.py")
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if len(line) > LONGEST_LINE and not JAPANESE.search(line)
    ]
    assert places == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_every_library_has_one_home(path: Path) -> None:
    place = path.relative_to(PACKAGE).as_posix()
    tops = {name.split(".")[0] for name in _imports(path)}
    assert "click" not in tops, "Typer brings its own"
    if "typer" in tops:
        assert _room(path) == "cli"
    for library, home in HOMES.items():
        if library in tops:
            assert place == home or (home.endswith("/") and place.startswith(home))


@pytest.mark.parametrize("path", sorted((PACKAGE / "core").rglob("*.py")), ids=lambda path: path.name)
def test_the_core_knows_no_files_no_clock_no_terminal(path: Path) -> None:
    assert not {name.split(".")[0] for name in _imports(path)} & OUTSIDE_THE_CORE
    source = path.read_text(encoding="utf-8")
    assert "float(" not in source
    assert ".today(" not in source
    assert ".now(" not in source


def test_no_file_needs_itself_by_way_of_others() -> None:
    names = {".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts): path for path in FILES}
    names = {name.removesuffix(".__init__"): path for name, path in names.items()}
    needs = {name: _imports(path) & names.keys() - {name} for name, path in names.items()}
    packages = {name for name in needs if (PACKAGE.parent / name.replace(".", "/")).is_dir()}
    order = TopologicalSorter({name: needs[name] - packages for name in needs}).static_order()
    assert set(order) >= needs.keys() - packages  # raises CycleError where there is a circle


def test_chance_has_one_home_where_its_seed_is_fixed() -> None:
    homes = {path.relative_to(PACKAGE).as_posix() for path in FILES if "random" in _imports(path)}
    assert homes == {"core/figures/projections.py"}
    assert _imports(PACKAGE / "core/figures/projections.py") >= {"random", "random.Random"}
    assert "Random(SEED)" in (PACKAGE / "core/figures/projections.py").read_text(encoding="utf-8")


def test_no_room_is_called_after_nothing() -> None:
    names = {path.stem for path in FILES}
    assert not names & {"utils", "helpers", "common", "manager", "base"}
