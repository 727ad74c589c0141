"""Withdraw now: a record or an address leaves the current and every kept edition at once.

First the signed list, which readers obey at their next request; then, edition by edition, the
bytes themselves. A way back cannot bring it in again: it is in no kept edition any more, and
the catalogue withholds it until somebody decides otherwise.
"""

from __future__ import annotations

import shutil
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from latchstring.catalogue import edit, store
from latchstring.catalogue.keeping import Keeping
from latchstring.catalogue.models import Change, Record
from latchstring.catalogue.withhold import WITHDRAWN, hides, place_key
from latchstring.core.files import folder_sha256, sha256
from latchstring.core.moment import iso, now
from latchstring.core.problem import Trouble, trouble
from latchstring.edition import folder as kept
from latchstring.edition import withdrawals
from latchstring.edition.erase import fewer, leave_out
from latchstring.edition.keys import believed, signing_key
from latchstring.edition.manifest import FILE, INDEX, Manifest, seal, signed, verify
from latchstring.edition.reindex import reindex

_WHAT = "withdrawn:"
"""How the history begins the reason of a withdrawal."""


@dataclass(frozen=True)
class Withdrawn:
    """What was taken out: the ids, and from how many kept editions. dropped: the serials of
    editions that were altered after they were sealed, and are gone from the disk."""

    ids: list[str]
    editions: int
    dropped: list[int] = field(default_factory=list)


def withdraw(home: Path, record_id: str, why: str, by: str) -> Withdrawn:
    """Take out a service, an organization with its services, or a location's address.

    Waits for a publish that is running. Raises `Trouble` when the catalogue has no such record,
    no reason is given, or the current edition was altered: readers then do not see the record,
    and the catalogue must be published again.
    """
    if not why.strip():
        raise trouble("A withdrawal needs a reason.", 'Say why: --why "the agency moved".')
    _known(record_id)
    with kept.publishing(home, wait=True) as building:
        key = signing_key(home / "keys", home / "editions")
        before = standing(home)
        ids = _mark(_with_dependents(_known(record_id)), why, by)
        listed = before | dict.fromkeys(ids, iso(now())[:10])
        withdrawals.write(home / "editions", listed, kept.next_serial(home), key)
        whole, altered = _checked(home)
        forgetting = _Forgetting(home, building, key, listed)
        for path, manifest in whole.items():
            forgetting.reseal(path, manifest)
        return Withdrawn(ids, len(whole), _drop(home, altered))


def _known(record_id: str) -> Record:
    record = Record.objects.filter(pk=record_id).first()
    if record is None:
        raise trouble(
            f'The catalogue has no record "{record_id}".',
            "Copy its id from the desk, or from the last part of its page's address.",
        )
    return record


def _with_dependents(record: Record) -> list[str]:
    """An organization with its services, a location with those that tell the same address."""
    if record.kind not in ("organization", "location"):
        return [record.pk]
    owner = record.pk if record.kind == "organization" else record.organization_id
    kind = "service" if record.kind == "organization" else "location"
    rows = Record.objects.filter(kind=kind, organization_id=owner).exclude(organization_id="")
    ids = list(rows.exclude(pk=record.pk).order_by("pk").values_list("pk", flat=True))
    return [record.pk, *(ids if kind == "service" else _twins(record.pk, ids))]


def _twins(place: str, others: list[str]) -> list[str]:
    found = store.load([place, *others])
    keys = {pk: place_key(one.state.document) for pk, one in found.items()}
    return [pk for pk in others if keys[pk] and keys[pk] == keys[place]]


def _mark(ids: Sequence[str], why: str, by: str) -> list[str]:
    """Mark them in the catalogue. Returns them, and the locations that were hidden with them."""
    edits = []
    for pk, found in store.load(ids).items():
        kind, keeping = found.state.kind, found.state.keeping
        if kind == "location":
            edits.append(edit.Edit(pk, kind, confidential=True, keeping=keeping.but(permission="")))
        else:
            edits.append(edit.Edit(pk, kind, keeping=keeping.but(withdrawn=why)))
    outcomes = edit.commit(edits, store.Stamp(by, f"{_WHAT} {why}"))
    hidden = [outcome.id for outcome in outcomes if outcome.kind == "location"]
    return list(dict.fromkeys([*ids, *hidden]))


def standing(home: Path) -> dict[str, str]:
    """What was taken out and stays out, with the day: on the list or in the current manifest."""
    editions = home / "editions"
    listed, name = withdrawals.listed(editions), kept.current_name(editions)
    if not name:
        return listed
    trusted = believed(editions)
    try:
        return signed(editions / name, trusted).withdrawn | listed
    except Trouble:
        # An altered edition is not asked: publishing must be able to replace it.
        return listed


def closed() -> set[str]:
    """What the catalogue shows to nobody: withdrawn records, and places that are hidden."""
    withdrawn = Record.objects.filter(withheld__contains=WITHDRAWN).values_list("pk", flat=True)
    places = Record.objects.filter(kind="location", confidential=True)
    rows = places.values_list("pk", "keeping_json")
    return {*withdrawn, *(pk for pk, kept in rows if hides(True, Keeping.from_json(kept)))}


def remember(home: Path, by: str) -> None:
    """Mark again what was withdrawn and what this catalogue does not know of: it was restored
    from a backup that is older than the withdrawal. Only a person's decision lifts one."""
    listed = standing(home)
    known = Change.objects.filter(record_id__in=listed, what__startswith=_WHAT)
    forgotten = sorted(set(listed) - set(known.values_list("record_id", flat=True)))
    if forgotten:
        _mark(forgotten, "it was withdrawn before this catalogue was restored", by)


def _checked(home: Path) -> tuple[dict[Path, Manifest], list[Path]]:
    """The kept editions as they were sealed, the current one first; and the altered ones."""
    trusted, now_shown = believed(home / "editions"), kept.current_name(home / "editions")
    whole: dict[Path, Manifest] = {}
    altered = []
    for path in sorted(kept.folders(home), key=lambda path: path.name != now_shown):
        try:
            whole[path] = verify(path, trusted)
        except Trouble:
            altered.append(path)
    return whole, altered


def _drop(home: Path, altered: list[Path]) -> list[int]:
    """Remove them. The current one stays where it is, and is told as a `Trouble`."""
    now_shown = kept.current_name(home / "editions")
    for path in altered:
        if path.name != now_shown:
            shutil.rmtree(path)
    if any(path.name == now_shown for path in altered):
        raise trouble(
            f"The current edition {now_shown} was altered after it was sealed. Readers do not see "
            "the record any more, but the files of that edition still hold it.",
            "Publish again, then repeat this withdrawal.",
        )
    return [kept.serial_of(path) for path in altered]


@dataclass(frozen=True)
class _Forgetting:
    """Writes editions anew without what is `listed` and what the catalogue hides."""

    home: Path
    building: Path
    key: Ed25519PrivateKey
    listed: dict[str, str]

    def reseal(self, path: Path, manifest: Manifest) -> None:
        """The current one gets a new, higher number, so that readers move to it. The others
        keep theirs and lose their index, which a way back makes again from the file."""
        shown = path.name == kept.current_name(self.home / "editions")
        building = self.building / path.name
        building.mkdir()
        changed = self._rewritten(path, manifest, building)
        if shown:
            reindex(building, kept.own_words(self.home))
            serial, index = kept.next_serial(self.home), folder_sha256(building / INDEX)
            changed = replace(changed, serial=serial, index=index)
            kept.sign_off(self.home, serial, kept.published_by(self.home, manifest.serial))
        seal(building, changed, self.key)
        final = kept.place(self.home, building, changed)
        if shown:
            kept.switch(self.home, final)
        if path != final:
            shutil.rmtree(path)

    def _rewritten(self, path: Path, manifest: Manifest, building: Path) -> Manifest:
        gone = leave_out(path, building, shut(self.listed))
        counts = fewer(manifest.counts, gone)
        file = sha256(building / FILE)
        return replace(manifest, file=file, index="", counts=counts, withdrawn=self.listed)


def shut(listed: Collection[str]) -> set[str]:
    """All that no edition may tell: what is `listed`, and what the catalogue has closed."""
    return closed() | set(listed)
