"""A small real edition, sealed and served as any other: a food pantry, a clinic, hostile names."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

from latchstring.core.entry import Entry
from latchstring.core.files import folder_sha256, sha256
from latchstring.core.shape import steady_id
from latchstring.core.text import text_hash
from latchstring.edition import folder
from latchstring.edition.keys import signing_key
from latchstring.edition.manifest import FILE, INDEX, Manifest, seal
from latchstring.edition.tables import Facts, Writer
from latchstring.search.face import Indexed
from latchstring.search.face import build as build_index

LIBRARY = "Harbor Falls Public Library"
HOSTILE = '<script>alert("x")</script> "Pantry" & Sons'
CLOCK = "2026-01-05T12:00:00Z"


def made_id(kind: str, name: str) -> str:
    """The id of a made record."""
    return steady_id("made", kind, name)


BROKEN = made_id("service", "broken")
OWNER = Entry(
    "organization",
    made_id("organization", "neighbors"),
    {"id": made_id("organization", "neighbors"), "name": "Harbor Falls Neighbors",
     "description": "Neighbors who help.", "website": "https://neighbors.example.org"},
    assured_on="2025-11-01",
)  # fmt: skip
SPOT = Entry(
    "location",
    made_id("location", "market"),
    {
        "id": made_id("location", "market"), "name": "Market Street House",
        "location_type": "physical", "latitude": 42.36, "longitude": -71.06,
        "transportation": "Bus 7 stops at the door.",
        "addresses": [{"id": made_id("address", "market"), "address_1": "12 Market Street",
                       "city": "Boston", "state_province": "MA", "postal_code": "02109",
                       "country": "US", "address_type": "physical"}],
    },
    assured_on="2025-11-01",
)  # fmt: skip


def service(name: str, topics: list[str], about: dict[str, Any], **known: Any) -> Entry:
    """A service with that name."""
    own = made_id("service", name)
    document = {"id": own, "name": name, "organization_id": OWNER.id, "status": "active", **about}
    return Entry("service", own, document, topics=sorted(topics), source="Made town", **known)


def _phone(name: str, number: str) -> dict[str, Any]:
    return {"id": made_id("phone", name), "number": number, "type": "voice"}


def _today() -> dt.date:
    return dt.datetime.now(dt.UTC).date()


def services() -> list[Entry]:
    """The services of the edition, by name."""
    pantry = {
        "description": "Free groceries every week: bread, rice, vegetables, milk.",
        "eligibility_description": "Anyone who lives in town. No papers are asked.",
        "application_process": "Come in. You do not need an appointment.",
        "fees_description": "Free",
        "phones": [_phone("pantry", "+1 617-555-0134")],
        "languages": [{"id": made_id("language", "pantry"), "name": "Spanish", "code": "es"}],
        "required_documents": [],
        "schedules": [{"id": made_id("schedule", "pantry"), "freq": "WEEKLY", "byday": "MO,WE",
                       "opens_at": "09:00", "closes_at": "13:00"}],
        "service_at_locations": [{"id": made_id("sal", "pantry"), "location_id": SPOT.id}],
    }  # fmt: skip
    clinic = {"description": "A doctor and a nurse for people without insurance.",
              "phones": [_phone("clinic", "617-555-0177")]}  # fmt: skip
    hostile = {
        "description": "Bread </p><img src=x onerror=alert(1)> {{ settings }} & more",
        "url": "javascript:alert(document.domain)",
        "email": "a@example.org?bcc=b@example.org",
        "phones": [_phone("hostile", "<b>call</b>")],
    }
    fresh = {"assured_on": (_today() - dt.timedelta(days=20)).isoformat(),
             "assured_by": "Harbor Falls Public Library", "assured_how": "phone"}  # fmt: skip
    found = [
        service("Market Street Food Pantry", ["food"], pantry, **fresh),
        service("Open Door Clinic", ["health"], clinic, careful=True, assured_on="2019-05-01"),
        service(HOSTILE, ["food"], hostile),
        service("Hidden Harbor House", ["women_families"],
                {"description": "A safe place to stay."}, place_withheld=True, careful=True),
        *(service(f"Evening English class {n:02}", ["english"],
                  {"description": "Learn English with neighbors."}, **fresh) for n in range(1, 26)),
    ]  # fmt: skip
    return sorted(found, key=lambda entry: str(entry.document["name"]).casefold())


TRANSLATED = {
    "Market Street Food Pantry": {
        "es": {"name": "Despensa de la calle Market",
               "description": "Comida gratis cada semana: pan, arroz, verduras, leche."},
        "ar": {"name": "مخزن الطعام في شارع ماركت",
               "description": "طعام مجاني كل أسبوع: خبز وأرز وخضار وحليب."},
    },
    "Open Door Clinic": {"es": {"description": "Un médico y una enfermera sin seguro."}},
}  # fmt: skip


def publish(home: Path, demonstration: bool = True) -> None:
    """Write, seal and switch to an edition under `home`, as publishing does."""
    with folder.publishing(home) as building:
        key = signing_key(home / "keys", home / "editions")
        _write(building, demonstration)
        manifest = Manifest(
            serial=folder.next_serial(home), made_at=CLOCK, clock=CLOCK,
            file=sha256(building / FILE), index=folder_sha256(building / INDEX),
            counts={"services": len(services())}, history={},
        )  # fmt: skip
        seal(building, manifest, key)
        folder.switch(home, folder.place(home, building, manifest))


def _write(building: Path, demonstration: bool) -> None:
    found = services()
    writer = Writer(building / FILE)
    writer.meta({
        "library": LIBRARY, "timezone": "America/New_York", "languages": "en,es,ar",
        "language": "en", "clock": CLOCK, "demonstration": "1" if demonstration else "",
        "sources": '[["Made town", "CC0-1.0", 29]]',
    })  # fmt: skip
    writer.records([OWNER, SPOT, *found])
    for no, entry in enumerate(found, start=1):
        known = {name: getattr(entry, name) for name in ("assured_on", "due_on", "topics")}
        writer.service(no, Facts(entry.id, **known))
        for tag, texts in TRANSLATED.get(str(entry.document["name"]), {}).items():
            stored = {
                path: [text, text_hash(str(entry.document[path])), "draft", "", ""]
                for path, text in texts.items()
            }
            writer.words(entry.id, tag, stored)
    # A record that no version of ours can have written.
    broken = (BROKEN, "service", '{"unheard_of": 1}')
    writer.database.execute("INSERT INTO record VALUES (?,?,?)", broken)
    writer.service(len(found) + 1, Facts(BROKEN, topics=["food"]))
    writer.close()
    build_index(building / INDEX, [_indexed(no, entry) for no, entry in enumerate(found, start=1)])


def _indexed(no: int, entry: Entry) -> Indexed:
    name = str(entry.document["name"])
    words = [str(entry.document["description"])]
    words += [text for texts in TRANSLATED.get(name, {}).values() for text in texts.values()]
    return Indexed(no, entry.id, name, [], words, terms=[], places=[], topics=entry.topics, spoken=[],
                   free=False)  # fmt: skip
