"""Takes the addresses of confidential places out of free texts before they are published."""

from __future__ import annotations

from dataclasses import dataclass, field

from latchstring.catalogue.reading import Texts
from latchstring.catalogue.withhold import scrub
from latchstring.core.shape import Document


@dataclass(frozen=True)
class Scrub:
    """known: address lines that must not appear. any_address: nor any other street address."""

    known: list[str] = field(default_factory=list)
    any_address: bool = False

    @property
    def idle(self) -> bool:
        """True when there is nothing to take out."""
        return not self.known and not self.any_address

    def text(self, text: str) -> str:
        """The text without what must not be told."""
        return scrub(text, self.known, self.any_address)

    def document(self, document: Document) -> Document:
        """A copy of a document in which no text tells it."""
        if self.idle:
            return document
        return {name: self._value(name, value) for name, value in document.items()}

    def _value(self, name: str, value: object) -> object:
        if isinstance(value, str):
            return value if name == "id" or name.endswith("_id") else self.text(value)
        if isinstance(value, list):
            return [self._value(name, item) for item in value]
        return self.document(value) if isinstance(value, dict) else value

    def words(self, words: Texts) -> Texts:
        """The same for translations: language -> path -> [text, …]."""
        if self.idle:
            return words
        return {
            tag: {path: [self.text(stored[0]), *stored[1:]] for path, stored in texts.items()}
            for tag, texts in words.items()
        }
