"""The workflows and the action of this repository are what an auditor of such files asks for."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
AUDITED = [ROOT / ".github", ROOT / "action.yml", ROOT / ".pre-commit-hooks.yaml"]


pytestmark = pytest.mark.slow


def test_the_action_and_the_workflows_have_the_keys_that_they_may_have() -> None:
    check = Path(sys.executable).with_name("check-jsonschema.exe" if os.name == "nt" else "check-jsonschema")
    for kind, files in (
        ("actions", [ROOT / "action.yml"]),
        ("workflows", sorted((ROOT / ".github" / "workflows").iterdir())),
    ):
        schema = ["--builtin-schema", f"vendor.github-{kind}"]
        done = subprocess.run([check, *schema, *files], capture_output=True, check=False)
        assert done.returncode == 0, done.stdout.decode() + done.stderr.decode()


def test_an_auditor_finds_nothing() -> None:
    zizmor = Path(sys.executable).with_name("zizmor.exe" if os.name == "nt" else "zizmor")
    done = subprocess.run(
        [zizmor, "--offline", "--no-progress", "--no-config", *AUDITED], capture_output=True, check=False
    )
    assert done.returncode == 0, done.stdout.decode() + done.stderr.decode()
    assert "No findings" in done.stdout.decode()
