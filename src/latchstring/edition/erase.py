"""Takes records out of a finished edition file so that no byte of them stays."""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import replace
from pathlib import Path

from latchstring.catalogue.doors import place_ids
from latchstring.catalogue.withhold import addresses, part
from latchstring.core.entry import Entry
from latchstring.edition.manifest import FILE
from latchstring.edition.scrub import Scrub
from latchstring.edition.tables import PLURAL, Facts, stored


def shows(edition: Path, ids: Collection[str]) -> bool:
    """True when the edition in this folder still tells one of these records or places."""
    database = sqlite3.connect(f"file:{edition / FILE}?mode=ro&immutable=1", uri=True)
    try:
        return any(True for _ in _shown(database, ids))
    finally:
        database.close()


def leave_out(edition: Path, building: Path, ids: Collection[str]) -> Counter[str]:
    """A copy of the edition's file, in which these records are erased: see `erase`."""
    shutil.copyfile(edition / FILE, building / FILE)
    return erase(building / FILE, ids)


def erase(path: Path, ids: Iterable[str]) -> Counter[str]:
    """Erase these records from the file. Returns how many of each kind are gone.

    Services go with their number, words and topics, an organization with its services. A
    location becomes a withheld place: its coordinates leave the ranking facts, its address the
    texts of its organization and of all that organization's services. A location at which no
    service is left goes. Rewriting by VACUUM leaves no free page in which an address could
    survive.
    """
    database = sqlite3.connect(path, isolation_level=None)
    database.executescript("PRAGMA journal_mode=OFF; PRAGMA secure_delete=ON; BEGIN;")
    found = list(_shown(database, ids))
    for entry in found:
        if entry.kind == "location":
            _hide_place(database, entry)
    rows = [(entry.id, entry.kind) for entry in found if entry.kind != "location"]
    gone = _delete(database, rows)
    for lonely in (_WITHOUT_OWNER, _WITHOUT_SERVICE):
        gone += _delete(database, database.execute(lonely).fetchall())
    database.execute("COMMIT")
    database.execute("VACUUM")
    database.close()
    return gone


def fewer(counts: dict[str, int], gone: Counter[str]) -> dict[str, int]:
    """The counts of an edition after something was erased."""
    return {name: number - gone[name] for name, number in counts.items()}


_WITHOUT_OWNER = """
    SELECT id, kind FROM record WHERE kind = 'service' AND
    json_extract(entry, '$.document.organization_id') NOT IN (SELECT id FROM record)
"""
_WITHOUT_SERVICE = """
    SELECT id, kind FROM record WHERE kind = 'location' AND id NOT IN (
    SELECT ifnull(json_extract(link.value, '$.location_id'), '')
    FROM record AS service, json_each(service.entry, '$.document.service_at_locations') AS link
    WHERE service.kind = 'service')
"""
_NEAR = """
    SELECT entry FROM record WHERE id IN (SELECT value FROM json_each(:owners)) OR
    kind = 'service' AND (instr(entry, :place) > 0 OR
    json_extract(entry, '$.document.organization_id') IN (SELECT value FROM json_each(:owners)))
"""


def _shown(database: sqlite3.Connection, ids: Iterable[str]) -> Iterable[Entry]:
    """Those of the records that the file tells; a place that is hidden already is none."""
    for record_id in ids:
        row = database.execute("SELECT entry FROM record WHERE id=?", (record_id,)).fetchone()
        entry = Entry.from_json(row[0]) if row else None
        if entry and not (entry.kind == "location" and entry.place_withheld):
            yield entry


def _delete(database: sqlite3.Connection, rows: Iterable[tuple[str, str]]) -> Counter[str]:
    gone: Counter[str] = Counter()
    for record_id, kind in rows:
        database.execute(
            "DELETE FROM topic WHERE no IN (SELECT no FROM service WHERE id=?)", (record_id,)
        )
        for table in ("record", "words", "service"):
            database.execute(f"DELETE FROM {table} WHERE id=?", (record_id,))  # noqa: S608
        gone[PLURAL.get(kind, kind)] += 1
    return gone


def _hide_place(database: sqlite3.Connection, place: Entry) -> None:
    scrub = Scrub(addresses(place.document))
    public = scrub.document(part(place.document)[0])
    hidden = replace(place, document=public, place_withheld=True, evidence=[], aliases=[])
    _write(database, hidden)
    database.execute("DELETE FROM words WHERE id=?", (place.id,))
    point = [place.document.get("latitude"), place.document.get("longitude")]
    for entry in _near(database, place):
        _scrub_words(database, entry.id, scrub)
        clean = Entry.from_json(json.dumps(scrub.document(json.loads(entry.to_json()))))
        if place.id in place_ids(entry.document):
            clean = replace(clean, place_withheld=True)
            _forget_point(database, entry.id, point)
        _write(database, clean)


def _near(database: sqlite3.Connection, place: Entry) -> list[Entry]:
    """The services given there, their organizations and the place's own, with all services."""
    given = database.execute(_NEAR, {"owners": "[]", "place": place.id}).fetchall()
    documents = [place.document, *(Entry.from_json(row[0]).document for row in given)]
    owners = {str(document.get("organization_id") or "") for document in documents} - {""}
    told = {"owners": json.dumps(sorted(owners)), "place": place.id}
    return [Entry.from_json(row[0]) for row in database.execute(_NEAR, told).fetchall()]


def _scrub_words(database: sqlite3.Connection, record_id: str, scrub: Scrub) -> None:
    rows = database.execute("SELECT language, texts FROM words WHERE id=?", (record_id,)).fetchall()
    clean = scrub.words({tag: json.loads(texts) for tag, texts in rows})
    for tag, texts in clean.items():
        database.execute(
            "UPDATE words SET texts=? WHERE id=? AND language=?",
            (stored(texts), record_id, tag),
        )


def _write(database: sqlite3.Connection, entry: Entry) -> None:
    database.execute("UPDATE record SET entry=? WHERE id=?", (entry.to_json(), entry.id))


def _forget_point(database: sqlite3.Connection, service_id: str, point: list[float | None]) -> None:
    row = database.execute("SELECT facts FROM service WHERE id=?", (service_id,)).fetchone()
    if row is not None:
        facts = Facts.from_json(row[0])
        places = [place for place in facts.places if list(place) != point]
        changed = replace(facts, places=places).to_json()
        database.execute("UPDATE service SET facts=? WHERE id=?", (changed, service_id))
