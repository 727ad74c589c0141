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

from latchstring.catalogue import withhold
from latchstring.catalogue.doors import place_ids
from latchstring.catalogue.terms import term_ids
from latchstring.core.problem import Problem
from latchstring.intake.sandbox import Line

Progress = Callable[[str, int], None]
"""(what is being done, how many so far)."""


def silent(_what: str, _done: int) -> None:
    """No progress shown."""


@dataclass
class Staged:
    """What was read: how many of each kind, the problems, the places to hide, the walls."""

    path: Path
    lines: int = 0
    sha256: str = ""
    kinds: Counter[str] = field(default_factory=Counter)
    problems: list[Problem] = field(default_factory=list)
    hidden: set[str] = field(default_factory=set)
    walls: dict[str, bool] = field(default_factory=dict)


MOST_PROBLEMS = 20_000
"""Problems kept for the report; a file with more of them is counted, not listed."""


def stage(path: Path, said: Iterator[tuple[str, Line]], progress: Progress = silent) -> Staged:
    """Write what the child says to `path`, and find out whose place must be hidden.

    A location may come before the sensitive service that is given there, so this is known only
    when all was read; `apply` hides it from its first entry on.
    """
    staged = Staged(path)
    terms: dict[str, str] = {}
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
                _learn(staged, line["found"], terms)
                progress("reading", staged.lines)
    staged.sha256 = seal.hexdigest()
    return staged


def _note(staged: Staged, problem: Problem) -> None:
    staged.kinds[f"problem:{problem.weight}"] += 1
    if len(staged.problems) < MOST_PROBLEMS:
        staged.problems.append(problem)


def _learn(staged: Staged, found: dict[str, Any], terms: dict[str, str]) -> None:
    document, kind = found["document"], found["kind"]
    staged.lines += 1
    staged.kinds[kind] += 1
    if kind == "taxonomy_term":
        terms[document["id"]] = str(document.get("name") or "")
    elif kind == "location" and "confidential" in found["marks"]:
        staged.hidden.add(document["id"])
    elif kind == "service":
        names = [terms.get(term, "") for term in term_ids(document)]
        if withhold.sensitive(document, names):
            staged.hidden.update(place_ids(document))


def found_in(path: Path, start: int = 0) -> Iterator[dict[str, Any]]:
    """The staged records from line number `start` (0 is the first) on."""
    with path.open(encoding="utf-8") as file:
        for number, line in enumerate(file):
            if number >= start:
                yield json.loads(line)["found"]
