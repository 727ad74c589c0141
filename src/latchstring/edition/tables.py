"""The edition's one SQLite file: its tables, and how it is written so that bytes repeat."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from latchstring.core.entry import Entry

SCHEMA = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE record (id TEXT PRIMARY KEY, kind TEXT NOT NULL, entry TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE service (no INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, facts TEXT NOT NULL);
CREATE TABLE words (id TEXT, language TEXT, texts TEXT NOT NULL, PRIMARY KEY (id, language))
    WITHOUT ROWID;
CREATE TABLE topic (key TEXT, no INTEGER, PRIMARY KEY (key, no)) WITHOUT ROWID;
"""


PLURAL = {
    "service": "services",
    "organization": "organizations",
    "location": "locations",
    "taxonomy_term": "taxonomy terms",
}
"""Kind of record -> the word under which it is counted."""


@dataclass(frozen=True)
class Facts:
    """What ranking and filters need of one service, without reading its entry.

    places: (latitude, longitude) in degrees, public places only. languages: BCP 47 tags that
    are spoken there. Dates are ISO dates or "".
    """

    id: str
    assured_on: str = ""
    due_on: str = ""
    valid_from: str = ""
    valid_until: str = ""
    places: list[tuple[float, float]] = field(default_factory=list)
    topics: list[str] = field(default_factory=list)
    languages: list[str] = field(default_factory=list)
    free: bool = False

    def to_json(self) -> str:
        """A JSON list in the order of the fields above."""
        values = [getattr(self, name) for name in self.__dataclass_fields__]
        return json.dumps(values, ensure_ascii=False, separators=(",", ":"))

    @classmethod
    def from_json(cls, text: str) -> Facts:
        """The reverse of `to_json`."""
        return cls(*json.loads(text))


def stored(texts: dict[str, list[str]]) -> str:
    """Translations as they stand in the file."""
    return json.dumps(texts, ensure_ascii=False, separators=(",", ":"), sort_keys=True)


TOGETHER = 10_000
"""Records written in one go, about 20 MB."""


class Writer:
    """Writes an edition's file. Rows in the same order make a file of the same bytes."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._waiting: list[tuple[str, str, str]] = []
        self.database = sqlite3.connect(path, isolation_level=None)
        self.database.executescript(
            "PRAGMA page_size=4096; PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF;"
            "PRAGMA cache_size=-96000;" + SCHEMA + "BEGIN;"
        )

    def meta(self, values: dict[str, str]) -> None:
        """Statements about the edition as a whole."""
        self.database.executemany("INSERT INTO meta VALUES (?,?)", sorted(values.items()))

    def records(self, entries: Iterable[Entry]) -> None:
        """Published records of any kind."""
        self._waiting += [(e.id, e.kind, e.to_json()) for e in entries]
        if len(self._waiting) >= TOGETHER:
            self._flush()

    def _flush(self) -> None:
        # In the order of the key: each page of the table is then touched once, not by chance.
        self.database.executemany("INSERT INTO record VALUES (?,?,?)", sorted(self._waiting))
        self._waiting.clear()

    def service(self, no: int, facts: Facts) -> None:
        """Number a service for the index, and file it under its topics."""
        self.database.execute("INSERT INTO service VALUES (?,?,?)", (no, facts.id, facts.to_json()))
        rows = [(key, no) for key in sorted(set(facts.topics))]
        self.database.executemany("INSERT INTO topic VALUES (?,?)", rows)

    def words(self, record_id: str, language: str, texts: dict[str, list[str]]) -> None:
        """The translations of one record into one language: path -> stored Translation."""
        row = (record_id, language, stored(texts))
        self.database.execute("INSERT INTO words VALUES (?,?,?)", row)

    def close(self) -> None:
        """Finish and flush. The file is complete only after this."""
        self._flush()
        self.database.execute("COMMIT")
        self.database.execute("VACUUM")
        self.database.close()
