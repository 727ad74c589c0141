"""What the form does not show survives; what it shows is read with care."""

from __future__ import annotations

import string
from copy import deepcopy
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from latchstring.core.shape import is_uuid
from latchstring.desk import form
from latchstring.desk.field import Values

SERVICE: dict[str, Any] = {
    "id": "s",
    "name": "Food pantry",
    "status": "active",
    "organization_id": "o",
    "description": "First line.\r\nSecond  line. ",
    "minimum_age": 18,
    "x_their_own": {"a": [1, None]},
    "phones": [
        {"id": "p1", "number": "555", "type": "Main", "languages": [{"id": "l", "code": "es"}]},
        {"id": "p2", "number": "556", "x_internal": True},
    ],
    "schedules": [
        {"id": "h1", "byday": "MO,TU", "freq": "WEEKLY", "opens_at": "09:00:00", "closes_at": "17:00"},
        {"id": "h2", "byday": "2TU", "freq": "MONTHLY", "opens_at": "10:00"},
        {"id": "h3", "description": "By\nappointment", "notes": "ring"},
    ],
    "languages": [
        {"id": "l1", "name": "en", "code": "en"},
        {"id": "l2", "name": "Spanish", "note": "Mondays only"},
        {"id": "l3", "name": "Mam de Todos Santos"},
        {"id": "l4", "note": "no name at all"},
    ],
    "required_documents": [
        {"id": "d1", "document": "Photo ID", "uri": "https://x.example"},
        {"id": "d2", "document": "Proof of addres"},
        {"id": "d3", "uri": "https://y.example"},
    ],
    "cost_options": [{"id": "c1", "amount": 0, "currency": "USD", "valid_to": "2027-01-01"}],
    "attributes": [{"id": "a", "taxonomy_term_id": "t"}],
}  # fmt: skip


def after(**typed: str) -> dict[str, Any]:
    """The service after these inputs were changed and everything else sent as it was shown."""
    taken = form.read("service", {**form.fill("service", SERVICE), **typed}, SERVICE)
    assert taken.errors == {}
    return taken.document


def errors(**typed: str) -> dict[str, str]:
    return form.read("service", {**form.fill("service", SERVICE), **typed}, SERVICE).errors


def as_a_browser_sends(values: Values) -> Values:
    """Inputs of one line lose line breaks, and lines of a text end with two characters."""
    return {name: text.strip().replace("\n", "\r\n") for name, text in values.items()}


def test_sending_the_form_back_untouched_changes_nothing() -> None:
    sent = as_a_browser_sends(form.fill("service", SERVICE))
    taken = form.read("service", sent, deepcopy(SERVICE))
    assert taken.document == SERVICE and taken.errors == {}


_text = st.text(string.printable + "é中\u200f", max_size=20)
_id = st.uuids().map(str)
_phone = st.fixed_dictionaries({"id": _id}, optional={"number": _text, "type": _text, "x": _text})
_hours = st.fixed_dictionaries(
    {"id": _id},
    optional={
        "byday": st.sampled_from(["MO", "MO,FR", "2TU", "Mon-Fri", "", "MO,", "FR,MO"]),
        "freq": st.sampled_from(["WEEKLY", "MONTHLY"]),
        "opens_at": st.sampled_from(["09:00", "9:00", "24:00", "09:00:00-05:00"]),
        "description": _text,
        "interval": st.integers(1, 2),
    },
)
_language = st.fixed_dictionaries({"id": _id}, optional={"name": _text, "code": _text})
_service = st.fixed_dictionaries(
    {"id": _id, "name": _text.filter(str.strip)},
    optional={
        "status": st.sampled_from(["active", "defunct", "odd"]),
        "description": _text,
        "url": _text,
        "email": _text,
        "x_own": _text,
        "phones": st.lists(_phone, max_size=3),
        "schedules": st.lists(_hours, max_size=3),
        "languages": st.lists(_language, max_size=4),
        "required_documents": st.lists(
            st.fixed_dictionaries({"id": _id}, optional={"document": _text}), max_size=3
        ),
    },
)


def _without_blank_rows(service: dict[str, Any]) -> bool:
    shown = ("number", "extension", "type", "description")
    phones = service.get("phones", [])
    rows = all(any(str(p.get(n, "")).strip() for n in shown) for p in phones)
    hours = ("byday", "opens_at", "closes_at", "description")
    return rows and all(
        any(str(h.get(n, "")).strip() for n in hours) for h in service.get("schedules", [])
    )


@settings(max_examples=100, deadline=None)
@given(_service.filter(_without_blank_rows))
def test_no_document_changes_by_being_looked_at(service: dict[str, Any]) -> None:
    service = {name: value for name, value in service.items() if value != []}
    sent = as_a_browser_sends(form.fill("service", service))
    assert form.read("service", sent, deepcopy(service)).document == service


def test_one_field_changes_and_nothing_else_does() -> None:
    assert after(name="Soup kitchen") == {**SERVICE, "name": "Soup kitchen"}


def test_a_field_that_is_emptied_goes() -> None:
    assert "description" not in after(description=" \r\n ")


def test_a_phone_keeps_its_id_and_what_the_form_does_not_show() -> None:
    first, second = after(**{"phones-0-number": "999"})["phones"]
    assert first == {**SERVICE["phones"][0], "number": "999"} and second == SERVICE["phones"][1]


def test_an_emptied_row_goes_and_a_filled_one_is_new() -> None:
    typed = {"phones-0-number": "", "phones-0-type": "", "phones-2-number": "557"}
    kept, new = after(**typed)["phones"]
    assert kept == SERVICE["phones"][1]
    assert is_uuid(new["id"]) and new["number"] == "557"


def test_an_id_that_the_record_does_not_have_is_not_taken_over() -> None:
    typed = {"phones-2-id": "somebody-elses", "phones-2-number": "557"}
    assert is_uuid(after(**typed)["phones"][2]["id"])


def test_hours_are_read_as_a_librarian_types_them() -> None:
    typed = {
        "schedules-2-byday": "WE,FR",
        "schedules-2-opens_at": "9.30 a.m.",
        "schedules-2-closes_at": "12 pm",
    }
    row = after(**typed)["schedules"][3]
    assert (row["byday"], row["freq"], row["opens_at"], row["closes_at"]) == (
        "WE,FR", "WEEKLY", "09:30", "12:00",
    )  # fmt: skip


def test_hours_that_the_form_cannot_show_stay_or_are_taken_away_whole() -> None:
    assert SERVICE["schedules"][1] in after(name="x")["schedules"]
    assert SERVICE["schedules"][1] not in after(**{"schedules-drop-h2": "on"})["schedules"]
    ((name, words, _),) = form.rendered("service", {}, {}, SERVICE)[6]["fixed"]
    assert name == "schedules-drop-h2" and words.startswith("Second Tuesday of the month, From 10")


@pytest.mark.parametrize(
    ("typed", "stored"),
    [("9 am", "09:00"), ("12am", "00:00"), ("noon", "12:00"), ("13", "13:00"), ("24:00", "24:00"), ("7:05 PM", "19:05")],
)  # fmt: skip
def test_times_of_day(typed: str, stored: str) -> None:
    assert after(**{"schedules-0-opens_at": typed})["schedules"][0]["opens_at"] == stored


@pytest.mark.parametrize("typed", ["9", "25:00", "9:75", "13 pm", "0 am", "soon", "24:30"])
def test_what_is_no_time_of_day_is_asked_about(typed: str) -> None:
    assert errors(**{"schedules-0-opens_at": typed}).keys() == {"schedules-0-opens_at"}


def test_languages_are_lines_and_unknown_ones_stay_as_typed() -> None:
    lines = "Spanish\nMam de Todos Santos\nKreyòl ayisyen\nthe language of the bees"
    spanish, mam, creole, bees, unnamed = after(languages=lines)["languages"]
    assert (spanish, mam, unnamed) == tuple(SERVICE["languages"][n] for n in (1, 2, 3))
    assert creole["code"] == "ht" and creole["name"] == "Kreyòl ayisyen"
    assert bees["name"] == "the language of the bees" and "code" not in bees


def test_a_language_that_is_replaced_does_not_inherit_the_note_of_another() -> None:
    languages = after(languages="English\nSpanish sign language\nMam de Todos Santos")["languages"]
    assert "note" not in next(c for c in languages if c.get("name") == "Spanish sign language")


def test_a_corrected_document_keeps_its_id_and_a_new_one_gets_its_own() -> None:
    lines = "Library card\nPhoto ID\nProof of address"
    card, photo, proof, unnamed = after(required_documents=lines)["required_documents"]
    assert is_uuid(card["id"]) and photo == SERVICE["required_documents"][0]
    assert proof == {"id": "d2", "document": "Proof of address"} and unnamed["id"] == "d3"


@pytest.mark.parametrize(
    ("name", "typed", "says"),
    [
        ("name", "", "Give it a name"),
        ("url", "example", "no web address"),
        ("url", "javascript:alert(1)", "no web address"),
        ("email", "ada at example.org", "no e-mail address"),
        ("status", "sleeping", "is no value"),
        ("phones-2-description", "for what", ""),
        ("cost_options-0-amount", "five", "no amount"),
        ("schedules-2-opens_at", "9 am", ""),
        ("schedules-2-byday", "MO", ""),
    ],
)
def test_what_cannot_be_taken_is_said_in_a_sentence(name: str, typed: str, says: str) -> None:
    found = errors(**{name: typed})
    assert len(found) == 1 and says in next(iter(found.values()))


def test_a_web_address_without_its_beginning_gets_one() -> None:
    assert after(url="www.example.org/help")["url"] == "https://www.example.org/help"


def test_what_a_source_wrote_wrong_does_not_stop_another_correction() -> None:
    odd = {**SERVICE, "url": "see our page", "email": "-", "phones": [{"id": "p", "type": "Main"}]}
    values = {**form.fill("service", odd), "name": "Soup kitchen"}
    taken = form.read("service", values, odd)
    assert taken.errors == {} and taken.document == {**odd, "name": "Soup kitchen"}


def test_a_new_service_needs_a_name() -> None:
    new = {"id": "n", "status": "active"}
    assert form.read("service", form.fill("service", new), new).errors.keys() == {"name"}


def test_a_new_organization_needs_a_name_and_a_description() -> None:
    found = form.read("organization", form.fill("organization", {"id": "n"}), {"id": "n"}).errors
    assert found.keys() == {"name", "description"}
