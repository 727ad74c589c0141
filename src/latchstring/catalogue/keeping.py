"""What the catalogue knows of a record beyond HSDS."""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from typing import Any


@dataclass(frozen=True)
class Keeping:
    """Kept beside the document, one JSON object a record. Dates are ISO dates, "" when unknown.

    marks: the source's own reasons not to show it. kept: columns and values that HSDS has no
    field for; staff see them, the public never does. aliases, memberships, evidence, topics: as
    in `core.entry.Entry`. permission: the operator's written permission to publish a sensitive
    place: who gave it and when. authority: who may give immigration legal advice there:
    "attorney" or "doj_recognized". withdrawn: why it was taken out at once; "" when it was not.
    """

    marks: list[str] = field(default_factory=list)
    kept: dict[str, str] = field(default_factory=dict)
    aliases: list[dict[str, Any]] = field(default_factory=list)
    memberships: list[dict[str, Any]] = field(default_factory=list)
    evidence: list[dict[str, Any]] = field(default_factory=list)
    topics: list[str] = field(default_factory=list)
    successor_id: str = ""
    permission: str = ""
    authority: str = ""
    withdrawn: str = ""

    def to_json(self) -> str:
        """Only what is told, keys sorted."""
        return json.dumps(self.told(), ensure_ascii=False, separators=(",", ":"), sort_keys=True)

    def told(self) -> dict[str, Any]:
        """Only what is told."""
        return {name: value for name, value in vars(self).items() if value}

    @classmethod
    def from_json(cls, text: str) -> Keeping:
        """The reverse of `to_json`."""
        return _NOTHING if text == "{}" else cls(**json.loads(text))

    def but(self, **changes: Any) -> Keeping:
        """A copy with some fields changed."""
        return replace(self, **changes)


_NOTHING = Keeping()

AUTHORITIES = {
    "attorney": "An attorney gives the advice",
    "doj_recognized": "The organization is recognized by the Department of Justice",
}
"""Who may give immigration legal advice. Source: domain notes S45, cliniclegal.org/notario."""
