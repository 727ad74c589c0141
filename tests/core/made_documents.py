"""HSDS documents made up by hypothesis: of every kind, valid, as deep as the tests need."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from functools import cache
from typing import Any

from hypothesis import strategies as st

from latchstring.core.hsds import OBJECTS, RECORDS, REFERENCES, Field

Document = dict[str, Any]
Draw = Callable[[st.SearchStrategy[Any]], Any]

TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=8)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3),
    max_leaves=6,
)
_VALUES: dict[str, st.SearchStrategy[Any]] = {
    "number": st.integers(-(10**6), 10**6) | st.floats(-90, 90).filter(lambda x: x != int(x)),
    "date": st.dates().map(str),
    "date-time": st.datetimes().map(lambda moment: moment.isoformat() + "Z"),
    "time": st.times().map(lambda time: time.isoformat("minutes")),
    "uuid": st.uuids().map(str),
}


@cache
def _names(kind: str) -> st.SearchStrategy[set[str]]:
    return st.sets(st.sampled_from(sorted(OBJECTS[kind].fields)), max_size=9)


@cache
def _value(field: Field) -> st.SearchStrategy[Any]:
    if field.choices:
        return st.sampled_from(field.choices)
    return _VALUES.get(field.kind, TEXT.filter(bool))


@st.composite
def documents(draw: Draw, kind: str, embed: bool = True, deep: int = 4) -> Document:
    """A full HSDS JSON document; embed: with other records inside it. No two ids are the same."""
    ids = iter(range(1, 10**6))
    return _document(draw, kind, ids, embed, deep)


def _document(draw: Draw, kind: str, ids: Any, embed: bool, deep: int) -> Document:
    table = OBJECTS[kind]
    names = draw(_names(kind))
    must = {field.name for field in table.fields.values() if field.required and not field.target}
    out: Document = {"id": str(uuid.UUID(int=next(ids)))}
    for field in table.fields.values():
        if field.name == "id" or field.name not in names | must:
            continue
        if not field.target:
            out[field.name] = draw(_value(field))
        elif deep and (embed or field.target not in RECORDS):
            inner = _document(draw, field.target, ids, embed, deep - 1)
            if kind == "organization":
                inner.pop("organization_id", None)
            out[field.name] = [inner] if field.kind == "list" else inner
    for name, reference in REFERENCES.items():
        if name in out and reference in table.fields:
            out.pop(reference, None)
    return out


@st.composite
def littered(draw: Draw, kind: str) -> Document:
    """A document with keys at every level that HSDS does not know, and values of any type."""
    return _litter(draw, kind, draw(documents(kind)))


def _litter(draw: Draw, kind: str, document: Document) -> Document:
    out: Document = dict(draw(st.dictionaries(TEXT, JSON, max_size=2)))
    for name, value in document.items():
        target = OBJECTS[kind].fields[name].target
        if isinstance(value, dict):
            out[name] = _litter(draw, target, value)
        elif isinstance(value, list):
            out[name] = [*(_litter(draw, target, item) for item in value), *draw(_EXTRA)]
        else:
            out[name] = draw(st.just(value) | JSON) if name != "id" else value
    return out


_EXTRA = st.lists(JSON.filter(lambda value: not isinstance(value, dict)), max_size=1)
