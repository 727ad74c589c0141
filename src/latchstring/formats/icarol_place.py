"""The place that a row of an iCarol export tells of, and whether it may be known."""

from __future__ import annotations

import re

from latchstring.core.shape import Document, steady_id
from latchstring.formats.icarol_parts import filled
from latchstring.formats.icarol_row import Row

COLUMNS = (
    "Physical", "Mailing", "Other", "Latitude", "Longitude",
    "DisabilitiesAccess", "BusServiceAccess", "PublicAccess",
)  # fmt: skip
"""How the columns begin that tell of the place; what is left of them is kept with it."""

_SECRET = re.compile(r"confidential|un-?disclosed|not (?:be )?disclosed", re.I)
_SECRET_PLACE = re.compile(
    r"(?:confidential|undisclosed|secret) (?:location|address|site|place)", re.I
)
_UNKNOWN = re.compile(r"\W*(?:unknown|n/?a|none)\W*", re.I)
_COUNTRIES = {
    "united states": "US", "united states of america": "US", "usa": "US", "canada": "CA",
    "mexico": "MX", "puerto rico": "PR",
}  # fmt: skip

_ACCESS = re.compile(
    r"access|wheelchair|\bramps?\b|elevator|\blift\b|braille|large[- ]print|sign language|\bADA\b"
    r"|handicap|walkers?\b|restroom|\bdeaf\b|\bblind\b|hearing|disab",
    re.I,
)
_SAID = re.compile(r"(yes|no)\W*", re.I)
_BUS = re.compile(r"^transportation available:?\s*", re.I)
_SAYS_NOTHING = re.compile(r"\W*(?:yes|no|none|unknown|n/?a|\w{0,2})\W*", re.I)


def is_secret(row: Row) -> bool:
    """True when any word on the place says that it must not be known."""
    told = _SECRET.search("\n".join(row.values(COLUMNS)))
    return bool(told or _SECRET_PLACE.search(row.see("AgencyDescription")))


def place(row: Row, own_id: str, owner: str, name: str, told_anyway: bool) -> Document:
    """The location, empty when the row tells of none.

    It carries what is confidential too: the mark on what was found hides it. told_anyway: the
    row tells of a place even if nothing but its being confidential is told.
    """
    coordinates = _coordinates(row)
    physical, postal = (_address(row, own_id, kind) for kind in ("physical", "postal"))
    if not (physical or postal or coordinates or told_anyway):
        return {}
    is_postal = postal is not None and physical is None and not coordinates
    if postal and physical and _street(postal) == _street(physical):
        postal = None
    return filled(
        {
            "id": own_id,
            "location_type": "postal" if is_postal else "physical",
            "organization_id": owner,
            "name": name,
            "description": row.take("PhysicalLocationDescription"),
            "transportation": _transportation(row),
            **coordinates,
            "addresses": [address for address in (physical, postal) if address],
            "accessibility": _accessibility(row, own_id),
        }
    )


def _address(row: Row, holder: str, kind: str) -> Document | None:
    """None when neither street nor ZIP code is told: the rest stands in every row by default."""
    start = "Physical" if kind == "physical" else "Mailing"
    lines = [_line(row, f"{start}Address{n}") for n in (1, 2)]
    postal_code = _line(row, f"{start}PostalCode")
    if not any(lines) and not postal_code:
        return None
    first, second = lines if lines[0] else (lines[1], "")
    country = _line(row, f"{start}Country")
    return filled(
        {
            "id": steady_id(holder, "address", kind),
            "address_1": first,
            "address_2": second,
            "city": _line(row, f"{start}City"),
            "region": _line(row, f"{start}County"),
            "state_province": _line(row, f"{start}StateProvince"),
            "postal_code": postal_code,
            "country": _COUNTRIES.get(country.casefold(), country),
            "address_type": kind,
        }
    )


def _line(row: Row, column: str) -> str:
    """A part of an address; "Confidential" and "Unknown" are none."""
    stated = row.see(column)
    return "" if _SECRET.search(stated) or _UNKNOWN.fullmatch(stated) else row.take(column)


def _street(address: Document) -> list[str]:
    fields = ("address_1", "address_2", "city")
    return [str(address.get(name, "")).casefold() for name in fields]


def _coordinates(row: Row) -> Document:
    try:
        latitude, longitude = (float(row.see(name)) for name in ("Latitude", "Longitude"))
    except ValueError:
        return {}
    if not (0 < abs(latitude) <= 90 and 0 < abs(longitude) <= 180):
        return {}
    row.used("Latitude", "Longitude")
    return {"latitude": latitude, "longitude": longitude}


def _accessibility(row: Row, holder: str) -> list[Document]:
    """Only what speaks of access: this column is often used for a part of the town ("NW")."""
    stated = row.see("DisabilitiesAccess")
    said = _SAID.fullmatch(stated)
    if said:
        text = f"Accessible to people with disabilities: {said[1].lower()}"
        row.used("DisabilitiesAccess")
    elif _ACCESS.search(stated):
        text = row.take("DisabilitiesAccess")
    else:
        return []
    return [{"id": steady_id(holder, "accessibility", ""), "description": text}]


def _transportation(row: Row) -> str:
    """Without what says nothing: "Transportation Available: 2"."""
    texts: dict[str, str] = {}
    for column in ("BusServiceAccess", "PublicAccessTransportation"):
        text = _BUS.sub("", row.see(column))
        if not _SAYS_NOTHING.fullmatch(text):
            texts.setdefault(text.casefold(), _BUS.sub("", row.take(column)))
    return "; ".join(texts.values())
