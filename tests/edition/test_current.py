"""Readers serve a good edition or the one they had."""

from __future__ import annotations

import json
import shutil

import pytest
from small_town import Town

from latchstring.catalogue import edit, store
from latchstring.catalogue.keeping import Keeping
from latchstring.catalogue.models import Change, Record
from latchstring.catalogue.withhold import WITHDRAWN
from latchstring.cli import main
from latchstring.core.problem import Trouble
from latchstring.edition import keys, withdrawals
from latchstring.edition.current import Editions
from latchstring.edition.folder import current_name, editions, next_serial, switch
from latchstring.edition.publish import rollback
from latchstring.edition.withdraw import withdraw

pytestmark = pytest.mark.django_db


def test_a_running_reader_follows_the_switch(town: Town) -> None:
    town.publish()
    reader = Editions(town.home / "editions")
    assert reader.current().serial == 1
    town.publish()
    assert reader.current().serial == 2


@pytest.mark.parametrize("damage", ["edition.sqlite", "manifest.json", "manifest.sig"])
def test_an_altered_edition_is_refused_and_the_old_one_served(town: Town, damage: str) -> None:
    town.publish()
    reader = Editions(town.home / "editions")
    reader.current()
    path = town.publish().folder / damage
    body = bytearray(path.read_bytes())
    body[len(body) // 2] ^= 1
    path.write_bytes(body)
    switch(town.home, path.parent)
    assert reader.current().serial == 1 and reader.refused


def test_an_altered_index_is_refused(town: Town) -> None:
    folder = town.publish().folder
    (folder / "index" / "meta.json").write_text("{}")
    with pytest.raises(Trouble, match="altered"):
        town.current()


def test_an_older_edition_is_refused_by_a_reader_that_saw_a_newer_one(town: Town) -> None:
    town.publish()
    old = current_name(town.home / "editions")
    town.publish()
    reader = Editions(town.home / "editions")
    reader.current()
    switch(town.home, town.home / "editions" / old)
    assert reader.current().serial == 2 and "older" in reader.refused


def test_an_edition_sealed_by_a_stranger_is_refused(town: Town) -> None:
    town.publish()
    reader = Editions(town.home / "editions")
    reader.current()
    shutil.rmtree(town.home / "keys")
    (town.home / "editions" / keys.TRUST).unlink()
    town.publish()
    assert reader.current().serial == 1 and "another key" in reader.refused


def test_a_pinned_root_wins_over_the_file_beside_the_editions(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    town.publish()
    monkeypatch.setenv("LATCHSTRING_TRUST", "00" * 32)
    with pytest.raises(Trouble, match="another key"):
        town.current()


def test_readers_follow_a_rotated_key(town: Town) -> None:
    town.publish()
    reader = Editions(town.home / "editions")
    reader.current()
    keys.rotate(town.home / "keys", town.home / "editions", next_serial(town.home))
    town.publish()
    assert reader.current().serial == 2 and not reader.refused


def test_a_retired_key_cannot_seal_anything_new(town: Town) -> None:
    town.publish()
    old = (town.home / "keys" / keys.KEY).read_bytes()
    keys.rotate(town.home / "keys", town.home / "editions", 2)
    (town.home / "keys" / keys.KEY).write_bytes(old)
    town.publish()
    with pytest.raises(Trouble, match="not signed by a key"):
        town.current()


def test_a_rotation_cut_in_the_middle_is_completed(town: Town) -> None:
    town.publish()
    key = town.home / "keys" / keys.KEY
    old = key.read_bytes()
    keys.rotate(town.home / "keys", town.home / "editions", 2)
    key.rename(key.with_name(keys.NEXT))
    key.write_bytes(old)
    town.publish()
    assert town.current().serial == 2


def test_the_signing_key_is_readable_by_its_owner_only(town: Town) -> None:
    town.publish()
    assert (town.home / "keys" / keys.KEY).stat().st_mode & 0o077 == 0


def test_a_missing_key_is_not_silently_replaced(town: Town) -> None:
    town.publish()
    (town.home / "keys" / keys.KEY).unlink()
    with pytest.raises(Trouble, match=r"signing key .* is missing"):
        town.publish()


def test_a_withdrawn_service_is_in_no_kept_edition_and_no_way_back_brings_it(town: Town) -> None:
    for _ in range(3):
        town.publish()
    reader = Editions(town.home / "editions")
    reader.current()
    gone = withdraw(town.home, town.pantry.pk, "the agency asked", "Ada")
    assert gone.editions == 3
    with reader.current().session() as session:
        assert session.entry(town.pantry.pk) is None
    assert b"Groceries" not in town.files() and town.pantry.pk.encode() not in _records(town)
    for row in editions(town.home)[1:]:
        rollback(town.home, row.serial)
        with reader.current().session() as session:
            assert session.entry(town.pantry.pk) is None and not reader.refused
    town.publish()
    assert b"Groceries" not in town.files()


def _records(town: Town) -> bytes:
    paths = (town.home / "editions").rglob("edition.sqlite")
    return b"".join(path.read_bytes() for path in paths)


def test_a_withdrawn_address_leaves_every_kept_edition(town: Town) -> None:
    town.publish()
    town.publish()
    assert b"Hidden Hollow" in town.files()
    withdraw(town.home, town.hall.pk, "the operator asked", "Ada")
    assert b"Hidden Hollow" not in town.files() and b"40.123456" not in town.files()
    with town.current().session() as session:
        entry = session.entry(town.pantry.pk)
        assert entry is not None and entry.place_withheld


def test_a_withdrawn_organization_goes_with_its_services(town: Town) -> None:
    town.publish()
    gone = withdraw(town.home, town.owner.pk, "it closed", "Ada")
    assert set(gone.ids) == {town.owner.pk, town.pantry.pk, town.shelter.pk}
    with town.current().session() as session:
        assert list(session.services()) == []


def test_a_withdrawal_needs_a_reason_and_a_record(town: Town) -> None:
    with pytest.raises(Trouble, match="needs a reason"):
        withdraw(town.home, town.pantry.pk, "  ", "Ada")
    with pytest.raises(Trouble, match="has no record"):
        withdraw(town.home, "nothing", "why", "Ada")


def test_a_forged_list_of_withdrawals_is_refused(town: Town) -> None:
    town.publish()
    forged = json.dumps({"ids": {town.pantry.pk: "2026-01-01"}, "serial": 2, "signature": "00"})
    (town.home / "editions" / "withdrawn.json").write_text(forged)
    with pytest.raises(Trouble, match="not signed"):
        town.current()


def test_a_restored_older_catalogue_does_not_bring_a_withdrawn_record_back(town: Town) -> None:
    town.publish()
    before = {f.attname: getattr(town.pantry, f.attname) for f in town.pantry._meta.fields}
    withdraw(town.home, town.pantry.pk, "the agency asked", "Ada")
    Change.objects.filter(record_id=town.pantry.pk, seq__gt=town.pantry.version).delete()
    Record.objects.filter(pk=town.pantry.pk).update(**before)
    town.publish()
    with town.current().session() as session:
        assert session.entry(town.pantry.pk) is None
    assert Record.objects.get(pk=town.pantry.pk).reasons == [WITHDRAWN]


def test_who_decides_to_show_a_withdrawn_record_again_can(town: Town) -> None:
    town.publish()
    withdraw(town.home, town.pantry.pk, "by mistake", "Ada")
    again = edit.Edit(town.pantry.pk, "service", keeping=Keeping())
    edit.commit([again], store.Stamp("Ada", "the withdrawal was a mistake"))
    town.publish()
    with town.current().session() as session:
        assert session.entry(town.pantry.pk) is not None


def test_keys_that_were_restored_alone_start_the_chain_again(town: Town) -> None:
    town.publish()
    shutil.rmtree(town.home / "editions")
    town.publish()
    assert town.current().serial == 1


def test_the_name_of_who_publishes_does_not_leave_the_house(town: Town) -> None:
    town.publish()
    assert editions(town.home)[0].by == "Ada"
    assert b"Ada" not in town.files()


def test_a_rotation_after_a_withdrawal_that_was_cut_short_keeps_readers_served(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    town.publish()
    key = keys.signing_key(town.home / "keys", town.home / "editions")
    withdrawals.write(town.home / "editions", {town.pantry.pk: "2026-11-23"}, 2, key)
    monkeypatch.setenv("LATCHSTRING_HOME", str(town.home))
    assert main(["keys", "--rotate"]) == 0
    with town.current().session() as session:
        assert session.entry(town.pantry.pk) is None
