"""The small twin of proofs/crash.py."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "proofs"))

import crash


@pytest.mark.slow
def test_killed_imports_and_publishes_lose_nothing() -> None:
    published, imported = crash.prove(kills=4, count=700)
    assert "0 readers without a whole edition" in published
    assert "700 of 700 services there" in imported
