"""Withdraw now: a record or an address leaves the current and every kept edition at once.

First the signed list, which readers obey at their next request; then, edition by edition, the
bytes themselves. A way back cannot bring it in again: it is in no kept edition any more, and
the catalogue withholds it until somebody decides otherwise.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from latchstring.catalogue import edit, store
from latchstring.catalogue.models import Change, Record
from latchstring.core.files import folder_sha256, sha256
from latchstring.core.moment import iso, now
from latchstring.core.problem import trouble
from latchstring.edition import folder as kept
from latchstring.edition import withdrawals
from latchstring.edition.erase import erase
from latchstring.edition.folder import Listed, editions
from latchstring.edition.keys import signing_key
from latchstring.edition.manifest import FILE, INDEX, seal
from latchstring.edition.reindex import reindex

_WHAT = "withdrawn:"
"""How the history begins the reason of a withdrawal."""


@dataclass(frozen=True)
class Withdrawn:
    """What was taken out: the ids, and from how many kept editions."""

    ids: list[str]
    editions: int


def withdraw(home: Path, record_id: str, why: str, by: str) -> Withdrawn:
    """Take out a service, an organization with its services, or a location's address.

    Raises `Trouble` when the catalogue has no such record or no reason is given.
    """
    if not why.strip():
        raise trouble("A withdrawal needs a reason.", 'Say why: --why "the agency moved".')
    ids = _with_dependents(record_id)
    _mark(ids, why, by)
    with kept.publishing(home) as building:
        rows = editions(home)
        key = signing_key(home / "keys", home / "editions")
        today = iso(now())[:10]
        listed = {**withdrawals.listed(home / "editions"), **dict.fromkeys(ids, today)}
        withdrawals.write(home / "editions", listed, kept.next_serial(home), key)
        for row in sorted(rows, key=lambda row: not row.current):
            _reseal(home, building / str(row.serial), row, ids)
    return Withdrawn(ids, len(rows))


def _with_dependents(record_id: str) -> list[str]:
    record = Record.objects.filter(pk=record_id).first()
    if record is None:
        raise trouble(
            f'The catalogue has no record "{record_id}".',
            "Copy its id from the desk, or from the last part of its page's address.",
        )
    if record.kind != "organization":
        return [record.pk]
    services = Record.objects.filter(kind="service", organization_id=record.pk)
    return [record.pk, *services.order_by("pk").values_list("pk", flat=True)]


def _mark(ids: Iterable[str], why: str, by: str) -> None:
    edits = []
    for pk, found in store.load(list(ids)).items():
        kind, keeping = found.state.kind, found.state.keeping
        if kind == "location":
            edits.append(edit.Edit(pk, kind, confidential=True, keeping=keeping.but(permission="")))
        else:
            edits.append(edit.Edit(pk, kind, keeping=keeping.but(withdrawn=why)))
    edit.commit(edits, store.Stamp(by, f"{_WHAT} {why}"))


def remember(home: Path, by: str) -> None:
    """Mark again what was withdrawn and what this catalogue does not know of: it was restored
    from a backup that is older than the withdrawal. Only a person's decision lifts one."""
    listed = withdrawals.listed(home / "editions")
    known = Change.objects.filter(record_id__in=listed, what__startswith=_WHAT)
    forgotten = sorted(set(listed) - set(known.values_list("record_id", flat=True)))
    if forgotten:
        _mark(forgotten, "it was withdrawn before this catalogue was restored", by)


def _reseal(home: Path, building: Path, row: Listed, ids: list[str]) -> None:
    """Write the edition anew without these records. The current one gets a new, higher number,
    so that readers move to it. The others keep theirs and lose their index, which a way back
    makes again from the file."""
    building.mkdir()
    shutil.copy(row.folder / FILE, building / FILE)
    gone = erase(building / FILE, ids)
    if row.current:
        reindex(building)
    manifest = replace(
        row.manifest,
        serial=kept.next_serial(home) if row.current else row.serial,
        file=sha256(building / FILE),
        index=folder_sha256(building / INDEX) if row.current else "",
        counts=_fewer(row.manifest.counts, gone),
        withdrawn=withdrawals.listed(home / "editions"),
    )
    kept.sign_off(home, manifest.serial, row.by)
    seal(building, manifest, signing_key(home / "keys", home / "editions"))
    final = kept.place(home, building, manifest)
    if row.current:
        kept.switch(home, final)
    if row.folder != final:
        shutil.rmtree(row.folder)


def _fewer(counts: dict[str, int], gone: dict[str, int]) -> dict[str, int]:
    return {name: number - gone.get(name, 0) for name, number in counts.items()}
