"""Lists inside a document of which each child is one line of text."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from latchstring.core.shape import Document
from latchstring.desk.field import Values
from latchstring.desk.rows import children, put

ALIKE = 0.6
"""How alike two lines must be to count as one line that was corrected."""


def says(name: str) -> Callable[[Document], str]:
    """The text of one field of a child, on one line."""
    return lambda child: " ".join(str(child.get(name) or "").split())


@dataclass(frozen=True)
class Lines:
    """Children that are one line each. `says` gives a child's line, `make` a child from a line;
    a child without a line is not shown and stays. `corrects`: a line that was corrected keeps
    its child, and with it its translations, which then say that the original has changed."""

    name: str
    label: str
    says: Callable[[Document], str]
    make: Callable[[str], Document]
    hint: str = ""
    corrects: bool = False
    template: str = "desk/_lines.html"

    def fill(self, document: Document) -> Values:
        """The one input, one line a child."""
        return {self.name: "\n".join(self.says(child) for child in self._lined(document))}

    def read(self, values: Values, document: Document, _errors: dict[str, str]) -> None:
        """Put the lines into the document. Equal lines keep their child, in the new order."""
        typed = [" ".join(line.split()) for line in values.get(self.name, "").splitlines()]
        lines = [line for line in typed if line]
        old = self._lined(document)
        if lines == [self.says(child) for child in old]:
            return
        unlined = [c for c in children(document, self.name) if not self._has_line(c)]
        put(document, self.name, self._matched(lines, old) + unlined)

    def _matched(self, lines: list[str], old: list[Document]) -> list[Any]:
        left = list(old)
        found: list[Document | None] = [_take(left, line, self.says) for line in lines]
        items: list[Any] = []
        for line, child in zip(lines, found, strict=True):
            if child is not None:
                items.append(child)
            elif line not in [self.says(item) for item in items]:
                items.append(self._new(line, left))
        return items

    def _new(self, line: str, left: list[Document]) -> Document:
        if self.corrects:
            for child in left:
                if SequenceMatcher(a=self.says(child), b=line).ratio() >= ALIKE:
                    left.remove(child)
                    return {**child, **self.make(line)}
        return {"id": str(uuid.uuid4()), **self.make(line)}

    def _lined(self, document: Document) -> list[Document]:
        return [c for c in children(document, self.name) if self._has_line(c)]

    def _has_line(self, child: Any) -> bool:
        return isinstance(child, dict) and bool(self.says(child))


def _take(left: list[Document], line: str, says: Callable[[Document], str]) -> Document | None:
    """Take the first child with that line out of `left`."""
    for child in left:
        if says(child) == line:
            left.remove(child)
            return child
    return None
