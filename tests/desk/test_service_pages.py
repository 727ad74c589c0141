"""Reading, changing, adding and checking services and organizations, as an editor does."""

from __future__ import annotations

import datetime as dt
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse
from small_catalogue import ADDRESS, SmallCatalogue, an_id
from small_desk import HIDDEN, Desk, an_address, sent

from latchstring.catalogue import edit, store, withhold
from latchstring.catalogue.keeping import Keeping
from latchstring.catalogue.models import Change, Record
from latchstring.core.text import Translation
from latchstring.desk.days import today_at

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


def change(desk: Desk, record: Record, **typed: str):
    """Send the form as Bob sees it, with these inputs changed ("" unticks)."""
    where = reverse(f"{record.kind}-edit", args=[record.pk])
    client = desk.client("bob")
    return client.post(where, {**sent(client.get(where)), **typed})


def state(record: Record) -> store.State:
    return store.load([record.pk])[record.pk].state


def test_a_change_is_saved_with_its_author(desk: Desk) -> None:
    answer = change(desk, desk.pantry, name="Community pantry")
    assert answer.status_code == 302
    record = Record.objects.get(pk=desk.pantry.pk)
    last = Change.objects.get(record_id=record.pk, seq=record.version)
    assert record.name == "Community pantry"
    assert (last.by, last.what) == ("bob", "edited at the desk")


def test_saving_without_a_change_makes_no_entry_anywhere(desk: Desk) -> None:
    before = Change.objects.count()
    assert change(desk, desk.pantry).status_code == 302
    assert change(desk, desk.shelter).status_code == 302
    assert change(desk, desk.owner).status_code == 302
    assert Change.objects.count() == before


def test_what_the_form_does_not_show_survives_a_change(desk: Desk) -> None:
    extra = {
        "x_their_own": {"deep": [1, {"a": None}]},
        "phones": [{"id": an_id("p"), "number": "555-0100", "x_internal": "yes"}],
        "attributes": [{"id": an_id("a"), "taxonomy_term_id": an_id("t"), "link_entity": "service"}],
        "service_areas": [{"id": an_id("area"), "name": "Testville"}],
    }  # fmt: skip
    about = {"_keeping": Keeping(kept={"Column Q": "secret note"}, topics=["food"])}
    record = desk.catalogue.service("Food pantry", at=desk.hall, **extra, **about)
    before = state(record)
    assert change(desk, record, email="pantry@example.org").status_code == 302
    after = state(record)
    assert after.document == {**before.document, "email": "pantry@example.org"}
    assert (after.keeping, after.source, after.assured) == (
        before.keeping, before.source, before.assured,
    )  # fmt: skip


def test_translations_stay_and_know_that_their_source_changed(desk: Desk) -> None:
    words = {"es": {"name": Translation("Despensa", "0")}}
    edit.commit([edit.Edit(desk.pantry.pk, "service", words=words)], store.Stamp("Ada", "words"))
    change(desk, desk.pantry, name="Community pantry")
    assert state(desk.pantry).words == {"es": {"name": ["Despensa", "0", "draft", "", ""]}}


def test_nothing_typed_is_lost_when_something_cannot_be_taken(desk: Desk) -> None:
    answer = change(desk, desk.pantry, name="", description="A long new text", url="nowhere")
    page = unescape(answer.content.decode())
    assert answer.status_code == 422
    assert "A long new text" in page and 'value="nowhere"' in page
    assert "Give it a name: it is what people look for." in page
    assert Record.objects.get(pk=desk.pantry.pk).name == "Food pantry"


def test_the_second_of_two_editors_is_told_and_keeps_what_was_typed(desk: Desk) -> None:
    where = reverse("service-edit", args=[desk.pantry.pk])
    client = desk.client("bob")
    opened = sent(client.get(where))
    change(desk, desk.pantry, email="first@example.org")
    answer = client.post(where, {**opened, "description": "Mine"})
    page = answer.content.decode()
    assert "was changed by somebody else" in page and "Mine" in page
    assert state(desk.pantry).document["email"] == "first@example.org"


def test_a_check_today_gives_the_librarys_name_and_the_next_date(desk: Desk) -> None:
    where = reverse("service-checked", args=[desk.pantry.pk])
    desk.client("bob").post(where, {"version": desk.pantry.version, "how": "visit"})
    record = Record.objects.get(pk=desk.pantry.pk)
    today = today_at(record.library)
    assert (record.assured_on, record.assured_by, record.assured_how, record.due_on) == (
        today, "Test Library", "visit", today + dt.timedelta(days=180),
    )  # fmt: skip


def test_a_check_of_what_somebody_changed_meanwhile_is_refused(desk: Desk) -> None:
    where = reverse("service-checked", args=[desk.pantry.pk])
    change(desk, desk.pantry, email="new@example.org")
    answer = desk.client("bob").post(where, {"version": desk.pantry.version, "how": "phone"})
    assert answer.status_code == 409 and "somebody else" in answer.content.decode()
    assert Record.objects.get(pk=desk.pantry.pk).assured_on is None


def test_checked_and_validity_in_the_form(desk: Desk) -> None:
    change(desk, desk.pantry, _checked="on", _how="web", _from="2026-01-01", _until="2027-01-31")
    record = Record.objects.get(pk=desk.pantry.pk)
    assert (record.assured_how, record.valid_until) == ("web", dt.date(2027, 1, 31))
    wrong = change(desk, desk.pantry, _from="2027-02-01", _until="2027-01-31")
    assert wrong.status_code == 422 and "end before it begins" in wrong.content.decode()
    assert change(desk, desk.pantry, _until="next week").status_code == 422


def test_immigration_help_is_shown_once_its_authority_is_recorded(desk: Desk) -> None:
    change(desk, desk.pantry, name="Immigration lawyer")
    assert Record.objects.get(pk=desk.pantry.pk).reasons == [withhold.NO_AUTHORITY]
    assert change(desk, desk.pantry, _authority="a cousin").status_code == 422
    change(desk, desk.pantry, _authority="doj_recognized")
    assert Record.objects.get(pk=desk.pantry.pk).reasons == []


def test_an_address_is_corrected_and_the_rest_of_the_place_stays(desk: Desk) -> None:
    prefix = f"place-{desk.hall.pk}-"
    change(desk, desk.pantry, **{prefix + "address_1": "2 Main Street"})
    before, after = desk.hall.document, state(desk.hall).document
    assert after["addresses"] == [{**before["addresses"][0], "address_1": "2 Main Street"}]
    assert after["latitude"] == before["latitude"]


def test_a_position_on_the_map_goes_when_the_place_moves_to_another_town(desk: Desk) -> None:
    prefix = f"place-{desk.hall.pk}-"
    change(desk, desk.pantry, **{prefix + "postal_code": "43999"})
    assert "latitude" not in state(desk.hall).document


def test_a_place_is_hidden_and_shown_again(desk: Desk) -> None:
    tick = f"place-{desk.hall.pk}-confidential"
    change(desk, desk.pantry, **{tick: "on"})
    assert ADDRESS not in Record.objects.get(pk=desk.hall.pk).document_json
    assert ADDRESS in desk.page("bob", "service", desk.pantry.pk)
    change(desk, desk.pantry, **{tick: ""})
    assert ADDRESS in Record.objects.get(pk=desk.hall.pk).document_json


def test_a_sensitive_place_opens_only_with_the_operators_permission(desk: Desk) -> None:
    prefix = f"place-{desk.house.pk}-"
    refused = change(desk, desk.shelter, **{prefix + "confidential": ""})
    assert refused.status_code == 422 and "violence or trafficking" in refused.content.decode()
    change(desk, desk.shelter, **{prefix + "permission": "Director, letter of 2026-05-01"})
    assert HIDDEN in Record.objects.get(pk=desk.house.pk).document_json


def test_a_tick_does_not_open_a_place_whose_twin_is_confidential(desk: Desk) -> None:
    twin = desk.catalogue.place(
        "Office", organization_id=desk.owner.pk, addresses=an_address(HIDDEN)
    )
    office = desk.catalogue.service("Office hours", at=twin)
    where = reverse("service-edit", args=[office.pk])
    client = desk.client("bob")
    typed = {**sent(client.get(where)), f"place-{twin.pk}-confidential": ""}
    answer = client.post(where, typed, follow=True)
    assert "stays confidential" in answer.content.decode()
    assert Record.objects.get(pk=twin.pk).confidential


def test_a_place_is_added_and_left(desk: Desk) -> None:
    new = {
        "address_1": "5 Oak Street",
        "city": "Testville",
        "state_province": "OH",
        "postal_code": "43001",
    }
    change(desk, desk.pantry, **{f"place-new-{name}": text for name, text in new.items()})
    links = state(desk.pantry).document["service_at_locations"]
    place = Record.objects.get(pk=links[1]["location_id"])
    assert place.document["addresses"][0]["address_1"] == "5 Oak Street"
    assert (place.organization_id, place.library_id) == (desk.owner.pk, desk.catalogue.library.pk)
    change(desk, desk.pantry, **{f"place-{desk.hall.pk}-gone": "on"})
    assert state(desk.pantry).document["service_at_locations"] == [links[1]]
    assert Record.objects.filter(pk=desk.hall.pk).exists()


def test_half_an_address_is_asked_about(desk: Desk) -> None:
    answer = change(desk, desk.pantry, **{"place-new-city": "Testville"})
    assert answer.status_code == 422 and "Give the street and number." in answer.content.decode()


def test_a_viewer_sees_no_confidential_place_anywhere(desk: Desk) -> None:
    for route in ("service", "history"):
        for record in (desk.shelter, desk.pantry):
            assert HIDDEN not in desk.page("vera", route, record.pk)
    assert HIDDEN not in desk.page("vera", "history", desk.house.pk)
    assert HIDDEN not in desk.page("vera", "organization", desk.owner.pk)
    assert HIDDEN in desk.page("bob", "service", desk.shelter.pk)
    assert HIDDEN in desk.page("bob", "history", desk.house.pk)


def test_an_earlier_address_that_was_confidential_stays_so_for_a_viewer(desk: Desk) -> None:
    tick = f"place-{desk.hall.pk}-confidential"
    change(desk, desk.pantry, **{tick: "on"})
    change(desk, desk.pantry, **{tick: "", f"place-{desk.hall.pk}-address_1": "1 Open Square"})
    assert ADDRESS not in desk.page("vera", "history", desk.hall.pk)
    assert "1 Open Square" in desk.page("vera", "service", desk.pantry.pk)


def test_a_place_does_not_open_through_another_service_that_is_given_there(desk: Desk) -> None:
    coffee = desk.catalogue.service("Coffee", at=desk.house)
    answer = change(desk, coffee, **{f"place-{desk.house.pk}-confidential": ""})
    assert answer.status_code == 422 and "violence or trafficking" in answer.content.decode()


def test_a_new_organization_and_its_service(desk: Desk) -> None:
    client = desk.client("bob")
    where = reverse("organization-new")
    typed = {**sent(client.get(where)), "name": "New Neighbors", "description": "Meets people."}
    owner = Record.objects.get(pk=client.post(where, typed)["Location"].rpartition("/")[2])
    where = reverse("service-new", args=[owner.pk])
    typed = {**sent(client.get(where)), "name": "Tea on Fridays", "languages": "Dari\nSpanish"}
    made = Record.objects.get(pk=client.post(where, typed)["Location"].rpartition("/")[2])
    assert made.organization_id == owner.pk and made.library == desk.catalogue.library
    assert [child["code"] for child in made.document["languages"]] == ["prs", "es"]
    assert made.reasons == [] and "Tea on Fridays" in desk.page("bob", "organization", owner.pk)


def test_a_manager_of_two_libraries_chooses_one_for_a_new_organization(desk: Desk) -> None:
    other = desk.people["charlie"].staff.get().library
    desk.people["bob"].staff.create(library=other, role="editor")
    client = desk.client("bob")
    typed = {**sent(client.get(reverse("organization-new"))), "name": "B", "description": "B."}
    client.post(reverse("organization-new"), {**typed, "library": str(other.pk)})
    assert Record.objects.get(name="B").library == other
    third = SmallCatalogue.make("Library C").library
    client.post(reverse("organization-new"), {**typed, "name": "C", "library": str(third.pk)})
    assert Record.objects.get(name="C").library != third


def test_markup_in_a_record_stays_text(desk: Desk) -> None:
    change(desk, desk.pantry, name="<script>alert(1)</script>", description="<b>&amp;")
    for page in (
        desk.page("bob", "service", desk.pantry.pk),
        desk.page("bob", "service-edit", desk.pantry.pk),
        desk.page("bob", "history", desk.pantry.pk),
        desk.page("bob", "services"),
    ):
        assert "<script" not in page and "<b>" not in page


def test_a_form_without_its_token_is_refused(desk: Desk) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(desk.people["bob"])
    answer = client.post(reverse("service-edit", args=[desk.pantry.pk]), {"name": "x"})
    assert answer.status_code == 403 and "too old" in answer.content.decode()


def test_a_page_of_another_kind_of_record_does_not_exist(desk: Desk) -> None:
    for route, record in (
        ("service", desk.owner),
        ("service-edit", desk.hall),
        ("organization", desk.pantry),
        ("service-new", desk.pantry),
    ):
        answer = desk.client("bob").get(reverse(route, args=[record.pk]))
        assert answer.status_code == 404
