"""A full disk, and two imports at once, with the real commands."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from latchstring.edition.current import Editions

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "benchmarks"))

import made

pytestmark = pytest.mark.slow


def command(home: Path, *words: str) -> subprocess.Popen[str]:
    """A command of ours, started."""
    env = {**os.environ, "LATCHSTRING_HOME": str(home)}
    env.pop("LATCHSTRING_DATABASE", None)
    line = [sys.executable, "-m", "latchstring.cli", *words]
    return subprocess.Popen(
        line, env=env, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )


def done(process: subprocess.Popen[str]) -> tuple[int, str]:
    """Its exit code and all that it said."""
    out, err = process.communicate()
    return process.returncode, out + err


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 9 MB."""
    place = tmp_path / "disk"
    place.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=9m", "none", str(place)],
        check=False,
        capture_output=True,
    )
    if mounted.returncode != 0:
        pytest.skip("Only root may mount a small disk.")
    yield place
    subprocess.run(["umount", str(place)], check=True)


def test_a_full_disk_is_one_sentence_and_loses_nothing(small_disk: Path, tmp_path: Path) -> None:
    few, many = tmp_path / "few.ndjson", tmp_path / "many.ndjson"
    made.write(few, 100)
    made.write(many, 6000)
    home = small_disk / "home"
    assert done(command(home, "import", str(few), "--source", "made"))[0] == 0
    assert done(command(home, "publish"))[0] == 0
    code, said = done(command(home, "import", str(many), "--source", "made"))
    assert code == 2 and "Traceback" not in said and "free space" in said
    code, said = done(command(home, "publish"))
    assert "Traceback" not in said
    with Editions(home / "editions").current().session() as session:
        assert len(list(session.services())) >= 100


def test_of_two_imports_at_once_one_is_told_to_wait(tmp_path: Path) -> None:
    path = tmp_path / "made.ndjson"
    made.write(path, 2500)
    assert done(command(tmp_path / "home", "editions"))[0] == 0
    first = command(tmp_path / "home", "import", str(path), "--source", "made")
    second = command(tmp_path / "home", "import", str(path), "--source", "made")
    codes = sorted((done(first), done(second)))
    assert codes[0][0] == 0
    assert codes[1][0] == 2 and "Another import is running" in codes[1][1]


def test_an_import_that_met_a_full_catalogue_goes_on_when_there_is_room(
    small_disk: Path, tmp_path: Path
) -> None:
    path, home = tmp_path / "made.ndjson", small_disk / "home"
    made.write(path, 1200)
    assert done(command(home, "import", "--resume"))[0] == 0
    imported = command(home, "import", str(path), "--source", "made")
    code, said = done(imported)
    assert code == 2 and "Traceback" not in said and "free space" in said, said
    subprocess.run(["mount", "-o", "remount,size=60m", str(small_disk)], check=True)
    code, said = done(command(home, "import", "--resume"))
    assert code == 0 and "completed" in said
    assert not [place for place in (home / "imports").iterdir() if place.is_dir()]
