"""Takes records out of a finished edition file so that no byte of them stays."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from latchstring.core.entry import Entry
from latchstring.edition.scrub import Scrub
from latchstring.edition.tables import PLURAL, Facts, stored


def erase(path: Path, ids: Iterable[str]) -> Counter[str]:
    """Erase these records from the file. Returns how many of each kind are gone.

    Services go with their number, words and topics. A location becomes a withheld place: its
    coordinates leave the ranking facts, its address the texts of its organization. Rewriting by
    VACUUM leaves no free page in which an address could survive.
    """
    database = sqlite3.connect(path, isolation_level=None)
    database.executescript("PRAGMA journal_mode=OFF; PRAGMA secure_delete=ON; BEGIN;")
    gone: Counter[str] = Counter()
    for record_id in ids:
        row = database.execute("SELECT entry FROM record WHERE id=?", (record_id,)).fetchone()
        if row is None:
            continue
        entry = Entry.from_json(row[0])
        if entry.kind == "location":
            _hide_place(database, entry)
        else:
            _delete(database, record_id)
            gone[PLURAL.get(entry.kind, entry.kind)] += 1
    database.execute("COMMIT")
    database.execute("VACUUM")
    database.close()
    return gone


def _delete(database: sqlite3.Connection, record_id: str) -> None:
    database.execute(
        "DELETE FROM topic WHERE no IN (SELECT no FROM service WHERE id=?)", (record_id,)
    )
    for table in ("record", "words", "service"):
        database.execute(f"DELETE FROM {table} WHERE id=?", (record_id,))  # noqa: S608


def _hide_place(database: sqlite3.Connection, place: Entry) -> None:
    document = {k: place.document[k] for k in ("id", "location_type") if k in place.document}
    hidden = replace(place, document=document, place_withheld=True, evidence=[], aliases=[])
    _write(database, hidden)
    database.execute("DELETE FROM words WHERE id=?", (place.id,))
    point = [place.document.get("latitude"), place.document.get("longitude")]
    lines = [str(a.get("address_1") or "") for a in place.document.get("addresses", [])]
    scrub = Scrub([line for line in lines if line])
    for entry in _given_at(database, place.id):
        _scrub_words(database, entry.id, scrub)
        clean = replace(entry, document=scrub.document(entry.document), place_withheld=True)
        _write(database, clean)
        _forget_point(database, entry.id, point)


def _scrub_words(database: sqlite3.Connection, record_id: str, scrub: Scrub) -> None:
    rows = database.execute("SELECT language, texts FROM words WHERE id=?", (record_id,)).fetchall()
    clean = scrub.words({tag: json.loads(texts) for tag, texts in rows})
    for tag, texts in clean.items():
        database.execute(
            "UPDATE words SET texts=? WHERE id=? AND language=?",
            (stored(texts), record_id, tag),
        )


def _given_at(database: sqlite3.Connection, place_id: str) -> list[Entry]:
    rows = database.execute(
        "SELECT entry FROM record WHERE kind='service' AND instr(entry, ?) > 0", (place_id,)
    ).fetchall()
    return [Entry.from_json(row[0]) for row in rows]


def _write(database: sqlite3.Connection, entry: Entry) -> None:
    database.execute("UPDATE record SET entry=? WHERE id=?", (entry.to_json(), entry.id))


def _forget_point(database: sqlite3.Connection, service_id: str, point: list[float | None]) -> None:
    row = database.execute("SELECT facts FROM service WHERE id=?", (service_id,)).fetchone()
    if row is not None:
        facts = Facts.from_json(row[0])
        places = [place for place in facts.places if list(place) != point]
        changed = replace(facts, places=places).to_json()
        database.execute("UPDATE service SET facts=? WHERE id=?", (changed, service_id))
