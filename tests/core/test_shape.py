"""Documents come apart and together again, and nothing private or strange gets through."""

from __future__ import annotations

import json
import uuid
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_documents import documents, littered

from latchstring.core.hsds import OBJECTS, RECORDS
from latchstring.core.shape import (
    Document,
    is_uuid,
    join,
    public,
    split,
    steady_id,
    with_uuids,
    words,
)

record_kinds = st.sampled_from(RECORDS)
whole = record_kinds.flatmap(lambda kind: st.tuples(st.just(kind), documents(kind)))
messy = st.sampled_from(sorted(OBJECTS)).flatmap(
    lambda kind: st.tuples(st.just(kind), littered(kind))
)
A, B = "5f1b2c3d-0000-4000-8000-00000000000a", "5f1b2c3d-0000-4000-8000-00000000000b"


def joined(kind: str, records: list[tuple[str, Document]]) -> Document:
    store = {(k, record["id"]): record for k, record in records}

    def own_places(owner: str) -> list[Document]:
        return [
            x
            for (k, _), x in store.items()
            if k == "location" and x.get("organization_id") == owner
        ]

    return join(kind, records[-1][1], lambda k, i: store.get((k, i)), own_places)


@given(whole)
def test_what_is_split_joins_to_the_same_document(made: tuple[str, Document]) -> None:
    kind, document = made
    assert joined(kind, split(kind, document)) == document


@given(whole)
def test_split_records_hold_no_other_record(made: tuple[str, Document]) -> None:
    for kind, record in split(*made):
        assert kind in RECORDS
        for field, value in fields_of(kind, record):
            assert field not in RECORDS, value


def fields_of(kind: str, value: Document) -> list[tuple[str, Any]]:
    """Each embedded object in it, as (its kind, itself)."""
    out = []
    for field in OBJECTS[kind].children:
        inner = value.get(field.name) or []
        for item in inner if isinstance(inner, list) else [inner]:
            out += [(field.target, item), *fields_of(field.target, item)]
    return out


@given(whole)
def test_split_leaves_the_document_as_it_was(made: tuple[str, Document]) -> None:
    before = json.dumps(made[1])
    split(*made)
    assert json.dumps(made[1]) == before


def test_the_outermost_record_stands_last_and_names_the_others() -> None:
    service = {"id": A, "name": "Clinic", "organization": {"id": B, "name": "Hospital"}}
    assert split("service", service) == [
        ("organization", {"id": B, "name": "Hospital"}),
        ("service", {"id": A, "name": "Clinic", "organization_id": B}),
    ]


def test_a_record_that_may_not_be_seen_stays_a_reference() -> None:
    service = {"id": A, "name": "Shelter", "organization_id": B}
    assert join("service", service, lambda _kind, _id: None) == service


@pytest.mark.parametrize("version", ["3.0", "3.1"])
@pytest.mark.parametrize("name", ["service", "organization", "taxonomy_term"])
def test_the_examples_of_the_specification_join_again(
    shared: Path, version: str, name: str
) -> None:
    folder = shared / "hsds" / version / "examples"
    path = folder / f"{name}_full.json"
    path = path if path.exists() else folder / f"{name}.json"
    document = json.loads(path.read_text(encoding="utf-8"))
    document.pop("services", None)
    records: dict[tuple[str, str], Document] = {}
    for kind, record in split(name, document):
        records.setdefault((kind, record["id"]), {}).update(record)
    merged = [(kind, record) for (kind, _), record in records.items()]
    merged.sort(key=lambda pair: pair[1]["id"] == document["id"])
    assert joined(name, merged) == document


# Public documents


def strangers(kind: str, document: Document) -> list[str]:
    """Keys at any level that HSDS does not know, and values that stand where they cannot."""
    found = []
    for name, value in document.items():
        field = OBJECTS[kind].fields.get(name)
        if field is None:
            found.append(name)
        elif field.kind == "list":
            found += [x for item in value for x in strangers(field.target, item)]
        elif field.kind == "object":
            found += strangers(field.target, value)
        elif isinstance(value, dict | list):
            found.append(name)
    return found


@given(messy)
def test_no_unknown_key_is_ever_public(made: tuple[str, Document]) -> None:
    assert strangers(made[0], public(*made)) == []


@given(messy)
def test_public_twice_is_public_once(made: tuple[str, Document]) -> None:
    once = public(*made)
    assert public(made[0], once) == once


@given(whole)
def test_everything_that_hsds_knows_is_public(made: tuple[str, Document]) -> None:
    assert public(*made) == made[1]


# The words


def resolved(document: Document, path: str) -> object:
    """What stands at a path: names of fields, and ids of the objects in a list."""
    at: Any = document
    for step in path.split("/"):
        at = next(x for x in at if x["id"] == step) if isinstance(at, list) else at[step]
    return at


@given(record_kinds.flatmap(lambda k: st.tuples(st.just(k), documents(k, embed=False))))
def test_the_paths_of_words_are_unique_and_lead_back_to_them(made: tuple[str, Document]) -> None:
    found = list(words(*made))
    assert len({path for path, _ in found}) == len(found)
    for path, text in found:
        assert resolved(made[1], path) == text
        assert text


@given(messy)
def test_words_never_stumble(made: tuple[str, Document]) -> None:
    assert all(isinstance(text, str) for _, text in words(*made))


def test_words_are_what_a_person_reads_and_no_facts() -> None:
    phone = {"id": B, "number": "555-0100", "description": "Ask for Ana"}
    service = {"id": A, "name": "Clinic", "email": "a@example.org", "phones": [phone]}
    assert list(words("service", service)) == [
        ("name", "Clinic"),
        (f"phones/{B}/description", "Ask for Ana"),
    ]


# The ids


@given(st.uuids())
def test_a_uuid_is_known_in_any_case(made: uuid.UUID) -> None:
    assert is_uuid(str(made))
    assert is_uuid(str(made).upper())


NO_UUIDS = [
    *("", "17", None, 17, f" {A}", A[:-1], A.replace("-", ""), A.replace("5", "٥")),
    *(f"{{{A.replace('-', '')}}}--", A[:-2] + "_a", f"{A.replace('-', '')}----"),
]


@pytest.mark.parametrize("text", NO_UUIDS)
def test_anything_else_is_no_uuid(text: object) -> None:
    assert not is_uuid(text)


@given(st.text(), st.text(), st.text())
def test_a_steady_id_is_always_the_same(source: str, kind: str, text: str) -> None:
    made = steady_id(source, kind, text)
    assert is_uuid(made)
    assert steady_id(source, kind, text) == made
    assert steady_id(f"{source}x", kind, text) != made


@given(messy.filter(lambda made: "id" in made[1]))
def test_steady_ids_are_made_once(made: tuple[str, Document]) -> None:
    once, _ = with_uuids(*made, "two-one-one")
    assert with_uuids(made[0], once, "two-one-one") == (once, [])


@pytest.mark.parametrize("spelled", ["AG-17", 17, f" {A.upper()} ", A.upper(), " AG-17 "])
def test_references_still_meet_what_they_name(spelled: object) -> None:
    agency, _ = with_uuids("organization", {"id": spelled, "name": "Agency"}, "s")
    service, _ = with_uuids("service", {"id": "1", "organization_id": spelled}, "s")
    assert service["organization_id"] == agency["id"]
    assert is_uuid(agency["id"])


def test_the_records_whose_ids_were_made_are_told() -> None:
    service = {"id": "S1", "organization": {"id": "A1"}, "phones": [{"id": "P1"}]}
    assert with_uuids("service", service, "s")[1] == ["S1", "A1"]


def test_a_child_without_an_id_gets_one_from_its_place() -> None:
    phones = [{"number": "1"}, {"number": "2"}]
    first, _ = with_uuids("service", {"id": A, "phones": phones}, "s")
    again, _ = with_uuids("service", {"id": A, "phones": phones}, "s")
    assert first == again
    assert len({phone["id"] for phone in first["phones"]}) == 2


def test_a_record_without_an_id_gets_none() -> None:
    assert with_uuids("service", {"name": "Clinic"}, "s")[0]["id"] == ""


@given(st.text(), st.sampled_from(["service", "phone"]), st.text())
def test_a_steady_id_is_a_version_five_uuid(source: str, kind: str, text: str) -> None:
    made = uuid.UUID(steady_id(source, kind, text))
    assert made.version == 5 and str(made) == steady_id(source, kind, text)
