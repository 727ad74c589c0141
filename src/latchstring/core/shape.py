"""The shape of documents: records apart or embedded, what is public, where the words are."""

from __future__ import annotations

import hashlib
import re
import uuid
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from typing import Any

from latchstring.core.hsds import OBJECTS, RECORDS, REFERENCES, reference_target

Document = dict[str, Any]
Find = Callable[[str, str], "Document | None"]
"""(kind, id) -> that record's canonical document, or None when it may not be seen."""
Places = Callable[[str], "list[Document]"]
"""Organization id -> the canonical documents of its own locations."""

_UUID = re.compile(r"[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}")
_NAMESPACE = uuid.UUID("6f0c6e2a-6d0f-5c0b-9a43-6c61746368e5")


def steady_id(source: str, kind: str, text: str) -> str:
    """A UUID made from a source's own id: the same three words always give the same UUID."""
    # uuid.uuid5, four times as fast: an import asks for millions.
    name = f"{source}\x1f{kind}\x1f{text}".encode("utf-8", "surrogatepass")
    raw = bytearray(hashlib.sha1(_NAMESPACE.bytes + name, usedforsecurity=False).digest()[:16])
    raw[6], raw[8] = raw[6] & 0x0F | 0x50, raw[8] & 0x3F | 0x80
    text = raw.hex()
    return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"


def is_uuid(text: object) -> bool:
    """True for the canonical 36-character text form of a UUID, in any case."""
    return isinstance(text, str) and _UUID.fullmatch(text) is not None


def with_uuids(kind: str, document: Document, source: str) -> tuple[Document, list[str]]:
    """A copy whose ids and references are UUIDs, and the record ids that had to be made.

    References are turned by the same rule, so that they still meet; children without an id get
    one from their place, so that the same file twice gives the same ids.
    """
    made: list[str] = []
    return _steady(kind, document, source, "", made), made


def _steady(kind: str, document: Document, source: str, place: str, made: list[str]) -> Document:
    table, out = OBJECTS[kind], dict(document)
    raw = str(document.get("id") or "").strip()
    if not is_uuid(raw):
        if raw and kind in RECORDS:
            made.append(raw)
        raw = steady_id(source, kind, raw or place) if raw or place else ""
    out["id"] = raw.lower()
    for name, value in document.items():
        field = table.fields.get(name)
        if field is None:
            continue
        if field.is_reference and value:
            named = str(value).strip()
            target = reference_target(name, kind)
            out[name] = named.lower() if is_uuid(named) else steady_id(source, target, named)
        elif field.kind == "list" and isinstance(value, list):
            inside = f"{out['id']}/{name}"
            out[name] = [
                _steady(field.target, item, source, f"{inside}/{n}", made)
                if isinstance(item, dict)
                else item
                for n, item in enumerate(value)
            ]
        elif field.kind == "object" and isinstance(value, dict):
            out[name] = _steady(field.target, value, source, f"{out['id']}/{name}", made)
    return out


def split(kind: str, document: Document) -> list[tuple[str, Document]]:
    """The records in an HSDS JSON document, the outermost last, each naming the others by id.

    The inverse of `join`. Children that are no records (phones, schedules …) stay inside.
    """
    records: list[tuple[str, Document]] = []
    outer = _split(kind, document, records)
    return [*records, (kind, outer)]


def _split(kind: str, document: Document, records: list[tuple[str, Document]]) -> Document:
    table = OBJECTS[kind]
    out: Document = {}
    for name, value in document.items():
        field = table.fields.get(name)
        if field is None or not field.target or not isinstance(value, list | dict):
            out[name] = value
        elif field.target in RECORDS:
            _split_records(kind, document, name, records, out)
        elif isinstance(value, list):
            out[name] = [
                _split(field.target, item, records) if isinstance(item, dict) else item
                for item in value
            ]
        else:
            out[name] = _split(field.target, value, records)
    return out


def _split_records(
    kind: str,
    document: Document,
    name: str,
    records: list[tuple[str, Document]],
    out: Document,
) -> None:
    target, value = OBJECTS[kind].fields[name].target, document[name]
    for item in value if isinstance(value, list) else [value]:
        if not isinstance(item, dict):
            continue
        inner = _split(target, item, records)
        if kind == "organization":
            inner = {"organization_id": document.get("id"), **inner}
        else:
            out[REFERENCES[name]] = inner.get("id")
        records.append((target, inner))


def join(kind: str, document: Document, find: Find, places: Places | None = None) -> Document:
    """The full HSDS JSON document: every record that it names by id stands embedded in it.

    A record that `find` does not give stays a reference; `places` adds the locations that an
    organization lists as its own.
    """
    return _Joiner(find, places, str(document.get("organization_id") or "")).join(kind, document)


@dataclass(frozen=True)
class _Joiner:
    find: Find
    places: Places | None
    owner: str
    """Id of the organization whose location need not say again whose it is."""

    def join(self, kind: str, document: Document) -> Document:
        table = OBJECTS[kind]
        out: Document = {}
        embeds = {REFERENCES[f.name]: f for f in table.children if f.name in REFERENCES}
        for name, value in document.items():
            field = table.fields.get(name)
            inner = self.find(embeds[name].target, str(value)) if name in embeds else None
            if inner is not None:
                out[embeds[name].name] = self._embedded(embeds[name].target, inner, self.owner)
            elif field is not None and field.kind == "list":
                out[name] = [self.join(field.target, item) for item in value]
            elif field is not None and field.kind == "object":
                out[name] = self.join(field.target, value)
            else:
                out[name] = value
        if kind == "organization" and self.places:
            own = str(document.get("id"))
            out["locations"] = [self._embedded("location", x, own) for x in self.places(own)]
        return {name: value for name, value in out.items() if value != []}

    def _embedded(self, kind: str, document: Document, owner: str) -> Document:
        inner = self.join(kind, document)
        if kind == "location" and inner.get("organization_id") == owner:
            del inner["organization_id"]
        return inner


def public(kind: str, document: Document, leave_out: Collection[str] = ()) -> Document:
    """A copy with HSDS fields only: what a source added for itself is kept, never published.

    leave_out: names of fields that stay inside as well, at any depth.
    """
    table = OBJECTS[kind]
    out: Document = {}
    for name, field in table.fields.items():
        value = document.get(name)
        if value in (None, "", [], {}) or name in leave_out:
            continue
        if field.kind == "list":
            items = value if isinstance(value, list) else []
            out[name] = [
                public(field.target, item, leave_out) for item in items if isinstance(item, dict)
            ]
        elif field.kind == "object":
            if isinstance(value, dict):
                out[name] = public(field.target, value, leave_out)
        elif not isinstance(value, dict | list):
            out[name] = value
    return out


def words(kind: str, document: Document) -> Iterator[tuple[str, str]]:
    """Every text that a person reads, as (path, text). A path reads `name`,
    `phones/<child id>/description`: it survives reordering, and no fact stands in it."""
    yield from _words(kind, document, "")


def _words(kind: str, document: Document, path: str) -> Iterator[tuple[str, str]]:
    table = OBJECTS[kind]
    for name in table.words:
        value = document.get(name)
        if isinstance(value, str) and value:
            yield path + name, value
    for field in table.children:
        value = document.get(field.name)
        if field.target in RECORDS or not value:
            continue
        if isinstance(value, dict):
            yield from _words(field.target, value, f"{path}{field.name}/")
        else:
            for item in value:
                if isinstance(item, dict):
                    yield from _words(field.target, item, f"{path}{field.name}/{item.get('id')}/")
