"""The reading half of an import, in a process of its own: it sees one file and nothing else.

Started as `python -m latchstring.intake.child FORMAT PATH SOURCE`. Writes one JSON object a
line: {"found": …}, {"problem": …}, and at the end {"end": true}; {"trouble": …} when nothing
can be read. What it can do to the machine is bounded by `limits.py` before it opens the file.
"""

from __future__ import annotations

import json
import sqlite3
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import TextIO

from latchstring.core.problem import Problem, Trouble
from latchstring.formats.found import Found, Reading
from latchstring.intake import limits

FORMATS = ("hsds-json", "hsds-csv", "icarol")
"""Names on the command line; each is a module of `formats/` with a `read`."""


def reader(name: str) -> Callable[[Path, str], Reading]:
    """The `read` of a format."""
    module = import_module(f"latchstring.formats.{name.replace('-', '_')}")
    read: Callable[[Path, str], Reading] = module.read
    return read


def tell(out: TextIO, **line: object) -> None:
    """One line on the wire."""
    out.write(json.dumps(line, ensure_ascii=True, separators=(",", ":")) + "\n")


def read_all(reading: Reading, out: TextIO) -> None:
    """Everything that a reader finds, line by line."""
    for item in reading:
        if isinstance(item, Found):
            tell(out, found={**vars(item), "where": vars(item.where)})
        else:
            tell(out, problem=item.as_dict())
    tell(out, end=True)


def main(arguments: list[str]) -> int:
    """Runs in the child. Returns 0, or 1 when nothing could be read (said on the wire)."""
    name, path, source = arguments
    walls = limits.enclose()
    tell(sys.stdout, walls=walls)
    # A parent that died before the walls stood is noticed here: the pipe is broken.
    sys.stdout.flush()
    try:
        read_all(reader(name)(Path(path), source), sys.stdout)
    except Trouble as error:
        tell(sys.stdout, trouble=error.problem.as_dict())
        return 1
    except MemoryError:
        tell(sys.stdout, trouble=_too_large().as_dict())
        return 1
    except sqlite3.Error:
        tell(sys.stdout, trouble=_no_room().as_dict())
        return 1
    except OSError as error:
        tell(sys.stdout, trouble=_unreadable(path, error).as_dict())
        return 1
    return 0


def _too_large() -> Problem:
    return Problem(
        "Reading this file takes more memory than an import may use.",
        "Split it, or export it as NDJSON, which is read line by line.",
    )


def _no_room() -> Problem:
    return Problem(
        "Reading this file needs more scratch space than there is.",
        "Make room where LATCHSTRING_HOME lies, or split the file.",
    )


def _unreadable(path: str, error: OSError) -> Problem:
    return Problem(
        f"{Path(path).name} cannot be read: {error.strerror or 'unknown error'}.",
        "Check that the file is there and that this user may read it.",
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
