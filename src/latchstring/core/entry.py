"""A record as the public may see it: its HSDS document and what we know about its truth."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

from latchstring.core.shape import Document


@dataclass(frozen=True)
class Entry:
    """One published record. All dates are ISO dates, "" when unknown.

    document: the public HSDS document, references by id.
    language: BCP 47 tag of the document's own words.
    assured_how: phone, visit, web, agency, source, or "".
    aliases: {"name", "kind", "until"}; memberships: {"network", "since", "until", "source"};
    evidence: {"field", "source", "url", "checked_on", "note"}: each statement and who says so.
    careful: law, health, violence or rights: only reviewed translations are shown.
    place_withheld: it has a place, and the place is not published.
    topics: keys of the topics under which it is found.
    """

    kind: str
    id: str
    document: Document
    language: str = "en"
    assured_on: str = ""
    assured_by: str = ""
    assured_how: str = ""
    due_on: str = ""
    valid_from: str = ""
    valid_until: str = ""
    aliases: list[dict[str, str]] = field(default_factory=list)
    memberships: list[dict[str, Any]] = field(default_factory=list)
    evidence: list[dict[str, str]] = field(default_factory=list)
    topics: list[str] = field(default_factory=list)
    successor_id: str = ""
    source: str = ""
    licence: str = ""
    careful: bool = False
    place_withheld: bool = False

    def to_json(self) -> str:
        """One line of JSON with sorted keys: the same entry is always the same text."""
        told = {name: value for name, value in vars(self).items() if value not in ("", [], False)}
        return json.dumps(told, ensure_ascii=False, separators=(",", ":"), sort_keys=True)

    @classmethod
    def from_json(cls, text: str) -> Entry:
        """The reverse of `to_json`."""
        return cls(**json.loads(text))
