"""Questions that are sent only half, and never end, keep nobody else from the pages."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack

import pytest
from small_catalogue import an_id

pytestmark = pytest.mark.slow

ORG = {"id": an_id("Org"), "name": "Org", "description": "An organization."}
PANTRY = {"id": an_id("Pantry"), "name": "Pantry", "status": "active", "organization": ORG}
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


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """The reader program with one service to show; gives its port."""
    home, port = tmp_path_factory.mktemp("home"), free_port()
    env = {**os.environ, "LATCHSTRING_HOME": str(home), "LATCHSTRING_DATABASE": ""}
    line = [sys.executable, "-m", "latchstring.cli"]
    path = home / "town.ndjson"
    path.write_text(json.dumps(PANTRY))
    subprocess.run([*line, "import", str(path)], env=env, check=True, capture_output=True)
    subprocess.run([*line, "publish"], env=env, check=True, capture_output=True)
    with subprocess.Popen([*line, "reader", "--port", str(port)], env=env) as process:
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
        # Many, for the first ones may come before the halves have reached their threads.
        for _ in range(100):
            with asked(reader, WHOLE) as page:
                assert page.recv(12) == b"HTTP/1.1 200"
