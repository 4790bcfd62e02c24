"""What mending changes in a file, as a patch."""

from difflib import unified_diff
from pathlib import PurePath

from yport_cli.core.issues.sentence import Language, Sentence, counted
from yport_cli.render.wording.safe_text import escape_controls


def patch_text(path: str, before: bytes, after: bytes, *, is_read: bool) -> str:
    """A unified diff that `git apply` and `patch -p1` take.

    Where it `is_read`, by a person on a terminal or by a build server, nothing in it can steer the reader.
    """
    name = escape_controls(PurePath(path).as_posix())
    end = "\t" if " " in name else ""  # or `patch` takes the first word for the name
    old, new = (name, name) if name.startswith("/") else (f"a/{name}", f"b/{name}")
    lines = [
        line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"
        for line in unified_diff(_lines(before), _lines(after), old + end, new + end)
    ]
    if is_read:
        lines = [escape_controls(line.rstrip("\r\n")) + "\n" for line in lines]
    return "".join(lines)


def mended_text(places: int, files: int, language: Language, *, is_done: bool) -> str:
    """How much was mended, or would be."""
    ja, en = f"{files}ファイルの{places}か所を直し", f"{counted(places, 'place')} in {counted(files, 'file')}"
    if not places:
        sentence = Sentence("--fix で直すところはありません", "there is nothing for --fix to mend")
    elif is_done:
        sentence = Sentence(f"{ja}ました", f"mended {en}")
    else:
        sentence = Sentence(f"--fix は{ja}ます", f"--fix would mend {en}")
    return sentence.text_in(language) + "\n"


def _lines(data: bytes) -> list[str]:
    """Lines as `patch` counts them: only a line feed ends one."""
    return data.decode("utf-8", "replace").replace("\n", "\n\0").rstrip("\0").split("\0")
