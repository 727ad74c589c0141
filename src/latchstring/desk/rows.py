"""Lists inside a document of which each child is a row of a few fields."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from latchstring.core.shape import Document
from latchstring.desk import field
from latchstring.desk.field import Box, Field, Values


def always(_child: Document) -> bool:
    """For rows that the form can always show."""
    return True


def nothing_wrong(_child: Document) -> tuple[str, str] | None:
    """For rows that need no second look."""
    return None


def children(document: Document, name: str) -> list[Any]:
    """The items of a list in a document."""
    value = document.get(name)
    return value if isinstance(value, list) else []


def put(document: Document, name: str, items: list[Any]) -> None:
    """Set the list, or take it away when nothing is in it."""
    document.pop(name, None)
    if items:
        document[name] = items


@dataclass(frozen=True)
class Row:
    """One row as the page shows it."""

    key: str
    id: str
    boxes: list[Box]

    @property
    def first(self) -> str:
        """The name of its first input."""
        return self.boxes[0].name


@dataclass(frozen=True)
class Rows:
    """Children with a few fields each, and some empty rows for new ones.

    fits: whether the form can show a child; the others stay as they are, told by `tell`, and
    can only be taken away. judge: what is wrong with a new or changed child, as (field, sentence).
    """

    name: str
    label: str
    fields: tuple[Field, ...]
    hint: str = ""
    spare: int = 2
    fits: Callable[[Document], bool] = always
    judge: Callable[[Document], tuple[str, str] | None] = nothing_wrong
    tell: Callable[[Document], str] = str
    template: str = "desk/_rows.html"

    def fill(self, document: Document) -> Values:
        """The inputs for the rows that are there, and for the empty ones."""
        values: Values = {}
        mine = [c for c in children(document, self.name) if self._editable(c)]
        for n, child in enumerate([*mine, *({} for _ in range(self.spare))]):
            values[f"{self.name}-{n}-id"] = str(child.get("id") or "")
            values |= field.fill(self.fields, child, f"{self.name}-{n}-")
        return values

    def read(self, values: Values, document: Document, errors: dict[str, str]) -> None:
        """Put the rows into the document: known ids keep their place, new rows come last."""
        rows = {values[f"{key}-id"] or f"new {key}": key for key in self._keys(values)}
        items: list[Any] = []
        for child in children(document, self.name):
            if not self._editable(child):
                items += [] if self._dropped(values, child) else [child]
            elif child["id"] in rows:
                items += self._row(values, rows.pop(child["id"]), child, errors)
        for key in rows.values():
            items += self._row(values, key, {}, errors)
        put(document, self.name, items)

    def rows(self, values: Mapping[str, str], errors: Mapping[str, str]) -> list[Row]:
        """The rows as the page shows them."""
        return [
            Row(key, values[f"{key}-id"], field.boxes(self.fields, values, errors, f"{key}-"))
            for key in self._keys(values)
        ]

    def fixed(self, document: Document) -> list[tuple[str, str]]:
        """Name of the tick to take it away, and the words, for what the form cannot show."""
        odd = [c for c in children(document, self.name) if not self._editable(c)]
        return [(self._drop(c), self.tell(c)) for c in odd if isinstance(c, dict) and c.get("id")]

    def _keys(self, values: Mapping[str, str]) -> list[str]:
        keys = [name.removesuffix("-id") for name in values if name.endswith("-id")]
        mine = [key for key in keys if key.rpartition("-")[0] == self.name]
        return sorted(mine, key=lambda key: (len(key), key))

    def _editable(self, child: Any) -> bool:
        return isinstance(child, dict) and bool(child.get("id")) and self.fits(child)

    def _drop(self, child: Document) -> str:
        return f"{self.name}-drop-{child['id']}"

    def _dropped(self, values: Mapping[str, str], child: Any) -> bool:
        known = isinstance(child, dict) and child.get("id")
        return bool(known) and bool(values.get(self._drop(child)))

    def _row(
        self, values: Values, key: str, child: Document, errors: dict[str, str]
    ) -> list[Document]:
        if not any(values.get(f"{key}-{f.name}", "").strip() for f in self.fields):
            return []
        row = field.read(self.fields, values, child, errors, f"{key}-")
        row.setdefault("id", str(uuid.uuid4()))
        wrong = self.judge(row) if row != child else None
        if wrong:
            errors.setdefault(f"{key}-{wrong[0]}", wrong[1])
        return [row]
