"""Questions that are sent only half, and never end, keep nobody else from the pages."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

HALF = (
    b"POST /en/search HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 100\r\n"
    b"Content-Type: application/x-www-form-urlencoded\r\n\r\nq=pan"
)
WHOLE = b"GET /en/ HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n"
PATIENCE = 20
"""Seconds until an answer that does not come is a failure."""


def free_port() -> int:
    """A port that nobody uses."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def asked(port: int, words: bytes) -> socket.socket:
    """A connection on which that was sent."""
    connection = socket.create_connection(("127.0.0.1", port), PATIENCE)
    connection.sendall(words)
    return connection


@pytest.fixture
def reader(tmp_path: Path) -> Iterator[int]:
    """The reader program, which has nothing to show yet; gives its port."""
    port = free_port()
    env = {**os.environ, "LATCHSTRING_HOME": str(tmp_path)}
    line = [sys.executable, "-m", "latchstring.cli", "reader", "--port", str(port)]
    with subprocess.Popen(line, env=env) as process:
        while process.poll() is None:
            try:
                asked(port, b"").close()
            except OSError:
                continue
            break
        yield port
        process.terminate()


@pytest.mark.parametrize("many", [4, 20])
def test_a_page_comes_while_others_send_half_a_question(reader: int, many: int) -> None:
    with ExitStack() as stack:
        for _ in range(many):
            stack.enter_context(asked(reader, HALF))
        page = stack.enter_context(asked(reader, WHOLE))
        assert page.recv(12).startswith(b"HTTP/1.1")
