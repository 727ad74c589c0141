"""Publishing: build, check, seal, switch; going back; keeping ten."""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.db.models import Q

from latchstring.catalogue.models import Import, Record
from latchstring.catalogue.withhold import WITHDRAWN
from latchstring.core.files import folder_sha256, sha256
from latchstring.core.moment import iso, now
from latchstring.core.problem import trouble
from latchstring.edition import folder as kept
from latchstring.edition import withdrawals
from latchstring.edition.build import build
from latchstring.edition.difference import Difference, difference
from latchstring.edition.folder import Listed, editions
from latchstring.edition.keys import signing_key
from latchstring.edition.manifest import FILE, INDEX, Manifest, seal
from latchstring.edition.proof import prove
from latchstring.edition.reindex import reindex
from latchstring.edition.withdraw import remember

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
    _wait_for_imports()
    with kept.publishing(home) as building:
        remember(home, by)
        key = signing_key(home / "keys", home / "editions")
        built = build(building, at or now())
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
            withdrawn=withdrawals.listed(home / "editions"),
        )
        seal(building, manifest, key)
        final = _show(home, building, manifest, by)
        _settle(home, key, manifest.serial)
    return Published(
        manifest.serial, dict(built.counts), dict(built.withheld), final, proof.searches
    )


def _wait_for_imports() -> None:
    unfinished = Import.objects.filter(state="applying").first()
    if unfinished is not None:
        raise trouble(
            f"The import of {unfinished.name} is not complete.",
            "Wait for it, or run: latchstring import --resume",
        )


def _settle(home: Path, key: Ed25519PrivateKey, serial: int) -> None:
    """Ids that somebody permitted again leave the list of withdrawals, now that the new edition
    decides about them."""
    listed = withdrawals.listed(home / "editions")
    still = Record.objects.filter(pk__in=listed).filter(
        Q(confidential=True) | Q(withheld__contains=WITHDRAWN)
    )
    kept_ids = set(still.values_list("pk", flat=True))
    if len(kept_ids) < len(listed):
        rest = {pk: day for pk, day in listed.items() if pk in kept_ids}
        withdrawals.write(home / "editions", rest, serial, key)


def _show(home: Path, building: Path, manifest: Manifest, by: str) -> Path:
    kept.sign_off(home, manifest.serial, by)
    final = kept.place(home, building, manifest)
    kept.switch(home, final)
    kept.prune(home)
    return final


def rollback(home: Path, serial: int | None = None, by: str = "") -> Published:
    """Publish an earlier edition's content again, under a new and higher number.

    serial: the edition to go back to; the one before the current when None. What was withdrawn
    since stays withdrawn: it is no longer in any kept edition. Raises `Trouble` when there is
    no such edition.
    """
    with kept.publishing(home) as building:
        wanted = _wanted(home, serial)
        key = signing_key(home / "keys", home / "editions")
        os.link(wanted.folder / FILE, building / FILE)
        if (wanted.folder / INDEX).exists():
            shutil.copytree(wanted.folder / INDEX, building / INDEX, copy_function=os.link)
        else:
            reindex(building)
        manifest = replace(
            wanted.manifest,
            serial=kept.next_serial(home),
            made_at=iso(now()),
            index=folder_sha256(building / INDEX),
            back_to=wanted.manifest.back_to or wanted.serial,
            withdrawn=withdrawals.listed(home / "editions"),
        )
        seal(building, manifest, key)
        final = _show(home, building, manifest, by)
    return Published(manifest.serial, dict(manifest.counts), {}, final)


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
