"""What publishing now would change for readers, record by record."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path

from latchstring.catalogue.models import Library
from latchstring.catalogue.reading import Texts, snapshot
from latchstring.core.entry import Entry
from latchstring.core.moment import day, now, zone
from latchstring.edition.folder import current_name
from latchstring.edition.open import Session
from latchstring.edition.select import Gate


@dataclass(frozen=True)
class Difference:
    """One record that readers will see anew, changed, or no more; fields by their HSDS names."""

    did: str
    kind: str
    id: str
    name: str
    fields: list[str] = field(default_factory=list)


def difference(home: Path) -> list[Difference]:
    """New, changed and gone records, by kind and name, against the current edition."""
    folder = home / "editions" / (current_name(home / "editions") or "none")
    library = Library.objects.order_by("pk").first()
    if library is None:
        return []
    with snapshot():
        gate = Gate(day(now(), zone(library.timezone)))
        if not folder.exists():
            found = list(_against(gate, None))
        else:
            with Session.on(folder, now()) as session:
                found = list(_against(gate, session))
    order = {"new": 0, "changed": 1, "gone": 2}
    return sorted(found, key=lambda row: (order[row.did], row.kind, row.name.casefold(), row.id))


def _against(gate: Gate, session: Session | None) -> Iterator[Difference]:
    seen: set[str] = set()
    for item in gate.services(gate.order()):
        for entry in item.entries:
            if entry.id not in seen:
                seen.add(entry.id)
                yield from _one(entry, item.words.get(entry.id, {}), session)
    if session is not None:
        yield from _gone(session, seen)


def _one(entry: Entry, words: Texts, session: Session | None) -> Iterator[Difference]:
    before = session.sealed(entry.id) if session else None
    name = str(entry.document.get("name") or "")
    if session is None or before is None:
        yield Difference("new", entry.kind, entry.id, name)
        return
    fields = _fields(before, entry)
    if session.all_words(entry.id) != words:
        fields.append("translations")
    if fields:
        yield Difference("changed", entry.kind, entry.id, name, fields)


def _fields(before: Entry, after: Entry) -> list[str]:
    old, new = before.document, after.document
    names = [name for name in sorted(old.keys() | new.keys()) if old.get(name) != new.get(name)]
    mine, theirs = asdict(before), asdict(after)
    beyond = [name for name in mine if name != "document" and mine[name] != theirs[name]]
    return names + beyond


def _gone(session: Session, seen: set[str]) -> Iterator[Difference]:
    for record_id, kind in session.database.execute("SELECT id, kind FROM record ORDER BY id"):
        if record_id not in seen:
            entry = session.sealed(record_id)
            name = str(entry.document.get("name") or "") if entry else ""
            yield Difference("gone", kind, record_id, name)
