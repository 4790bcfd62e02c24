"""`yport validate --fix` and `--diff` as whole commands."""

import os
import stat
import subprocess
from pathlib import Path

import pytest

from example import ODD, SMALL
from program import command

pytestmark = pytest.mark.usefixtures("fine_broken_odd")


def test_diff_shows_what_fix_would_change_and_writes_nothing() -> None:
    _, written, said = command("validate", "odd.yaml", "--diff", lang="en", status=0)
    assert written.splitlines()[:2] == ["--- a/odd.yaml", "+++ b/odd.yaml"]
    assert [line for line in written.splitlines()[2:] if line[0] in "+-"] == [
        "-  total: １００",
        "+  total: 100",
    ]
    assert said.startswith("--fix would mend 1 place in 1 file\nodd.yaml:17:10: warning: ")
    assert Path("odd.yaml").read_text(encoding="utf-8") == ODD


def test_the_diff_applies() -> None:
    written = command("validate", "odd.yaml", "--diff", status=0).out
    Path("change.patch").write_text(written, encoding="utf-8", newline="")
    applied = os.system("patch --version > /dev/null 2>&1")  # noqa: S605
    if applied:
        pytest.skip("this system has no patch")
    assert os.system("patch -p1 -s < change.patch") == 0  # noqa: S605
    assert Path("odd.yaml").read_text(encoding="utf-8") == SMALL.replace("全域", "全域 # 区域")


def test_git_takes_the_diff_of_any_name(tmp_path: Path) -> None:
    folder = tmp_path / "計画 2"
    folder.mkdir()
    Path("odd.yaml").rename(folder / "a b,c.yaml")
    command("validate", tmp_path / "計画 2", "--diff", "-o", "change.patch", status=0)
    subprocess.run(["git", "apply", "change.patch"], check=True, cwd=tmp_path)
    assert "total: 100\n" in (folder / "a b,c.yaml").read_text(encoding="utf-8")


def test_a_diff_cannot_command_a_build_server(monkeypatch: pytest.MonkeyPatch) -> None:
    Path("odd.yaml").write_text(
        ODD.replace("total", "# ##[add-mask]y\n  # \x07\n  total").replace(
            "id:", "id: |\n  ::add-mask::y\n#"
        ),
        encoding="utf-8",
    )
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    written = command("validate", "odd.yaml", "--diff", status=1).out
    assert "##[" not in written
    assert not any(line.lstrip(" +-").startswith("::") for line in written.splitlines())


def test_a_diff_is_a_patch_and_nothing_else() -> None:
    for arguments in (("--format", "json"), ("--statistics",)):
        said = command("validate", "odd.yaml", "--diff", *arguments, status=2, lang="en").err
        assert "does not go with" in said


def test_fix_writes_and_lists_what_is_left() -> None:
    Path("odd.yaml").write_text(ODD.replace("unit: 千円", "unit: 万円"), encoding="utf-8")
    _, written, said = command("validate", "odd.yaml", "--fix", status=1, lang="en")
    assert written.startswith("odd.yaml:16:9: error: '万円' is not one of the choices")
    assert said == "mended 1 place in 1 file\nchecked 1 file: 1 error, 0 warnings\n"
    assert "total: 100\n" in Path("odd.yaml").read_text(encoding="utf-8")
    again = command("validate", "odd.yaml", "--fix", status=1, lang="en").err
    assert again.startswith("there is nothing for --fix to mend\n")


def test_fix_keeps_the_mode_and_the_links(tmp_path: Path) -> None:
    odd = tmp_path / "odd.yaml"
    odd.chmod(0o640)
    link = tmp_path / "link.yaml"
    link.symlink_to("odd.yaml")
    command("validate", link, "--fix", status=0)
    assert link.is_symlink()
    assert stat.S_IMODE(odd.stat().st_mode) == 0o640
    assert "total: 100\n" in odd.read_text(encoding="utf-8")
    assert {path.name for path in tmp_path.iterdir()} == {
        "broken.yaml",
        "cache",
        "fine.yaml",
        "link.yaml",
        "odd.yaml",
    }, "nothing is left lying about"


def test_fix_leaves_a_file_alone_that_has_nothing_to_mend(tmp_path: Path) -> None:
    before = (tmp_path / "fine.yaml").stat()
    command("validate", "fine.yaml", "--fix", status=0)
    after = (tmp_path / "fine.yaml").stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_fix_minds_what_is_selected() -> None:
    command("validate", "odd.yaml", "--fix", "--ignore", "number-spelling", status=0)
    assert Path("odd.yaml").read_text(encoding="utf-8") == ODD
