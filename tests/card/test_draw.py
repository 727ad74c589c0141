"""A card can be drawn of anything that the check lets through, and tells no withheld place."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TypeVar

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from made_cards import TAGS, TODAY, entries, into, nothing, service, services_at

from latchstring.card.card import Card
from latchstring.card.draw import draw
from latchstring.core.check import check
from latchstring.core.entry import Entry
from latchstring.core.postal import Place
from latchstring.core.shape import split
from latchstring.core.text import Text

T = TypeVar("T")
WIDE = settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])


def all_on(thing: Any, kind: type[T]) -> Iterator[T]:
    """Everything of that kind on a card, however deep."""
    if isinstance(thing, kind):
        yield thing
    elif isinstance(thing, list | tuple):
        for item in thing:
            yield from all_on(item, kind)
    elif dataclasses.is_dataclass(thing):
        for field in dataclasses.fields(thing):
            yield from all_on(getattr(thing, field.name), kind)


def words_on(card: Card) -> Iterator[str]:
    """Every text on a card."""
    return all_on(card, str)


@WIDE
@given(services_at(), st.none() | entries("organization"), st.sampled_from(TAGS), st.booleans())
def test_whatever_passes_the_check_can_be_drawn(
    made: tuple[Entry, dict[str, Entry]], organization: Entry | None, tag: str, far: bool
) -> None:
    near = Place(38.9, -77.0) if far else None
    card = draw(made[0], organization, made[1], nothing, tag, TODAY, near)
    assert card.id == made[0].id
    for text in words_on(card):
        assert not any(ord(c) < 32 and c != "\n" for c in text)
    for link in [card.website, *(told.url for told in card.told)]:
        assert not link or link.startswith(("https://", "http://"))
    for phone in [*card.phones, *(p for place in card.places for p in place.phones)]:
        assert not phone.href or phone.href.startswith(("tel:", "sms:"))
    assert all(text.tag for text in all_on(card, Text))


MARK = "SAFEHOUSE"


def _marked(value: Any, key: str = "") -> Any:
    """Every word of a location marked, its numbers recognisable."""
    if isinstance(value, dict):
        return {name: _marked(item, name) for name, item in value.items()}
    if isinstance(value, list):
        return [_marked(item) for item in value]
    if key in ("id", "location_type", "address_type", "freq", "wkst"):
        return value
    return f"{MARK} {value}" if isinstance(value, str) else 41.4242


@WIDE
@given(services_at(place_withheld=True), st.sampled_from(TAGS))
def test_no_text_of_a_withheld_place_is_told(
    made: tuple[Entry, dict[str, Entry]], tag: str
) -> None:
    service, places = made
    hidden = {
        id: dataclasses.replace(place, document=_marked(place.document))
        for id, place in places.items()
    }
    rows = [
        {**_marked(row), "location_id": row["location_id"]}
        for row in service.document["service_at_locations"]
    ]
    document = {**service.document, "service_at_locations": rows}
    card = draw(
        dataclasses.replace(service, document=document), None, hidden, nothing, tag, TODAY,
        Place(1, 1),
    )  # fmt: skip
    assert card.place_withheld
    assert card.places == []
    assert not any(MARK in text or "41.42" in text for text in words_on(card))


def test_one_withheld_location_of_two_is_left_out_and_said_to_be() -> None:
    places = {
        "a": Entry("location", "a", {"name": "Main office"}),
        "b": Entry("location", "b", {"name": MARK, "transportation": MARK}, place_withheld=True),
    }
    entry = service({"service_at_locations": [{"location_id": "a"}, {"location_id": "b"}]})
    card = draw(entry, None, places, nothing, "en", TODAY)
    assert [place.name and place.name.text for place in card.places] == ["Main office"]
    assert card.place_withheld
    assert MARK not in " ".join(words_on(card))


def test_a_withheld_place_can_still_be_called() -> None:
    rows = [
        {
            "location_id": "a",
            "phones": [{"id": "p", "number": "202-555-0123", "description": MARK}],
            "schedules": [
                {
                    "id": "s",
                    "byday": "MO",
                    "opens_at": "09:00",
                    "closes_at": "17:00",
                    "description": MARK,
                }
            ],
        }
    ]
    card = draw(
        service({"service_at_locations": rows}, place_withheld=True), None, {}, nothing, "en", TODAY
    )
    assert [phone.href for phone in card.phones] == ["tel:+12025550123"]
    assert [line.days.text for line in card.hours if line.days] == ["Monday"]
    assert MARK not in " ".join(words_on(card))


def test_a_location_that_is_not_given_is_not_there() -> None:
    card = draw(
        service({"service_at_locations": [{"location_id": "x"}]}), None, {}, nothing, "en", TODAY
    )
    assert card.places == []
    assert not card.place_withheld


def test_the_nearest_place_comes_first_with_its_distance() -> None:
    places = {
        "far": Entry("location", "far", {"name": "Far", "latitude": 40.0, "longitude": -77.0}),
        "near": Entry("location", "near", {"name": "Near", "latitude": 38.9, "longitude": -77.0}),
        "lost": Entry("location", "lost", {"name": "Lost", "latitude": 0, "longitude": 0}),
    }
    rows = [{"location_id": id} for id in places]
    card = draw(
        service({"service_at_locations": rows}), None, places, nothing, "en", TODAY,
        Place(38.9, -77.01),
    )  # fmt: skip
    assert [place.name and place.name.text for place in card.places] == ["Near", "Far", "Lost"]
    assert 800 < (card.places[0].metres or 0) < 900
    assert card.places[2].metres is None
    assert card.places[2].latitude is None


ABOUT = {"description": "We give food.", "eligibility_description": "Everyone"}


def test_a_translation_is_shown_with_its_language_and_its_state() -> None:
    words = into("es", "draft", description=("We give food.", "Damos comida."))
    card = draw(service(dict(ABOUT)), None, {}, words, "es", TODAY)
    assert card.summary == Text("Damos comida.", "es", "draft")
    assert card.eligibility == Text("Everyone", "en", "missing")
    assert (card.draft, card.untranslated) == (True, True)


def test_a_reader_of_the_records_own_language_needs_no_translation() -> None:
    card = draw(service(dict(ABOUT)), None, {}, nothing, "en", TODAY)
    assert (card.draft, card.untranslated) == (False, False)
    card = draw(service(dict(ABOUT), language="es"), None, {}, nothing, "es-MX", TODAY)
    assert card.summary == Text("We give food.", "es", "source")
    assert not card.untranslated


def test_a_name_in_another_language_does_not_make_the_card_untranslated() -> None:
    organization = Entry("organization", "o", {"name": "Bread for the City"})
    words = into(
        "es",
        description=("We give food.", "Damos comida."),
        eligibility_description=("Everyone", "Todos"),
    )
    card = draw(service(dict(ABOUT)), organization, {}, words, "es", TODAY)
    assert (card.name.tag, card.organization.tag) == ("en", "en")
    assert (card.draft, card.untranslated) == (False, False)


@pytest.mark.parametrize("whose", ["service", "location"])
@pytest.mark.parametrize(
    ("state", "now", "shown"),
    [
        ("reviewed", "Pull hard.", "Tire fuerte."),
        ("draft", "Pull hard.", "Pull hard."),
        ("reviewed", "Push hard.", "Push hard."),
        ("draft", "Push hard.", "Push hard."),
    ],
)
def test_a_careful_card_shows_only_reviewed_and_current_translations(
    whose: str, state: str, now: str, shown: str
) -> None:
    words = into("es", state, description=("Pull hard.", "Tire fuerte."))
    if whose == "service":
        card = draw(service({"description": now}, careful=True), None, {}, words, "es", TODAY)
        assert card.summary.text == shown
        assert card.careful
        return
    places = {"a": Entry("location", "a", {"description": now})}
    entry = service({"service_at_locations": [{"location_id": "a"}]}, careful=True)
    card = draw(entry, None, places, words, "es", TODAY)
    assert card.places[0].note == Text(
        shown, "es" if shown != now else "en", card.places[0].note.state
    )  # type: ignore[union-attr]


def test_a_translation_of_another_text_is_marked_as_changed() -> None:
    words = into("es", "reviewed", description=("Old words.", "Palabras viejas."))
    card = draw(service(dict(ABOUT)), None, {}, words, "es", TODAY)
    assert card.summary == Text("Palabras viejas.", "es", "changed")
    assert card.draft


def test_hours_and_phones_of_the_only_place_stand_with_the_service() -> None:
    row = {"id": "s", "byday": "MO", "opens_at": "09:00", "closes_at": "17:00"}
    phone = {"id": "p", "number": "2025550123"}
    places = {"a": Entry("location", "a", {"name": "Here", "schedules": [row], "phones": [phone]})}
    card = draw(
        service({"service_at_locations": [{"location_id": "a"}]}),
        None,
        places,
        nothing,
        "en",
        TODAY,
    )
    assert [line.days.text for line in card.hours if line.days] == ["Monday"]
    assert card.places[0].hours == []
    assert [phone.number for phone in card.phones] == ["(202) 555-0123"]
    assert card.places[0].phones == []


def test_the_organization_is_called_only_when_nobody_else_can_be() -> None:
    organization = Entry("organization", "o", {"phones": [{"id": "p", "number": "2025550199"}]})
    own = service({"phones": [{"number": "2025550123"}]})
    numbers = [p.number for p in draw(own, organization, {}, nothing, "en", TODAY).phones]
    assert numbers == ["(202) 555-0123"]
    numbers = [p.number for p in draw(service(), organization, {}, nothing, "en", TODAY).phones]
    assert numbers == ["(202) 555-0199"]


def test_other_names_are_told_and_former_ones_apart() -> None:
    organization = Entry(
        "organization", "o", {"name": "Global Refuge"},
        aliases=[
            {"name": "LIRS", "kind": "former", "until": "2024-01-16"},
            {"name": "GR", "kind": "acronym"},
        ],
    )  # fmt: skip
    card = draw(service({"alternate_name": "Pantry"}), organization, {}, nothing, "en", TODAY)
    assert card.also_known == ["Pantry", "GR"]
    assert [told.sentence.text for told in card.told] == ["Called LIRS until January 16, 2024."]


def test_an_alert_of_the_source_is_kept_beside_our_own() -> None:
    entry = service({"alert": "Burst pipe.", "status": "temporarily closed"})
    card = draw(entry, None, {}, nothing, "en", TODAY)
    assert card.alert
    assert card.alert.text.startswith("Closed for now.")
    assert [told.sentence.text for told in card.told] == ["Burst pipe."]


def test_an_unknown_language_reads_english() -> None:
    card = draw(service(dict(ABOUT)), None, {}, nothing, "xx-nowhere", TODAY)
    assert card.summary.tag == "en"


REAL = "bench/dc211/services.ndjson"


def directory(shared: Path) -> list[tuple[Entry, Entry | None, dict[str, Entry]]]:
    made = []
    for line in (shared / REAL).read_text("utf-8").splitlines()[::6]:
        records: dict[str, dict[str, Entry]] = {}
        for kind, document in split("service", json.loads(line)):
            clean, _, _ = check(kind, document)
            entry = Entry(kind, clean["id"], clean, assured_on="2026-01-01")
            records.setdefault(kind, {})[entry.id] = entry
        (own,) = records["service"].values()
        organization = next(iter(records.get("organization", {}).values()), None)
        made.append((own, organization, records.get("location", {})))
    return made


@pytest.mark.parametrize("tag", ["en", "es", "ar"])
def test_a_real_directory_is_drawn_in_every_language_of_the_interface(
    tag: str, shared: Path
) -> None:
    for own, organization, places in directory(shared):
        card = draw(own, organization, places, nothing, tag, TODAY, Place(38.9, -77.0))
        assert card.name.text
        assert card.organization.text
        assert card.summary.text
        assert len(card.languages) >= len(own.document.get("languages", []))
        assert card.checked
        assert card.checked.sentence.tag == tag
        assert card.checked.state == "overdue"
        assert card.untranslated == (tag != "en")
        assert all(place.metres is not None for place in card.places)
        names = {text.tag for text in card.languages}
        assert tag in names or not names
