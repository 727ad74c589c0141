"""HSDS as JSON: a page of the API, an array, one object, or one object a line."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from latchstring.core.hsds import OBJECTS
from latchstring.core.problem import Problem, Where
from latchstring.core.shape import Document, Find, Places, join, public
from latchstring.formats.found import Found, Reading
from latchstring.formats.json_items import items
from latchstring.formats.records import Records

_KINDS = ("organization", "service", "location", "service_at_location", "taxonomy_term", "taxonomy")
_FIELDS = {
    **{kind: frozenset(OBJECTS[kind].fields) for kind in _KINDS},
    # The API adds these to the objects of the specification.
    "organization": frozenset([*OBJECTS["organization"].fields, "services"]),
    "service_at_location": frozenset([*OBJECTS["service_at_location"].fields, "service"]),
}
_WEIGHT = {
    name: 1 / sum(name in fields for fields in _FIELDS.values())
    for fields in _FIELDS.values()
    for name in fields
}
"""A field that only one kind has tells more than one that all have."""


def read(path: Path, source: str) -> Reading:
    """Every organization, service, location, taxonomy and term in the file, and every problem.

    source: name of the source; ids that are no UUIDs become UUIDs by it. Memory grows only by
    some bytes for each record. Raises `Trouble` when nothing in the file can be read.
    """
    records = Records(source)
    for item in items(path):
        if isinstance(item, Problem):
            yield item
            continue
        row, value = item
        yield from _taken(records, value, Where(path.name, row))


def _taken(records: Records, item: Document, where: Where) -> Iterator[Found | Problem]:
    kind = kind_of(item)
    if kind == "service_at_location":
        yield from _of_a_place(records, item, where)
    elif kind == "organization" and isinstance(item.get("services"), list):
        yield from _with_services(records, item, where)
    elif kind:
        yield from records.take(kind, item, where)
    else:
        yield Problem(
            "Nothing here says what this object is, so it was left out.",
            f"Give it the fields of one of these: {', '.join(_KINDS)}.".replace("_", " "),
            where,
        )


def kind_of(item: Document) -> str:
    """The HSDS object that has most of the item's fields, "" when it is none."""

    def score(kind: str) -> float:
        shared = sum(_WEIGHT[name] for name in item if name in _FIELDS[kind])
        missing = any(f.required and f.name not in item for f in OBJECTS[kind].fields.values())
        return shared - missing / 4

    known = item.keys() & _WEIGHT.keys() - {"id", "metadata", "attributes"}
    return max(_KINDS, key=score) if known else ""


def _of_a_place(records: Records, item: Document, where: Where) -> Iterator[Found | Problem]:
    """The service that is offered there: what the page says of the place goes into it."""
    service = item.get("service")
    if not isinstance(service, dict):
        yield Problem(
            "This tells of a service at a location, but not of which service: it was left out.",
            "Export the services themselves, or have the service embedded here.",
            where,
        )
        return
    place = {name: value for name, value in item.items() if name != "service"}
    others = service.get("service_at_locations")
    others = [x for x in others if _id(x) != _id(place)] if isinstance(others, list) else []
    whole = {**service, "service_at_locations": [*others, place]}
    yield from records.take("service", whole, where, partial=True)


def _id(item: object) -> object:
    return item.get("id") if isinstance(item, dict) else None


def _with_services(records: Records, item: Document, where: Where) -> Iterator[Found | Problem]:
    """The organization, then its services: the API can list them inside it."""
    services = [service for service in item["services"] if isinstance(service, dict)]
    rest = {name: value for name, value in item.items() if name != "services"}
    yield from records.take("organization", rest, where)
    for service in services:
        owned = {**service, "organization_id": service.get("organization_id") or item.get("id")}
        yield from records.take("service", owned, where, partial=True)


def full(
    kind: str,
    document: Document,
    find: Find,
    places: Places | None = None,
    services: Callable[[str], list[Document]] | None = None,
) -> Document:
    """The public HSDS JSON of one record, other records embedded as the API's full view has them.

    find and places as `core.shape.join` wants them; services: organization id -> its services,
    which an organization then lists.
    """

    def seen(wanted: str, record_id: str) -> Document | None:
        found = find(wanted, record_id)
        return public(wanted, found) if found is not None else None

    def own_places(record_id: str) -> list[Document]:
        return [public("location", place) for place in places(record_id)] if places else []

    out = join(kind, public(kind, document), seen, own_places)
    if kind == "organization" and services:
        listed = [_listed(service, seen) for service in services(str(document.get("id")))]
        out = {**out, "services": listed} if listed else out
    return out


def _listed(service: Document, find: Find) -> Document:
    joined = join("service", public("service", service), find)
    return {k: v for k, v in joined.items() if k not in ("organization", "organization_id")}


def full_at_location(
    service: Document, place_id: str, find: Find, places: Places | None = None
) -> Document | None:
    """The API's full view of a service at one of its locations; None when it is not there.

    place_id: id of the service_at_location; find and places: see `full`.
    """
    joined = full("service", service, find, places)
    held_at = joined.pop("service_at_locations", [])
    found = next((place for place in held_at if place.get("id") == place_id), None)
    return {**found, "service": joined} if found is not None else None


def ndjson(documents: Iterable[Document]) -> Iterator[bytes]:
    """One line for each document, as `read` takes them."""
    for document in documents:
        text = json.dumps(document, ensure_ascii=False, separators=(",", ":"))
        yield f"{text}\n".encode()
