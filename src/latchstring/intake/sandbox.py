"""Runs the reading child and hands on what it says, never trusting that it ends well."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from latchstring.core.problem import Problem, Trouble, trouble

LONGEST_LINE = 16 * 1024 * 1024
"""Characters in one record on the wire; a longer one ends the import."""

Line = dict[str, Any]


def lines(
    format_name: str, path: Path, source: str, scratch: Path
) -> Generator[tuple[str, Line], None, None]:
    """What the child says, one object at a time, as text and parsed, without its ending.

    scratch: a folder for what it must put aside; the caller removes it, for a child that is
    killed cannot. Close the generator to end the child. Raises `Trouble` when the file cannot be read at all, or when the child hit a wall.
    """
    with _child([format_name, str(path), source], scratch) as process:
        ended = False
        assert process.stdout is not None
        for text in iter(lambda: process.stdout.readline(LONGEST_LINE), ""):  # type: ignore[union-attr]
            line = _parsed(text)
            if "trouble" in line:
                raise Trouble(Problem.from_dict(line["trouble"]))
            if "end" in line:
                ended = True
            else:
                yield text, line
        if not ended:
            raise _cut_short(process.wait())


def _parsed(text: str) -> Line:
    try:
        line: Line = json.loads(text)
    except ValueError as error:
        raise _cut_short(0) from error
    return line


@contextmanager
def _child(arguments: list[str], scratch: Path) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-m", "latchstring.intake.child", *arguments]
    process = subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        encoding="utf-8",
        env=_environment(scratch),
    )
    try:
        yield process
    finally:
        process.kill()
        process.wait()
        if process.stdout:
            process.stdout.close()


def _environment(scratch: Path) -> dict[str, str]:
    """Without the way to the database, and with all scratch files in one place."""
    known = {name: v for name, v in os.environ.items() if name != "LATCHSTRING_DATABASE"}
    return {**known, "TMPDIR": str(scratch), "SQLITE_TMPDIR": str(scratch)}


def _cut_short(code: int) -> Trouble:
    if code == -signal.SIGXCPU:
        what = "Reading this file took longer than ten minutes of computing."
    elif code == -signal.SIGXFSZ:
        what = "Reading this file needed more scratch space than an import may use."
    else:
        what = "Reading this file failed, and the reading process ended early."
    return trouble(what, "Nothing was imported. Split the file, or export it again and retry.")
