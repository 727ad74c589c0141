"""The history: one entry per changed record, chained by hash, and the seal over all heads."""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from cryptography.fernet import Fernet, InvalidToken
from django.db.models import Max

from latchstring.catalogue.models import Change, Record, Secret
from latchstring.core.moment import iso

State = dict[str, Any]


def canonical(value: object) -> str:
    """JSON with sorted keys and no blanks: equal values are equal texts."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def digest(text: str) -> str:
    """SHA-256 in hex."""
    return hashlib.sha256(text.encode()).hexdigest()


def packed(state: State | None) -> bytes:
    """A state as it stands in an entry; None says that the record is gone."""
    return zlib.compress(canonical(state).encode(), 1)


def unpacked(after: bytes | memoryview) -> State | None:
    """The reverse of `packed`."""
    state: State | None = json.loads(zlib.decompress(bytes(after)))
    return state


def entry_hash(change: Change) -> str:
    """The hash that chains an entry to the one before it."""
    body = hashlib.sha256(bytes(change.after)).hexdigest()
    parts = [change.record_id, change.seq, iso(change.at), change.by, change.what, body]
    return digest(change.before_hash + canonical(parts))


def seal(values: dict[str, Any], key: str) -> str:
    """Secret values, readable only with the record's key."""
    return Fernet(key.encode()).encrypt(canonical(values).encode()).decode()


def unseal(token: str, key: str | None) -> dict[str, Any] | None:
    """The reverse of `seal`; None once the key is erased."""
    if not key:
        return None
    try:
        values: dict[str, Any] = json.loads(Fernet(key.encode()).decrypt(token.encode()))
    except InvalidToken:
        return None
    return values


def as_said(record_id: str, key: str) -> dict[str, Any]:
    """The document as its source last sent it; empty when it came from no import."""
    arrivals = Change.objects.filter(record_id=record_id, run__isnull=False)
    change = arrivals.exclude(run__state="undone").order_by("-seq").first()
    state = unpacked(change.after) if change else None
    if state is None:
        return {}
    said = state.get("said")
    if said is not None:
        return (unseal(said, key) or {}) if isinstance(said, str) else dict(said)
    place = unseal(state["place"], key) if "place" in state else {}
    return {**state["document"], **(place or {})}


def erase(record_id: str) -> bool:
    """Erase a confidential place everywhere, also in its history: the key goes, the chain
    holds. True when there was something to erase."""
    gone = Secret.objects.filter(record_id=record_id).delete()[0] > 0
    return Record.objects.filter(pk=record_id).exclude(key="").update(key="") > 0 or gone


def opened(state: State, key: str | None) -> State:
    """A location's state with its sealed parts, as far as the key still opens them."""
    place = unseal(state["place"], key) if "place" in state else {}
    beside = unseal(state["beside"], key) if "beside" in state else {}
    rest = {name: value for name, value in state.items() if name not in ("place", "beside")}
    empty: State = {"keeping": {}, "words": {}}
    return {**empty, **rest, **(beside or {}), "document": {**state["document"], **(place or {})}}


@dataclass(frozen=True)
class Step:
    """One readable step of a record's history."""

    change: Change
    before: State | None
    after: State | None


def steps(record_id: str) -> Iterator[Step]:
    """A record's history from its first entry on."""
    before: State | None = None
    for change in Change.objects.filter(record_id=record_id).order_by("seq"):
        after = unpacked(change.after)
        yield Step(change, before, after)
        before = after


def broken(record_id: str) -> str:
    """What is wrong with a record's chain, as a sentence; empty when it is whole."""
    before = ""
    chain = Change.objects.filter(record_id=record_id).order_by("seq").iterator()
    for seq, change in enumerate(chain, start=1):
        if change.seq != seq or change.before_hash != before:
            return f"An entry before number {change.seq} of {record_id} is missing or out of order."
        if entry_hash(change) != change.hash:
            return f"Entry {change.seq} of {record_id} was altered after it was written."
        before = change.hash
    head = Record.objects.filter(pk=record_id).values_list("head", flat=True).first()
    if head is not None and head != before:
        return f"The last entry of {record_id} is missing."
    return ""


@dataclass(frozen=True)
class Heads:
    """The seal over all histories: entries up to `last`, and one hash over every head."""

    last: int
    count: int
    root: str


def heads(last: int | None = None) -> Heads:
    """The heads of all chains as they stood when entry number `last` was the newest."""
    newest = last if last is not None else Change.objects.aggregate(m=Max("pk"))["m"] or 0
    root, count, current, head = hashlib.sha256(), 0, None, ""
    rows = Change.objects.filter(pk__lte=newest).order_by("record_id", "seq")
    for record_id, value in rows.values_list("record_id", "hash").iterator(chunk_size=5000):
        if record_id != current and current is not None:
            root.update(f"{current} {head}\n".encode())
            count += 1
        current, head = record_id, value
    if current is not None:
        root.update(f"{current} {head}\n".encode())
        count += 1
    return Heads(newest, count, root.hexdigest())
