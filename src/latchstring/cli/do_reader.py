"""Start the reader program: the public pages. It keeps nothing of what people ask.

latchstring reader --port 8000
"""

from __future__ import annotations

import argparse

from latchstring.site.serve import serve

HELP = "start the public pages"


def add(parser: argparse.ArgumentParser) -> None:
    """Arguments of `latchstring reader`."""
    parser.add_argument("--port", type=int, default=8000, help="the port (8000)")
    parser.add_argument("--host", default="127.0.0.1", help="the address to listen on")
    parser.add_argument("--workers", type=int, default=1, help="processes (1)")


def run(arguments: argparse.Namespace) -> int:
    """Become the server; returns only when it cannot start."""
    return serve("reader", arguments.host, arguments.port, arguments.workers)
