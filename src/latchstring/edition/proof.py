"""Checks a built edition before anyone sees it: counts, links inside, golden searches."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from latchstring.core.problem import trouble
from latchstring.edition.manifest import INDEX
from latchstring.edition.open import Edition, Served, Session
from latchstring.search.face import Index, search

SAMPLE = 40
"""Golden searches in each edition: services looked up by their own name."""


@dataclass(frozen=True)
class Proof:
    """What was checked, for the manifest and the person who publishes."""

    services: int
    searches: int


def prove(folder: Path, services: int, clock: datetime) -> Proof:
    """Raises `Trouble` when the edition is not what it should be; it is then never shown."""
    edition = Edition(folder, 0, Index.open(folder / INDEX))
    with edition.session(clock) as session:
        found = list(session.services())
        if len(found) != services:
            raise trouble(
                f"{services} services went into the edition and {len(found)} came out.", _AGAIN
            )
        _links(session)
        sample = found[:: max(1, len(found) // SAMPLE)][:SAMPLE]
        shown = [pk for no, pk in sample if session.facts(no) is not None]
        for pk in shown:
            _golden(session, pk)
    return Proof(len(found), len(shown))


_AGAIN = "Nothing was published; readers keep the edition they have. Publish again."


_BROKEN = """
    SELECT id FROM record WHERE kind = 'service' AND
    json_extract(entry, '$.document.organization_id') NOT IN (SELECT id FROM record)
    UNION ALL SELECT id FROM service WHERE id NOT IN (SELECT id FROM record) LIMIT 1
"""


def _links(session: Session) -> None:
    for (service_id,) in session.database.execute(_BROKEN):
        raise trouble(f"Service {service_id} names what is not in the edition.", _AGAIN)


def _golden(session: Served, service_id: str) -> None:
    entry = session.sealed(service_id)
    name = str(entry.document["name"]) if entry else ""
    hits = search(session, name, "en", limit=10).hits
    names = {str(e.document["name"]) for e in (session.sealed(hit.id) for hit in hits) if e}
    if hits and name not in names:
        raise trouble(f'A search for "{name}" does not find the service of that name.', _AGAIN)
