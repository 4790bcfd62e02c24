"""A ledger among people: what is said to be recorded is there, once, and its owner and rights stay."""

import codecs
import errno
import os
import stat
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

import pytest

from example import YPORT
from program import Run, command
from yport_cli.cli.ledger_file import grow

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows has no such permissions")
needs_root = pytest.mark.skipif(
    os.name == "nt" or os.geteuid() != 0, reason="only root may become several people"
)

BEFORE = "date,item,amount\n2018-04-01,orders,1\n"
ROW = "2018-04-10,orders,5\n"
ANN, BOB, SHARED = 61001, 61002, 61003


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder that others than its maker can reach, with a plan in it."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        (folder / "city.yaml").write_bytes(YPORT.read_bytes())
        yield folder


@pytest.fixture
def ledger(folder: Path) -> Path:
    """A ledger with one row."""
    path = folder / "city.ledger.csv"
    path.write_text(BEFORE, encoding="utf-8")
    return path


@pytest.fixture(scope="module", autouse=True)
def _everything_imported(tmp_path_factory: pytest.TempPathFactory) -> None:
    """What is imported, codecs too, may not be open to the people that a test becomes."""
    folder = tmp_path_factory.mktemp("first")
    (folder / "city.yaml").write_bytes(YPORT.read_bytes())
    for _ in range(2):
        _record(folder, status=0)
    codecs.lookup("cp932")


def _record(folder: Path, *, status: int | None = None, amount: str = "5") -> Run:
    arguments = ("record", "orders", amount, "--date", "2018-04-10", "--again")
    return command(*arguments, "--plan", folder / "city.yaml", status=status)


@contextmanager
def _person(user: int, groups: Sequence[int], umask: int) -> Iterator[None]:
    """Be somebody without the powers of root."""
    before, mask = os.getgroups(), os.umask(umask)
    os.setgroups(list(groups))
    os.setegid(user)
    os.seteuid(user)
    try:
        yield
    finally:
        os.seteuid(0)
        os.setegid(0)
        os.setgroups(before)
        os.umask(mask)


def _names(folder: Path) -> set[str]:
    """What is in the folder, the lock apart."""
    return {path.name for path in folder.iterdir() if not path.name.endswith(".lock")}


# People.


@needs_root
@pytest.mark.parametrize("umask", [0o022, 0o077], ids=oct)
@pytest.mark.parametrize("is_there", [True, False], ids=["old ledger", "new ledger"])
def test_two_people_share_a_folder_of_their_group(folder: Path, umask: int, *, is_there: bool) -> None:
    os.chown(folder, ANN, SHARED)
    folder.chmod(0o2775)
    ledger = folder / "city.ledger.csv"
    if is_there:
        ledger.write_text(BEFORE, encoding="utf-8")
        os.chown(ledger, ANN, SHARED)
        ledger.chmod(0o664)
    for person in (ANN, BOB, ANN, BOB):
        with _person(person, [SHARED], umask):
            _record(folder, status=0)
    found = ledger.stat()
    mode = 0o664 if is_there else {0o022: 0o664, 0o077: 0o660}[umask]
    assert (found.st_uid, found.st_gid, stat.S_IMODE(found.st_mode)) == (ANN, SHARED, mode)
    assert ledger.read_text(encoding="utf-8-sig").count("orders,5") == 4
    assert _names(folder) == {"city.yaml", "city.ledger.csv"}


@needs_root
def test_the_lock_may_be_taken_by_whoever_may_write_the_ledger(folder: Path, ledger: Path) -> None:
    """Also where the folder hands no group down."""
    folder.chmod(0o777)
    os.chown(ledger, ANN, SHARED)
    ledger.chmod(0o660)
    with _person(ANN, [SHARED], 0o077):
        _record(folder, status=0)
    with _person(BOB, [SHARED], 0o077):
        _record(folder, status=0)
    assert ledger.read_text(encoding="utf-8") == BEFORE + ROW * 2
    assert (ledger.stat().st_uid, ledger.stat().st_gid) == (ANN, SHARED)


@needs_root
def test_root_leaves_a_ledger_with_its_owner(folder: Path, ledger: Path) -> None:
    os.chown(ledger, ANN, SHARED)
    ledger.chmod(0o640)
    _record(folder, status=0)
    found = ledger.stat()
    assert (found.st_uid, found.st_gid, stat.S_IMODE(found.st_mode)) == (ANN, SHARED, 0o640)


@needs_root
def test_another_persons_ledger_that_one_may_only_read_is_refused(folder: Path, ledger: Path) -> None:
    folder.chmod(0o777)
    with _person(BOB, [], 0o022):
        done = _record(folder, status=3)
    assert "権限がありません" in done.err
    assert ledger.read_text(encoding="utf-8") == BEFORE
    assert _names(folder) == {"city.yaml", "city.ledger.csv"}


@needs_root
def test_a_lock_that_somebody_else_keeps_to_himself_is_named(folder: Path, ledger: Path) -> None:
    folder.chmod(0o777)
    ledger.chmod(0o666)
    lock = folder / ".city.ledger.csv.lock"
    lock.touch(mode=0o600)
    with _person(BOB, [], 0o022):
        done = _record(folder, status=3)
    assert lock.name in done.err
    assert ledger.read_text(encoding="utf-8") == BEFORE


def test_every_name_of_a_file_keeps_its_row(folder: Path, ledger: Path) -> None:
    """A hard link is a second name of the same file."""
    other = folder / "same.csv"
    other.hardlink_to(ledger)
    _record(folder, status=0)
    assert other.read_text(encoding="utf-8") == BEFORE + ROW


def test_attributes_stay(folder: Path, ledger: Path) -> None:
    try:
        os.setxattr(ledger, "user.origin", b"audit")
    except (AttributeError, OSError):
        pytest.skip("this disk has no attributes")
    _record(folder, status=0)
    assert os.getxattr(ledger, "user.origin") == b"audit"


@pytest.mark.parametrize("victim", ["lock", "draft"])
def test_a_link_in_the_place_of_a_hidden_file_is_not_followed(folder: Path, victim: str) -> None:
    (folder / "city.ledger.csv").write_text(BEFORE, encoding="utf-8")
    other = folder / "other.txt"
    other.write_text("precious", encoding="utf-8")
    for name in {"lock": [".city.ledger.csv.lock"], "draft": [".city.ledger.csv.new", ".yport-"]}[victim]:
        (folder / name).symlink_to(other)
    _record(folder)
    assert other.read_text(encoding="utf-8") == "precious"


@pytest.mark.parametrize("length", [255, 200])
def test_a_ledger_may_have_the_longest_name_there_is(folder: Path, length: int) -> None:
    name = "あ" * ((length - 11) // 3) + "x" * ((length - 11) % 3) + ".ledger.csv"
    assert len(os.fsencode(name)) == length
    command(
        "record", "orders", "5", "--date", "2018-04-10", "--again",
        "--plan", folder / "city.yaml", "--ledger", folder / name, status=0,
    )  # fmt: skip
    assert (folder / name).read_text(encoding="utf-8-sig").endswith("2018-04-10,,orders,5,千円,,\n")


# Another program, meanwhile.


def test_a_row_that_another_program_adds_meanwhile_is_not_lost(folder: Path, ledger: Path) -> None:
    from yport_cli.cli.commands import record

    rows = iter(["2018-04-02,orders,7\n", "2018-04-03,orders,8\n"])

    def _late(*arguments: object) -> object:
        row = next(rows, None)
        if row is not None:
            with ledger.open("a", encoding="utf-8") as file:
                file.write(row)
        return grow(*arguments)  # type: ignore[arg-type]

    with patch.object(record, "grow", _late):
        done = _record(folder, status=0)
    assert ledger.read_text(encoding="utf-8") == (BEFORE + "2018-04-02,orders,7\n2018-04-03,orders,8\n" + ROW)
    assert f"{ledger}:5: " in done.out


def test_a_program_that_never_stops_writing_is_said_to_be_there(folder: Path, ledger: Path) -> None:
    from yport_cli.cli.commands import record

    def _late(*arguments: object) -> object:
        with ledger.open("a", encoding="utf-8") as file:
            file.write("2018-04-02,orders,7\n")
        return grow(*arguments)  # type: ignore[arg-type]

    with patch.object(record, "grow", _late):
        done = _record(folder, status=3)
    assert "書き続けています" in done.err
    assert ROW not in ledger.read_text(encoding="utf-8")


# Whatever the system refuses, once: recorded and said so, or neither.

CALLS = ("open", "write", "fsync", "replace", "rename", "fstat", "stat", "chmod", "chown", "utime", "unlink",
         "ftruncate", "close", "listxattr", "getxattr", "access", "link")  # fmt: skip
"""What a system may refuse while rows are written."""


class _Fault:
    """A call of the system that fails once, at its `number`-th time from when writing begins."""

    def __init__(self, real: Callable[..., object], number: int, code: int) -> None:
        self.real, self.left, self.code = real, number, code

    def __call__(self, *arguments: object, **options: object) -> object:
        self.left -= 1
        if self.left == 0:
            raise OSError(self.code, os.strerror(self.code))
        return self.real(*arguments, **options)


def _shared(ledger: Path) -> None:
    """The ledger has a second name, so that it is extended where it is."""
    ledger.with_name("same.csv").hardlink_to(ledger)


@pytest.mark.parametrize("kind", ["replaced", "in place", "new"])
@pytest.mark.parametrize(
    "code", [errno.ENOSPC, errno.EIO, errno.EACCES, errno.EINVAL], ids=errno.errorcode.get
)
@pytest.mark.parametrize("call", CALLS)
def test_what_is_acknowledged_is_there_exactly_once(folder: Path, call: str, code: int, kind: str) -> None:
    from yport_cli.cli.commands import record

    ledger = folder / "city.ledger.csv"
    for number in range(1, 30):
        for name in _names(folder) - {"city.yaml"}:
            (folder / name).unlink()
        if kind != "new":
            ledger.write_text(BEFORE, encoding="utf-8")
        if kind == "in place":
            _shared(ledger)
        before = ledger.read_text(encoding="utf-8") if ledger.exists() else None
        if not hasattr(os, call):
            return
        fault = _Fault(getattr(os, call), number, code)

        def _failing(*arguments: object, fault: _Fault = fault) -> object:
            with patch.object(os, call, fault):
                return grow(*arguments)  # type: ignore[arg-type]

        with patch.object(record, "grow", _failing):
            done = _record(folder)
        after = ledger.read_text(encoding="utf-8-sig") if ledger.exists() else None
        if done.status == 0:
            assert after is not None
            assert after.count("orders,5") == 1
        else:
            assert done.status == 3
            assert after == before
            assert done.out == ""
        left = _names(folder) - {"city.yaml", "city.ledger.csv", "same.csv"}
        assert not left or call == "unlink"
        if fault.left > 0:  # the call was not made so often: nothing failed
            return
    pytest.fail(f"{call} is called for ever")


def test_a_folder_that_cannot_be_synchronized_takes_nothing_back(folder: Path, ledger: Path) -> None:
    fsync, calls = os.fsync, iter((False, True))

    def _second(descriptor: int) -> None:
        if next(calls):
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        fsync(descriptor)

    with patch.object(os, "fsync", _second):
        done = _record(folder, status=0)
    assert ledger.read_text(encoding="utf-8") == BEFORE + ROW
    assert "記録しました" in done.err
    assert "停電" in done.err


def test_a_row_that_stands_is_said_to_stand_where_the_answer_cannot_be_written(
    folder: Path, ledger: Path
) -> None:
    from yport_cli.cli import streams
    from yport_cli.core.issues.sentence import Sentence
    from yport_cli.core.refusals.command_lines import cannot_write

    full = cannot_write(Sentence("標準出力", "standard output"), Sentence("満杯", "full"))
    with patch.object(streams, "write", side_effect=full):
        done = _record(folder, status=3)
    assert "記録してあります" in done.err
    assert ledger.read_text(encoding="utf-8") == BEFORE + ROW


def test_a_full_disk_leaves_nothing_behind(folder: Path, ledger: Path) -> None:
    with patch.object(os, "fsync", side_effect=OSError(errno.ENOSPC, "full")):
        done = _record(folder, status=3)
    assert "空き容量がありません" in done.err
    assert _names(folder) == {"city.yaml", "city.ledger.csv"}
    with suppress(FileNotFoundError):
        ledger.unlink()
    with patch.object(os, "fsync", side_effect=OSError(errno.ENOSPC, "full")):
        command("init", folder / "new.yaml", status=3)
    assert _names(folder) == {"city.yaml"}
