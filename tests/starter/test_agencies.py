"""The national resettlement agencies: every fact with its source, none passed off as checked."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from latchstring.core.check import check
from latchstring.core.shape import is_uuid, words
from latchstring.starter.agencies import agencies
from latchstring.starter.record import Starter
from latchstring.starter.topics import topics

RECORDS = agencies()
ORGANIZATIONS = [record for record in RECORDS if record.kind == "organization"]
SERVICES = [record for record in RECORDS if record.kind == "service"]
PROGRAM = "Reception and Placement program"
AGREEMENT = "Reception and Placement agreement for fiscal year 2025"


def named(word: str) -> Starter:
    """The one organization whose name or alias is that word."""
    found = [
        record
        for record in ORGANIZATIONS
        if word in (record.document["name"], *(alias["name"] for alias in record.aliases))
    ]
    assert len(found) == 1
    return found[0]


def facts(record: Starter) -> Iterator[str]:
    """Paths of everything that the record states."""
    yield from (path for path, _ in words(record.kind, record.document))
    yield from (name for name in ("website", "url") if name in record.document)
    yield from (f"aliases/{alias['name']}" for alias in record.aliases)
    yield from (f"memberships/{row['network']}" for row in record.memberships)


def test_there_are_eleven_agencies_with_one_service_each() -> None:
    assert len(ORGANIZATIONS) == 11
    owners = [record.document["organization_id"] for record in SERVICES]
    assert sorted(owners) == sorted(record.id for record in ORGANIZATIONS)


@pytest.mark.parametrize(
    ("word", "name"),
    [
        ("LIRS", "Global Refuge"),
        ("Lutheran Immigration and Refugee Service", "Global Refuge"),
        ("DFMS", "Episcopal Migration Ministries"),
        ("EMM", "Episcopal Migration Ministries"),
        ("Hebrew Immigrant Aid Society", "HIAS"),
        ("USCCB/MRS", "U.S. Conference of Catholic Bishops / Migration & Refugee Services"),
        ("CWS", "Church World Service"),
        ("ECDC", "Ethiopian Community Development Council"),
        ("IRC", "International Rescue Committee"),
        ("USCRI", "U.S. Committee for Refugees and Immigrants"),
    ],
)
def test_old_names_and_abbreviations_lead_to_the_agency(word: str, name: str) -> None:
    assert named(word).document["name"] == name


def test_every_fact_has_a_piece_of_evidence() -> None:
    for record in RECORDS:
        proven = {row["field"] for row in record.evidence}
        assert set(facts(record)) <= proven, record.document["name"]


def test_evidence_names_no_fact_that_the_record_does_not_state() -> None:
    for record in RECORDS:
        assert {row["field"] for row in record.evidence} <= set(facts(record))


def test_nothing_is_passed_off_as_checked_by_a_library() -> None:
    for record in RECORDS:
        assert (record.assured_on, record.assured_by, record.assured_how) == ("", "", "")
        assert not any(row["checked"] for row in record.memberships)
        for row in record.evidence:
            assert row["checked_on"] == ""
            assert row["note"]


def test_general_knowledge_says_so_and_every_other_source_can_be_opened() -> None:
    for row in (row for record in RECORDS for row in record.evidence):
        if row["source"] == "No source yet":
            assert row["note"].startswith("General knowledge")
        elif row["source"] != "Latchstring":
            assert row["url"].startswith("http")
            assert row["note"].startswith("Read at the source")


def test_ended_memberships_say_when_they_ended() -> None:
    ends = {
        "EMM": "2025-09-30",
        "USCCB": "2025-09-30",
        "Iowa Bureau of Refugee Services": "2010-06-30",
    }
    for word, day in ends.items():
        rows = [row for row in named(word).memberships if row["network"] == PROGRAM]
        assert [row["until"] for row in rows] == [day]


def test_what_came_after_the_agreements_of_2025_is_not_claimed() -> None:
    for record in ORGANIZATIONS:
        assert all(row["until"] for row in record.memberships)
    ended = [r for r in ORGANIZATIONS if any(m["network"] == AGREEMENT for m in r.memberships)]
    assert len(ended) == 10
    for record in ended:
        rows = [row for row in record.memberships if row["network"] == AGREEMENT]
        assert [row["until"] for row in rows] == ["2025-02-26"]


def test_agencies_that_ended_stay_active_to_be_found_and_warn() -> None:
    warned = [record for record in SERVICES if "alert" in record.document]
    assert {record.document["status"] for record in SERVICES} == {"active"}
    assert len(warned) == 3
    assert all("20" in record.document["alert"] for record in warned)


def test_no_street_address_and_no_telephone_number_is_invented() -> None:
    for record in RECORDS:
        assert not {"addresses", "phones", "latitude"} & record.document.keys()


def test_documents_are_clean_and_translations_belong_to_their_texts() -> None:
    terms = {record.id for record in topics()}
    for record in RECORDS:
        clean, aside, problems = check(record.kind, record.document)
        assert (clean, aside, problems) == (record.document, {}, [])
        assert is_uuid(record.id)
        texts = dict(words(record.kind, record.document))
        assert set(record.translations) == {"es", "ar"}
        assert all(set(paths) <= set(texts) for paths in record.translations.values())
        for tag in record.document.get("attributes", []):
            assert tag["taxonomy_term_id"] in terms


def test_agencies_come_out_the_same_each_time() -> None:
    assert agencies() == RECORDS
    assert len({record.id for record in RECORDS}) == len(RECORDS)
