"""The tables in `fold.json`, which the browser's twin of fold and segment reads as well."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

TABLES: dict[str, Any] = json.loads(
    Path(__file__).with_name("fold.json").read_text(encoding="utf-8")
)


def code_points(lines: list[str]) -> Iterator[int]:
    """Every code point of a table of hexadecimal ranges: "30-39 41"."""
    for first, last in _ranges(lines):
        yield from range(first, last + 1)


def character_class(lines: list[str]) -> str:
    """The same table as the inside of a regular expression's brackets."""
    return "".join(
        f"\\U{first:08x}-\\U{last:08x}" if first != last else f"\\U{first:08x}"
        for first, last in _ranges(lines)
    )


def _ranges(lines: list[str]) -> Iterator[tuple[int, int]]:
    for item in " ".join(lines).split():
        first, _, last = item.partition("-")
        yield int(first, 16), int(last or first, 16)
