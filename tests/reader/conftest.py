"""The real reader program, started as `latchstring reader` starts it, on a free port."""

from __future__ import annotations

import http.client
import os
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

import pytest
from made_edition import publish

from latchstring.site.serve import command, environment

PATIENCE = 600
"""Tenths of a second until a server that does not answer has failed."""


@dataclass(frozen=True)
class Answer:
    """What came back. Header names are in lower case."""

    status: int
    headers: dict[str, str]
    text: str


@dataclass(frozen=True)
class Reader:
    """A running reader program; `said` is the file with all that it wrote to its terminal."""

    port: int
    home: Path
    said: Path

    @property
    def url(self) -> str:
        """Where it answers."""
        return f"http://127.0.0.1:{self.port}"

    def ask(self, path: str, method: str = "GET", body: bytes = b"", **headers: str) -> Answer:
        """One request on a connection of its own; header names are written with `_`."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        try:
            connection.request(method, path, body or None, sent)
            found = connection.getresponse()
            told = {name.lower(): value for name, value in found.getheaders()}
            return Answer(found.status, told, found.read().decode(errors="replace"))
        finally:
            connection.close()

    def search(self, tag: str, query: str, zip_code: str = "", **headers: str) -> Answer:
        """The search form, sent as a browser does."""
        return self.post(f"/{tag}/search", {"q": query, "zip": zip_code}, **headers)

    def post(self, path: str, fields: dict[str, str], **headers: str) -> Answer:
        """Any form, sent as a browser does."""
        kind = {"Content_Type": "application/x-www-form-urlencoded"}
        return self.ask(path, "POST", urlencode(fields).encode(), **(kind | headers))


@contextmanager
def running(home: Path, scratch: Path) -> Iterator[Reader]:
    """The reader program over that home, stopped afterwards."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    told = environment("reader") | {"LATCHSTRING_HOME": str(home), "TMPDIR": str(scratch)}
    said = scratch / "said.txt"
    with said.open("wb") as file:
        server = subprocess.Popen(
            command("reader", "127.0.0.1", port, 1), env=told, stdout=file, stderr=file
        )
        try:
            _wait(server, port)
            yield Reader(port, home, said)
        finally:
            server.terminate()
            server.wait(30)


def _wait(server: subprocess.Popen[bytes], port: int) -> None:
    for _ in range(PATIENCE):
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        except OSError:
            pass
        try:
            raise RuntimeError(f"The reader ended with {server.wait(0.1)}.")
        except subprocess.TimeoutExpired:
            continue
    raise RuntimeError("The reader does not answer.")


@pytest.fixture(scope="session")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reader]:
    """The reader over a small demonstration edition."""
    home, scratch = tmp_path_factory.mktemp("home"), tmp_path_factory.mktemp("scratch")
    publish(home)
    with running(home, scratch) as program:
        yield program


@pytest.fixture(scope="session")
def unpublished(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reader]:
    """The reader before anything was published."""
    home, scratch = tmp_path_factory.mktemp("empty"), tmp_path_factory.mktemp("scratch")
    with running(home, scratch) as program:
        yield program


@pytest.fixture(scope="session")
def axe() -> Path:
    """The accessibility checker from npm; skips where it is not installed."""
    path = Path(__file__).parents[2] / "node_modules/axe-core/axe.min.js"
    if not path.exists():
        pytest.skip("axe-core is not installed: npm ci")
    return path


@pytest.fixture(scope="session")
def chromium() -> str:
    """Path of a Chromium; skips where there is none."""
    path = os.environ.get("CHROMIUM", "/usr/bin/chromium")
    if not Path(path).exists():
        pytest.skip("Chromium is not installed.")
    return path
