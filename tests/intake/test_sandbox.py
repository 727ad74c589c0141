"""The reading process: it sees one file, and cannot hurt anything."""

from __future__ import annotations

import csv
import subprocess
import sys
from pathlib import Path

import psutil
import pytest
from small_catalogue import an_id

from latchstring.core.problem import Trouble
from latchstring.intake.sandbox import lines


def inside(code: str) -> str:
    """What a Python program prints that puts the walls up first."""
    program = f"from latchstring.intake.limits import enclose; walls = enclose()\n{code}"
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False
    )
    return done.stdout.strip()


def test_memory_has_a_wall() -> None:
    code = "try:\n  bytearray(800_000_000); print('much')\nexcept MemoryError: print('wall')"
    assert inside(code) == "wall"


def test_the_network_is_out_of_reach_where_the_kernel_allows() -> None:
    code = (
        "import socket\n"
        "try:\n  socket.create_connection(('127.0.0.1', 9), 1); print('open')\n"
        "except ConnectionRefusedError: print('reached', walls['network'])\n"
        "except OSError: print('wall', walls['network'])"
    )
    assert inside(code) in ("wall True", "reached False")


def test_it_starts_no_other_program() -> None:
    code = "import os\ntry:\n  os.fork(); print('forked')\nexcept OSError: print('wall')"
    if inside("import os; print(os.getuid())") == "0":
        pytest.skip("The kernel does not count the processes of root.")
    assert inside(code) == "wall"


def test_no_core_file_is_left() -> None:
    code = "import resource; print(resource.getrlimit(resource.RLIMIT_CORE))"
    assert inside(code) == "(0, 0)"


def test_a_file_that_is_not_there_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(Trouble, match=r"nowhere\.ndjson"):
        list(lines("hsds-json", tmp_path / "nowhere.ndjson", "s", tmp_path))


def test_an_empty_file_is_one_sentence(tmp_path: Path) -> None:
    path = tmp_path / "empty.ndjson"
    path.write_bytes(b"")
    with pytest.raises(Trouble, match="empty"):
        list(lines("hsds-json", path, "s", tmp_path))


def test_a_reading_process_that_dies_is_one_sentence(tmp_path: Path) -> None:
    path = tmp_path / "town.ndjson"
    path.write_text('{"id": "1"}\n')
    with pytest.raises(Trouble, match="ended early"):
        list(lines("no-such-format", path, "s", tmp_path))


def test_what_the_reading_process_puts_aside_lies_in_the_scratch_folder(tmp_path: Path) -> None:
    package, scratch = tmp_path / "package", tmp_path / "scratch"
    package.mkdir()
    scratch.mkdir()
    with (package / "organizations.csv").open("w", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["id", "name", "description"])
        rows.writerows([an_id(str(n)), f"Org {n}", "x" * 100] for n in range(2000))
    # The process waits for us with a full pipe, in the middle of its work.
    said = lines("hsds-csv", package, "s", scratch)
    for text, _ in said:
        if "Org" in text:
            break
    assert list(scratch.rglob("*"))
    said.close()


def test_the_reading_process_does_not_know_the_way_to_the_database(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LATCHSTRING_DATABASE", "postgresql://u:secret@h/x")
    path = tmp_path / "town.ndjson"
    path.write_text("".join('{"id": "x"}\n' for _ in range(5000)))
    said = lines("hsds-json", path, "s", tmp_path)
    next(said)
    (child,) = psutil.Process().children()
    assert "LATCHSTRING_DATABASE" not in child.environ()
    said.close()


def test_a_reading_process_ends_with_the_process_that_started_it() -> None:
    child = (
        "import os, signal; from latchstring.intake.limits import enclose; enclose();"
        "print(os.getpid(), flush=True); signal.pause()"
    )
    parent = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {child!r}])"
    with subprocess.Popen(
        [sys.executable, "-c", parent], stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        reading = psutil.Process(int(process.stdout.readline()))
        process.kill()
        _, alive = psutil.wait_procs([reading], timeout=10)
        for left in alive:
            left.kill()
        assert not alive
