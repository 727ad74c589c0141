"""The objects in a JSON file, one at a time: a page, an array, one object, or one object a line."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

from latchstring.core.problem import Trouble, Where, trouble
from latchstring.formats.json_object import LONGEST, Item, decoded, too_long
from latchstring.formats.json_scan import Scanner

_OTHERS = (
    (b"\x1f\x8b", "The file is compressed (gzip).", "Unpack it and import what is inside."),
    (b"PK", "The file is a zip, no JSON.", "If it holds CSV tables, import it as hsds-csv."),
)


def items(path: Path) -> Iterator[Item]:
    """Every object in the file with its row: the line where each line is one object, else the
    number of the object in its list, from 1.

    Memory does not grow with the file. Raises `Trouble` when nothing in it can be read.
    """
    try:
        one_a_line = _one_a_line(path)
        with _open(path) as stream:
            yield from _lines(stream, path.name) if one_a_line else _scan(stream, path.name)
    except UnicodeDecodeError as error:
        raise _strange_encoding(path.name) from error
    except OSError as error:
        raise trouble(
            f"The file cannot be read: {error.strerror or 'the disk does not answer'}.",
            "Check its name and that this program may open it.",
            Where(path.name),
        ) from error


def _scan(stream: TextIO, file: str) -> Iterator[Item]:
    return Scanner(stream, file).items()


def _open(path: Path) -> TextIO:
    with path.open("rb") as raw:
        head = raw.read(64)
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return path.open(encoding="utf-16", newline="\n")
    for start, what, advice in _OTHERS:
        if head.startswith(start):
            raise trouble(what, advice, Where(path.name))
    if b"\x00" in head:
        raise _strange_encoding(path.name)
    # Escaped, a wrong byte spoils only the object that it stands in.
    return path.open(encoding="utf-8-sig", errors="surrogateescape", newline="\n")


def _strange_encoding(file: str) -> Trouble:
    return trouble(
        "The file is in an encoding that cannot be read.",
        "Save it as UTF-8 and import it again.",
        Where(file),
    )


def _one_a_line(path: Path) -> bool:
    """True when each line is an object of its own; one page on one line is not that."""
    with _open(path) as stream:
        first, second = _filled_line(stream), _filled_line(stream)
    if not first:
        raise trouble("The file is empty.", "Export it again, look at its size.", Where(path.name))
    item = decoded(first, Where())
    if isinstance(item, tuple):
        return not isinstance(item[1].get("contents"), list)
    if first.strip()[-1] not in "[{,:" and isinstance(decoded(second, Where()), tuple):
        return True
    if first.lstrip()[0] not in "[{":
        raise trouble(
            f'The file is no JSON: it begins with "{first.strip()[:30]}".',
            "Check that this is the file that you meant, and its format.",
            Where(path.name),
        )
    return False


def _filled_line(stream: TextIO) -> str:
    """The next line with something in it, cut at `LONGEST`; "" at the end."""
    while line := stream.readline(LONGEST + 1):
        if not line.isspace():
            _finish(line, stream)
            return line
    return ""


def _finish(line: str, stream: TextIO) -> None:
    while line and not line.endswith("\n"):
        line = stream.readline(LONGEST)


def _lines(stream: TextIO, file: str) -> Iterator[Item]:
    row = 0
    while line := stream.readline(LONGEST + 1):
        row += 1
        if len(line) > LONGEST and not line.endswith("\n"):
            _finish(line, stream)
            yield too_long(Where(file, row))
        elif not line.isspace():
            yield decoded(line.strip(), Where(file, row))
