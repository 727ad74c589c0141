"""The first day and the second: everything starts, stops cleanly, and nothing is lost."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil
import pytest

pytestmark = pytest.mark.slow


def free_port() -> int:
    """A port that nobody uses."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def running(home: Path, *words: str) -> Iterator[tuple[str, str, str]]:
    """`latchstring run`, ended by Ctrl-C: what it said, the reader's and the desk's address."""
    reader, desk = free_port(), free_port()
    env = {**os.environ, "LATCHSTRING_HOME": str(home)}
    env.pop("LATCHSTRING_DATABASE", None)
    line = [sys.executable, "-m", "latchstring.cli", "run", *words]
    line += ["--port", str(reader), "--desk-port", str(desk)]
    process = subprocess.Popen(line, env=env, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    said = ""
    try:
        for text in process.stdout:
            said += text
            if "Ctrl-C" in text:
                break
        children = psutil.Process(process.pid).children(recursive=True)
        yield said, f"http://127.0.0.1:{reader}", f"http://127.0.0.1:{desk}"
    finally:
        process.send_signal(signal.SIGINT)
        rest = process.stdout.read()
        process.stdout.close()
        assert process.wait() == 0 and "Nothing is lost" in rest
        psutil.wait_procs(children, timeout=5)
        assert not [child for child in children if child.is_running()]


def page(address: str) -> tuple[int, str]:
    """A page's status and text."""
    try:
        with urllib.request.urlopen(address) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.read().decode()


def test_the_first_day_has_a_town_and_the_second_loses_nothing(tmp_path: Path) -> None:
    with running(tmp_path) as (said, reader, desk):
        assert re.search(r"First sign-in: welcome / \S+", said)
        status, text = page(f"{reader}/en/")
        assert status == 200 and "Demonstration" in text
        assert page(f"{desk}/")[0] == 200
    before = sorted(p.name for p in (tmp_path / "editions").iterdir())
    with running(tmp_path) as (said, reader, _):
        assert "First sign-in" not in said
        assert page(f"{reader}/ar/")[0] == 200
    assert sorted(p.name for p in (tmp_path / "editions").iterdir()) == before


def test_an_empty_start_has_the_agencies_and_no_town(tmp_path: Path) -> None:
    with running(tmp_path, "--empty", "--library", "Springfield Library") as (_, reader, _desk):
        status, text = page(f"{reader}/en/")
        assert status == 200 and "Demonstration" not in text and "Springfield Library" in text
    env = {**os.environ, "LATCHSTRING_HOME": str(tmp_path)}
    line = [sys.executable, "-m", "latchstring.cli", "search", "LIRS"]
    done = subprocess.run(line, env=env, capture_output=True, text=True, check=False)
    assert "Global Refuge" in done.stdout.splitlines()[0]


def test_a_taken_port_is_one_sentence(tmp_path: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = str(other.getsockname()[1])
        env = {**os.environ, "LATCHSTRING_HOME": str(tmp_path)}
        line = [sys.executable, "-m", "latchstring.cli", "run", "--port", port]
        done = subprocess.run(line, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 2 and f"Port {port} is taken" in done.stderr
