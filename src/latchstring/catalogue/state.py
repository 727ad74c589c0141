"""Records as whole states, and what is told of a change: who made it, and what came of it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field, replace
from typing import Any

from latchstring.catalogue import history, withhold
from latchstring.catalogue.keeping import Keeping
from latchstring.catalogue.models import Import, Record
from latchstring.catalogue.reading import Texts
from latchstring.core.moment import as_text
from latchstring.core.shape import Document
from latchstring.core.text import Translation

Date = dt.date | None


@dataclass
class State:
    """All of one record: the document whole, secret part included, and what stands beside it."""

    kind: str
    document: Document
    library: int
    language: str = "en"
    source: int | None = None
    source_id: str = ""
    vetted: bool = False
    keeping: Keeping = field(default_factory=Keeping)
    confidential: bool = False
    assured: tuple[Date, str, str, Date] = (None, "", "", None)
    valid: tuple[Date, Date] = (None, None)
    words: Texts = field(default_factory=dict)

    def copy(self) -> State:
        """A copy that may be changed without touching this one."""
        return replace(self, words={tag: dict(texts) for tag, texts in self.words.items()})

    def put_words(self, language: str, texts: dict[str, Translation | None]) -> None:
        """Add, replace or (None) take away translations."""
        mine = self.words.setdefault(language, {})
        for path, translation in texts.items():
            if translation is None:
                mine.pop(path, None)
            else:
                mine[path] = translation.as_list()

    @property
    def hides_place(self) -> bool:
        """True when the place must not be published: confidential, and nobody permitted it."""
        return self.kind == "location" and withhold.hides(self.confidential, self.keeping)

    def parts(self) -> tuple[Document, Document]:
        """The document as (published part, place): the place of a location stands apart."""
        return withhold.part(self.document) if self.kind == "location" else (self.document, {})

    def told(self, key: str) -> dict[str, Any]:
        """The state as the history keeps it: of a location, the place, its words
        and the notes on it only encrypted."""
        public, place = self.parts()
        on, by, how, due = self.assured
        told: dict[str, Any] = {
            "kind": self.kind,
            "document": public,
            "language": self.language,
            "library": self.library,
            "source": self.source,
            "source_id": self.source_id,
            "keeping": self.keeping.told(),
            "confidential": self.confidential,
            "assured": [as_text(on), by, how, as_text(due)],
            "valid": [as_text(day) for day in self.valid],
            "words": self.words,
        }
        if self.kind == "location":
            told["place"] = history.seal(place, key)
            told["beside"] = history.seal({n: told.pop(n) for n in ("keeping", "words")}, key)
        return told


@dataclass(frozen=True)
class Stamp:
    """Who changes the catalogue and why, as history shows it; `run` when it is an import."""

    by: str
    what: str
    run: Import | None = None
    at: dt.datetime | None = None


@dataclass(frozen=True)
class Outcome:
    """What became of one record: "new", "changed", "same" or "gone", and why it is withheld.

    fields: names of the document's fields that are other than before. hidden: it is a place
    that must not be told.
    """

    id: str
    kind: str
    did: str
    withheld: tuple[str, ...] = ()
    name: str = ""
    fields: tuple[str, ...] = ()
    hidden: bool = False


@dataclass(frozen=True)
class Kept:
    """A record as it stands in the catalogue."""

    record: Record
    state: State


@dataclass
class Plan:
    """What shall be written: `after` None takes the record out."""

    id: str
    before: Kept | None
    after: State | None
    arrived: str = ""
    said: Document | None = None
    withheld: list[str] = field(default_factory=list)

    @property
    def same(self) -> bool:
        """True when nothing would change."""
        return (
            self.before is not None
            and self.after == self.before.state
            and "\n".join(self.withheld) == self.before.record.withheld
        )

    @property
    def did(self) -> str:
        """In a word, for the outcome."""
        if self.same:
            return "same"
        return "gone" if self.after is None else "new" if self.before is None else "changed"

    @property
    def outcome(self) -> Outcome:
        """What the caller is told."""
        state = self.after or (self.before.state if self.before else None)
        name = str(state.document.get("name") or "") if state else ""
        kind = state.kind if state else ""
        hidden = state is not None and state.hides_place
        return Outcome(self.id, kind, self.did, tuple(self.withheld), name, self._fields(), hidden)

    def _fields(self) -> tuple[str, ...]:
        if self.before is None or self.after is None or self.same:
            return ()
        old, new = self.before.state.document, self.after.document
        names = sorted(old.keys() | new.keys())
        return tuple(name for name in names if old.get(name) != new.get(name))
