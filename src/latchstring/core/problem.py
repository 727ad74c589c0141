"""A problem is a sentence: what is wrong, where it is, and what to do next."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from typing import Literal

Weight = Literal["note", "kept", "refused"]
"""note: nothing was lost or changed; kept: taken in, but not as the source meant it;
refused: this row or value was left out."""

_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")


def shown(text: str) -> str:
    """The text on one line, with � for each character that would steer a terminal, break the
    line, or cannot be stored."""
    return _UNSEEN.sub("�", text)


@dataclass(frozen=True)
class Where:
    """A place in something that somebody gave us. Rows count from 1, the heading included."""

    file: str = ""
    row: int | None = None
    field: str = ""

    def __str__(self) -> str:
        parts = [
            self.file,
            f"row {self.row}" if self.row is not None else "",
            f"field {self.field}" if self.field else "",
        ]
        return ", ".join(part for part in parts if part)


@dataclass(frozen=True)
class Problem:
    """What is wrong, where, and what a librarian can do about it. Both texts are sentences."""

    what: str
    do: str
    where: Where = Where()
    weight: Weight = "refused"

    def __str__(self) -> str:
        place = f"{self.where}: " if str(self.where) else ""
        return shown(f"{place}{self.what} {self.do}".strip())

    def at(self, file: str = "", row: int | None = None) -> Problem:
        """The same problem, its place completed by the reader that knows file and row."""
        where = replace(self.where, file=self.where.file or file, row=self.where.row or row)
        return replace(self, where=where)

    def plain(self) -> Problem:
        """The same problem, each text of it as it may be shown (`shown`)."""
        place = replace(self.where, file=shown(self.where.file), field=shown(self.where.field))
        return replace(self, what=shown(self.what), do=shown(self.do), where=place)

    def as_dict(self) -> dict[str, object]:
        """A JSON-ready copy, for reports and for the wire between two processes."""
        return asdict(self)

    @classmethod
    def from_dict(cls, data: dict[str, object]) -> Problem:
        """The reverse of `as_dict`. Raises TypeError when `data` is something else."""
        where = data.get("where") or {}
        if not isinstance(where, dict):
            raise TypeError("where must be an object")
        return cls(**{**data, "where": Where(**where)})  # type: ignore[arg-type]


class Trouble(Exception):
    """Work cannot go on. Carries the problem that a person reads instead of a traceback."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem


def trouble(what: str, do: str, where: Where | None = None) -> Trouble:
    """Shorthand to raise: `raise trouble("The file is empty.", "Export it again.")`."""
    return Trouble(Problem(what, do, where or Where()))


def sentences(problems: list[Problem]) -> Iterator[str]:
    """One line per problem, ready for a terminal or a report."""
    for problem in problems:
        yield str(problem)
