"""History, the way back, publishing, earlier editions, withdrawals."""

from __future__ import annotations

import pytest
from django.urls import reverse
from small_catalogue import SmallCatalogue
from small_desk import HIDDEN, Desk, sent

from latchstring.catalogue import history, store
from latchstring.catalogue.models import Change, Record
from latchstring.edition.current import Editions
from latchstring.edition.publish import editions

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


def readers_see(desk: Desk) -> set[str]:
    with Editions(desk.home / "editions").current().session() as session:
        rows = session.database.execute("SELECT id FROM record WHERE kind = 'service'")
        return {row[0] for row in rows}


def put_back(desk: Desk, record: Record, seq: int):
    version = Record.objects.get(pk=record.pk).version
    where = reverse("put-back", args=[record.pk, seq])
    return desk.client("bob").post(where, {"version": version})


def test_history_says_who_changed_what(desk: Desk) -> None:
    desk.catalogue.service("Food pantry", at=desk.hall, description="Food for all.")
    page = desk.page("vera", "history", desk.pantry.pk)
    assert "<del>Groceries for all.</del>" in page and "<ins>Food for all.</ins>" in page
    assert "by Ada" in page and "Town Hall" in page


def test_a_version_is_put_back_as_a_new_entry(desk: Desk) -> None:
    desk.catalogue.service("Food pantry", description="Wrong.", status="defunct")
    assert put_back(desk, desk.pantry, 1).status_code == 302
    after = Record.objects.get(pk=desk.pantry.pk)
    assert after.document == desk.pantry.document and after.version == 3
    last = Change.objects.get(record_id=after.pk, seq=3)
    assert (last.by, last.what) == ("bob", "version 1 put back")
    assert history.broken(after.pk) == ""


def test_a_confidential_place_comes_back_whole_and_hidden(desk: Desk) -> None:
    kept = store.load([desk.house.pk])[desk.house.pk]
    assert kept.state.hides_place
    moved = desk.catalogue.place("Moved", organization_id=desk.owner.pk, id=desk.house.pk)
    assert put_back(desk, moved, kept.record.version).status_code == 302
    after = store.load([desk.house.pk])[desk.house.pk]
    assert after.state.document == kept.state.document and after.state.hides_place
    assert HIDDEN not in after.record.document_json


def test_the_way_back_does_not_open_the_place_of_a_sensitive_service(desk: Desk) -> None:
    assert put_back(desk, desk.house, 1).status_code == 302
    after = Record.objects.get(pk=desk.house.pk)
    assert after.confidential and HIDDEN not in after.document_json


def test_the_way_back_lifts_no_withdrawal(desk: Desk) -> None:
    desk.publish()
    where = reverse("withdraw", args=[desk.pantry.pk])
    desk.client("bob").post(where, {"why": "The agency closed"})
    assert put_back(desk, desk.pantry, 1).status_code == 302
    assert Record.objects.get(pk=desk.pantry.pk).reasons == ["It was withdrawn"]


def test_a_version_that_there_never_was_cannot_be_put_back(desk: Desk) -> None:
    assert put_back(desk, desk.pantry, 99).status_code == 404


def test_putting_back_what_somebody_changed_meanwhile_is_refused(desk: Desk) -> None:
    where = reverse("put-back", args=[desk.pantry.pk, 1])
    desk.catalogue.service("Food pantry", description="Newer.")
    answer = desk.client("bob").post(where, {"version": 1})
    assert answer.status_code == 409 and "somebody else" in answer.content.decode()


def test_publishing_shows_first_what_it_would_change(desk: Desk) -> None:
    page = desk.page("vera", "publish")
    assert "Readers see nothing yet" in page and "Publish a new edition" not in page
    answer = desk.client("bob").post(reverse("publish"), follow=True)
    assert "Edition 1 is published." in answer.content.decode()
    assert editions(desk.home)[0].by == "bob"
    assert "Readers already see the catalogue as it stands" in desk.page("bob", "publish")
    desk.catalogue.service("Food pantry", at=desk.hall, description="Food for all.")
    desk.catalogue.service("Coats")
    page = desk.page("bob", "publish")
    assert "1 new, 1 changed, 0 gone" in page and "service: what it does" in page


def test_publishing_withholds_and_says_how_many(desk: Desk) -> None:
    desk.catalogue.service("Immigration lawyer")
    answer = desk.client("bob").post(reverse("publish"), follow=True)
    assert "One service is withheld." in answer.content.decode()
    assert HIDDEN.encode() not in b"".join(
        path.read_bytes() for path in (desk.home / "editions").rglob("*") if path.is_file()
    )


def test_a_manager_goes_back_to_an_earlier_edition(desk: Desk) -> None:
    desk.publish()
    desk.catalogue.service("Coats")
    desk.publish()
    where = reverse("back", args=[1])
    client = desk.client("alice")
    assert "Go back to edition 1?" in client.get(where).content.decode()
    assert len(readers_see(desk)) == 3
    page = client.post(where, follow=True).content.decode()
    assert "Readers see edition 1 again, as edition 3." in page
    assert len(readers_see(desk)) == 2
    assert "One record was changed since then" in desk.page("alice", "today")


def test_going_back_to_the_current_or_to_no_edition_is_refused(desk: Desk) -> None:
    desk.publish()
    client = desk.client("alice")
    assert client.post(reverse("back", args=[1])).status_code == 409
    assert client.post(reverse("back", args=[7])).status_code == 404


def test_a_withdrawal_is_at_once_and_says_why(desk: Desk) -> None:
    desk.publish()
    where = reverse("withdraw", args=[desk.pantry.pk])
    client = desk.client("bob")
    assert client.post(where, {"why": " "}).status_code == 422
    assert desk.pantry.pk in readers_see(desk)
    client.post(where, {"why": "The agency closed"})
    assert desk.pantry.pk not in readers_see(desk)
    assert "Withdrawn: The agency closed" in desk.page("vera", "history", desk.pantry.pk)


def test_a_withdrawn_service_is_allowed_again_by_a_tick(desk: Desk) -> None:
    desk.publish()
    client = desk.client("bob")
    client.post(reverse("withdraw", args=[desk.pantry.pk]), {"why": "A mistake"})
    where = reverse("service-edit", args=[desk.pantry.pk])
    page = client.get(where)
    assert "Reason: A mistake" in page.content.decode()
    client.post(where, {**sent(page), "_again": "on"})
    assert Record.objects.get(pk=desk.pantry.pk).reasons == []


def test_an_address_is_withdrawn(desk: Desk) -> None:
    desk.publish()
    where = reverse("withdraw", args=[desk.hall.pk])
    desk.client("bob").post(where, {"why": "A threat"})
    assert Record.objects.get(pk=desk.hall.pk).confidential
    assert desk.pantry.pk in readers_see(desk)


def test_an_organization_with_another_librarys_services_is_not_withdrawn(desk: Desk) -> None:
    other = SmallCatalogue(desk.people["charlie"].staff.get().library, desk.catalogue.source)
    theirs = other.service("Their class", organization_id=desk.owner.pk)
    answer = desk.client("alice").post(reverse("withdraw", args=[desk.owner.pk]), {"why": "x"})
    assert answer.status_code == 409 and "another library" in answer.content.decode()
    assert Record.objects.get(pk=theirs.pk).reasons == []
