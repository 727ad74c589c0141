"""Becomes the server process of one of the two programs."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from latchstring.core.problem import trouble

SILENCE = {
    "PYTHONMALLOC": "malloc",
    "GLIBC_TUNABLES": "glibc.malloc.perturb=165:glibc.malloc.tcache_count=0:glibc.malloc.mxfast=0",
    "_RJEM_MALLOC_CONF": "junk:true,tcache:false",
}
"""Memory of the reader process is overwritten when it is freed: glibc's by the first two
(without the last two tunables the first does nothing), granian's jemalloc by the third."""

THREADS = {"reader": 32, "desk": 4}
"""Requests at the same time, a process. A thread waits for the body of a POST that is only half
sent, so readers need many more than two cores can serve."""


def command(program: str, host: str, port: int, workers: int) -> list[str]:
    """The server's command line: granian, no access log."""
    granian = Path(sys.executable).with_name("granian")
    return [
        str(granian),
        "--interface", "wsgi",
        "--host", host,
        "--port", str(port),
        "--workers", str(workers),
        "--blocking-threads", str(THREADS[program]),
        "--no-access-log",
        "--log-level", "critical" if program == "reader" else "warning",
        f"latchstring.site.{program}_wsgi:application",
    ]  # fmt: skip


def environment(program: str) -> dict[str, str]:
    """The environment of the server: the reader gets no way to the database."""
    settings = {**os.environ, "DJANGO_SETTINGS_MODULE": f"latchstring.site.{program}_settings"}
    if program == "reader":
        settings.pop("LATCHSTRING_DATABASE", None)
        settings.update(SILENCE)
    return settings


def serve(program: str, host: str, port: int, workers: int) -> int:
    """Replace this process by the server. Raises `Trouble` for a port that cannot be."""
    if not 0 < port < 65536:
        raise trouble(f"{port} is no port.", "Use a number from 1 to 65535.")
    line = command(program, host, port, workers)
    if program == "desk":
        from latchstring.site.ready import catalogue  # noqa: PLC0415

        catalogue()
    os.execve(line[0], line, environment(program))  # noqa: S606
