"""Progress on a terminal."""

from __future__ import annotations

import sys
import time


class Bar:
    """A line of progress on a terminal; silent when the output is no terminal."""

    def __init__(self) -> None:
        self.shown = 0.0
        self.wide = sys.stderr.isatty()

    def __call__(self, what: str, done: int) -> None:
        """At most ten times a second."""
        if self.wide and time.monotonic() - self.shown > 0.1:
            self.shown = time.monotonic()
            print(f"\r{what} … {done:,} records ", end="", file=sys.stderr, flush=True)

    def end(self) -> None:
        """Clear the line."""
        if self.wide and self.shown:
            print("\r" + " " * 60 + "\r", end="", file=sys.stderr, flush=True)
