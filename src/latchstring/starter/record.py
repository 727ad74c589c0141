"""A starter record: an HSDS document and everything the catalogue keeps beside it."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from latchstring.core.shape import Document

Words = dict[str, str]
"""One text by language tag. English ("en") is always there."""
How = Literal["phone", "visit", "web", ""]


@dataclass(frozen=True)
class Starter:
    """One record ready for the catalogue. Dates are ISO dates; "" means unknown or none.

    kind: organization, location, service, taxonomy or taxonomy_term.
    translations: language tag -> path of a text in the document -> the text; see
        `core.shape.words` for paths. All of them are in `words_state`.
    aliases: {"name", "kind": former name | abbreviation | also known as} and, where known,
        "until" (ISO date or year) and "source".
    memberships: {"network", "since", "until", "source", "checked": bool}.
    evidence: {"field", "source", "url", "checked_on", "note"}, one for each fact.
    due_on: "" lets the library's own interval decide.
    marks: as in `formats.found.Found`.
    authority: who may give immigration advice here: "attorney", "doj_recognized", "" unknown.
    permission: the operator's written permission to publish a sensitive place, as a sentence.
    """

    kind: str
    document: Document
    translations: dict[str, dict[str, str]] = field(default_factory=dict)
    words_state: str = "draft"
    aliases: list[dict[str, str]] = field(default_factory=list)
    memberships: list[dict[str, Any]] = field(default_factory=list)
    evidence: list[dict[str, str]] = field(default_factory=list)
    assured_on: str = ""
    assured_by: str = ""
    assured_how: How = ""
    due_on: str = ""
    valid_from: str = ""
    valid_until: str = ""
    successor_id: str = ""
    marks: tuple[str, ...] = ()
    authority: str = ""
    permission: str = ""
    topics: list[str] = field(default_factory=list)

    @property
    def id(self) -> str:
        """The id of the document: a UUID."""
        return str(self.document["id"])


def page(name: str) -> Any:
    """The content of a data file that lies beside this module, e.g. "topics.json"."""
    return json.loads((Path(__file__).parent / name).read_text(encoding="utf-8"))
