"""Every change goes through one door."""

from __future__ import annotations

import pytest
from small_catalogue import ADDRESS, SmallCatalogue, an_id

from latchstring.catalogue import edit, history, store, withhold
from latchstring.catalogue.keeping import Keeping
from latchstring.catalogue.models import Change, Record, Secret, Words
from latchstring.core.problem import Trouble
from latchstring.core.text import Translation

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
STAMP = store.Stamp("Ada", "a test")


def test_a_new_record_has_one_entry_of_history(catalogue: SmallCatalogue) -> None:
    record = catalogue.organization()
    (change,) = Change.objects.filter(record_id=record.pk)
    assert (change.seq, change.by, change.hash) == (1, "Ada", record.head)
    assert history.broken(record.pk) == ""


def test_writing_the_same_again_changes_nothing(catalogue: SmallCatalogue) -> None:
    first = catalogue.organization()
    again = catalogue.organization()
    assert (again.version, again.head) == (first.version, first.head)


def test_an_editor_who_saw_an_older_version_is_told_and_nothing_is_lost(
    catalogue: SmallCatalogue,
) -> None:
    record = catalogue.organization()
    catalogue.organization(email="new@example.org")
    late = edit.Edit(record.pk, "organization", {**record.document, "email": "x@y.org"}, version=1)
    with pytest.raises(Trouble, match="changed by somebody else"):
        edit.commit([late], STAMP)
    assert Record.objects.get(pk=record.pk).document["email"] == "new@example.org"


def test_unknown_fields_are_kept_in_the_document(catalogue: SmallCatalogue) -> None:
    record = catalogue.organization(x_their_own_field={"a": [1]})
    assert record.document["x_their_own_field"] == {"a": [1]}


def test_translations_are_added_and_taken_away_field_by_field(catalogue: SmallCatalogue) -> None:
    record = catalogue.organization()
    words = {"es": {"name": Translation("Manos", "0"), "description": Translation("Ayuda", "0")}}
    edit.commit([edit.Edit(record.pk, "organization", words=words)], STAMP)
    edit.commit([edit.Edit(record.pk, "organization", words={"es": {"name": None}})], STAMP)
    texts = store.load([record.pk])[record.pk].state.words["es"]
    assert list(texts) == ["description"]
    assert Words.objects.count() == 1


def test_a_record_that_is_taken_out_keeps_its_history(catalogue: SmallCatalogue) -> None:
    record = catalogue.organization()
    edit.commit([edit.Edit(record.pk, "organization", gone=True)], STAMP)
    assert not Record.objects.filter(pk=record.pk).exists()
    assert [step.after is None for step in history.steps(record.pk)] == [False, True]


def test_a_confidential_place_stands_apart_from_its_record(catalogue: SmallCatalogue) -> None:
    place = catalogue.place(_confidential=True)
    assert ADDRESS not in place.document_json and "40.123456" not in place.document_json
    assert ADDRESS in Secret.objects.get(record=place).values_json
    assert store.load([place.pk])[place.pk].state.document["addresses"][0]["address_1"] == ADDRESS


def test_a_sensitive_service_closes_the_door_of_its_place(catalogue: SmallCatalogue) -> None:
    catalogue.organization()
    place = catalogue.place()
    assert not place.confidential
    catalogue.service("Shelter for battered women", at=place)
    assert Record.objects.get(pk=place.pk).confidential
    assert ADDRESS not in Record.objects.get(pk=place.pk).document_json


def test_the_same_address_of_the_same_organization_is_hidden_too(catalogue: SmallCatalogue) -> None:
    owner = catalogue.organization()
    place = catalogue.place("Shelter", organization_id=owner.pk)
    office = catalogue.place("Office", organization_id=owner.pk)
    other = catalogue.place("Police", organization_id=an_id("City"))
    catalogue.service("Domestic violence shelter", at=place)
    later = catalogue.place("Day care", organization_id=owner.pk)
    found = dict(Record.objects.filter(kind="location").values_list("pk", "confidential"))
    assert found == {place.pk: True, office.pk: True, other.pk: False, later.pk: True}


def test_the_operators_permission_opens_the_door(catalogue: SmallCatalogue) -> None:
    catalogue.organization()
    place = catalogue.place()
    catalogue.service("Rape crisis center", at=place)
    keeping = Keeping(permission="Letter of the director, 2026-05-01")
    edit.commit([edit.Edit(place.pk, "location", keeping=keeping)], STAMP)
    assert ADDRESS in Record.objects.get(pk=place.pk).document_json
    assert not Secret.objects.exists()


def test_the_history_never_tells_a_place_in_plain(catalogue: SmallCatalogue) -> None:
    place = catalogue.place()
    states = [history.unpacked(change.after) for change in Change.objects.all()]
    assert ADDRESS not in str(states)
    assert ADDRESS in str(history.unseal(states[0]["place"], place.key))


def test_erasing_a_place_leaves_the_chain_whole(catalogue: SmallCatalogue) -> None:
    place = catalogue.place(_confidential=True)
    assert history.erase(place.pk)
    after = Record.objects.get(pk=place.pk)
    assert history.broken(place.pk) == "" and after.key == ""
    state = history.unpacked(Change.objects.get(record_id=place.pk).after)
    assert history.unseal(state["place"], after.key) is None


@pytest.mark.parametrize(
    ("more", "reason"),
    [
        ({"_keeping": Keeping(marks=["excluded"])}, withhold.EXCLUDED),
        ({"_keeping": Keeping(marks=["inactive"])}, withhold.INACTIVE),
        ({"_keeping": Keeping(marks=["do not refer"])}, withhold.DO_NOT_REFER),
        ({"status": "defunct"}, withhold.INACTIVE),
        ({"organization_id": ""}, withhold.NO_ORGANIZATION),
        ({"_keeping": Keeping(withdrawn="asked by phone")}, withhold.WITHDRAWN),
        ({"alternate_name": "Immigration legal services"}, withhold.NO_AUTHORITY),
    ],
)
def test_what_must_not_be_shown_is_withheld_with_a_reason(
    catalogue: SmallCatalogue, more: dict, reason: str
) -> None:
    assert catalogue.service(**more).reasons == [reason]


def test_immigration_legal_help_shows_once_the_authority_is_recorded(
    catalogue: SmallCatalogue,
) -> None:
    name = "Asylum law clinic"
    assert catalogue.service(name).reasons == [withhold.NO_AUTHORITY]
    keeping = Keeping(authority="doj_recognized")
    assert catalogue.service(name, _keeping=keeping).reasons == []


def test_a_vetted_source_may_give_immigration_legal_help(catalogue: SmallCatalogue) -> None:
    catalogue.source.vetted = True
    catalogue.source.save()
    assert catalogue.service("Immigration attorney").reasons == []
