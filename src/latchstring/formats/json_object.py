"""One JSON object from somebody else: decoded, and fit to be stored."""

from __future__ import annotations

import json
import math
import re
from typing import Any

from latchstring.core.problem import Problem, Where

Item = tuple[int, dict[str, Any]] | Problem
"""An object with its row, or why there is none."""

LONGEST = 5 * 1024 * 1024
"""Characters of one object: a service with everything that belongs to it has some thousand."""
DEEPEST = 60
"""Levels of nesting in one object; HSDS itself needs about ten."""
AGAIN = "Export the file again, or have its maker correct it."

_BAD_BYTE = re.compile(r"[\ud800-\udfff]")
_BAD_ESCAPE = re.compile(r"\\u(0000|[dD][89a-fA-F])")


def _fraction(text: str) -> float | str:
    number = float(text)
    return number if math.isfinite(number) else text


def _whole(text: str) -> int | str:
    return int(text) if len(text) < 300 else text


DECODER = json.JSONDecoder(parse_float=_fraction, parse_int=_whole, parse_constant=str)
"""Numbers that no database can hold stay the text that they were; `core.check` speaks of them."""


def decoded(line: str, where: Where) -> Item:
    """The object that the whole line is."""
    try:
        value = DECODER.decode(line)
    except json.JSONDecodeError as error:
        if _BAD_BYTE.search(line):
            return _wrong_bytes(where)
        return Problem(
            f"This line is no whole JSON object (character {error.pos + 1}), so it was left out.",
            AGAIN,
            where,
        )
    except RecursionError:
        return _too_deep(where)
    return judged(value, line, where)


def judged(value: Any, text: str, where: Where) -> Item:
    """The object that was decoded from `text`, without what cannot be stored or walked through."""
    if not text.isascii() and _BAD_BYTE.search(text):
        return _wrong_bytes(where)
    if not isinstance(value, dict):
        return Problem(
            f'"{text[:40]}" is no JSON object, so it was left out.',
            'Each record is an object: {"id": ..., "name": ...}.',
            where,
        )
    if _deeper_than(value, DEEPEST):
        return _too_deep(where)
    return where.row or 0, _scrubbed(value) if _BAD_ESCAPE.search(text) else value


def _deeper_than(value: Any, limit: int) -> bool:
    level = [value]
    for _ in range(limit):
        level = [
            inner
            for outer in level
            for inner in (outer.values() if isinstance(outer, dict) else outer)
            if isinstance(inner, dict | list)
        ]
        if not level:
            return False
    return True


def _scrubbed(value: Any) -> Any:
    """Without NUL and lone surrogates, which no database stores."""
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode().replace("\x00", "")
    if isinstance(value, list):
        return [_scrubbed(item) for item in value]
    if isinstance(value, dict):
        return {_scrubbed(name): _scrubbed(item) for name, item in value.items()}
    return value


def too_long(where: Where) -> Problem:
    """The problem of a line that is longer than `LONGEST`."""
    return Problem(
        f"This line has more than {LONGEST:,} characters, so it was left out.",
        "No service needs that much: look for a field that holds a whole file.",
        where,
    )


def _too_deep(where: Where) -> Problem:
    return Problem(
        f"This object is nested more than {DEEPEST} levels deep, so it was left out.", AGAIN, where
    )


def _wrong_bytes(where: Where) -> Problem:
    return Problem(
        "This object holds bytes that are no UTF-8, so it was left out.",
        "Save the file in the encoding UTF-8 and import it again.",
        where,
    )
