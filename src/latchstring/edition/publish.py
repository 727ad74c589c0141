"""Publishing: build, check, seal, switch; going back; keeping ten."""

from __future__ import annotations

import os
import shutil
from collections import Counter
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from latchstring.catalogue.models import Record
from latchstring.core.files import folder_sha256, sha256
from latchstring.core.moment import iso, now
from latchstring.core.problem import trouble
from latchstring.edition import folder as kept
from latchstring.edition import withdrawals
from latchstring.edition.build import build, whole_imports
from latchstring.edition.difference import Difference, difference
from latchstring.edition.erase import fewer, leave_out, shows
from latchstring.edition.folder import Listed, editions
from latchstring.edition.keys import believed, signing_key
from latchstring.edition.manifest import FILE, INDEX, Manifest, seal, verify
from latchstring.edition.proof import prove
from latchstring.edition.reindex import reindex
from latchstring.edition.withdraw import closed, remember, shut, standing

__all__ = ["Difference", "Listed", "Published", "difference", "editions", "publish", "rollback"]


@dataclass(frozen=True)
class Published:
    """A new edition: its number, what is in it, and what was withheld and why."""

    serial: int
    counts: dict[str, int]
    withheld: dict[str, int]
    folder: Path
    searches: int = 0


def publish(home: Path, at: datetime | None = None, by: str = "") -> Published:
    """Seal the catalogue as it stands, for the clock `at` (default: now), and switch to it.

    Raises `Trouble` when an import is not complete, another publish runs, or a check fails;
    readers then keep the edition they have.
    """
    whole_imports()
    with kept.publishing(home) as building:
        key = signing_key(home / "keys", home / "editions")
        remember(home, by)
        still = _still_out(home)
        built = build(building, at or now(), kept.own_words(home))
        proof = prove(building, built.counts["services"], built.clock)
        manifest = Manifest(
            serial=kept.next_serial(home),
            made_at=iso(now()),
            clock=iso(built.clock),
            file=sha256(building / FILE),
            index=folder_sha256(building / INDEX),
            counts=dict(built.counts),
            history={
                "entries": built.history.last,
                "records": built.history.count,
                "root": built.history.root,
            },
            withdrawn=still,
        )
        seal(building, manifest, key)
        final = _show(home, building, manifest, by)
        if still != withdrawals.listed(home / "editions"):
            withdrawals.write(home / "editions", still, manifest.serial, key)
    return Published(
        manifest.serial, dict(built.counts), dict(built.withheld), final, proof.searches
    )


def _still_out(home: Path) -> dict[str, str]:
    """What was withdrawn, less what somebody permitted again: the new edition decides about it."""
    listed = standing(home)
    permitted = set(Record.objects.filter(pk__in=listed).values_list("pk", flat=True)) - closed()
    return {pk: day for pk, day in listed.items() if pk not in permitted}


def _show(home: Path, building: Path, manifest: Manifest, by: str) -> Path:
    kept.sign_off(home, manifest.serial, by)
    final = kept.place(home, building, manifest)
    kept.switch(home, final)
    kept.prune(home)
    return final


def rollback(home: Path, serial: int | None = None, by: str = "") -> Published:
    """Publish an earlier edition's content again, under a new and higher number.

    serial: the edition to go back to; the one before the current when None. What was withdrawn
    or hidden since is erased from the copy that is shown. Raises `Trouble` when there is no such
    edition, or it was altered.
    """
    with kept.publishing(home) as building:
        key = signing_key(home / "keys", home / "editions")
        wanted = _wanted(home, serial).folder
        sealed, listed = verify(wanted, believed(home / "editions")), standing(home)
        gone = _bring(wanted, sealed, building, shut(listed), kept.own_words(home))
        manifest = replace(
            sealed,
            serial=kept.next_serial(home),
            made_at=iso(now()),
            file=sha256(building / FILE),
            index=folder_sha256(building / INDEX),
            counts=fewer(sealed.counts, gone),
            back_to=sealed.back_to or sealed.serial,
            withdrawn=listed,
        )
        seal(building, manifest, key)
        final = _show(home, building, manifest, by)
    return Published(manifest.serial, dict(manifest.counts), {}, final)


def _bring(
    wanted: Path, sealed: Manifest, building: Path, ids: set[str], own: Path
) -> Counter[str]:
    """The files of an earlier edition without these records: linked where nothing changes, for
    who writes to a link writes to the kept edition."""
    if shows(wanted, ids):
        gone = leave_out(wanted, building, ids)
        reindex(building, own)
        return gone
    os.link(wanted / FILE, building / FILE)
    if sealed.index:
        shutil.copytree(wanted / INDEX, building / INDEX, copy_function=os.link)
    else:
        reindex(building, own)
    return Counter()


def _wanted(home: Path, serial: int | None) -> Listed:
    rows = editions(home)
    older = [row for row in rows if not row.current]
    found = [row for row in older if serial is None or row.serial == serial]
    if not found:
        told = ", ".join(str(row.serial) for row in older) or "none"
        what = (
            "There is no earlier edition."
            if serial is None
            else f"There is no earlier edition {serial}."
        )
        raise trouble(what, f"Kept editions: {told}.")
    return found[0]
