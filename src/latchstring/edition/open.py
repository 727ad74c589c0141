"""Reading an edition: verified once when it is opened, then asked one request at a time."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from latchstring.core.entry import Entry
from latchstring.core.freshness import State, freshness, in_force
from latchstring.core.moment import as_date, day, now, zone
from latchstring.core.text import Translation
from latchstring.edition.manifest import FILE
from latchstring.edition.tables import Facts
from latchstring.search.index import Index


@dataclass(frozen=True)
class Known:
    """A service's ranking facts at the clock of one request (`search.shapes.Facts`)."""

    id: str
    assured_state: State
    places: Sequence[tuple[float, float]]
    topics: frozenset[str]
    languages: frozenset[str]
    free: bool
    withdrawn: bool = False


class Session:
    """One request's view of an edition, with the clock of that request.

    Opened and closed with the request: SQLite's lookaside memory is wiped only when the
    connection closes. Withdrawn records and facts that are not in force do not exist here.
    """

    def __init__(self, folder: Path, at: datetime, withdrawn: frozenset[str]) -> None:
        self.database = sqlite3.connect(f"file:{folder / FILE}?mode=ro&immutable=1", uri=True)
        self.withdrawn = withdrawn
        self.today = day(at, zone(self.meta().get("timezone", "UTC")))

    @classmethod
    def on(cls, folder: Path, at: datetime) -> Session:
        """A look into an edition's file that is not served: no index, nothing withdrawn."""
        return cls(folder, at, frozenset())

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        value: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.database.close()

    def meta(self) -> dict[str, str]:
        """What is said about the edition as a whole: library, timezone, built_at …"""
        return dict(self.database.execute("SELECT key, value FROM meta"))

    def entry(self, record_id: str) -> Entry | None:
        """A published record of any kind; None when unknown, withheld, withdrawn or not in
        force on the day of the request."""
        entry = self.sealed(record_id)
        if entry is None or record_id in self.withdrawn:
            return None
        start, end = as_date(entry.valid_from), as_date(entry.valid_until)
        return entry if in_force(start, end, self.today) else None

    def sealed(self, record_id: str) -> Entry | None:
        """A record as it stands in the file, whatever the day: for building and checking."""
        row = self.database.execute("SELECT entry FROM record WHERE id=?", (record_id,)).fetchone()
        return Entry.from_json(row[0]) if row else None

    def words(self, record_id: str, language: str) -> dict[str, Translation]:
        """The record's translations into exactly that language, by path; empty when none."""
        row = self.database.execute(
            "SELECT texts FROM words WHERE id=? AND language=?", (record_id, language)
        ).fetchone()
        stored = json.loads(row[0]) if row else {}
        return {path: Translation.from_list(value) for path, value in stored.items()}

    def all_words(self, record_id: str) -> dict[str, dict[str, list[str]]]:
        """The record's translations into every language, as stored."""
        rows = self.database.execute(
            "SELECT language, texts FROM words WHERE id=? ORDER BY language", (record_id,)
        )
        return {tag: json.loads(texts) for tag, texts in rows}

    def count(self) -> int:
        """How many services the file holds."""
        (count,) = self.database.execute("SELECT count(*) FROM service").fetchone()
        return int(count)

    def stored_facts(self) -> Iterator[tuple[int, Facts]]:
        """Every service's number and facts as sealed, whatever the day."""
        for no, facts in self.database.execute("SELECT no, facts FROM service ORDER BY no"):
            yield no, Facts.from_json(facts)

    def facts(self, no: int) -> Known | None:
        """Ranking facts of the service with that number; None when readers may not see it."""
        row = self.database.execute("SELECT facts FROM service WHERE no=?", (no,)).fetchone()
        return self._known(Facts.from_json(row[0])) if row else None

    def _known(self, facts: Facts) -> Known | None:
        start, end = as_date(facts.valid_from), as_date(facts.valid_until)
        if facts.id in self.withdrawn or not in_force(start, end, self.today):
            return None
        fresh = freshness(as_date(facts.assured_on), as_date(facts.due_on), self.today)
        return Known(
            id=facts.id,
            assured_state=fresh.state,
            places=facts.places,
            topics=frozenset(facts.topics),
            languages=frozenset(facts.languages),
            free=facts.free,
        )

    def topic_counts(self) -> dict[str, int]:
        """How many services stand under each topic."""
        return dict(self.database.execute("SELECT key, count(*) FROM topic GROUP BY key"))

    def topic(self, key: str, limit: int, offset: int = 0) -> list[str]:
        """Ids of the services under a topic, in the edition's order (by name)."""
        rows = self.database.execute(
            "SELECT id FROM topic JOIN service USING (no) WHERE key=? ORDER BY no LIMIT ? OFFSET ?",
            (key, limit, offset),
        )
        return [row[0] for row in rows if row[0] not in self.withdrawn]

    def services(self) -> Iterator[tuple[int, str]]:
        """Every service's number and id, in order."""
        for no, record_id in self.database.execute("SELECT no, id FROM service ORDER BY no"):
            if record_id not in self.withdrawn:
                yield no, record_id


class Served(Session):
    """A session of the edition that readers see: it can be searched."""

    def __init__(self, edition: Edition, at: datetime) -> None:
        super().__init__(edition.folder, at, edition.withdrawn)
        self.index = edition.index
        self.serial = edition.serial


@dataclass(frozen=True)
class Edition:
    """An edition on disk. `session()` is cheap; the manifest was verified before."""

    folder: Path
    serial: int
    index: Index
    withdrawn: frozenset[str] = frozenset()

    def session(self, at: datetime | None = None) -> Served:
        """A fresh read-only connection for one request, at the clock `at` (default: now)."""
        return Served(self, at or now())
