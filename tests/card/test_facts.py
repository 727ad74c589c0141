"""Places, languages and needs as a reader meets them."""

from __future__ import annotations

from typing import Any

import pytest
from made_cards import TODAY, into, nothing, service

from latchstring.card.languages import languages
from latchstring.card.needs import application, documents, eligibility
from latchstring.card.places import places
from latchstring.card.voice import Spoken, Voice
from latchstring.core.entry import Entry


def spoken(document: dict[str, Any], tag: str = "en", words: Any = nothing, **more: Any) -> Spoken:
    return Voice(tag, TODAY, words).record(service(document, **more))


def place(tag: str = "en", **location: Any) -> Any:
    voice = Voice(tag, TODAY, nothing)
    own = voice.record(service({"service_at_locations": [{"location_id": "a"}]}))
    (found,) = places(own, {"a": voice.record(Entry("location", "a", location))})
    return found


STREET = {"address_1": "12 Main Street", "address_2": "Suite 3", "city": "Washington",
          "state_province": "DC", "postal_code": "20001", "country": "US"}  # fmt: skip


def test_an_address_stands_as_on_an_envelope() -> None:
    found = place(addresses=[{**STREET, "address_type": "physical", "attention": "Ana Ruiz"}])
    assert found.address == ["12 Main Street", "Suite 3", "Washington, DC 20001"]
    assert place(addresses=[{"city": "Tijuana", "country": "MX"}]).address == ["Tijuana", "MX"]
    assert place(addresses=[{"city": " Bethesda\n", "state_province": "MD"}]).address == [
        "Bethesda, MD"
    ]


def test_a_mailing_address_is_said_to_be_for_letters() -> None:
    found = place(
        "es", addresses=[{**STREET, "address_type": "postal"}], latitude=38.9, longitude=-77
    )
    assert found.note.text == "Solo para cartas. No vaya allí sin llamar antes."
    assert found.address[-1] == "Washington, DC 20001"


def test_an_address_to_visit_comes_before_one_for_letters() -> None:
    both = [
        {"address_1": "PO Box 1", "address_type": "postal"},
        {**STREET, "address_type": "physical"},
    ]
    assert place(addresses=both).address[0] == "12 Main Street"


def test_a_place_that_is_nowhere_has_no_address_and_no_point() -> None:
    found = place(location_type="virtual", addresses=[STREET], latitude=38.9, longitude=-77.0)
    assert (found.address, found.latitude) == ([], None)
    assert found.note.text.startswith("Online or by phone.")


def test_how_to_get_there_and_in_is_told() -> None:
    rows = [{"id": "x", "description": "Ramp at the side", "details": "Bell on the left"}]
    found = place(transportation="Bus 80", accessibility=rows, description="Behind the school")
    assert found.transport.text == "Bus 80"
    assert [text.text for text in found.access] == ["Ramp at the side", "Bell on the left"]
    assert found.note.text == "Behind the school"


def named(tag: str, *rows: dict[str, str], **more: Any) -> list[tuple[str, str]]:
    own = spoken({"languages": [dict(row) for row in rows]}, tag, **more)
    return [(text.text, text.tag) for text in languages(own, own.entry.document)]


@pytest.mark.parametrize(
    ("tag", "row", "shown"),
    [
        ("en", {"code": "es"}, ("Spanish", "en")),
        ("es", {"code": "spa", "name": "Spanish"}, ("español", "es")),
        ("ar", {"name": "Spanish"}, ("الإسبانية", "ar")),
        ("en", {"name": "Klingon"}, ("Klingon", "en")),
        ("es", {"code": "zz"}, ("zz", "en")),
        ("es", {"code": "es", "name": "Spanish by appointment"}, ("español (Spanish by appointment)", "es")),
        ("es", {"code": "ase"}, ("Lengua de señas americana (ASL)", "es")),
        ("ksw", {"code": "ase"}, ("American Sign Language", "en")),
    ],
)  # fmt: skip
def test_languages_are_named_in_the_readers_language(
    tag: str, row: dict[str, str], shown: tuple[str, str]
) -> None:
    assert named(tag, row) == [shown]


def test_a_language_is_named_once_and_nothing_without_a_name() -> None:
    assert named("en", {"code": "es"}, {"name": "Spanish"}, {"note": ""}) == [("Spanish", "en")]


def test_a_note_says_to_which_of_several_languages_it_belongs() -> None:
    one = {"code": "es", "note": "Mondays only"}
    assert named("ar", one) == [("الإسبانية", "ar"), ("Mondays only", "en")]
    assert named("en", one, {"code": "fr"})[-1] == ("Spanish: Mondays only", "en")
    both = [one, {"code": "fr", "note": "Mondays only"}]
    assert named("en", *both)[-1] == ("Mondays only", "en")


@pytest.mark.parametrize(
    ("rows", "shown", "known"),
    [
        ([], [], False),
        (["None"], ["No documents needed"], True),
        (["No documents required."], ["No documents needed"], True),
        (["none needed", "No ID required"], ["No documents needed"], True),
        (["n/a"], [], False),
        (["No"], [], False),
        (["Photo ID", "None"], ["Photo ID"], True),
        (["No ID? Call us."], ["No ID? Call us."], True),
        (["Photo ID", "Photo ID"], ["Photo ID"], True),
    ],
)
def test_documents_are_listed_or_said_not_to_be_needed(
    rows: list[str], shown: list[str], known: bool
) -> None:
    own = spoken({"required_documents": [{"document": row} for row in rows]})
    texts, is_known = documents(own)
    assert ([text.text for text in texts], is_known) == (shown, known)


def test_none_in_another_language_is_not_guessed() -> None:
    own = spoken({"required_documents": [{"document": "None"}]}, language="fr")
    assert [text.text for text in documents(own)[0]] == ["None"]


@pytest.mark.parametrize(
    ("document", "shown"),
    [
        ({}, None),
        ({"minimum_age": 18}, "Age 18 and older"),
        ({"maximum_age": 17}, "Up to age 17"),
        ({"minimum_age": 5, "maximum_age": 17}, "Ages 5 to 17"),
        ({"minimum_age": 0, "maximum_age": 1e18}, None),
        ({"minimum_age": 0.5}, None),
        ({"eligibility_description": "Adults", "minimum_age": 18}, "Adults\nAge 18 and older"),
        ({"eligibility_description": "Adults 18+", "minimum_age": 18}, "Adults 18+"),
    ],
)
def test_ages_are_said_where_the_words_do_not(document: dict[str, Any], shown: str | None) -> None:
    text = eligibility(spoken(document))
    assert (text.text if text else None) == shown


def test_ages_are_said_in_the_language_of_the_words_beside_them() -> None:
    words = into("es", eligibility_description=("Adults", "Adultos"))
    own = spoken({"eligibility_description": "Adults", "minimum_age": 18}, "es", words)
    text = eligibility(own)
    assert text
    assert text.text == "Adultos\nA partir de 18 años"


def test_the_waiting_time_stands_with_how_to_apply() -> None:
    own = spoken({"application_process": "Walk in", "wait_time": "Two weeks"})
    text = application(own)
    assert text
    assert text.text == "Walk in\nWaiting time: Two weeks"
    only = application(spoken({"wait_time": "Two weeks"}))
    assert only
    assert only.text == "Waiting time: Two weeks"
