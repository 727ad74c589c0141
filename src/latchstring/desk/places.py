"""The places where a service is given: shown and edited with it, each a record of its own."""

from __future__ import annotations

import uuid
from copy import deepcopy
from dataclasses import dataclass, field

from django.db.models import QuerySet

from latchstring.catalogue import edit, store
from latchstring.catalogue.doors import place_ids
from latchstring.catalogue.keeping import Keeping
from latchstring.catalogue.models import Library, Record
from latchstring.core.shape import Document
from latchstring.desk import field as one
from latchstring.desk.field import Box, Field, Values
from latchstring.desk.rows import children, put

NAME = (Field("name", "Name of the place"),)
ADDRESS = (
    Field("address_1", "Street and number", missing="Give the street and number."),
    Field("address_2", "Floor, room"),
    Field("city", "City", missing="Give the city."),
    Field("state_province", "State", missing="Give the state."),
    Field("postal_code", "ZIP code", missing="Give the ZIP code."),
)
GUARD = (
    Field("confidential", "Keep this place confidential", "tick"),
    Field(
        "permission",
        "Written permission to show it",
        hint="From the operator: who gave it and when. In doubt leave it empty. Only with it do "
        "readers see a confidential place.",
    ),
)
GONE = Field("gone", "The service is not given here any more", "tick")
FIELDS = (*NAME, *ADDRESS, *GUARD)
NEW = "place-new-"


@dataclass(frozen=True)
class Place:
    """A place of a service as it stands in the catalogue, and its prefix in the form."""

    kept: store.Kept
    prefix: str

    @property
    def document(self) -> Document:
        """The whole document, the secret part too."""
        return self.kept.state.document

    @property
    def address(self) -> Document:
        """The address that people go to; empty when there is none."""
        found = [a for a in children(self.document, "addresses") if _to_go_to(a)]
        return found[0] if found else {}

    def fill(self) -> Values:
        """The inputs of this place."""
        values = one.fill(NAME, self.document, self.prefix)
        values |= one.fill(ADDRESS, self.address, self.prefix)
        values[f"{self.prefix}version"] = str(self.kept.record.version)
        values[f"{self.prefix}confidential"] = "on" if self.kept.state.confidential else ""
        values[f"{self.prefix}permission"] = self.kept.state.keeping.permission
        return values

    def seen(self, values: Values) -> tuple[str, str]:
        """Name and value of the hidden input that says which version the form shows."""
        return f"{self.prefix}version", values.get(f"{self.prefix}version", "")

    def boxes(self, values: Values, errors: dict[str, str]) -> list[Box]:
        """The fields as the page shows them."""
        return one.boxes((*FIELDS, GONE), values, errors, self.prefix)


def _to_go_to(address: object) -> bool:
    return isinstance(address, dict) and address.get("address_type") != "postal"


def of(visible: QuerySet[Record], document: Document) -> list[Place]:
    """The places of a service that the person may see, in the document's order."""
    ids = place_ids(document)
    mine = set(visible.filter(pk__in=ids, kind="location").values_list("pk", flat=True))
    kept = store.load([pk for pk in ids if pk in mine])
    return [Place(kept[pk], f"place-{pk}-") for pk in dict.fromkeys(ids) if pk in kept]


@dataclass
class Moves:
    """What becomes of places: edits of their records, and which ones the service leaves."""

    edits: list[edit.Edit] = field(default_factory=list)
    left: set[str] = field(default_factory=set)


def read(
    places: list[Place], values: Values, errors: dict[str, str], owner: str, library: Library
) -> Moves:
    """The edits of places that the form asks for; a new place belongs to the organization."""
    moves = Moves()
    for place in places:
        if values.get(f"{place.prefix}gone"):
            moves.left.add(place.kept.record.pk)
        else:
            moves.edits.append(_changed(place, values, errors))
    if any(values.get(NEW + f.name, "").strip() for f in FIELDS):
        moves.edits.append(_new(values, errors, owner, library))
    return moves


def _changed(place: Place, values: Values, errors: dict[str, str]) -> edit.Edit:
    document = one.read(NAME, values, place.document, errors, place.prefix)
    _put_address(document, place.address, values, errors, place.prefix)
    keeping = place.kept.state.keeping
    version = values.get(f"{place.prefix}version", "")
    return edit.Edit(
        place.kept.record.pk,
        "location",
        document,
        keeping=keeping.but(permission=_permission(values, place.prefix, keeping.permission)),
        confidential=bool(values.get(f"{place.prefix}confidential")),
        version=int(version) if version.isdigit() else -1,
    )


def _permission(values: Values, prefix: str, before: str) -> str:
    typed = one.shown(GUARD[1], values.get(f"{prefix}permission"))
    return before if typed == one.shown(GUARD[1], before) else typed


def _put_address(
    document: Document, address: Document, values: Values, errors: dict[str, str], prefix: str
) -> None:
    """Write the address into its list. A position on the map holds only where it was taken: it
    goes when the city or the ZIP code changes."""
    typed = [values.get(prefix + f.name, "").strip() for f in ADDRESS]
    if not address and not any(typed):
        return
    base = address or {"id": str(uuid.uuid4()), "country": "US", "address_type": "physical"}
    new = one.read(ADDRESS, values, base, errors, prefix) if any(typed) else None
    addresses = deepcopy(children(document, "addresses"))
    if address:
        at = addresses.index(address)
        addresses[at : at + 1] = [new] if new else []
    elif new:
        addresses.append(new)
    put(document, "addresses", addresses)
    if address and any((new or {}).get(n) != address.get(n) for n in ("city", "postal_code")):
        document.pop("latitude", None)
        document.pop("longitude", None)


def _new(values: Values, errors: dict[str, str], owner: str, library: Library) -> edit.Edit:
    pk = str(uuid.uuid4())
    document: Document = {"id": pk, "location_type": "physical", "organization_id": owner}
    document = one.read(NAME, values, document, errors, NEW)
    _put_address(document, {}, values, errors, NEW)
    if not document.get("addresses"):
        errors.setdefault(f"{NEW}address_1", ADDRESS[0].missing)
    kept = Keeping(permission=_permission(values, NEW, ""))
    hidden = bool(values.get(f"{NEW}confidential"))
    return edit.Edit(pk, "location", document, kept, confidential=hidden, library=library)


def link(document: Document, moves: Moves) -> None:
    """Name the new places in the service's document, and forget those that it leaves."""
    links = [
        item
        for item in children(document, "service_at_locations")
        if not (isinstance(item, dict) and item.get("location_id") in moves.left)
    ]
    named = set(place_ids(document))
    new = [each.id for each in moves.edits if each.id not in named]
    links += [{"id": str(uuid.uuid4()), "location_id": pk} for pk in new]
    put(document, "service_at_locations", links)
