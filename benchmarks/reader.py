"""How many pages the reader serves a second, and what one page costs.

    .venv/bin/python benchmarks/reader.py --services 10000

Baseline, in the same run: a WSGI program of one line ("hello") under the same server with the
same settings. The load comes from the same machine, so pages per second are a lower bound;
CPU per page is the server's own.
"""

from __future__ import annotations

import argparse
import http.client
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import made
import psutil
from measured import cost, latchstring, machine

from latchstring.edition.current import Editions
from latchstring.site.serve import command, environment

PORT = 8391
CLIENTS = 4
HELLO = """
def application(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"hello"]
"""
QUESTIONS = ("food pantry", "rent help", "english class evening", "winter coats", "doctor")


@dataclass(frozen=True)
class Page:
    """A request: what it is, its path, and the body of a POST."""

    what: str
    path: str
    bodies: tuple[str, ...] = ()


@dataclass(frozen=True)
class Speed:
    """Pages a second, and CPU milliseconds of the server for one."""

    pages: float
    cpu: float


@contextmanager
def serving(
    line: list[str], env: dict[str, str], cwd: str | None = None
) -> Iterator[psutil.Process]:
    """A server that answers, ended afterwards."""
    process = subprocess.Popen(line, env=env, cwd=cwd, stderr=subprocess.DEVNULL)
    try:
        for _ in range(400):
            try:
                _get(Page("ready", "/"))
                break
            except OSError:
                time.sleep(0.05)
        yield psutil.Process(process.pid)
    finally:
        process.terminate()
        process.wait()


def _get(page: Page) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", PORT, timeout=10)
    connection.request("GET", page.path)
    connection.getresponse().read()
    connection.close()


def _client(page: Page, until: float, done: list[int]) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", PORT, timeout=10)
    count = 0
    while time.perf_counter() < until:
        if page.bodies:
            body = f"q={page.bodies[count % len(page.bodies)].replace(' ', '+')}"
            kind = {"Content-Type": "application/x-www-form-urlencoded"}
            connection.request("POST", page.path, body, kind)
        else:
            connection.request("GET", page.path)
        answer = connection.getresponse()
        answer.read()
        if answer.status != 200:
            raise RuntimeError(f"{page.what}: status {answer.status}")
        count += 1
    done.append(count)


def speed(page: Page, server: psutil.Process, seconds: float) -> Speed:
    """Ask for one page again and again with a few clients at once."""
    _client(page, time.perf_counter() + 0.5, [])
    done: list[int] = []
    before, start = _cpu(server), time.perf_counter()
    threads = [
        threading.Thread(target=_client, args=(page, start + seconds, done)) for _ in range(CLIENTS)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    took = time.perf_counter() - start
    if len(done) != CLIENTS:
        raise RuntimeError(f"{page.what}: a client failed")
    return Speed(sum(done) / took, (_cpu(server) - before) / sum(done) * 1000)


def _cpu(server: psutil.Process) -> float:
    times = [p.cpu_times() for p in [server, *server.children(recursive=True)]]
    return sum(t.user + t.system for t in times)


def pages(home: Path) -> list[Page]:
    """What readers open."""
    with Editions(home / "editions").current().session() as session:
        (_, service), *_ = session.services()
    return [
        Page("home", "/en/"),
        Page("home, Arabic", "/ar/"),
        Page("search", "/en/search", QUESTIONS),
        Page("service", f"/en/service/{service}"),
        Page("service, Spanish", f"/es/service/{service}"),
    ]


def main() -> None:
    """Print a table in Markdown."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--services", type=int, default=10_000)
    parser.add_argument("--seconds", type=float, default=8.0)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        home, path = Path(folder) / "home", Path(folder) / "made.ndjson"
        made.write(path, asked.services)
        cost(latchstring("import", str(path), "--source", "made"), home)
        cost(latchstring("publish"), home)
        print(f"{asked.services:,} made services; {machine()}; {CLIENTS} clients\n")
        print("| page | pages/s | CPU per page | against hello |\n|---|---|---|---|")
        base = hello(folder, asked.seconds)
        show("baseline: hello", base, base)
        os.environ["LATCHSTRING_HOME"] = str(home)
        line = command("reader", "127.0.0.1", PORT, 1)
        with serving(line, environment("reader")) as server:
            for page in pages(home):
                show(page.what, speed(page, server, asked.seconds), base)


def hello(folder: str, seconds: float) -> Speed:
    """The baseline under the same server."""
    (Path(folder) / "hello.py").write_text(HELLO)
    line = [*command("reader", "127.0.0.1", PORT, 1)[:-1], "hello:application"]
    with serving(line, environment("reader"), folder) as server:
        return speed(Page("hello", "/"), server, seconds)


def show(what: str, found: Speed, base: Speed) -> None:
    """One line of the table."""
    ratio = found.cpu / base.cpu
    print(f"| {what} | {found.pages:.0f} | {found.cpu:.2f} ms | {ratio:.1f} × |", flush=True)


if __name__ == "__main__":
    sys.exit(main())
