"""Makes an edition's search index from its signed file, when it was lost or must forget."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

from latchstring.catalogue.doors import place_ids
from latchstring.catalogue.terms import term_ids
from latchstring.core.entry import Entry
from latchstring.core.moment import now
from latchstring.edition.item import Item, indexed
from latchstring.edition.manifest import INDEX
from latchstring.edition.open import Session
from latchstring.search.face import Indexed, build


def reindex(folder: Path, own: Path) -> int:
    """Write the index of the edition in `folder` anew, with the library's own words in the folder
    `own`. Returns how many services it holds."""
    shutil.rmtree(folder / INDEX, ignore_errors=True)
    with Session.on(folder, now()) as session:
        return build(folder / INDEX, _items(session), session.count(), own)


def _items(session: Session) -> Iterator[Indexed]:
    for no, facts in session.stored_facts():
        service = session.sealed(facts.id)
        if service is not None:
            yield indexed(no, facts, _item(session, service))


def _item(session: Session, service: Entry) -> Item:
    owner = session.sealed(str(service.document.get("organization_id")))
    terms = _named(session, term_ids(service.document))
    return Item(
        service=service,
        organization=owner or Entry("organization", "", {}),
        places=_named(session, place_ids(service.document)),
        terms=terms,
        words={entry.id: session.all_words(entry.id) for entry in (service, *terms)},
    )


def _named(session: Session, ids: list[str]) -> list[Entry]:
    found = (session.sealed(pk) for pk in dict.fromkeys(ids))
    return [entry for entry in found if entry is not None]
