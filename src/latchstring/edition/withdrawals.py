"""The list of what was taken out at once. Signed, read by every reader at every change."""

from __future__ import annotations

import json
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from latchstring.core.files import damaged, read_json, write_file
from latchstring.core.problem import trouble
from latchstring.edition.keys import Trust, believed

WITHDRAWN = "withdrawn.json"
_AWAY = "Move the file away, then try again: the current edition names the same records."


def _body(ids: dict[str, str], serial: int) -> bytes:
    return json.dumps({"ids": ids, "serial": serial}, sort_keys=True).encode()


def write(editions: Path, ids: dict[str, str], serial: int, key: Ed25519PrivateKey) -> None:
    """Replace the list: record id -> ISO day of its withdrawal."""
    signature = key.sign(_body(ids, serial)).hex()
    text = json.dumps({"ids": ids, "serial": serial, "signature": signature}, indent=1)
    write_file(editions / WITHDRAWN, text.encode())


def listed(editions: Path) -> dict[str, str]:
    """The list as it stands, for the publishing side: also one that a key signed which was
    retired since. Raises `Trouble` for a damaged or altered list."""
    ids, serial, signature = _stored(editions)
    if signature is None:
        return {}
    if not believed(editions).knows(_body(ids, serial), signature):
        raise trouble(f"{WITHDRAWN} is not signed by a key of this house.", _AWAY)
    return ids


def verified(editions: Path, trust: Trust) -> frozenset[str]:
    """The ids on a properly signed list; raises `Trouble` for any other list."""
    ids, serial, signature = _stored(editions)
    if signature is not None:
        trust.verify(_body(ids, serial), signature, serial)
    return frozenset(ids)


def _stored(editions: Path) -> tuple[dict[str, str], int, str | None]:
    """Ids, serial, signature; None for the signature where there is no list."""
    path = editions / WITHDRAWN
    if not path.exists():
        return {}, 0, None
    stored = read_json(path, _AWAY)
    ids, serial, signature = (stored.get(name) for name in ("ids", "serial", "signature"))
    if not (isinstance(ids, dict) and isinstance(serial, int) and isinstance(signature, str)):
        raise damaged(path, _AWAY)
    return ids, serial, signature
