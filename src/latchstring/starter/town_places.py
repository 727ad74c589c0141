"""The organizations of Harbor Falls and the places where they are."""

from __future__ import annotations

import datetime as dt
import re

from latchstring.core.shape import Document
from latchstring.starter.record import Starter
from latchstring.starter.town_sheets import Entry, Sheets, address_online
from latchstring.starter.town_time import Checked, check, checked_state, in_days, schedules, turn
from latchstring.starter.town_words import Telling, joined, town_id

TAGS = ("es", "ar")
"""Languages into which the town's words are translated."""


def organizations(sheets: Sheets, today: dt.date) -> list[Starter]:
    """All organizations, then all their locations."""
    found = [_organization(sheets, entry, today) for entry in sheets.organizations]
    places = [
        _location(sheets, entry, number, today)
        for entry in sheets.organizations
        for number in range(len(entry["sites"]))
    ]
    return [*found, *places]


def organization_id(key: str) -> str:
    """The id of the organization with that key."""
    return town_id("organization", key)


def location_id(key: str, site: int) -> str:
    """The id of the organization's first (0), second … place."""
    return town_id("location", key, str(site))


def made_up(sheets: Sheets, name: str) -> list[dict[str, str]]:
    """The one piece of evidence that a made-up record has."""
    note = f"{name} does not exist."
    return [
        {
            "field": "name",
            "source": sheets.phrases["made_up"],
            "url": "",
            "checked_on": "",
            "note": note,
        }
    ]


def _organization(sheets: Sheets, entry: Entry, today: dt.date) -> Starter:
    key, about = entry["key"], entry["about"]
    telling = Telling(tuple(tag for tag in TAGS if tag in about))
    document: Document = {
        "id": organization_id(key),
        "name": entry["name"],
        "description": telling.say("description", joined([about, sheets.phrases["demonstration"]])),
        "website": f"https://{address_online(key)}/",
        "email": f"hello@{address_online(key)}",
        "phones": [_phone(sheets, entry)],
    }
    short = [a["name"] for a in entry.get("aliases", []) if a["kind"] == "abbreviation"]
    if short:
        document["alternate_name"] = short[0]
    closed = entry.get("closed_days")
    return Starter(
        "organization",
        document,
        telling.translations,
        aliases=[dict(alias) for alias in entry.get("aliases", [])],
        memberships=_memberships(sheets, entry),
        evidence=made_up(sheets, entry["name"]),
        valid_until=in_days(today, None if closed is None else -closed),
        successor_id=organization_id(entry["successor"]) if "successor" in entry else "",
        authority=entry.get("authority", ""),
        permission=entry.get("permission", ""),
        **check(key, today, sheets.checker, _state(entry, key)),
    )


def _state(entry: Entry, key: str) -> Checked:
    usual: Checked = entry.get("checked") or checked_state(key)
    return "expired" if "closed_days" in entry else usual


def _memberships(sheets: Sheets, entry: Entry) -> list[dict[str, object]]:
    source = sheets.phrases["made_up"]
    return [{**row, "source": source, "checked": False} for row in entry.get("memberships", [])]


def _phone(sheets: Sheets, entry: Entry) -> Document:
    key = entry["key"]
    phone: Document = {
        "id": town_id("phone", key),
        "number": sheets.phone(key),
        "type": "voice",
    }
    if entry.get("phone_only"):
        phone["languages"] = sheets.spoken(entry["languages"], f"phone of {key}")
    return phone


def _location(sheets: Sheets, entry: Entry, number: int, today: dt.date) -> Starter:
    key, site = entry["key"], entry["sites"][number]
    place = sheets.place(site["place"], key)
    where = f"{key}/{number}"
    telling = Telling(TAGS, {"key": {"en": where}, **_stop(place, site)})
    latitude, longitude = _point(place, where)
    document: Document = {
        "id": location_id(key, number),
        "organization_id": organization_id(key),
        "location_type": "physical",
        "name": site.get("name", entry["name"]),
        "latitude": latitude,
        "longitude": longitude,
        "transportation": telling.say("transportation", sheets.places["bus_words"]),
        "addresses": [_address(sheets, place, site, where)],
        "accessibility": [_access(sheets, telling, site["access"], where)],
    }
    if "hours" in site:
        hours = sheets.hours_of(site["hours"], key)
        document["schedules"] = schedules(
            hours, sheets.phrases["hours"], telling, "schedules", today
        )
    return Starter(
        "location",
        document,
        telling.translations,
        evidence=made_up(sheets, document["name"]),
        marks=("confidential",) if entry.get("confidential") else (),
        permission=entry.get("permission", ""),
        **check(where, today, sheets.checker, _state(entry, key)),
    )


def _stop(place: Entry, site: Entry) -> dict[str, dict[str, str]]:
    street = re.sub(r"^\d+ ", "", site["street"])
    return {"lines": {"en": place["bus"]}, "stop": {"en": street}}


def _point(place: Entry, where: str) -> tuple[float, float]:
    """A point within about 500 metres of the middle of that part of town."""
    north, east = ((turn(f"{where}/{way}", 101) - 50) / 11_000 for way in ("north", "east"))
    return round(place["at"][0] + north, 5), round(place["at"][1] + east, 5)


def _address(sheets: Sheets, place: Entry, site: Entry, where: str) -> Document:
    return {
        "id": town_id("address", where),
        "address_1": site["street"],
        "city": place.get("city", sheets.places["city"]["en"]),
        "region": sheets.places["county"]["en"],
        "state_province": sheets.places["state"],
        "postal_code": place["zip"],
        "country": "US",
        "address_type": "physical",
    }


def _access(sheets: Sheets, telling: Telling, access: str, where: str) -> Document:
    access_id = town_id("accessibility", where)
    words = sheets.places["access"][access]
    return {
        "id": access_id,
        "description": telling.say(f"accessibility/{access_id}/description", words),
    }
