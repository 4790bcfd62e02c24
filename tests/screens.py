"""The screens that pages show: a block `console` begins with a command, and goes on with what it writes."""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
CONSOLE = re.compile(r"(^```console\n\$ ([^\n]*)\n)(.*?)(^```$)", re.MULTILINE | re.DOTALL)


def on_a_terminal(command: str, folder: Path = ROOT) -> str:
    """What `command`, run in `folder`, writes to a terminal of 80 columns without colour."""
    import pty  # no such thing on Windows

    ours, theirs = pty.openpty()
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith(("YPORT", "GITHUB", "CI"))
    }
    _, *arguments = shlex.split(command)
    process = subprocess.Popen(
        [sys.executable, "-m", "yport_cli", *arguments],
        stdin=subprocess.DEVNULL,
        stdout=theirs,
        stderr=theirs,
        cwd=folder,
        env={**kept, "COLUMNS": "80", "LC_ALL": "C.UTF-8", "NO_COLOR": "1"},
    )
    os.close(theirs)
    written = b""
    try:
        while more := os.read(ours, 65536):
            written += more
    except OSError:  # Linux ends a terminal with an error
        pass
    finally:
        os.close(ours)
        process.wait()
    return written.decode().replace("\r\n", "\n")


def filled(text: str, folder: Path = ROOT) -> str:
    """`text` with what its commands write today, run one after the other in `folder`."""
    return CONSOLE.sub(lambda block: block[1] + on_a_terminal(block[2], folder) + block[4], text)


def kept(page: Path, now: str) -> str:
    """What stands in the file `page`; with UPDATE_SNAPSHOTS=1 it is `now` from here on."""
    if os.environ.get("UPDATE_SNAPSHOTS") == "1":
        page.write_text(now, encoding="utf-8", newline="\n")
    return page.read_text(encoding="utf-8")
