"""A record in full, for reading: its facts, its places, what is kept beside it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from latchstring.catalogue.keeping import AUTHORITIES, Keeping
from latchstring.catalogue.models import Record
from latchstring.core.hsds import OBJECTS
from latchstring.core.shape import Document
from latchstring.desk import forms, places, plain, secrecy
from latchstring.desk.lines import Lines
from latchstring.desk.parts import Fields
from latchstring.desk.rows import Rows
from latchstring.desk.scope import StaffRequest, visible_to

_ELSEWHERE = {"id", "organization_id", "service_at_locations", "name", "status"}


@dataclass(frozen=True)
class Fact:
    """A label and its lines."""

    label: str
    lines: list[str]


@dataclass(frozen=True)
class Facts:
    """What a page shows of a record; `kept`: what no reader ever sees."""

    shown: list[Fact]
    kept: list[Fact]
    status: str = ""


def facts(request: StaffRequest, record: Record) -> Facts:
    """The record in the order of its form, then all the rest that it has."""
    document = secrecy.scrub(request, record).document(record.document)
    rows = visible_to(request.user).filter(pk__in=plain.references(document))
    names = dict(rows.values_list("pk", "name"))
    order = [name for name in _order(record.kind) if name in document]
    known = OBJECTS[record.kind].fields
    rest = [n for n in document if n not in order and n not in _ELSEWHERE]
    shown = [n for n in [*order, *(n for n in rest if n in known)] if n not in _ELSEWHERE]
    told = [_fact(name, document, names) for name in shown]
    return Facts(
        [fact for fact in told if set(fact.lines) - {plain.UNKNOWN}] + list(_beside(record)),
        [_fact(name, document, names) for name in rest if name not in known]
        + [
            Fact(name, [text]) for name, text in Keeping.from_json(record.keeping_json).kept.items()
        ],
        dict(forms.STATUS).get(str(document.get("status")), ""),
    )


def _order(kind: str) -> Iterator[str]:
    for part in forms.FORMS.get(kind, ()):
        if isinstance(part, Fields):
            yield from (each.name for each in part.fields)
        elif isinstance(part, Rows | Lines):
            yield part.name


def _fact(name: str, document: Document, names: dict[str, str]) -> Fact:
    return Fact(plain.label(name), plain.lines(name, document[name], names))


def _beside(record: Record) -> Iterator[Fact]:
    keeping = Keeping.from_json(record.keeping_json)
    if record.valid_from:
        yield Fact("Holds from", [record.valid_from.isoformat()])
    if record.valid_until:
        yield Fact("Holds until", [record.valid_until.isoformat()])
    if keeping.authority:
        yield Fact("Immigration advice", [AUTHORITIES.get(keeping.authority, keeping.authority)])
    if keeping.topics:
        yield Fact("Topics", [plain.label(name) for name in keeping.topics])


@dataclass(frozen=True)
class ToldPlace:
    """A place as this person may see it; `secret`: hidden from readers, `closed`: also here."""

    id: str
    name: str
    address: list[str]
    secret: bool
    closed: bool
    permission: str = ""
    more: list[Fact] = field(default_factory=list)


def told_places(request: StaffRequest, record: Record) -> list[ToldPlace]:
    """The places of a service."""
    found = places.of(visible_to(request.user), record.document)
    return [_place(place, secrecy.sees_places(request)) for place in found]


def _place(place: places.Place, sees: bool) -> ToldPlace:
    state = place.kept.state
    if state.hides_place and not sees:
        return ToldPlace(place.kept.record.pk, "", [], secret=True, closed=True)
    names = ("description", "transportation", "phones", "schedules", "languages", "accessibility")
    more = [_fact(name, place.document, {}) for name in names if place.document.get(name)]
    address = [str(place.address.get(f.name) or "") for f in places.ADDRESS]
    street, room, city, region, code = address
    lines = [
        street,
        room,
        " ".join(x for x in (f"{city}," if city and region else city, region, code) if x),
    ]
    return ToldPlace(
        place.kept.record.pk,
        str(place.document.get("name") or ""),
        [line for line in lines if line],
        secret=state.hides_place,
        closed=False,
        permission=state.keeping.permission,
        more=more,
    )
