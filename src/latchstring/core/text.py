"""A text in a language, and whether a reader may rely on it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Any, Literal

State = Literal["source", "reviewed", "draft", "changed", "missing"]
"""source: written in this language. reviewed: a person checked the translation. draft: nobody
did. changed: the source text is another one since. missing: there is no text."""


def text_hash(text: str) -> str:
    """16 hex digits that name a source text: a translation belongs to the text, not to a date."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


@dataclass(frozen=True)
class Translation:
    """One field's words in one language, as the catalogue keeps them.

    source: `text_hash` of the text it was translated from. by, on: who reviewed it and when
    (ISO date); both empty while it is a draft.
    """

    text: str
    source: str
    state: Literal["draft", "reviewed"] = "draft"
    by: str = ""
    on: str = ""

    def as_list(self) -> list[str]:
        """The stored form: [text, source, state, by, on]."""
        return [self.text, self.source, self.state, self.by, self.on]

    @classmethod
    def from_list(cls, stored: list[Any]) -> Translation:
        """The reverse of `as_list`."""
        return cls(*stored)

    def state_now(self, source_text: str) -> State:
        """What a reader must be told, given the source text as it stands now."""
        return "changed" if self.source != text_hash(source_text) else self.state


@dataclass(frozen=True)
class Text:
    """Words to show: the text, the language it is really in, and its state."""

    text: str
    tag: str
    state: State = "source"

    def __bool__(self) -> bool:
        return bool(self.text)


def choose(
    source: str, source_tag: str, wanted: str, found: Translation | None, careful: bool = False
) -> Text:
    """The text to show to someone who reads `wanted`.

    careful: for law, health and rights a draft or a text whose source changed is worse than the
    source itself, which then stands alone.
    """
    if wanted == source_tag or found is None or not found.text:
        return Text(source, source_tag, "source" if wanted == source_tag else "missing")
    state = found.state_now(source)
    if careful and state != "reviewed":
        return Text(source, source_tag, "missing")
    return Text(found.text, wanted, state)
