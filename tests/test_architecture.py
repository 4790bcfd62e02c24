"""The arrows of the house: cli → source → core ← render ← cli."""

import ast
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
    "xlsxwriter": "render/formats/xlsx/report_sheets.py",
    "pyarrow": "render/formats/parquet.py",
    "yaml": "source/yaml/document.py",
    "rich": "render/formats/terminal.py",
    "tabulate": "render/formats/markdown.py",
    "jinja2": "render/formats/html.py",
    "markupsafe": "render/formats/html.py",
}
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


def _imports(path: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
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


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_every_library_has_one_home(path: Path) -> None:
    place = path.relative_to(PACKAGE).as_posix()
    tops = {name.split(".")[0] for name in _imports(path)}
    assert "click" not in tops, "Typer brings its own"
    if "typer" in tops:
        assert _room(path) == "cli"
    for library, home in HOMES.items():
        if library in tops:
            assert place == home


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
    assert homes == {"core/figures/forecast.py"}
    assert _imports(PACKAGE / "core/figures/forecast.py") >= {"random", "random.Random"}
    assert "Random(SEED)" in (PACKAGE / "core/figures/forecast.py").read_text(encoding="utf-8")


def test_no_room_is_called_after_nothing() -> None:
    names = {path.stem for path in FILES}
    assert not names & {"utils", "helpers", "common", "manager", "base"}
