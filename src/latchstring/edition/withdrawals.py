"""The list of what was taken out at once. Signed, read by every reader at every change."""

from __future__ import annotations

import json
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from latchstring.core.files import read_json, write_file
from latchstring.edition.keys import Trust

WITHDRAWN = "withdrawn.json"


def _body(ids: dict[str, str], serial: int) -> bytes:
    return json.dumps({"ids": ids, "serial": serial}, sort_keys=True).encode()


def write(editions: Path, ids: dict[str, str], serial: int, key: Ed25519PrivateKey) -> None:
    """Replace the list: record id -> ISO day of its withdrawal."""
    signature = key.sign(_body(ids, serial)).hex()
    text = json.dumps({"ids": ids, "serial": serial, "signature": signature}, indent=1)
    write_file(editions / WITHDRAWN, text.encode())


def listed(editions: Path) -> dict[str, str]:
    """The list as it stands, unverified: for the publishing side, which made it."""
    ids: dict[str, str] = read_json(editions / WITHDRAWN).get("ids", {})
    return ids


def verified(editions: Path, trust: Trust) -> frozenset[str]:
    """The ids on a properly signed list; raises `Trouble` for any other list."""
    stored = read_json(editions / WITHDRAWN)
    if not stored:
        return frozenset()
    ids, serial = stored.get("ids", {}), int(stored.get("serial", 0))
    trust.verify(_body(ids, serial), str(stored.get("signature")), serial)
    return frozenset(ids)
