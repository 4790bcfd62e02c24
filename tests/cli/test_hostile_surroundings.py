"""Folders, names, streams and widths that nobody wishes for: each command as a process, of root and others.

No exit status is 70, no trace is shown, and the status says what happened: 2 wrong usage, 3 a file.
"""

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from example import FULL
from program import PROGRAM, surroundings

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(os.name == "nt", reason="folders, names and devices of POSIX"),
]

PERSONS = {"root": (), "ordinary": ("setpriv", "--bounding-set=-all", "--inh-caps=-all")}
"""How a process is started: root without its powers is shut out by rights as anybody is."""

ROW = ("visits", "1", "--date", "2018-04-10")
UNDECODABLE = os.fsdecode(b"n\xff")
LONGEST = "あ" * 83 + "x"


@pytest.fixture(params=PERSONS)
def person(request: pytest.FixtureRequest) -> tuple[str, ...]:
    """The words that come before those of the program."""
    if request.param == "ordinary" and (os.geteuid() != 0 or shutil.which("setpriv") is None):
        pytest.skip("who is not root is ordinary; without setpriv nobody else can be")
    if request.param == "root" and os.geteuid() != 0:
        return ()
    return PERSONS[request.param]


@pytest.fixture
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A folder with a plan, a ledger, and things that are not what their names say."""
    monkeypatch.chdir(tmp_path)
    ledger = "date,item,amount\n2018-04-10,visits,5\n"
    for name in ("plan.yaml", "locked/plan.yaml", f"{UNDECODABLE}.yaml", f"{LONGEST}.yaml"):
        Path(name).parent.mkdir(exist_ok=True)
        Path(name).write_text(FULL, encoding="utf-8")
    Path("other.yaml").write_text(FULL.replace("id: sample", "id: other", 1), encoding="utf-8")
    for name in ("a.csv", "locked/a.csv", f"{UNDECODABLE}.csv"):
        Path(name).write_text(ledger, encoding="utf-8")
    Path("broken.xlsx").write_bytes(b"PK\x03\x04 nothing")
    Path("locked.xlsx").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512))
    Path("huge.xlsx").touch()
    os.truncate("huge.xlsx", 3 << 30)
    Path("datapackage.json").write_text('{"name": ', encoding="utf-8")
    Path("locked").chmod(0)
    yield
    Path("locked").chmod(0o700)


def _run(
    person: tuple[str, ...], *arguments: str, line: str = 'exec "$@"', **environment: str
) -> tuple[int, str]:
    done = subprocess.run(
        ["sh", "-c", line, "sh", *person, *PROGRAM, *arguments],
        capture_output=True,
        env=surroundings(XDG_CACHE_HOME=os.fspath(Path("cache").absolute()), **environment),
        check=False,
        timeout=120,
    )
    said = done.stderr.decode(errors="replace")
    assert 0 <= done.returncode <= 4, said
    assert "Traceback" not in said
    assert "Exception ignored" not in said
    return done.returncode, said


@pytest.mark.usefixtures("_folder")
@pytest.mark.parametrize(
    "arguments",
    [
        *(
            (command, "locked/plan.yaml")
            for command in ("status", "budget", "breakeven", "forecast", "validate")
        ),
        *((command, "locked") for command in ("status", "budget", "report", "export", "validate")),
        ("status", "plan.yaml", "--ledger", "locked/a.csv"),
        ("status", "plan.yaml", "--format", "json", "-o", "locked/x.json"),
        ("record", *ROW, "--plan", "locked/plan.yaml"),
        ("record", *ROW, "--plan", "plan.yaml", "--ledger", "locked/a.csv"),
        ("record", "--from", "locked/a.csv", "--plan", "plan.yaml"),
        ("report", "plan.yaml", "-o", "locked/r.html"),
        ("report", "plan.yaml", "other.yaml", "-o", "locked/site"),
        ("report", "plan.yaml", "--form", "kensho", "-o", "locked/k.xlsx"),
        ("export", "plan.yaml", "-o", "locked/e.csv"),
        ("diff", "locked/plan.yaml", "plan.yaml"),
        ("diff", "plan.yaml", "locked/plan.yaml"),
        ("init", "locked/new.yaml"),
        ("schema", "-o", "locked/s.json"),
        ("validate", "--fix", "locked/plan.yaml"),
    ],
    ids=" ".join,
)
def test_a_folder_that_one_may_not_enter(arguments: tuple[str, ...]) -> None:
    if os.geteuid() == 0 and shutil.which("setpriv") is None:
        pytest.skip("root enters every folder")
    status, said = _run(PERSONS["ordinary"] if os.geteuid() == 0 else (), *arguments)
    assert status == 3
    assert "権限" in said or arguments[0] == "validate"  # says it on standard output


@pytest.mark.usefixtures("_folder")
def test_a_working_folder_that_is_gone(person: tuple[str, ...]) -> None:
    gone = 'mkdir d && cd d && rmdir ../d && exec "$@"'
    for arguments, expected in (
        (("status",), 0),
        (("--help",), 0),
        (("status", "plan.yaml"), 3),
        (("validate", "."), 3),
        (("init", "x.yaml"), 3),
        (("report", "-o", "x.html"), 3),
    ):
        assert _run(person, *arguments, line=gone)[0] == expected, arguments


@pytest.mark.usefixtures("_folder")
@pytest.mark.parametrize("name", [UNDECODABLE, LONGEST], ids=["undecodable", "longest"])
def test_names_that_are_odd_are_names(name: str) -> None:
    plan = f"{name}.yaml"
    for command, form in zip(
        ("status", "budget", "breakeven", "forecast"), ("table", "json", "markdown", "csv"), strict=True
    ):
        assert _run((), command, plan, "--format", form)[0] == 0
    for form in ("text", "concise", "github", "sarif", "junit", "json"):
        assert _run((), "validate", f"{name[:60]}.no", "--format", form)[0] == 3
    for ending in ("html", "xlsx", "md"):
        assert _run((), "report", plan, "-o", f"{name[:80]}.{ending}")[0] == 0
    for ending in ("csv", "json", "xlsx", "ndjson"):
        assert _run((), "export", plan, "-o", f"{name[:80]}.{ending}")[0] == 0
    assert _run((), "diff", plan, plan)[0] == 0
    assert _run((), "init", plan)[0] == 3
    assert _run((), "record", "visits", "1", "--date", "2018-04-10", "--plan", plan)[0] in {0, 3}


@pytest.mark.usefixtures("_folder")
def test_values_that_are_no_text_are_refused() -> None:
    for arguments in (
        (UNDECODABLE,),
        ("explain", UNDECODABLE),
        ("status", "plan.yaml", "--kpi", UNDECODABLE),
        ("status", "plan.yaml", "--as-of", UNDECODABLE),
        ("status", "plan.yaml", "--format", UNDECODABLE),
        ("status", "plan.yaml", "--lang", UNDECODABLE),
        ("status", f"--{UNDECODABLE}"),
        ("record", UNDECODABLE, "1", "--date", "2018-04-10", "--plan", "plan.yaml"),
    ):
        assert _run((), *arguments)[0] == 2, arguments


@pytest.mark.usefixtures("_folder")
@pytest.mark.parametrize(
    "columns", ["5000", "99999999999999999999", "abc", "-1", "0", "1", "５", "1e3", " 80 ", "²"]
)
def test_a_width_is_taken_or_left(columns: str) -> None:
    for arguments in (
        ("status", "plan.yaml"),
        ("diff", "plan.yaml", "other.yaml"),
        ("--help",),
    ):
        assert _run((), *arguments, COLUMNS=columns)[0] == 0, arguments


@pytest.mark.usefixtures("_folder")
@pytest.mark.parametrize("name", ["broken.xlsx", "locked.xlsx", "huge.xlsx", "datapackage.json"])
def test_whatever_stands_where_an_answer_goes(person: tuple[str, ...], name: str) -> None:
    """Forms that people fill in are looked at before they are replaced."""
    assert _run(person, "report", "plan.yaml", "--form", "kensho", "-o", name)[0] in {2, 3}
    if name.endswith(".xlsx"):
        assert _run(person, "validate", name)[0] in {1, 3}
        assert _run(person, "status", "plan.yaml", "--ledger", name)[0] in {1, 3}
        assert _run(person, "record", "--from", name, "--plan", "plan.yaml")[0] in {1, 3}
        assert _run(person, "report", "plan.yaml", "--form", "kensho", "--force", "-o", name)[0] == 0
        assert _run(person, "export", "plan.yaml", "-o", name)[0] == 0
    else:
        assert _run(person, "export", "plan.yaml", "-o", "x.csv")[0] == 0
        assert Path(name).read_text(encoding="utf-8") == '{"name": '


@pytest.mark.usefixtures("_folder")
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device of Linux")
def test_streams_that_take_nothing() -> None:
    answers = {
        ("status", "plan.yaml"): 0,
        ("--help",): 0,
        ("status", "--help"): 0,
        ("--version",): 0,
        ("validate", "plan.yaml"): 0,
        ("validate", "nothing.yaml"): 3,
        ("nonsense",): 2,
        ("schema",): 0,
        ("explain", "bad-number"): 0,
        ("export", "plan.yaml"): 0,
    }
    for arguments, status in answers.items():
        unsaid = 0 if status == 2 or arguments[0] == "validate" else 3  # nothing goes to standard output
        assert _run((), *arguments, line='exec "$@" >/dev/full')[0] == max(status, unsaid)
        assert _run((), *arguments, line='exec "$@" 2>/dev/full')[0] == status
        assert _run((), *arguments, line='exec "$@" >/dev/full 2>&1')[0] == max(status, unsaid)
        assert _run((), *arguments, line='exec "$@" 2>&-')[0] == status
    assert _run((), "status", "-", line='exec "$@" <&-')[0] == 3
