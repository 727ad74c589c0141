"""Every test has a home of its own: nothing of the machine's real one is read or written."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

_HOME = tempfile.TemporaryDirectory(prefix="latchstring-tests-")
os.environ["LATCHSTRING_HOME"] = _HOME.name
if os.environ.get("LATCHSTRING_TEST_POSTGRES") != "1":
    os.environ.pop("LATCHSTRING_DATABASE", None)

import hypothesis  # noqa: E402
import pytest  # noqa: E402
from small_catalogue import SmallCatalogue  # noqa: E402

# A property is never timed: this machine may be busy with something else.
hypothesis.settings.register_profile("house", max_examples=100, deadline=None)
hypothesis.settings.load_profile("house")

SHARED = Path(__file__).resolve().parents[2] / "shared"


@pytest.fixture(scope="session")
def shared() -> Path:
    """Real directories and specifications beside the checkout; skips where they are not."""
    if not SHARED.exists():
        pytest.skip("The folder shared/ with real directories is not beside this checkout.")
    return SHARED


@pytest.fixture
def catalogue(db: None) -> SmallCatalogue:
    """An empty catalogue of one library."""
    return SmallCatalogue.make()
