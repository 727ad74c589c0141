"""Where a service is given: address lines, how to get there, hours and phones of the place."""

from __future__ import annotations

import math
from typing import Any

from latchstring.card.card import PlaceLine
from latchstring.card.hours import hours
from latchstring.card.phones import ordered, phones
from latchstring.card.plain import line
from latchstring.card.voice import Spoken, children
from latchstring.core.interface import phrase
from latchstring.core.postal import Place, metres_between
from latchstring.core.text import Text

_UNITED_STATES = {"", "us", "usa", "u.s.", "u.s.a.", "united states", "united states of america"}


def places(
    service: Spoken, locations: dict[str, Spoken], near: Place | None = None
) -> list[PlaceLine]:
    """The places of a service, nearest first where `near` is given, else in the source's order.

    A location that is not in `locations`, or whose place is withheld, is not there at all.
    """
    found = [
        _place(service, sal, at, location, near)
        for sal, at in service.children("service_at_locations")
        if (location := locations.get(str(sal.get("location_id"))))
        and not location.entry.place_withheld
    ]
    if near is None:
        return found
    return sorted(found, key=lambda place: math.inf if place.metres is None else place.metres)


def _place(
    service: Spoken, sal: dict[str, Any], at: str, location: Spoken, near: Place | None
) -> PlaceLine:
    document = location.entry.document
    spot = _spot(document)
    kind, address = _address(document)
    return PlaceLine(
        name=location.named("name"),
        address=address,
        note=_note(kind, location.voice.tag)
        or service.text("description", sal, at)
        or location.text("description"),
        transport=location.text("transportation"),
        access=_access(location),
        hours=hours(service, sal, at) or hours(location, document),
        phones=ordered([*phones(service, sal, at), *phones(location, document)]),
        latitude=spot.lat if spot else None,
        longitude=spot.lon if spot else None,
        metres=metres_between(near, spot) if near and spot else None,
    )


def _address(location: dict[str, Any]) -> tuple[str, list[str]]:
    """What the place is (physical, postal, virtual) and the address, one line each."""
    kind = str(location.get("location_type") or "physical")
    by_kind: dict[str, dict[str, Any]] = {}
    for address, _ in children(location, "addresses"):
        by_kind.setdefault(str(address.get("address_type") or "physical"), address)
    if kind == "virtual":
        return kind, []
    if kind == "physical" and "physical" in by_kind:
        return kind, _lines(by_kind["physical"])
    if "postal" in by_kind or kind == "postal":
        return "postal", _lines(by_kind.get("postal") or by_kind.get("physical") or {})
    return kind, []


def _lines(address: dict[str, Any]) -> list[str]:
    """In the order of American envelopes: street, "City, ST 20001", a foreign country last."""
    part = {name: line(value) for name, value in address.items() if isinstance(value, str)}
    city = " ".join(filter(None, (part.get("state_province"), part.get("postal_code"))))
    country = part.get("country", "")
    lines = [
        part.get("attention", "") if address.get("address_type") == "postal" else "",
        part.get("address_1", ""),
        part.get("address_2", ""),
        ", ".join(filter(None, (part.get("city"), city))),
        "" if country.lower() in _UNITED_STATES else country,
    ]
    return [text for text in dict.fromkeys(lines) if text]


def _note(kind: str, tag: str) -> Text | None:
    if kind == "virtual":
        return phrase(tag, "Online or by phone. There is no place to go to.")
    if kind == "postal":
        return phrase(tag, "For letters only. Do not go there without calling.")
    return None


def _access(location: Spoken) -> list[Text]:
    texts = [
        location.text(name, item, at)
        for item, at in location.children("accessibility")
        for name in ("description", "details")
    ]
    return list(dict.fromkeys(text for text in texts if text))


def _spot(location: dict[str, Any]) -> Place | None:
    """Where it is, unless one could not go there; 0, 0 is the sea, and what an empty cell becomes."""
    lat, lon = location.get("latitude"), location.get("longitude")
    if location.get("location_type") in ("postal", "virtual"):
        return None
    if not isinstance(lat, int | float) or not isinstance(lon, int | float):
        return None
    if not (-90 <= lat <= 90 and -180 <= lon <= 180) or (lat == 0 and lon == 0):
        return None
    return Place(float(lat), float(lon))
