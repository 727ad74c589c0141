"""Made directories of any size: the same number always gives the same bytes."""

from __future__ import annotations

import json
import random
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

_NAMES = [
    "Harbor",
    "Hope",
    "Cedar",
    "River",
    "Unity",
    "Bright",
    "Open",
    "Common",
    "Lake",
    "Stone",
    "Valley",
    "Summit",
    "Grace",
]
_KINDS = {
    "Food pantry": "Groceries for families and single people, {many} days a week.",
    "English class": "Learn to speak, read and write English with a teacher in {many} levels.",
    "Health clinic": "Doctors and nurses for adults and children; ask for an interpreter.",
    "Rent help": "Help with rent and light bills when you are {many} weeks behind.",
    "Job training": "Learn a trade in {many} weeks and get help to find work.",
    "Tax help": "Volunteers fill in your tax papers with you, {many} evenings a week.",
    "Winter coats": "Warm coats, hats and shoes in all sizes, {many} pieces a person.",
    "Child care": "Care for children from {many} months on while you work or study.",
}
_WORDS = [
    "bring",
    "a",
    "letter",
    "call",
    "first",
    "open",
    "doors",
    "ask",
    "at",
    "the",
    "desk",
    "every",
    "week",
    "new",
    "families",
    "welcome",
    "staff",
    "speak",
    "several",
    "languages",
    "bus",
    "stop",
    "in",
    "front",
    "wheelchair",
    "ramp",
    "quiet",
    "room",
    "waiting",
    "list",
    "evening",
]
PER_ORGANIZATION = 4


def _id(*parts: object) -> str:
    return str(uuid.uuid5(uuid.NAMESPACE_OID, "/".join(map(str, parts))))


def services(count: int, seed: int = 7) -> Iterator[dict[str, Any]]:
    """HSDS services with organization, place, phone, hours and languages; about 2 kB each."""
    dice = random.Random(seed)
    for number in range(count):
        yield _service(number, dice)


def _service(number: int, dice: random.Random) -> dict[str, Any]:
    owner = number // PER_ORGANIZATION
    kind = dice.choice(list(_KINDS))
    text = _KINDS[kind].format(many=dice.randint(2, 9))
    more = " ".join(dice.choices(_WORDS, k=40))
    name = f"{_NAMES[owner % len(_NAMES)]} {_NAMES[owner // 13 % len(_NAMES)]} {owner}"
    return {
        "id": _id("service", number),
        "name": f"{kind} {number}",
        "status": "active",
        "description": f"{text} {more.capitalize()}.",
        "eligibility_description": "Everyone who lives in the county.",
        "application_process": "Walk in or call.",
        "fees_description": "Free",
        "assured_date": f"2026-{dice.randint(1, 11):02}-{dice.randint(1, 28):02}",
        "organization": {"id": _id("org", owner), "name": name, "description": f"{name} helps."},
        "phones": [{"id": _id("phone", number), "number": f"(202) 555-01{number % 100:02}"}],
        "languages": [
            {"id": _id("lang", number, tag), "code": tag, "name": tag}
            for tag in dice.sample(["es", "ar", "fr", "am", "vi", "so", "zh"], 2)
        ],
        "schedules": [
            {
                "id": _id("hours", number),
                "freq": "WEEKLY",
                "byday": "MO,TU,WE,TH,FR",
                "opens_at": "09:00",
                "closes_at": "17:00",
            }
        ],
        "service_at_locations": [_at(number, dice)],
    }


def _at(number: int, dice: random.Random) -> dict[str, Any]:
    place = {
        "id": _id("place", number),
        "location_type": "physical",
        "latitude": round(dice.uniform(38, 42), 6),
        "longitude": round(dice.uniform(-90, -75), 6),
        "addresses": [
            {
                "id": _id("address", number),
                "address_1": f"{dice.randint(1, 9999)} {dice.choice(_NAMES)} Street",
                "city": dice.choice(_NAMES),
                "state_province": "OH",
                "postal_code": f"43{dice.randint(0, 999):03}",
                "country": "US",
                "address_type": "physical",
            }
        ],
    }
    return {"id": _id("at", number), "location": place}


def write(path: Path, count: int) -> int:
    """Write NDJSON; returns its size in bytes."""
    with path.open("w", encoding="utf-8") as out:
        for service in services(count):
            out.write(json.dumps(service) + "\n")
    return path.stat().st_size
