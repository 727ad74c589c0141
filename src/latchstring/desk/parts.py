"""The pieces that a form is made of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from latchstring.core.shape import Document
from latchstring.desk import field as one
from latchstring.desk.field import Field, Values


class Part(Protocol):
    """A piece of a form that reads and writes its own part of a document."""

    @property
    def label(self) -> str:
        """Its heading."""

    @property
    def template(self) -> str:
        """The template that shows it."""

    def fill(self, document: Document) -> Values:
        """What its inputs show."""

    def read(self, values: Values, document: Document, errors: dict[str, str]) -> None:
        """Change the document as typed; sentences for what cannot be taken go to `errors`."""


@dataclass(frozen=True)
class Fields:
    """Single fields under one heading."""

    label: str
    fields: tuple[Field, ...]
    template: str = "desk/_fields.html"

    def fill(self, document: Document) -> Values:
        return one.fill(self.fields, document)

    def read(self, values: Values, document: Document, errors: dict[str, str]) -> None:
        new = one.read(self.fields, values, document, errors)
        document.clear()
        document.update(new)
