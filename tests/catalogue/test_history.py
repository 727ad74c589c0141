"""A history that cannot be bent: any altered, dropped or reordered entry is found."""

from __future__ import annotations

import pytest
from small_catalogue import SmallCatalogue

from latchstring.catalogue import history
from latchstring.catalogue.models import Change, Record

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


@pytest.fixture
def told(catalogue: SmallCatalogue) -> Record:
    for number in range(4):
        record = catalogue.organization(email=f"{number}@example.org")
    return record


def test_an_untouched_history_is_whole(told: Record) -> None:
    assert history.broken(told.pk) == ""
    emails = [step.after["document"]["email"] for step in history.steps(told.pk) if step.after]
    assert emails == [f"{n}@example.org" for n in range(4)]


@pytest.mark.parametrize("field", ["by", "what", "at", "after", "hash", "before_hash"])
@pytest.mark.parametrize("seq", [1, 2, 4])
def test_an_altered_entry_is_found(told: Record, field: str, seq: int) -> None:
    change = Change.objects.get(record_id=told.pk, seq=seq)
    value = getattr(change, field)
    if field == "at":
        value = value.replace(year=2001)
    elif field == "after":
        value = history.packed({"document": {"email": "forged"}})
    else:
        value = "0" * 64
    Change.objects.filter(pk=change.pk).update(**{field: value})
    assert history.broken(told.pk) != ""


@pytest.mark.parametrize("seq", [1, 2, 3, 4])
def test_a_dropped_entry_is_found(told: Record, seq: int) -> None:
    Change.objects.filter(record_id=told.pk, seq=seq).delete()
    assert history.broken(told.pk) != ""


def test_two_entries_that_changed_places_are_found(told: Record) -> None:
    for old, new in ((2, 92), (3, 2), (92, 3)):
        Change.objects.filter(record_id=told.pk, seq=old).update(seq=new)
    assert history.broken(told.pk) != ""


def test_a_history_cut_at_its_end_breaks_the_seal_of_the_edition(told: Record) -> None:
    sealed = history.heads()
    last = Change.objects.get(record_id=told.pk, seq=4)
    Record.objects.filter(pk=told.pk).update(head=last.before_hash)
    last.delete()
    assert history.broken(told.pk) == ""
    assert history.heads(sealed.last).root != sealed.root


def test_later_entries_do_not_touch_the_seal(catalogue: SmallCatalogue, told: Record) -> None:
    sealed = history.heads()
    catalogue.organization(email="later@example.org")
    assert history.heads(sealed.last) == sealed
