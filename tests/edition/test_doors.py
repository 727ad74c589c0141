"""Whatever comes first, whatever is renamed: the address of a shelter reaches no byte."""

from __future__ import annotations

import pytest
from small_catalogue import ADDRESS, SmallCatalogue, an_id
from small_town import Town

from latchstring.catalogue import edit, history, store
from latchstring.catalogue.keeping import Keeping
from latchstring.catalogue.models import Change, Record
from latchstring.core.text import Translation, text_hash

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
STAMP = store.Stamp("Ada", "a test")


def hidden(place: Record) -> bool:
    """True when the place is confidential now."""
    return Record.objects.get(pk=place.pk).confidential


def test_the_organizations_name_says_it_all(catalogue: SmallCatalogue) -> None:
    catalogue.organization("Safe House of Elm")
    place = catalogue.place()
    catalogue.service("Emergency rooms", at=place, organization_id=an_id("Safe House of Elm"))
    assert hidden(place)


def test_the_place_may_come_after_the_service(catalogue: SmallCatalogue) -> None:
    catalogue.organization()
    link = {"id": an_id("link"), "location_id": an_id("Later Hall")}
    catalogue.service("Domestic violence shelter", service_at_locations=[link])
    assert hidden(catalogue.place("Later Hall"))


def test_the_term_may_come_after_the_service(catalogue: SmallCatalogue) -> None:
    catalogue.organization()
    place = catalogue.place()
    tag = {"id": an_id("tag"), "taxonomy_term_id": an_id("Domestic Violence Shelters")}
    catalogue.service("Rooms", at=place, attributes=[tag])
    assert not hidden(place)
    catalogue.put("taxonomy_term", "Domestic Violence Shelters", description="x")
    assert hidden(place)


def test_an_organization_that_is_renamed_closes_its_doors(catalogue: SmallCatalogue) -> None:
    owner = catalogue.organization()
    place = catalogue.place()
    catalogue.service("Rooms", at=place)
    document = {**owner.document, "name": "Center for battered women"}
    edit.commit([edit.Edit(owner.pk, "organization", document)], STAMP)
    assert hidden(place)


def test_a_service_that_is_renamed_opens_nothing(town: Town) -> None:
    document = {
        **town.shelter.document,
        "name": "Family haven",
        "description": "Rooms at 78 Annexsecret Road.",
    }
    edit.commit([edit.Edit(town.shelter.pk, "service", document)], STAMP)
    town.publish()
    assert hidden(town.refuge) and b"Annexsecret" not in town.files()


def test_only_permission_opens_a_door(town: Town) -> None:
    edit.commit([edit.Edit(town.refuge.pk, "location", confidential=False)], STAMP)
    assert hidden(town.refuge)
    first = history.unpacked(Change.objects.get(record_id=town.refuge.pk, seq=1).after)
    key = Record.objects.get(pk=town.refuge.pk).key
    edit.commit([edit.from_history(town.refuge.pk, first, key)], STAMP)
    assert hidden(town.refuge)
    keeping = Keeping(permission="Letter of the director, 2026-11-01")
    edit.commit([edit.Edit(town.refuge.pk, "location", keeping=keeping)], STAMP)
    town.publish()
    assert b"Willow Bend" in town.files()


def test_the_same_address_in_other_words_is_the_same_place(catalogue: SmallCatalogue) -> None:
    owner = catalogue.organization()
    refuge = catalogue.place("Refuge", organization_id=owner.pk)
    catalogue.service("Safe house", at=refuge)
    address = {**store.load([refuge.pk])[refuge.pk].state.document["addresses"][0]}
    address |= {"id": an_id("other"), "address_1": "1234 Hidden Hollow Ln., Apt 5"}
    assert hidden(catalogue.place("Office", organization_id=owner.pk, addresses=[address]))


def test_texts_beside_a_hidden_place_stay_inside(town: Town) -> None:
    words = {"es": {"name": Translation("Casa Sauce 77", text_hash("Quiet House"))}}
    keeping = Keeping(
        aliases=[{"name": "The Willowalias", "kind": "also known as"}],
        evidence=[{"field": "address", "note": "seen at Willownote"}],
    )
    edit.commit([edit.Edit(town.refuge.pk, "location", words=words, keeping=keeping)], STAMP)
    phone = {"id": an_id("p"), "number": "1", "description": "Ring at 5 Phonesecret Road."}
    document = store.load([town.refuge.pk])[town.refuge.pk].state.document
    document = {**document, "phones": [phone]}
    edit.commit([edit.Edit(town.refuge.pk, "location", document)], STAMP)
    town.publish()
    told = town.files()
    for secret in (b"Sauce", b"Willowalias", b"Willownote", b"Phonesecret"):
        assert secret not in told


@pytest.mark.parametrize(
    "text",
    [
        "77 Willow Bend Street",
        "77 willow  bend, apt 4",
        "ZIP 43999",
        "see 41.987654",
        "https://maps.example/77+Willow+Bend+Rd",
    ],
)
def test_an_address_in_other_spellings_leaves_every_text(town: Town, text: str) -> None:
    owner = {**town.owner.document, "description": f"Office. {text}. Welcome."}
    pantry = {**town.pantry.document, "application_process": text}
    edit.commit(
        [
            edit.Edit(town.owner.pk, "organization", owner),
            edit.Edit(town.pantry.pk, "service", pantry),
        ],
        STAMP,
    )
    town.publish()
    told = town.files()
    for secret in (b"Willow", b"willow", b"43999", b"41.987654"):
        assert secret not in told


def test_another_organization_at_a_hidden_place_does_not_tell_it(town: Town) -> None:
    town.catalogue.put("organization", "Partner", description="Also at 77 Willow Bend Road.")
    town.catalogue.service("Coffee", at=town.refuge, organization_id=an_id("Partner"))
    town.publish()
    assert b"Willow" not in town.files()


def test_what_a_value_was_before_is_not_published(town: Town) -> None:
    was = {"id": an_id("m"), "previous_value": ADDRESS + " Annex", "field_name": "address"}
    document = {**town.pantry.document, "metadata": [was]}
    edit.commit([edit.Edit(town.pantry.pk, "service", document)], STAMP)
    town.publish()
    assert b"Annex" not in town.files()


def test_the_history_of_a_place_tells_its_words_and_notes_only_to_the_key(town: Town) -> None:
    words = {"es": {"name": Translation("Casa Sauce", text_hash("Quiet House"))}}
    keeping = Keeping(kept={"Note": "behind the willow"})
    edit.commit([edit.Edit(town.refuge.pk, "location", words=words, keeping=keeping)], STAMP)
    states = [history.unpacked(c.after) for c in Change.objects.filter(record_id=town.refuge.pk)]
    assert "Sauce" not in str(states) and "willow" not in str(states)
    key = Record.objects.get(pk=town.refuge.pk).key
    opened = history.opened(states[-1], key)
    assert opened["words"]["es"]["name"][0] == "Casa Sauce"
    assert opened["keeping"]["kept"] == {"Note": "behind the willow"}


@pytest.mark.parametrize(
    "name",
    ["DV shelter", "Women’s shelter", "Violence Against Women program", "Sexual violence services",
     "Gender-based violence help", "Violencia intrafamiliar", "مأوى ضحايا العنف الأسري"],
)  # fmt: skip
def test_shelters_by_many_names_are_recognised(catalogue: SmallCatalogue, name: str) -> None:
    catalogue.organization()
    place = catalogue.place()
    catalogue.service(name, at=place)
    assert hidden(place)
