"""Safety before completeness."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from latchstring.catalogue.withhold import (
    gives_immigration_advice,
    part,
    scrub,
    sensitive,
)


@pytest.mark.parametrize(
    "name",
    [
        "Domestic Violence Hotline",
        "Family violence prevention",
        "Shelter for Battered Women",
        "Rape Crisis Center",
        "Help for human trafficking survivors",
        "A safe house for teens",
        "Spouse/Domestic Partner Abuse counseling",
        "Refugio: violencia doméstica",
    ],
)
def test_services_against_violence_are_sensitive(name: str) -> None:
    assert sensitive({"name": name})
    assert sensitive({"name": "Program", "description": f"We run a {name}."})
    assert sensitive({"name": "Program"}, [name])


@pytest.mark.parametrize("name", ["Food pantry", "Violin lessons", "Public library", "Tax help"])
def test_everyday_services_are_not_sensitive(name: str) -> None:
    assert not sensitive({"name": name, "description": "Open to all."})


@pytest.mark.parametrize(
    ("document", "terms", "advice"),
    [
        ({"name": "Immigration Legal Services"}, [], True),
        ({"name": "Clinica Legal"}, ["Immigration Issues"], True),
        ({"name": "Help desk", "description": "Legal help with asylum applications"}, [], True),
        ({"name": "Deportation defense"}, [], True),
        ({"name": "Asylum clinic"}, [], True),
        ({"name": "DACA renewal clinic"}, [], True),
        ({"name": "U visa clinic"}, [], True),
        ({"name": "Naturalization workshops"}, [], True),
        ({"name": "BIA accredited representatives"}, [], True),
        ({"name": "Servicios legales de inmigración"}, [], True),
        ({"name": "Ayuda legal para inmigrantes"}, [], True),
        ({"name": "Refugee health clinic"}, [], False),
        ({"name": "Immigrant dental clinic"}, [], False),
        ({"name": "Citizenship class"}, ["Immigration help"], False),
        ({"name": "Immigration forms typed the same day"}, [], True),
        ({"name": "English classes", "description": "For immigrants and refugees"}, [], False),
        ({"name": "Tenant law clinic"}, [], False),
    ],
)
def test_immigration_advice_is_recognised(document: dict, terms: list[str], advice: bool) -> None:
    assert gives_immigration_advice(document, terms) is advice


def test_a_confidential_place_keeps_nothing_that_tells_where_it_is() -> None:
    place = {
        "id": "1",
        "location_type": "physical",
        "name": "12 Oak Street",
        "latitude": 1.5,
        "longitude": 2.5,
        "transportation": "Bus 5 to Oak",
        "addresses": [{"address_1": "12 Oak Street", "postal_code": "20001"}],
        "x_map": "https://maps.example/12oak",
    }
    public, secret = part(place)
    assert public == {"id": "1", "location_type": "physical"}
    assert {**public, **secret} == place


@pytest.mark.parametrize(
    "text",
    [
        "Come to 1234 Hidden Hollow Lane, Suite 5 at night.",
        "Come to 1234  HIDDEN hollow lane",
        "We are at 77 N. Main St., NW and open late",
        "Visit 5 Thomas Circle NW, Washington, DC 20005-1234.",
    ],
)
def test_street_addresses_are_scrubbed_from_texts(text: str) -> None:
    clean = scrub(text, ["1234 Hidden Hollow Lane"], any_address=True)
    for telling in ("Hidden", "HIDDEN", "Main", "Thomas", "20005"):
        assert telling not in clean
    assert "[address withheld]" in clean


@pytest.mark.parametrize(
    "address",
    [
        "1 Dr Martin Luther King Junior Memorial Blvd",
        "123 Avenue of the Americas",
        "123 Broadway",
        "12 Elm Crescent",
        "Calle Roble 45",
    ],
)
def test_nothing_is_left_of_a_long_or_unusual_address(address: str) -> None:
    assert scrub(f"Ring at {address}, please", any_address=True) == (
        "Ring at [address withheld], please"
    )


@pytest.mark.parametrize(
    "text",
    [
        "We help 20 families find a place.",
        "Open 24 hours, 7 days a week; 3 way calls.",
        "For 12 to 18 years, in court or on the way.",
    ],
)
def test_sentences_with_numbers_stay_whole(text: str) -> None:
    assert scrub(text, any_address=True) == text


def test_known_addresses_are_scrubbed_however_they_are_spaced() -> None:
    assert "Oak" not in scrub("at 12, Oak\nSt. tonight", ["12 Oak St"])


@given(st.text(max_size=300))
def test_scrubbing_takes_any_text(text: str) -> None:
    assert isinstance(scrub(text, [text[:20]], any_address=True), str)


def test_scrubbing_a_long_hostile_text_ends() -> None:
    hostile = ("1 a " * 20_000) + "st"
    assert scrub(hostile, [], any_address=True)
