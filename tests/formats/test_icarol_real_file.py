"""A real 2-1-1 directory: nothing of it is lost, and nothing that it hides is shown."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

import pytest
from made_icarol import Read

from latchstring.core.check import check
from latchstring.core.shape import is_uuid

Rows = dict[str, dict[str, str]]


@pytest.fixture(scope="module")
def file(shared: Path) -> Path:
    return shared / "bench/icarol/211.csv"


@pytest.fixture(scope="module")
def found(file: Path) -> Read:
    return Read(file, "dc211")


@pytest.fixture(scope="module")
def rows(file: Path) -> Rows:
    """The rows that have a name, by number: one has none and is refused."""
    with file.open(encoding="utf-8", newline="") as text:
        return {r["ResourceAgencyNum"]: r for r in csv.DictReader(text) if r["PublicName"].strip()}


def marked(found: Read, mark: str, kinds: tuple[str, ...]) -> set[str]:
    return {f.source_id for f in found.found if mark in f.marks and f.kind in kinds}


def test_every_row_with_a_name_becomes_a_record(found: Read, rows: Rows) -> None:
    counts = Counter(record.kind for record in found.found)
    levels = Counter(row["TaxonomyLevelName"] for row in rows.values())
    assert len(rows) == 2131
    assert counts["organization"] == levels["Agency"] == 494
    # Every program, the one site, and 20 agencies that have no programs.
    assert counts["service"] == levels["Program"] + levels["Site"] + 20 == 1657
    assert counts["location"] == 2127
    assert counts["taxonomy"] == 1
    assert {f.source_id for f in found.found if f.kind in ("organization", "service")} == set(rows)


def test_the_one_row_without_a_name_is_refused_and_said(found: Read) -> None:
    refused = [problem for problem in found.problems if problem.weight == "refused"]
    assert [(problem.where.row, problem.where.field) for problem in refused] == [(2, "PublicName")]
    assert len(found.problems) < 10


def test_every_column_of_the_export_is_in_the_documentation(file: Path) -> None:
    page = (Path(__file__).parents[2] / "docs" / "formats" / "icarol.md").read_text("utf-8")
    with file.open(encoding="utf-8", newline="") as text:
        heading = next(csv.reader(text))
    assert len(heading) == 116
    assert [name for name in heading if f"`{name}`" not in page] == []


def test_internal_notes_are_kept_and_in_no_document(found: Read) -> None:
    assert not [f.source_id for f in found.found if "internal note" in str(f.document)]
    kept = [f for f in found.found if "InternalNotes" in f.kept]
    assert len(kept) == 817
    assert all(f.kept["InternalNotes"].startswith("internal note") for f in kept)


def test_marks_are_those_of_the_source(found: Read, rows: Rows) -> None:
    own = ("organization", "service")
    excluded = {n for n, row in rows.items() if row["ExcludeFromWebsite"] == "Yes"}
    inactive = {n for n, row in rows.items() if row["AgencyStatus"] == "Inactive"}
    unwanted = {n for n, row in rows.items() if row["AgencyStatus"].endswith("not refer")}
    # 361 in the file: the row without a name is one of them.
    assert (len(excluded), len(inactive), len(unwanted)) == (153, 360, 13)
    assert marked(found, "excluded", own) == excluded
    assert marked(found, "inactive", own) == inactive
    assert marked(found, "do not refer", own) == unwanted
    for mark in ("excluded", "inactive", "do not refer"):
        places = {f.source_id for f in found.found if f.kind == "location"}
        assert marked(found, mark, ("location",)) == marked(found, mark, own) & places


def test_the_14_confidential_places_are_marked_and_stand_nowhere_else(
    found: Read, rows: Rows
) -> None:
    columns = ("PhysicalAddress1", "PhysicalAddress2", "MailingAddress1")
    secret = {
        number
        for number, row in rows.items()
        if any("confidential" in row[name].lower() for name in columns)
    }
    assert len(secret) == 14
    assert marked(found, "confidential", ("location",)) == secret
    points = {(float(rows[n]["Latitude"]), float(rows[n]["Longitude"])) for n in secret}
    for record in found.found:
        point = (record.document.get("latitude"), record.document.get("longitude"))
        assert (point in points) == ("confidential" in record.marks)
        assert not {str(lat) for lat, _ in points} & set(map(str, record.kept.values()))


def test_ids_are_uuids_and_no_two_records_share_one(found: Read) -> None:
    ids = [(record.kind, record.document["id"]) for record in found.found]
    assert len(ids) == len(set(ids))
    assert all(is_uuid(own) for _, own in ids)


def test_references_meet(found: Read) -> None:
    ids = {kind: set() for kind in ("organization", "location", "taxonomy_term", "taxonomy")}
    for record in found.found:
        ids.setdefault(record.kind, set()).add(record.document["id"])
    for record in found.found:
        document = record.document
        if record.kind in ("service", "location"):
            assert document["organization_id"] in ids["organization"]
        for at in document.get("service_at_locations", []):
            assert at["location_id"] in ids["location"]
        for tag in document.get("attributes", []):
            assert tag["taxonomy_term_id"] in ids["taxonomy_term"]


def test_every_document_is_clean_hsds(found: Read) -> None:
    for record in found.found:
        assert check(record.kind, record.document) == (record.document, {}, [])


def test_no_tag_or_padding_reaches_a_reader(found: Read) -> None:
    for record in found.found:
        for text in record.document.values():
            if isinstance(text, str):
                assert "<br" not in text.lower()
                assert "</" not in text
                assert "  " not in text
                assert text == text.strip() != "-1"


def test_every_row_says_when_it_was_verified(found: Read) -> None:
    services = [record for record in found.found if record.kind == "service"]
    dated = [record for record in services if record.assured_on]
    assert len(dated) > 0.99 * len(services)
    assert Counter(record.assured_on[:3] for record in dated).keys() == {"200", "201"}


def test_the_same_file_twice_is_the_same(found: Read, file: Path) -> None:
    assert Read(file, "dc211").items == found.items
