"""Publishing seals what may be shown, and nothing else."""

from __future__ import annotations

import datetime as dt
import hashlib

import pytest
from small_town import Town

from latchstring.catalogue import edit, store
from latchstring.catalogue.keeping import Keeping
from latchstring.catalogue.models import Import
from latchstring.core.moment import now
from latchstring.core.problem import Trouble
from latchstring.core.text import Translation, text_hash
from latchstring.edition.folder import KEEP, editions
from latchstring.edition.publish import difference, publish, rollback
from latchstring.search.face import search

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
STAMP = store.Stamp("Ada", "a test")
CLOCK = dt.datetime(2026, 11, 23, 12, tzinfo=dt.UTC)


def test_a_reader_finds_what_was_published(town: Town) -> None:
    town.publish()
    with town.current().session() as session:
        (best, *_) = search(session, "food pantry", "en").hits
        entry = session.entry(best.id)
    assert entry is not None and entry.document["name"] == "Food pantry"


def test_the_same_catalogue_and_clock_give_the_same_bytes(town: Town) -> None:
    first = publish(town.home, CLOCK)
    second = publish(town.home, CLOCK)
    sums = {
        hashlib.sha256((made.folder / "edition.sqlite").read_bytes()).hexdigest()
        for made in (first, second)
    }
    assert len(sums) == 1 and second.serial == first.serial + 1


def test_no_byte_of_an_edition_tells_a_confidential_place(town: Town) -> None:
    town.publish()
    told = town.files()
    for secret in (b"Willow", b"41.987654", b"43999", b"Quiet House"):
        assert secret not in told
    assert b"Hidden Hollow" in told, "the scan finds what is public"


def test_the_page_of_a_hidden_place_says_so(town: Town) -> None:
    town.publish()
    with town.current().session() as session:
        entry = session.entry(town.shelter.pk)
    assert entry is not None and entry.place_withheld and entry.careful
    assert "[address withheld]" in entry.document["description"]


def test_source_columns_and_marks_never_leave_the_catalogue(town: Town) -> None:
    keeping = Keeping(kept={"InternalNotes": "internal note 0007"}, marks=[])
    document = {**town.pantry.document, "x_secret_field": "internal note 0008"}
    edit.commit([edit.Edit(town.pantry.pk, "service", document, keeping)], STAMP)
    town.publish()
    assert b"internal note" not in town.files() and b"x_secret_field" not in town.files()


def test_withheld_services_and_those_of_withheld_organizations_are_not_there(town: Town) -> None:
    town.catalogue.service("Old club", status="inactive", description="quagga club")
    made = town.publish()
    assert made.counts["services"] == 2 and sum(made.withheld.values()) == 1
    town.catalogue.organization(_keeping=Keeping(marks=["do not refer"]))
    assert town.publish().counts.get("services", 0) == 0
    assert b"quagga" not in town.files()


def test_what_is_past_is_left_out_and_what_is_to_come_waits_for_its_day(town: Town) -> None:
    yesterday, tomorrow = dt.date(2026, 11, 22), dt.date(2026, 11, 24)
    town.catalogue.service("Summer lunch", _valid=(None, yesterday))
    town.catalogue.service("Winter lunch", _valid=(tomorrow, None))
    publish(town.home, CLOCK)
    edition = town.current()
    winter = next(iter(_named(edition, "Winter lunch")))
    assert not _named(edition, "Summer lunch")
    with edition.session(CLOCK) as session:
        assert session.entry(winter) is None
        assert winter not in [hit.id for hit in search(session, "winter lunch", "en").hits]
    with edition.session(CLOCK + dt.timedelta(days=1)) as session:
        assert session.entry(winter) is not None
        assert winter in [hit.id for hit in search(session, "winter lunch", "en").hits]


def _named(edition: object, name: str) -> list[str]:
    with edition.session() as session:  # type: ignore[attr-defined]
        ids = [pk for _, pk in session.services()]
        return [pk for pk in ids if session.sealed(pk).document["name"] == name]


def test_translations_come_along_with_their_state(town: Town) -> None:
    words = {"es": {"name": Translation("Despensa", text_hash("Food pantry"))}}
    edit.commit([edit.Edit(town.pantry.pk, "service", words=words)], STAMP)
    town.publish()
    with town.current().session() as session:
        text = session.words(town.pantry.pk, "es")["name"]
        assert [hit.id for hit in search(session, "despensa", "es").hits] == [town.pantry.pk]
    assert (text.text, text.state_now("Food pantry")) == ("Despensa", "draft")
    assert text.state_now("Food bank") == "changed"


def test_publishing_waits_for_a_complete_import(town: Town) -> None:
    Import.objects.create(
        name="half.csv",
        format="icarol",
        source=town.catalogue.source,
        library=town.catalogue.library,
        started_at=now(),
        by="Ada",
    )
    with pytest.raises(Trouble, match=r"half\.csv is not complete"):
        town.publish()


def test_going_back_publishes_the_old_content_under_a_higher_number(town: Town) -> None:
    town.publish()
    town.catalogue.service("Bicycle repair")
    town.publish()
    made = rollback(town.home)
    assert made.serial == 3 and town.current().serial == 3
    assert not _named(town.current(), "Bicycle repair")
    assert [row.back_to for row in editions(town.home)] == [1, None, None]


def test_going_back_to_nowhere_is_refused(town: Town) -> None:
    with pytest.raises(Trouble, match="no earlier edition"):
        rollback(town.home)
    town.publish()
    with pytest.raises(Trouble, match="Kept editions: none"):
        rollback(town.home, 99)


def test_ten_editions_are_kept(town: Town) -> None:
    for _ in range(KEEP + 2):
        town.publish()
    assert [row.serial for row in editions(town.home)] == list(range(12, 2, -1))


def test_the_difference_names_what_readers_will_see_change(town: Town) -> None:
    assert {row.did for row in difference(town.home)} == {"new"}
    town.publish()
    assert difference(town.home) == []
    town.catalogue.service("Food pantry", at=town.hall, description="Groceries on Fridays.")
    town.catalogue.service("Bicycle repair")
    town.catalogue.service("Safe house", at=town.refuge, status="defunct")
    told = {(row.did, row.name): row.fields for row in difference(town.home)}
    assert told[("changed", "Food pantry")] == ["description"]
    assert ("new", "Bicycle repair") in told and ("gone", "Safe house") in told


@pytest.mark.django_db(transaction=True)
def test_publishing_reads_one_moment_and_leaves_no_transaction_open(town: Town) -> None:
    assert town.publish().counts["services"] == 2
    town.catalogue.service("Bicycle repair")
    assert town.publish().counts["services"] == 3
