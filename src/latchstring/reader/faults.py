"""Our own mistakes: told once per place in the code, never with a value, a time or a request."""

from __future__ import annotations

import sys
import traceback
from collections import Counter

COUNTS: Counter[str] = Counter()
"""How often each place failed since the process started."""


def note(error: BaseException) -> None:
    """Count the place where it happened; the first time, name it on standard error."""
    last = traceback.extract_tb(error.__traceback__)[-1:]
    where = f"{last[0].filename}:{last[0].lineno}" if last else "unknown"
    place = f"{type(error).__name__} at {where}"
    COUNTS[place] += 1
    if COUNTS[place] == 1:
        sys.stderr.write(f"latchstring reader: {place}\n")
