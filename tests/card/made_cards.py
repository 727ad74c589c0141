"""Entries made up by hypothesis: any document that passes the check, with the values that hurt."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Callable
from functools import cache
from typing import Any

from hypothesis import strategies as st

from latchstring.core.check import check
from latchstring.core.entry import Entry
from latchstring.core.hsds import OBJECTS, RECORDS, Field
from latchstring.core.text import Translation, text_hash

Draw = Callable[[st.SearchStrategy[Any]], Any]
TODAY = dt.date(2026, 11, 23)
TAGS = ["en", "es", "ar", "my", "ksw", "es-MX", "no-such-language"]

IDS = st.integers(1, 10**9).map(lambda n: uuid.UUID(int=n))
TEXT = st.text(max_size=12) | st.sampled_from(
    ["None", "no fee", "<b>Bold</b>", "a\x00b", "9-5 Mon-Fri", "closed", "شبكة", "မြန်မာ", "{date}"]
)
_SPECIAL: dict[str, st.SearchStrategy[Any]] = {
    "byday": st.sampled_from(["MO", "MO,TU,WE,TH,FR", "2TU,-1FR", "SU,MO", "9XX", "Mon-Fri", ","]),
    "bymonthday": st.sampled_from(["1,15", "-1", "99", "x"]),
    "opens_at": st.sampled_from(["09:00", "00:00", "9:00 pm", "24:30", "09:00Z", "22:00-05:00"]),
    "closes_at": st.sampled_from(["17:00:00", "24:00", "23:59", "00:00", "09:00", "1:00 am x"]),
    "count": st.sampled_from([0, 3]),
    "interval": st.sampled_from([0, 1, 2, 1.5, -3]),
    "number": st.sampled_from(["(202) 555-0123", "911", "1-800-RUNAWAY", "call Bob", "2 or 3"]),
    "extension": st.sampled_from([0, 12, 10**12, -4, 1.5]),
    "type": st.sampled_from(["voice", "fax", "TTY", "text", "hotline"]),
    "code": st.sampled_from(["es", "spa", "xx", "zh-Hant", "ase", "TDD"]),
    "currency": st.sampled_from(["USD", "gbp", "XYZ", "pounds", "$"]),
    "amount": st.sampled_from([0, 5, 7.5, -1, 1e300, 10**12]),
    "url": st.sampled_from(["www.example.org", "javascript:alert(1)", "no website"]),
    "latitude": st.sampled_from([38.9, 0, 91, -1e9]),
    "longitude": st.sampled_from([-77.0, 0, 181]),
    "minimum_age": st.sampled_from([0, 18, 0.5, -3, 10**9]),
    "maximum_age": st.sampled_from([17, 99, 1e18]),
}
_BY_KIND: dict[str, st.SearchStrategy[Any]] = {
    "number": st.integers(-(10**6), 10**6) | st.floats(allow_nan=False, allow_infinity=False),
    "date": st.dates().map(str) | st.just("not a date"),
    "date-time": st.dates().map(str),
    "time": st.times().map(lambda time: time.isoformat("minutes")),
    "uuid": IDS.map(str),
}


def _value(field: Field) -> st.SearchStrategy[Any]:
    if field.choices:
        return st.sampled_from(field.choices)
    common = _BY_KIND.get(field.kind, TEXT)
    return st.one_of(_SPECIAL[field.name], common) if field.name in _SPECIAL else common


@cache
def _fields(kind: str, deep: int) -> dict[str, st.SearchStrategy[Any]]:
    values: dict[str, st.SearchStrategy[Any]] = {}
    for name, field in OBJECTS[kind].fields.items():
        if field.target in RECORDS or name == "id":
            continue
        if not field.target:
            values[name] = _value(field)
        elif deep and field.target not in ("metadata", "attribute"):
            inner = documents(field.target, deep - 1)
            few = st.lists(inner, min_size=1, max_size=2)
            values[name] = few if field.kind == "list" else inner
    return values


@cache
def documents(kind: str, deep: int = 2) -> st.SearchStrategy[dict[str, Any]]:
    """Any HSDS document of that kind, records named by id, before the check."""
    values = _fields(kind, deep)
    names = st.lists(st.sampled_from(sorted(values)), max_size=8, unique=True)

    @st.composite
    def document(draw: Draw) -> dict[str, Any]:
        own_id = str(draw(IDS))
        told = {name: draw(values[name]) for name in draw(names)}
        return {"name": "A name", **told, "id": own_id}

    return document()


DATES = st.sampled_from(["", "2026-11-01", "2024-01-01", "2030-01-01", "2010", "2010-06", "soon"])
ROWS = st.fixed_dictionaries(
    {},
    optional={
        **{name: TEXT for name in ("name", "network", "source", "kind", "note")},
        **{name: DATES for name in ("since", "until", "checked_on")},
        "field": st.sampled_from(["name", "phones/x/number", "nothing"]),
        "url": st.sampled_from(["https://example.org/a", "javascript:alert(1)"]),
    },
)


SOME_ROWS = st.lists(ROWS, max_size=2)
HOW = st.sampled_from(["", "phone", "visit", "web", "agency", "source", "?"])
LANGUAGE = st.sampled_from(["en", "es", "und"])


@st.composite
def entries(draw: Draw, kind: str, **fields: Any) -> Entry:
    """A published record whose document has passed the check."""
    document, _, _ = check(kind, {**draw(documents(kind)), **fields.pop("document", {})})
    told = {name: draw(DATES) for name in ("assured_on", "due_on", "valid_from", "valid_until")}
    rows = {name: draw(SOME_ROWS) for name in ("aliases", "memberships", "evidence")}
    told |= {"assured_by": draw(TEXT), "assured_how": draw(HOW), "language": draw(LANGUAGE)}
    careful = draw(st.booleans())
    values = {**told, **rows, "careful": careful, **fields}
    return Entry(kind, str(document["id"]), document, **values)


@st.composite
def services_at(draw: Draw, place_count: int = 2, **fields: Any) -> tuple[Entry, dict[str, Entry]]:
    """A service and the locations that it names."""
    there = [draw(entries("location")) for _ in range(place_count)]
    links = [
        {**draw(documents("service_at_location", 1)), "location_id": place.id} for place in there
    ]
    service = draw(entries("service", document={"service_at_locations": links}, **fields))
    return service, {place.id: place for place in there}


def nothing(_: str) -> dict[str, tuple[str, Translation]]:
    """No translations at all."""
    return {}


def into(tag: str, state: str = "reviewed", **texts: tuple[str, str]) -> Any:
    """Translations of some fields: name=(source, translation)."""
    found = {
        path: (tag, Translation(text, text_hash(source), state))  # type: ignore[arg-type]
        for path, (source, text) in texts.items()
    }
    return lambda _: found


def service(document: dict[str, Any] | None = None, **fields: Any) -> Entry:
    """A plain service with an id."""
    whole = {"id": str(uuid.UUID(int=1)), "name": "Food pantry", **(document or {})}
    for name, value in whole.items():
        if isinstance(value, list):
            for n, item in enumerate(value):
                item.setdefault("id", f"{name}-{n}")
    return Entry("service", whole["id"], whole, **fields)
