"""The workflows and the action of this repository are what an auditor of such files asks for."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
AUDITED = [ROOT / ".github", ROOT / "action.yml", ROOT / ".pre-commit-hooks.yaml"]


@pytest.mark.slow
@pytest.mark.skipif(not (ROOT / ".github").is_dir(), reason="a released archive holds no workflows")
def test_an_auditor_finds_nothing() -> None:
    zizmor = Path(sys.executable).with_name("zizmor.exe" if os.name == "nt" else "zizmor")
    done = subprocess.run(
        [zizmor, "--offline", "--no-progress", "--no-config", *AUDITED], capture_output=True, check=False
    )
    assert done.returncode == 0, done.stdout.decode() + done.stderr.decode()
    assert "No findings" in done.stdout.decode()
