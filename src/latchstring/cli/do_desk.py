"""Start the desk program: sign-in, the catalogue, publishing. For staff.

latchstring desk --port 8001
"""

from __future__ import annotations

import argparse

from latchstring.site.serve import serve

HELP = "start the staff pages"


def add(parser: argparse.ArgumentParser) -> None:
    """Arguments of `latchstring desk`."""
    parser.add_argument("--port", type=int, default=8001, help="the port (8001)")
    parser.add_argument("--host", default="127.0.0.1", help="the address to listen on")
    parser.add_argument("--workers", type=int, default=1, help="processes (1)")


def run(arguments: argparse.Namespace) -> int:
    """Become the server; returns only when it cannot start."""
    return serve("desk", arguments.host, arguments.port, arguments.workers)
