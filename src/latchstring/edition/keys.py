"""Who may seal an edition. One private key signs; readers trust a root and a chain from it.

The private key lives in the home's `keys/edition.key`, mode 0600, and never leaves the machine
that publishes. `trust.json` stands beside the editions and names every key since the first;
each new key is signed by the one before it. A reader pins only the first (the root): it follows
the chain by itself when a key is rotated. A retired key cannot seal anything newer than its end.
"""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from latchstring.core.files import damaged, read_json, read_line, write_file
from latchstring.core.problem import trouble

KEY = "edition.key"
NEXT = "edition.key.next"
TRUST = "trust.json"
ROOT = "trust.root"

_UNTRUSTED = "Readers keep what they have. Publish again, or see docs/operate/keys.md."


@dataclass(frozen=True)
class Link:
    """One key of the chain, from which serial it signs, and the signature of the key before."""

    key: str
    since: int
    signature: str = ""

    @property
    def body(self) -> bytes:
        """What the key before it signed."""
        return f"latchstring key {self.key} from {self.since}".encode()

    @property
    def sound(self) -> bool:
        """True when its values are of the kinds that they must be."""
        texts = isinstance(self.key, str) and isinstance(self.signature, str)
        return texts and isinstance(self.since, int)


def signing_key(keys: Path, editions: Path) -> Ed25519PrivateKey:
    """The key that seals; made at the first call, together with the chain that starts with it."""
    path = keys / KEY
    _finish(keys, editions)
    if path.exists():
        key = _load(path)
        if not (editions / TRUST).exists():
            _begin_chain(editions, key)
        return key
    if (editions / TRUST).exists():
        raise trouble(
            f"The signing key {path} is missing, and editions were sealed with it.",
            "Restore it from your backup, or start a new chain as docs/operate/keys.md says.",
        )
    key = _store(path, Ed25519PrivateKey.generate())
    _begin_chain(editions, key)
    return key


def _begin_chain(editions: Path, key: Ed25519PrivateKey) -> None:
    _write_chain(editions, [Link(public_hex(key), 0)])
    write_file(editions / ROOT, (public_hex(key) + "\n").encode())


def rotate(keys: Path, editions: Path, since: int) -> str:
    """A new key from serial `since` on, signed by the old one, which is destroyed.

    Returns the new public key in hex.
    """
    old = signing_key(keys, editions)
    new = Ed25519PrivateKey.generate()
    link = Link(public_hex(new), since)
    signed = Link(link.key, link.since, old.sign(link.body).hex())
    chain = _read_chain(editions)
    # The new key is on disk before the chain names it; `_finish` completes a rotation cut here.
    _store(keys / NEXT, new)
    _write_chain(editions, [*chain, signed])
    _finish(keys, editions)
    return link.key


def _finish(keys: Path, editions: Path) -> None:
    path = keys / NEXT
    if not path.exists():
        return
    chain = _read_chain(editions)
    if chain and public_hex(_load(path)) == chain[-1].key:
        path.replace(keys / KEY)
    else:
        path.unlink()


def public_hex(key: Ed25519PrivateKey) -> str:
    """The public half, 64 hex digits."""
    raw = key.public_key().public_bytes(serialization.Encoding.Raw, serialization.PublicFormat.Raw)
    return raw.hex()


@dataclass(frozen=True)
class Trust:
    """The keys that a reader believes, having followed the chain from its pinned root."""

    links: tuple[Link, ...]

    def knows(self, body: bytes, signature: str) -> bool:
        """True when any key of the chain signed these bytes, a retired one too."""
        return any(_good(link.key, body, signature) for link in self.links)

    def verify(self, body: bytes, signature: str, serial: int) -> None:
        """Raises `Trouble` unless a key that may seal this serial signed these bytes."""
        for index, link in enumerate(self.links):
            after = self.links[index + 1 :]
            if after and serial >= after[0].since:
                continue
            if _good(link.key, body, signature):
                return
        raise trouble(
            f"Edition {serial} is not signed by a key that this reader trusts.", _UNTRUSTED
        )


def trust(editions: Path, root: str) -> Trust:
    """The chain of keys, each link checked. Raises `Trouble` when it does not hold."""
    links = _read_chain(editions)
    if not links or links[0].key != root.strip():
        raise trouble("The editions start from another key than the one pinned here.", _UNTRUSTED)
    for before, link in pairwise(links):
        if not _good(before.key, link.body, link.signature) or link.since < before.since:
            raise trouble("The chain of signing keys is broken.", _UNTRUSTED)
    return Trust(tuple(links))


def believed(editions: Path) -> Trust:
    """The chain as a reader that starts here believes it, for the publishing side."""
    return trust(editions, root_key(editions))


def root_key(editions: Path) -> str:
    """The pinned root: LATCHSTRING_TRUST where set, else `trust.root` beside the editions.

    The file suits one machine; a reader elsewhere pins the root by the variable.
    """
    pinned = os.environ.get("LATCHSTRING_TRUST", "").strip()
    root = pinned or read_line(editions / ROOT)
    if not root:
        raise trouble("Nothing has been published yet.", "Run: latchstring publish")
    return root


def _good(key: str, body: bytes, signature: str) -> bool:
    try:
        public = Ed25519PublicKey.from_public_bytes(bytes.fromhex(key))
        public.verify(bytes.fromhex(signature), body)
    except (InvalidSignature, ValueError):
        return False
    return True


def _load(path: Path) -> Ed25519PrivateKey:
    try:
        key = serialization.load_pem_private_key(path.read_bytes(), password=None)
    except (ValueError, TypeError, UnsupportedAlgorithm) as error:
        raise damaged(path) from error
    if not isinstance(key, Ed25519PrivateKey):
        raise trouble(f"{path} is no Ed25519 key.", "Restore it from your backup.")
    return key


def _store(path: Path, key: Ed25519PrivateKey) -> Ed25519PrivateKey:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    pem = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    write_file(path, pem, mode=0o600)
    return key


def _read_chain(editions: Path) -> list[Link]:
    path = editions / TRUST
    try:
        links = [Link(**link) for link in read_json(path).get("keys", [])]
    except TypeError as error:
        raise damaged(path) from error
    if not all(link.sound for link in links):
        raise damaged(path)
    return links


def _write_chain(editions: Path, links: list[Link]) -> None:
    body = {"keys": [vars(link) for link in links]}
    write_file(editions / TRUST, json.dumps(body, indent=1).encode())
