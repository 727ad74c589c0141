"""Start everything: the public pages and the staff pages, with starter content on the first day.

  latchstring run              with a made-up demonstration town
  latchstring run --empty --library "Springfield Public Library" --timezone America/Chicago
                               without it, for a real library

Ctrl-C stops both programs. Starting again loses nothing.
"""

from __future__ import annotations

import argparse
import signal
import socket
import subprocess
import time
from pathlib import Path

from latchstring.cli import DONE, NOTHING
from latchstring.core.problem import shown, trouble
from latchstring.site.ready import catalogue
from latchstring.site.serve import command, environment

HELP = "start everything, with starter content on the first day"
PATIENCE = 30.0
"""Seconds to wait for a program to answer before giving up."""


def add(parser: argparse.ArgumentParser) -> None:
    """Arguments of `latchstring run`."""
    parser.add_argument("--empty", action="store_true", help="without the demonstration town")
    parser.add_argument(
        "--library", metavar="NAME", default="", help="your library's name, on the first day"
    )
    parser.add_argument(
        "--timezone", metavar="NAME", default="", help="its time zone, as America/Chicago"
    )
    parser.add_argument("--port", type=int, default=8000, help="port of the public pages (8000)")
    parser.add_argument(
        "--desk-port", type=int, default=8001, help="port of the staff pages (8001)"
    )


def run(arguments: argparse.Namespace) -> int:
    """Prepare, start both programs, and wait until somebody stops them."""
    for port in (arguments.port, arguments.desk_port):
        _free(port)
    home = catalogue()
    signed_in = _prepare(home, arguments)
    programs = [
        _start("reader", arguments.port),
        _start("desk", arguments.desk_port),
    ]
    try:
        for program, port in zip(programs, (arguments.port, arguments.desk_port), strict=True):
            _wait(program, port)
        _greet(arguments, signed_in)
        return _watch(programs)
    finally:
        _stop(programs)


def _prepare(home: Path, arguments: argparse.Namespace) -> tuple[str, str] | None:
    from latchstring.desk.people import first_account
    from latchstring.intake.importing import finish, importing
    from latchstring.site.start import start

    print("Preparing the catalogue …", flush=True)
    with importing(home) as folder:
        for sentence in finish(folder, "latchstring run"):
            print(shown(sentence))
    day = start(home, arguments.empty, arguments.library, arguments.timezone)
    return first_account(day.library)


def _greet(arguments: argparse.Namespace, signed_in: tuple[str, str] | None) -> None:
    print(f"\nPublic pages:  http://127.0.0.1:{arguments.port}/")
    print(f"Staff pages:   http://127.0.0.1:{arguments.desk_port}/")
    if signed_in:
        name, password = signed_in
        print(f"First sign-in: {name} / {password}   (shown once; you choose your own then)")
    print("Ctrl-C stops both.", flush=True)


def _free(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as error:
            raise trouble(
                f"Port {port} is taken, perhaps by another Latchstring.",
                "Stop that one, or choose other ports with --port and --desk-port.",
            ) from error


def _start(program: str, port: int) -> subprocess.Popen[bytes]:
    line = command(program, "127.0.0.1", port, 1)
    # Its own session: Ctrl-C reaches only us, and we stop both in order.
    return subprocess.Popen(line, env=environment(program), start_new_session=True)


def _wait(program: subprocess.Popen[bytes], port: int) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        if program.poll() is not None:
            raise trouble("One of the programs ended at once.", "Run: latchstring doctor")
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise trouble("One of the programs does not answer.", "Run: latchstring doctor")


def _watch(programs: list[subprocess.Popen[bytes]]) -> int:
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        while all(program.poll() is None for program in programs):
            time.sleep(0.3)
    except KeyboardInterrupt:
        print("\nStopped. Nothing is lost; start again with ./run")
        return DONE
    return NOTHING


def _stop(programs: list[subprocess.Popen[bytes]]) -> None:
    for program in programs:
        program.terminate()
    for program in programs:
        try:
            program.wait(timeout=10)
        except subprocess.TimeoutExpired:
            program.kill()
