"""The signed statement that makes a folder an edition."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from latchstring.core.files import damaged, folder_sha256, read_json, sha256, write_file
from latchstring.core.moment import instant
from latchstring.core.problem import Trouble, trouble
from latchstring.edition.keys import Trust

MANIFEST = "manifest.json"
SIGNATURE = "manifest.sig"
FILE = "edition.sqlite"
INDEX = "index"


@dataclass(frozen=True)
class Manifest:
    """What is sealed. Times are ISO 8601 in UTC.

    serial: higher than every edition before it. clock: the moment for which it was built.
    file, index: SHA-256 of the SQLite file and over the index folder. history: how many
    entries the catalogue's history had, how many records, and one hash over all chain heads.
    withdrawn: ids taken out since, with the day. back_to: the serial whose content this is.
    """

    serial: int
    made_at: str
    clock: str
    file: str
    index: str
    counts: dict[str, int]
    history: dict[str, object]
    withdrawn: dict[str, str] = field(default_factory=dict)
    back_to: int | None = None
    format: int = 1

    def body(self) -> bytes:
        """The bytes that are signed and stored."""
        return json.dumps(asdict(self), ensure_ascii=False, indent=1, sort_keys=True).encode()


def seal(folder: Path, manifest: Manifest, key: Ed25519PrivateKey) -> None:
    """Write manifest and signature into the edition's folder."""
    body = manifest.body()
    write_file(folder / MANIFEST, body)
    write_file(folder / SIGNATURE, key.sign(body).hex().encode())


def look(folder: Path) -> Manifest:
    """The manifest, unverified: for lists that people read. Raises `Trouble` for a damaged one."""
    remove = f"Publish again, then remove the folder {folder.name} among the editions."
    try:
        return _known(read_json(folder / MANIFEST, remove))
    except (TypeError, ValueError) as error:
        raise damaged(folder / MANIFEST, remove) from error


_KINDS: dict[str, Any] = {
    "serial": int,
    "file": str,
    "index": str,
    "back_to": int | None,
} | dict.fromkeys(("counts", "history", "withdrawn"), dict)


def _known(stored: dict[str, Any]) -> Manifest:
    """A manifest of another version: what this one does not know is left aside. Raises
    TypeError or ValueError for what is no manifest."""
    names = {field.name for field in fields(Manifest)}
    manifest = Manifest(**{name: value for name, value in stored.items() if name in names})
    for name, kind in _KINDS.items():
        if not isinstance(getattr(manifest, name), kind):
            raise TypeError(name)
    instant(manifest.made_at)
    return manifest


def signed(folder: Path, trust: Trust) -> Manifest:
    """The manifest, its signature checked; its files are not looked at. Raises `Trouble`."""
    try:
        body = (folder / MANIFEST).read_bytes()
        manifest = _known(json.loads(body))
        trust.verify(body, (folder / SIGNATURE).read_text("utf-8").strip(), manifest.serial)
    except _UNREADABLE as error:
        raise _unreadable(folder) from error
    return manifest


_UNREADABLE = (OSError, ValueError, TypeError, AttributeError, RecursionError)


def _unreadable(folder: Path) -> Trouble:
    return trouble(f"The edition in {folder.name} cannot be read.", "Publish again.")


def verify(folder: Path, trust: Trust) -> Manifest:
    """The manifest of an edition that is signed, whole and unaltered. One that was sealed
    without an index must have none.

    Raises `Trouble` otherwise: a reader then goes on with what it has.
    """
    manifest = signed(folder, trust)
    index = folder / INDEX
    try:
        whole = sha256(folder / FILE) == manifest.file
        whole = whole and (folder_sha256(index) if index.exists() else "") == manifest.index
    except OSError as error:
        raise _unreadable(folder) from error
    if not whole:
        raise trouble(
            f"The edition in {folder.name} was altered after it was sealed.", "Publish again."
        )
    return manifest
