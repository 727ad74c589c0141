"""What was taken out or hidden stays so: in kept editions, on the way back, with lost files."""

from __future__ import annotations

import json
import shutil
import threading
from pathlib import Path

import pytest
from small_catalogue import ADDRESS, an_address, an_id
from small_town import Town

from latchstring.catalogue import edit, store
from latchstring.catalogue.keeping import Keeping
from latchstring.catalogue.models import Import, Record
from latchstring.core.moment import now
from latchstring.core.problem import Trouble
from latchstring.core.text import Translation
from latchstring.edition import withdrawals
from latchstring.edition.build import build
from latchstring.edition.current import Editions
from latchstring.edition.folder import editions, next_serial, publishing, switch
from latchstring.edition.keys import signing_key
from latchstring.edition.manifest import Manifest, look, seal
from latchstring.edition.publish import rollback
from latchstring.edition.withdraw import Withdrawn, withdraw

pytestmark = pytest.mark.django_db
STAMP = store.Stamp("Ada", "a test")


def _withdraw(town: Town, record: Record) -> Withdrawn:
    return withdraw(town.home, record.pk, "it was asked for", "Ada")


def _files(folder: Path) -> bytes:
    return b"\n".join(path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file())


def _kept(town: Town, serial: int) -> Path:
    return next(row.folder for row in editions(town.home) if row.serial == serial)


def _alter(folder: Path) -> None:
    path = folder / "edition.sqlite"
    path.write_bytes(path.read_bytes()[:-1] + b"!")


# The way back


def test_a_way_back_does_not_show_a_place_that_was_hidden_since(town: Town) -> None:
    first = town.publish()
    before = _files(first.folder)
    edit.commit([edit.Edit(town.hall.pk, "location", confidential=True)], STAMP)
    town.publish()
    back = rollback(town.home, 1)
    told = _files(back.folder)
    assert b"Hidden Hollow" not in told and b"40.123456" not in told
    assert _files(first.folder) == before, "the kept edition was not written to"
    with town.current().session() as session:
        assert session.entry(town.pantry.pk) is not None


def test_a_way_back_shows_a_place_that_its_operator_permitted(town: Town) -> None:
    permitted = Keeping(permission="Ms Example, 2026-01-02")
    town.publish()
    one = edit.Edit(town.hall.pk, "location", confidential=True, keeping=permitted)
    edit.commit([one], STAMP)
    town.publish()
    assert b"Hidden Hollow" in _files(rollback(town.home, 1).folder)


def test_a_way_back_does_not_show_what_the_catalogue_withdrew_meanwhile(town: Town) -> None:
    town.publish()
    marked = edit.Edit(town.pantry.pk, "service", keeping=Keeping(withdrawn="by hand"))
    edit.commit([marked], STAMP)
    town.publish()
    back = rollback(town.home, 1)
    assert b"Groceries" not in _files(back.folder) and back.counts["services"] == 1


def test_a_way_back_where_nothing_is_hidden_shares_the_files(town: Town) -> None:
    first = town.publish()
    town.publish()
    back = rollback(town.home, 1)
    assert (back.folder / "edition.sqlite").samefile(first.folder / "edition.sqlite")


def test_there_is_no_way_back_to_an_altered_edition(town: Town) -> None:
    first = town.publish()
    town.publish()
    _alter(first.folder)
    with pytest.raises(Trouble, match="altered"):
        rollback(town.home, 1)
    assert town.current().serial == 2


def test_an_index_put_into_an_edition_that_has_none_is_not_shown(town: Town) -> None:
    town.publish()
    town.publish()
    _withdraw(town, town.pantry)
    kept = _kept(town, 1)
    shutil.copytree(town.current().folder / "index", kept / "index")
    with pytest.raises(Trouble, match="altered"):
        rollback(town.home, 1)


def test_a_reader_refuses_an_edition_without_an_index(town: Town) -> None:
    town.publish()
    town.publish()
    _withdraw(town, town.pantry)
    switch(town.home, _kept(town, 1))
    with pytest.raises(Trouble, match="has no index"):
        town.current()


# An address


def test_a_withdrawn_address_goes_with_its_twins_in_every_kept_edition(town: Town) -> None:
    office = town.catalogue.place("Office", organization_id=town.owner.pk, latitude=40.777777)
    town.catalogue.service("Tax help", at=office)
    town.publish()
    town.publish()
    assert b"40.777777" in town.files()
    gone = _withdraw(town, town.hall)
    assert office.pk in gone.ids
    for told in (town.files(), _files(_kept(town, 1))):
        assert b"Hidden Hollow" not in told and b"40.777777" not in told
    assert office.pk in withdrawals.listed(town.home / "editions")


def test_a_permitted_twin_of_a_withdrawn_address_is_hidden_too(town: Town) -> None:
    permitted = Keeping(permission="Ms Example, 2026-01-02")
    more = {"_confidential": True, "_keeping": permitted, "organization_id": town.owner.pk}
    office = town.catalogue.place("Office", **more)
    town.catalogue.service("Tax help", at=office)
    town.publish()
    assert office.pk in _withdraw(town, town.hall).ids
    town.publish()
    assert b"Hidden Hollow" not in town.files()


def test_the_texts_of_the_organization_and_all_its_services_forget_the_address(
    town: Town,
) -> None:
    words = {"es": {"description": Translation(f"Estamos en {ADDRESS}.", "")}}
    told = f"Come to {ADDRESS}, 43001, at 40.123456 -82.654321."
    town.catalogue.organization(website="https://example.org", _words=words)
    owner = {**Record.objects.get(pk=town.owner.pk).document, "description": told}
    edit.commit([edit.Edit(town.owner.pk, "organization", owner)], STAMP)
    town.catalogue.service("Tax help", description=told, _words=words)
    town.publish()
    town.publish()
    _withdraw(town, town.hall)
    found = town.files()
    for secret in (b"Hidden Hollow", b"40.123456", b"82.654321", b"43001"):
        assert secret not in found
    assert b"Estamos en [address withheld]" in found


# What goes with it


def test_places_that_only_withdrawn_services_used_leave_the_file(town: Town) -> None:
    words = {"es": {"name": Translation("Casa Zorro", "")}}
    club = town.catalogue.place(
        "Fox House", addresses=[an_address("9 Fox Way")], latitude=40.9, _words=words
    )
    town.catalogue.organization("Fox Club")
    owner = {"organization_id": an_id("Fox Club")}
    one = town.catalogue.service("Fox walks", at=club, **owner)
    two = town.catalogue.service("Fox talks", at=club, **owner)
    town.publish()
    _withdraw(town, one)
    assert b"Fox Way" in town.files(), "another service is still there"
    _withdraw(town, two)
    assert b"Fox Way" not in town.files() and b"Casa Zorro" not in town.files()
    assert club.pk.encode() not in town.files()


def test_a_withdrawn_organization_takes_its_places_along(town: Town) -> None:
    town.publish()
    _withdraw(town, town.owner)
    told = town.files()
    assert b"Hidden Hollow" not in told and town.hall.pk.encode() not in told
    assert editions(town.home)[0].manifest.counts["locations"] == 0


def test_a_service_that_the_catalogue_lost_goes_with_its_organization(town: Town) -> None:
    town.publish()
    edit.commit([edit.Edit(town.pantry.pk, "service", gone=True)], STAMP)
    _withdraw(town, town.owner)
    assert b"Groceries" not in town.files()


# Two at once


def test_a_withdrawal_waits_for_a_publish_that_is_running(town: Town) -> None:
    town.publish()
    held, failed = threading.Event(), threading.Event()

    def hold() -> None:
        with publishing(town.home):
            held.set()
            failed.wait(0.3)

    other = threading.Thread(target=hold)
    other.start()
    held.wait()
    try:
        gone = _withdraw(town, town.pantry)
    finally:
        failed.set()
        other.join()
    assert gone.editions == 1 and b"Groceries" not in town.files()


def test_publishing_and_going_back_do_not_wait(town: Town) -> None:
    town.publish()
    with publishing(town.home):
        with pytest.raises(Trouble, match="Another publish"):
            town.publish()
        with pytest.raises(Trouble, match="Another publish"):
            rollback(town.home)


def test_an_import_that_starts_after_the_first_look_stops_the_building(
    town: Town, tmp_path: Path
) -> None:
    Import.objects.create(
        name="half.csv",
        format="icarol",
        source=town.catalogue.source,
        library=town.catalogue.library,
        started_at=now(),
        by="Ada",
    )
    (tmp_path / "built").mkdir()
    with pytest.raises(Trouble, match=r"half\.csv is not complete"):
        build(tmp_path / "built", now())
    assert not list((tmp_path / "built").iterdir())


# Altered editions


@pytest.mark.parametrize("damage", ["edition.sqlite", "manifest.json", "index/meta.json"])
def test_a_withdrawal_removes_a_kept_edition_that_was_altered(town: Town, damage: str) -> None:
    first = town.publish()
    town.publish()
    (first.folder / damage).write_bytes(b"\xff[")
    gone = _withdraw(town, town.pantry)
    assert gone.dropped == [1] and gone.editions == 1 and not first.folder.exists()


def test_a_withdrawal_does_not_sign_an_altered_current_edition(town: Town) -> None:
    town.publish()
    second = town.publish()
    reader = Editions(town.home / "editions")
    reader.current()
    _alter(second.folder)
    with pytest.raises(Trouble, match="Publish again"):
        _withdraw(town, town.pantry)
    with reader.current().session() as session:
        assert session.entry(town.pantry.pk) is None
    assert b"Groceries" not in _files(_kept(town, 1))
    town.publish()
    assert _withdraw(town, town.pantry).dropped == [2]
    assert b"Groceries" not in town.files()


# The list


def test_a_lost_list_brings_nothing_back(town: Town) -> None:
    town.publish()
    reader = Editions(town.home / "editions")
    reader.current()
    key = signing_key(town.home / "keys", town.home / "editions")
    # As when a withdrawal has sealed the manifest, and the bytes are there all the same.
    folder = town.publish().folder
    seal(folder, _with(folder, town.pantry.pk), key)
    (town.home / "editions" / "withdrawn.json").unlink(missing_ok=True)
    for edition in (reader.current(), town.current()):
        with edition.session() as session:
            assert session.entry(town.pantry.pk) is None
    withdrawals.write(town.home / "editions", {}, 1, key)
    with reader.current().session() as session:
        assert session.entry(town.pantry.pk) is None, "an older list takes nothing away"


def _with(folder: Path, record_id: str) -> Manifest:
    manifest = look(folder)
    manifest.withdrawn[record_id] = "2026-11-23"
    return manifest


def test_publishing_makes_a_lost_list_again(town: Town) -> None:
    town.publish()
    _withdraw(town, town.pantry)
    (town.home / "editions" / "withdrawn.json").unlink()
    made = town.publish()
    assert list(look(made.folder).withdrawn) == [town.pantry.pk]
    assert list(withdrawals.listed(town.home / "editions")) == [town.pantry.pk]


def test_what_somebody_permitted_again_is_neither_listed_nor_in_the_manifest(town: Town) -> None:
    town.publish()
    _withdraw(town, town.hall)
    permitted = Keeping(permission="Ms Example, 2026-01-02")
    edit.commit([edit.Edit(town.hall.pk, "location", keeping=permitted)], STAMP)
    made = town.publish()
    assert look(made.folder).withdrawn == {}
    assert withdrawals.listed(town.home / "editions") == {}
    with town.current().session() as session:
        place = session.entry(town.hall.pk)
    assert place is not None and not place.place_withheld


def test_a_withdrawn_record_that_the_catalogue_lost_stays_on_the_list(town: Town) -> None:
    town.publish()
    _withdraw(town, town.pantry)
    edit.commit([edit.Edit(town.pantry.pk, "service", gone=True)], STAMP)
    assert town.pantry.pk in look(town.publish().folder).withdrawn
    assert town.pantry.pk in withdrawals.listed(town.home / "editions")


def test_a_forged_list_is_not_signed_by_the_publishing_side(town: Town) -> None:
    town.publish()
    forged = {"ids": {town.pantry.pk: "2026-01-01"}, "serial": 1, "signature": "00"}
    (town.home / "editions" / "withdrawn.json").write_text(json.dumps(forged))
    for act in (town.publish, lambda: _withdraw(town, town.shelter), lambda: rollback(town.home)):
        serial = next_serial(town.home)
        with pytest.raises(Trouble):
            act()
        assert next_serial(town.home) == serial
    assert not Record.objects.get(pk=town.pantry.pk).withheld


# Damaged files

GARBAGE = [b"\xff\xfe\x00", b"[1]", b'{"keys": [{"a": 1}], "ids": 3, "serial": "x"}', b"[" * 99999]


@pytest.mark.parametrize("garbage", GARBAGE)
@pytest.mark.parametrize("name", ["withdrawn.json", "trust.json"])
def test_a_damaged_file_is_named_and_nothing_is_published(
    town: Town, name: str, garbage: bytes
) -> None:
    town.publish()
    reader = Editions(town.home / "editions")
    reader.current()
    town.publish()
    (town.home / "editions" / name).write_bytes(garbage)
    for act in (town.publish, lambda: _withdraw(town, town.pantry)):
        with pytest.raises(Trouble, match=name):
            act()
    assert not Record.objects.get(pk=town.pantry.pk).withheld
    assert reader.current().serial == 1 and reader.refused


@pytest.mark.parametrize("name", ["current", "trust.root"])
def test_a_line_that_is_no_text_is_named(town: Town, name: str) -> None:
    town.publish()
    reader = Editions(town.home / "editions")
    reader.current()
    (town.home / "editions" / name).write_bytes(b"\xff\xfe")
    for act in (town.publish, lambda: _withdraw(town, town.pantry)):
        with pytest.raises(Trouble, match=name):
            act()
    assert reader.current().serial == 1


@pytest.mark.parametrize("name", [b"\xff\xfe", b"a\x00b", b"", b"00000009-nothing"])
def test_a_running_reader_outlives_a_damaged_switch(town: Town, name: bytes) -> None:
    town.publish()
    reader = Editions(town.home / "editions")
    reader.current()
    (town.home / "editions" / "current").write_bytes(name)
    assert reader.current().serial == 1 and reader.refused


@pytest.mark.parametrize("garbage", [*GARBAGE, b'{"serial": "1"}', b"{}"])
def test_a_damaged_manifest_is_named_and_does_not_stop_publishing(
    town: Town, garbage: bytes
) -> None:
    first = town.publish()
    (first.folder / "manifest.json").write_bytes(garbage)
    with pytest.raises(Trouble, match=r"manifest\.json"):
        editions(town.home)
    assert town.publish().serial == 2 and town.current().serial == 2


def test_a_damaged_key_is_named(town: Town) -> None:
    town.publish()
    (town.home / "keys" / "edition.key").write_bytes(b"\xff")
    with pytest.raises(Trouble, match=r"edition\.key"):
        town.publish()
