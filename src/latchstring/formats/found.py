"""What every format's reader yields: records as HSDS documents, and problems."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from latchstring.core.problem import Problem, Where
from latchstring.core.shape import Document


@dataclass(frozen=True)
class Found:
    """One record as the catalogue keeps it: references by id, children nested.

    kind: HSDS object name, mostly organization, location, service, taxonomy, taxonomy_term.
    document: the canonical HSDS document of that kind, see `core.shape.split`.
    where: the place in the file, for problems and for the import report.
    marks: the source's own reasons not to show it: "excluded", "inactive", "do not refer",
        "confidential" (the place only).
    assured_on: ISO date (YYYY-MM-DD) on which the source last verified it, "" when unknown.
    assured_by: who verified it, as the source says; "" when unknown.
    source_id: the id that the source uses when it is not the document's id.
    kept: columns and values that the source has and HSDS has not; never published.
    partial: the record stood embedded in another one: it adds to what is known and takes
        nothing away; a record that stood alone is whole.
    """

    kind: str
    document: Document
    where: Where = field(default_factory=Where)
    marks: tuple[str, ...] = ()
    assured_on: str = ""
    assured_by: str = ""
    source_id: str = ""
    kept: dict[str, str] = field(default_factory=dict)
    partial: bool = False


Reading = Iterator[Found | Problem]
"""What `read(path, source)` of every format returns: it never raises for a bad row, it yields
a Problem and goes on; it raises `Trouble` only when nothing at all can be read."""
