"""What a service is named with: the names of its taxonomy terms and of its organization."""

from __future__ import annotations

from collections.abc import Iterable

from latchstring.catalogue.models import Record
from latchstring.core.shape import Document

NAMING = ("taxonomy_term", "organization")
"""Kinds of record whose name says something about a service."""


class Terms:
    """Names of taxonomy terms and organizations by id, asked of the catalogue once each."""

    def __init__(self) -> None:
        self.names: dict[str, str] = {}

    def add(self, wanted: Iterable[str]) -> None:
        """Make sure that these ids were looked up."""
        missing = [term for term in wanted if term not in self.names]
        if missing:
            self.names.update(dict.fromkeys(missing, ""))
            rows = Record.objects.filter(pk__in=missing, kind__in=NAMING)
            self.names.update(rows.values_list("pk", "name"))

    def of(self, document: Document) -> list[str]:
        """The names of a document's terms."""
        return [self.names.get(term, "") for term in term_ids(document)]

    def around(self, document: Document) -> list[str]:
        """The same, and the name of its organization."""
        return [*self.of(document), self.names.get(str(document.get("organization_id")), "")]


def term_ids(document: Document) -> list[str]:
    """Ids of the taxonomy terms that a document is tagged with."""
    attributes = document.get("attributes") or []
    ids = [a.get("taxonomy_term_id") for a in attributes if isinstance(a, dict)]
    return [term for term in ids if isinstance(term, str)]
