"""What every test shares: repeatable laws, clean surroundings, a cache of the tests' own."""

import gc
import os
from collections.abc import Iterator

import pytest
from hypothesis import settings

settings.register_profile("repeatable", derandomize=True, deadline=None)
settings.load_profile("repeatable")

_STEERS_THE_PROGRAM = ("YPORT", "GITHUB_", "LC_", "LANG", "COLUMNS", "NO_COLOR", "TERM")


@pytest.fixture(autouse=True, scope="session")
def _clean_surroundings(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Nothing around the tests steers the program: it speaks Japanese, and its cache is not the user's."""
    with pytest.MonkeyPatch.context() as patch:
        for name in list(os.environ):
            if name.startswith(_STEERS_THE_PROGRAM):
                patch.delenv(name)
        patch.setenv("LANG", "C.UTF-8")
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        yield


def pytest_collection_finish() -> None:
    """What has been collected stays to the end: the collector need not walk it again and again."""
    gc.freeze()
