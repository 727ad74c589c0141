"""Values that are right stay, values that can be put right are, all others are told of."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_documents import JSON, documents, littered

from latchstring.core.check import check
from latchstring.core.hsds import OBJECTS
from latchstring.core.problem import Where

kinds = st.sampled_from(sorted(OBJECTS))
ID = "5f1b2c3d-0000-4000-8000-00000000000a"
anything = st.dictionaries(
    st.sampled_from(sorted({name for table in OBJECTS.values() for name in table.fields}))
    | st.text(max_size=5),
    JSON | st.text(),
)


def service(**fields: Any) -> dict[str, Any]:
    return {"id": ID, "name": "Clinic", **fields}


@given(kinds.flatmap(lambda kind: st.tuples(st.just(kind), documents(kind))))
def test_a_right_document_stays_as_it_is(made: tuple[str, dict[str, Any]]) -> None:
    clean, aside, problems = check(*made)
    assert clean == made[1]
    assert not aside
    assert not [problem for problem in problems if problem.weight != "refused"]


@given(kinds, anything)
def test_no_json_makes_it_stumble(kind: str, document: dict[str, Any]) -> None:
    clean, aside, problems = check(kind, document)
    assert all(isinstance(text, str) for text in aside.values())
    assert check(kind, clean)[0] == clean or "NaN" in json.dumps(clean)
    assert len([p for p in problems if p.weight == "kept"]) >= bool(aside)


@given(kinds.flatmap(lambda kind: st.tuples(st.just(kind), littered(kind))))
def test_checked_twice_is_checked_once(made: tuple[str, dict[str, Any]]) -> None:
    kind, document = made
    clean, _, _ = check(kind, document)
    again, aside, problems = check(kind, clean)
    assert json.dumps(again) == json.dumps(clean)
    assert not aside
    assert {problem.weight for problem in problems} <= {"refused"}


def test_the_document_given_is_not_changed() -> None:
    document = service(status="ACTIVE", phones=[{"number": 5550100}])
    before = json.dumps(document)
    check("service", document)
    assert json.dumps(document) == before


@pytest.mark.parametrize(
    ("field", "value", "wanted"),
    [
        ("status", "Active", "active"),
        ("status", "temporarily_closed", "temporarily closed"),
        ("minimum_age", "18", 18),
        ("minimum_age", 18.0, 18),
        ("maximum_age", "64.5", 64.5),
        ("assured_date", " 2026-11-01 ", "2026-11-01"),
        ("name", 211, "211"),
        ("alert", True, "true"),
        ("alert", "a\x00b", "ab"),
        ("alert", "a\ud800b", "a?b"),
    ],
)
def test_what_can_be_put_right_is(field: str, value: object, wanted: object) -> None:
    clean, aside, problems = check("service", service(**{field: value}))
    assert clean[field] == wanted
    assert type(clean[field]) is type(wanted)
    assert not aside
    assert not problems


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("status", "closed for good"),
        ("minimum_age", "eighteen"),
        ("minimum_age", float("inf")),
        ("minimum_age", float("nan")),
        ("minimum_age", 10**400),
        ("minimum_age", True),
        ("minimum_age", [18]),
        ("assured_date", "last spring"),
        ("assured_date", "2026-02-30"),
        ("alert", {"en": "closed"}),
        ("phones", "555-0100"),
        ("organization", "Hospital"),
    ],
)
def test_what_cannot_is_set_aside_and_told(field: str, value: object) -> None:
    clean, aside, problems = check("service", service(**{field: value}), Where("a.json", 7))
    assert field not in clean
    assert aside == {field: str(value)}
    assert [(p.weight, p.where) for p in problems] == [("kept", Where("a.json", 7, field))]
    assert problems[0].do


def test_good_items_of_a_list_stay_when_one_is_bad() -> None:
    clean, aside, _ = check("service", service(phones=[{"id": ID, "number": "1"}, "2"]))
    assert clean["phones"] == [{"id": ID, "number": "1"}]
    assert aside


def test_an_object_alone_stands_for_a_list_of_one() -> None:
    clean, aside, _ = check("service", service(phones={"id": ID, "number": "1"}))
    assert clean["phones"] == [{"id": ID, "number": "1"}]
    assert not aside


def test_a_value_inside_a_child_is_named_by_its_path() -> None:
    _, aside, problems = check("service", service(schedules=[{"id": ID, "opens_at": "noonish"}]))
    assert list(aside) == ["schedules/opens_at"]
    assert problems[0].where.field == "schedules/opens_at"


def test_unknown_fields_stay_where_they_are() -> None:
    document = service(x_note={"a": [1]}, phones=[{"id": ID, "number": "1", "carrier": "X"}])
    assert check("service", document)[0] == document


@pytest.mark.parametrize("name", ["id", "name"])
def test_a_record_without_id_or_name_is_refused(name: str) -> None:
    document = service()
    del document[name]
    problems = check("service", document, Where("a.json", 7))[2]
    assert [(p.weight, p.where) for p in problems] == [("refused", Where("a.json", 7, name))]


def test_a_location_needs_no_name() -> None:
    assert not check("location", {"id": ID, "location_type": "physical"})[2]


def test_empty_values_are_absent() -> None:
    assert check("service", service(alert="", fees=None, phones=[]))[0] == service()


def test_bottomless_nesting_ends() -> None:
    inner: dict[str, Any] = {"id": ID}
    for _ in range(40):
        inner = {"id": ID, "phones": [inner], "contacts": [inner]} if _ < 3 else {"x": inner}
    assert check("service", service(contacts=[inner]))[0]["contacts"]


def test_a_value_that_cannot_even_be_printed_is_set_aside() -> None:
    deep: list[Any] = []
    for _ in range(5000):
        deep = [deep]
    clean, aside, problems = check("service", service(alert=deep))
    assert "alert" not in clean
    assert aside["alert"]
    assert problems
