"""Stages an import: all that was read, in a file, before the catalogue changes.

The staged file is what an interrupted import is resumed from. Lines are JSON: a found record
with what was decided about it.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from latchstring.core.problem import Problem
from latchstring.intake.sandbox import Line

Progress = Callable[[str, int], None]
"""(what is being done, how many so far)."""


def silent(_what: str, _done: int) -> None:
    """No progress shown."""


@dataclass
class Staged:
    """What was read: how many of each kind, the problems, the walls."""

    path: Path
    lines: int = 0
    sha256: str = ""
    kinds: Counter[str] = field(default_factory=Counter)
    problems: list[Problem] = field(default_factory=list)
    walls: dict[str, bool] = field(default_factory=dict)


MOST_PROBLEMS = 20_000
"""Problems kept for the report; a file with more of them is counted, not listed."""


def stage(path: Path, said: Iterator[tuple[str, Line]], progress: Progress = silent) -> Staged:
    """Write what the child says to `path`, before the catalogue changes."""
    staged = Staged(path)
    seal = hashlib.sha256()
    with path.open("w", encoding="utf-8") as out:
        for text, line in said:
            if "walls" in line:
                staged.walls = line["walls"]
            elif "problem" in line:
                _note(staged, Problem.from_dict(line["problem"]))
            else:
                out.write(text)
                seal.update(text.encode())
                staged.lines += 1
                staged.kinds[line["found"]["kind"]] += 1
                progress("reading", staged.lines)
    staged.sha256 = seal.hexdigest()
    return staged


def _note(staged: Staged, problem: Problem) -> None:
    staged.kinds[f"problem:{problem.weight}"] += 1
    if len(staged.problems) < MOST_PROBLEMS:
        staged.problems.append(problem)


def found_in(path: Path, start: int = 0) -> Iterator[dict[str, Any]]:
    """The staged records from line number `start` (0 is the first) on."""
    with path.open(encoding="utf-8") as file:
        for number, line in enumerate(file):
            if number >= start:
                yield json.loads(line)["found"]
