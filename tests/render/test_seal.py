import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yport_cli.render.seal import SEAL, is_sealed, sealed


def _book(
    *, keywords: str = SEAL, cell: bytes = b"<v>1</v>", time: tuple[int, ...] = (2020, 1, 1, 0, 0, 0)
) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in [("xl/sheet1.xml", cell), ("docProps/core.xml", f"<k>{keywords}</k>".encode())]:
            archive.writestr(zipfile.ZipInfo(name, time), content)  # type: ignore[arg-type]
    return out.getvalue()


def test_a_sealed_text_is_known_and_any_change_breaks_the_seal() -> None:
    done = sealed(f"<p>1</p>\n<!-- {SEAL} -->\n".encode())
    assert is_sealed(done)
    assert SEAL.encode() not in done
    assert not is_sealed(done.replace(b"<p>1", b"<p>2"))
    assert not is_sealed(done + b"\n")
    assert not is_sealed(done.replace(b"\n", b"\r\n"))


def test_what_was_never_sealed_is_not() -> None:
    assert not is_sealed(b"")
    assert not is_sealed(b"date,item,amount\n")
    assert not is_sealed(f"<!-- {SEAL} -->".encode())
    assert not is_sealed(b"PK\x03\x04 no archive")


def test_a_plan_that_speaks_of_seals_does_not_break_one() -> None:
    done = sealed(f"{SEAL} yport sha256:{'ab' * 32}\n<!-- {SEAL} -->\n".encode())
    assert is_sealed(done)
    assert done.startswith(SEAL.encode())


@given(st.binary(max_size=200), st.binary(max_size=50))
def test_every_text_with_a_place_for_it_can_be_sealed(before: bytes, after: bytes) -> None:
    assert is_sealed(sealed(b"t" + before + SEAL.encode() + after))


def test_a_workbook_is_sealed_whatever_the_clock_said() -> None:
    done = sealed(_book())
    assert is_sealed(done)
    assert done == sealed(_book(time=(1999, 12, 31, 23, 59, 58)))
    assert done != sealed(_book(cell=b"<v>2</v>"))


def test_a_workbook_that_was_saved_again_is_not_sealed() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(sealed(_book()))) as archive, zipfile.ZipFile(out, "w") as again:
        for name in archive.namelist():
            content = archive.read(name)
            again.writestr(name, content.replace(b"<v>1</v>", b"<v>1</v><v>3</v>"))
    assert not is_sealed(out.getvalue())
    assert not is_sealed(_book(keywords="none"))


def test_nothing_is_written_that_has_no_place_for_its_seal() -> None:
    with pytest.raises(ValueError, match="seal"):
        sealed(b"no place")
