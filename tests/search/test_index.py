"""The index on disk: one segment, one order, and opened where nothing can be written."""

from __future__ import annotations

import gc
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from latchstring.search import build as building
from latchstring.search.build import build
from latchstring.search.index import Index
from latchstring.search.question import question
from latchstring.search.shapes import Filters, Indexed

ANYTHING = Filters()


def alike(count: int) -> Iterator[Indexed]:
    for no in range(count):
        yield Indexed(no, str(no), "Food pantry", [], ["groceries"], [], [], [], [], free=False)


def numbers(index: Index, query: str, limit: int = 50) -> list[int]:
    return [no for no, _ in index.candidates(question(query), limit, ANYTHING)]


def test_it_tells_how_many_services_it_holds(tmp_path: Path) -> None:
    assert build(tmp_path, alike(7)) == 7
    index = Index.open(tmp_path)
    assert (index.services, index.segments) == (7, 1)


def test_equal_scores_come_in_the_order_of_the_numbers(tmp_path: Path) -> None:
    build(tmp_path, alike(300))
    assert numbers(Index.open(tmp_path), "food") == list(range(50))


def test_a_large_index_is_one_segment_in_the_order_of_the_numbers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(building, "WHOLE", 100)
    for count in (101, 800):
        folder = tmp_path / str(count)
        assert build(folder, alike(count), count) == count
        index = Index.open(folder)
        assert index.segments == 1
        assert numbers(index, "groceries") == list(range(50))


def test_a_very_large_index_is_merged_in_two_steps(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(building, "WHOLE", 100)
    monkeypatch.setattr(building, "PART", 20_000)
    count = 170_000
    part = building._part(count)
    assert part * 64 >= count > part * 63
    assert part <= 20_000


def test_a_wrong_count_loses_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(building, "WHOLE", 10)
    assert build(tmp_path, alike(95), 50) == 95
    assert sorted(numbers(Index.open(tmp_path), "food", 200)) == list(range(95))


def test_a_number_beyond_32_bits_and_a_gap_survive(tmp_path: Path) -> None:
    items = [Indexed(no, "x", "Food", [], [], [], [], [], [], free=False) for no in (3, 2**40)]
    build(tmp_path, items)
    assert numbers(Index.open(tmp_path), "food") == [3, 2**40]


def test_broken_text_does_not_stop_a_build(tmp_path: Path) -> None:
    broken = Indexed(
        0,
        "x",
        "Fo\ud800od \x00",
        ["\udfff"],
        ["\u202e", "a" * 70_000],
        [],
        [],
        ["\ud800"],
        [],
        free=True,
    )
    build(tmp_path, [broken])
    assert numbers(Index.open(tmp_path), "od") == [0]


def test_no_lock_is_left_and_no_text_is_stored(tmp_path: Path) -> None:
    build(
        tmp_path,
        [Indexed(0, "x", "Quincunx Aid", [], ["Wisteria Lane"], [], [], [], [], free=False)],
    )
    assert list(tmp_path.glob("*.lock")) == []
    stored = b"".join(path.read_bytes() for path in tmp_path.glob("*.store"))
    assert b"quincunx" not in stored.lower()
    assert b"wisteria lane" not in b"".join(p.read_bytes() for p in tmp_path.iterdir()).lower()


SEARCH = """
import os, sys
from pathlib import Path
from latchstring.search.index import Index
from latchstring.search.question import question
from latchstring.search.shapes import Filters
folder = Path(sys.argv[1])
if os.geteuid() == 0:
    os.setgid(65534), os.setuid(65534)
try:
    (folder / "x").write_text("x")
except OSError:
    print(Index.open(folder).candidates(question("pantries"), 3, Filters())[0][0])
else:
    print("The folder can be written to.")
"""


def test_a_folder_that_cannot_be_written_to_can_be_opened() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "index"
        build(folder, alike(1))
        Path(name).chmod(0o755)
        folder.chmod(0o555)
        done = subprocess.run(
            [sys.executable, "-c", SEARCH, str(folder)],
            capture_output=True, text=True, check=False,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        )  # fmt: skip
        folder.chmod(0o755)
    assert (done.stdout.strip(), done.stderr) == ("0", "")


def test_opening_leaves_no_folder_of_links_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[str] = []
    real = tempfile.mkdtemp

    def noted(**more: str) -> str:
        made.append(real(**more))
        return made[-1]

    build(tmp_path, alike(3))
    monkeypatch.setattr(tempfile, "mkdtemp", noted)
    index = Index.open(tmp_path)
    assert [Path(path).exists() for path in made] == [False]
    assert numbers(index, "food") == [0, 1, 2]


def test_an_open_index_outlives_its_files(tmp_path: Path) -> None:
    build(tmp_path, alike(3))
    index = Index.open(tmp_path)
    for path in tmp_path.iterdir():
        path.unlink()
    gc.collect()
    assert numbers(index, "groceries") == [0, 1, 2]
