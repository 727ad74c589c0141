"""iCarol's columns: what stands in which field of which record."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from made_icarol import agency, program, taken


def service(path: Path, **cells: str) -> dict[str, Any]:
    return taken(path, agency(), program(**cells)).one("service", "2").document


def organization(path: Path, **cells: str) -> dict[str, Any]:
    return taken(path, agency(**cells), program()).one("organization", "1").document


def place(path: Path, **cells: str) -> dict[str, Any]:
    return taken(path, agency(), program(**cells)).one("location", "2").document


def without_ids(value: Any) -> Any:
    if isinstance(value, list):
        return [without_ids(item) for item in value]
    if isinstance(value, dict):
        return {name: without_ids(item) for name, item in value.items() if name != "id"}
    return value


def test_an_organization_has_its_facts(tmp_path: Path) -> None:
    found = organization(
        tmp_path,
        PublicName="Bread  for All ",
        AlternateName="BfA",
        OfficialName="Bread for All, Inc.",
        AgencyDescription="Gives<br />food &amp; clothes.",
        EmailAddressMain="info@bread.org",
        WebsiteAddress="www.bread.org",
        FEIN="23-7111680",
        YearIncorporated="1970",
        IRSStatus="501(c)(3)",
        LegalStatus="None or unknown",
        Phone1Number="(202) 555- 0100",
        Phone1Name="Main Number",
    )
    assert without_ids(found) == {
        "name": "Bread for All",
        "alternate_name": "Bread for All, Inc.; BfA",
        "description": "Gives\nfood & clothes.",
        "email": "info@bread.org",
        "website": "https://www.bread.org",
        "tax_status": "501(c)(3)",
        "tax_id": "23-7111680",
        "year_incorporated": 1970,
        "phones": [{"number": "(202) 555-0100", "type": "voice", "description": "Main Number"}],
    }


def test_a_service_says_whom_it_is_for_and_how_to_come(tmp_path: Path) -> None:
    found = service(
        tmp_path,
        Eligibility="DC residents",
        ApplicationProcess="Telephone, Walk-In",
        DocumentsRequired="Photo ID, proof of address",
        LicenseAccreditation="Licensed by the city",
        CoverageArea="Ward 6",
        CoverageAreaText="x" * 120,
        LanguagesOffered="English, Spanish",
        HoursOfOperation="9:00 am - 5:00 pm, Monday - Friday",
    )
    assert found["eligibility_description"] == "DC residents"
    assert found["application_process"] == "Telephone, Walk-In"
    assert found["accreditations"] == "Licensed by the city"
    assert without_ids(found["required_documents"]) == [{"document": "Photo ID, proof of address"}]
    assert without_ids(found["service_areas"]) == [{"name": "Ward 6"}, {"description": "x" * 120}]
    assert [(lang["code"], lang["name"]) for lang in found["languages"]] == [
        ("en", "English"),
        ("es", "Spanish"),
    ]
    assert "interpretation_services" not in found
    assert found["schedules"][0]["byday"] == "MO,TU,WE,TH,FR"


def test_languages_that_come_with_a_condition_keep_the_whole_text(tmp_path: Path) -> None:
    found = service(tmp_path, LanguagesOffered="English, Spanish (call first)")
    assert found["interpretation_services"] == "English, Spanish (call first)"
    row = agency(LanguagesOffered="Spanish (Mondays)", PhysicalAddress1="1 A Street")
    at = taken(tmp_path, row, program()).one("location", "1").document
    assert [(lang["code"], lang["note"]) for lang in at["languages"]] == [
        ("es", "Spanish (Mondays)")
    ]


@pytest.mark.parametrize("fee", ["No fee", "No Fee", "None", "free", "Free of charge.", "No Fees"])
def test_what_is_plainly_free_costs_nothing(tmp_path: Path, fee: str) -> None:
    found = service(tmp_path, FeeStructureSource=fee)
    assert found["fees_description"] == fee
    assert without_ids(found["cost_options"]) == [{"amount": 0}]


@pytest.mark.parametrize("fee", ["No fee for most services", "No Fee (donations)", "$5", "No", ""])
def test_what_may_cost_something_is_only_told_in_words(tmp_path: Path, fee: str) -> None:
    found = service(tmp_path, FeeStructureSource=fee)
    assert found.get("fees_description", "") == fee
    assert "cost_options" not in found


@pytest.mark.parametrize("column", ["Eligibility", "ApplicationProcess"])
def test_none_is_kept_and_not_told_to_readers(tmp_path: Path, column: str) -> None:
    found = taken(tmp_path, agency(), program(**{column: "None"})).one("service", "2")
    assert "None" not in str(found.document)
    assert found.kept[column] == "None"


def test_phones_have_their_kind_and_stand_once_each(tmp_path: Path) -> None:
    cells = {
        "Phone1Number": "202-555-0100", "Phone1Name": "Intake",
        "Phone2Number": "202-555-0101 ext. 7", "Phone2Name": "Fax Number",
        "Phone3Number": "(202) 555-0100", "Phone3Name": "Again",
        "Phone4Name": "Nobody",
        "Phone5Number": "202-555-0102", "Phone5Description": "TTY/TDD Number",
        "PhoneFax": "202-555-0103", "PhoneTTY": "711", "PhoneTollFree": "1-800-555-0104",
        "PhoneNumberHotline": "211", "PhoneNumberAfterHours": "call",
    }  # fmt: skip
    found = taken(tmp_path, agency(), program(**cells))
    phones = without_ids(found.one("service", "2").document["phones"])
    assert phones == [
        {"number": "202-555-0100", "type": "voice", "description": "Intake"},
        {"number": "202-555-0101", "extension": 7, "type": "fax", "description": "Fax Number"},
        {"number": "202-555-0102", "type": "tty", "description": "TTY/TDD Number"},
        {"number": "211", "type": "voice", "description": "Hotline"},
        {"number": "1-800-555-0104", "type": "voice", "description": "Toll-free"},
        {"number": "711", "type": "tty"},
        {"number": "202-555-0103", "type": "fax"},
    ]
    kept = found.one("service", "2").kept
    assert kept.items() >= {"Phone3Name": "Again", "Phone4Name": "Nobody"}.items()
    assert kept["PhoneNumberAfterHours"] == "call"
    assert '"call" is no telephone number' in found.sentences()


@pytest.mark.parametrize(
    ("stated", "url", "told"),
    [
        ("x.org", "https://x.org", False),
        ("HTTP://x.org", "http://x.org", False),
        ("no website", None, False),
        ("hhttp://x.org", None, True),
    ],
)
def test_web_addresses_are_links_or_kept(
    tmp_path: Path, stated: str, url: str | None, told: bool
) -> None:
    found = taken(tmp_path, agency(), program(WebsiteAddress=stated))
    record = found.one("service", "2")
    assert record.document.get("url") == url
    assert record.kept.get("WebsiteAddress") == (None if url else stated)
    assert bool(found.problems) == told


def test_a_second_web_address_is_not_lost(tmp_path: Path) -> None:
    found = service(tmp_path, WebsiteAddress="http://a.org/, www.b.org")
    assert (found["url"], without_ids(found["additional_urls"])) == (
        "http://a.org/",
        [{"url": "https://www.b.org"}],
    )


def test_texts_that_the_export_cut_off_show_it(tmp_path: Path) -> None:
    text = "word " * 60
    for length, end in ((253, " wor"), (254, " word"), (255, " word"), (256, " word w")):
        stated = text[:length]
        assert service(tmp_path, Eligibility=stated)["eligibility_description"].endswith(end)
    cut = service(tmp_path, Eligibility="x" + text[:254])["eligibility_description"]
    assert cut.endswith(" word…")


def test_hours_by_day_are_read_where_the_text_is_missing(tmp_path: Path) -> None:
    by_day = "Mon 9:00 am - 5:00 pm; Tue 9:00 am - 5:00 pm;"
    found = service(tmp_path, Hours=by_day)
    assert [row["byday"] for row in found["schedules"]] == ["MO,TU"]
    assert "schedules" not in service(tmp_path, Hours="Mon; Tue; Wed;")


def test_hours_by_day_that_contradict_the_text_are_only_kept(tmp_path: Path) -> None:
    row = program(HoursOfOperation="Open 24 hours", Hours="Mon 9:00 am - 5:00 pm;")
    record = taken(tmp_path, agency(), row).one("service", "2")
    assert [row["closes_at"] for row in record.document["schedules"]] == ["24:00"]
    assert record.kept["Hours"] == "Mon 9:00 am - 5:00 pm;"


def test_a_place_has_both_addresses_where_they_differ(tmp_path: Path) -> None:
    cells = {
        "PhysicalAddress1": "12 Main Street", "PhysicalAddress2": "Suite 3",
        "PhysicalCity": "Washington", "PhysicalCounty": "District Of Columbia",
        "PhysicalStateProvince": "DC", "PhysicalPostalCode": "20001-3318",
        "PhysicalCountry": "United States", "Latitude": "38.9", "Longitude": "-77.01",
        "MailingAttentionName": "Alice Example", "MailingAddress1": "PO Box 7",
        "MailingCity": "Washington", "MailingStateProvince": "DC", "MailingPostalCode": "20044",
        "MailingCountry": "United States",
    }  # fmt: skip
    found = place(tmp_path, **cells)
    assert (found["latitude"], found["longitude"]) == (38.9, -77.01)
    assert found["location_type"] == "physical"
    assert "Alice" not in str(found)
    physical, postal = without_ids(found["addresses"])
    assert physical == {
        "address_1": "12 Main Street",
        "address_2": "Suite 3",
        "city": "Washington",
        "region": "District Of Columbia",
        "state_province": "DC",
        "postal_code": "20001-3318",
        "country": "US",
        "address_type": "physical",
    }
    assert (postal["address_1"], postal["address_type"]) == ("PO Box 7", "postal")


def test_one_address_for_both_stands_once(tmp_path: Path) -> None:
    cells = {"PhysicalAddress1": "12 Main Street", "MailingAddress1": "12 MAIN STREET"}
    assert [a["address_type"] for a in place(tmp_path, **cells)["addresses"]] == ["physical"]


def test_a_place_that_only_gets_letters_is_postal(tmp_path: Path) -> None:
    found = place(tmp_path, MailingAddress1="PO Box 7")
    assert found["location_type"] == "postal"


@pytest.mark.parametrize(
    ("latitude", "longitude"), [("91", "10"), ("0", "0"), ("nan", "1"), ("x", "1"), ("1", "")]
)
def test_coordinates_that_cannot_be_are_kept_aside(
    tmp_path: Path, latitude: str, longitude: str
) -> None:
    row = program(PhysicalAddress1="1 A Street", Latitude=latitude, Longitude=longitude)
    record = taken(tmp_path, agency(), row).one("location", "2")
    assert "latitude" not in record.document
    assert record.kept["Latitude"] == latitude


@pytest.mark.parametrize(
    ("stated", "shown"),
    [
        ("wheelchair access", "wheelchair access"),
        ("Call In, Elevator", "Call In, Elevator"),
        ("Yes", "Accessible to people with disabilities: yes"),
        ("No", "Accessible to people with disabilities: no"),
        ("NW", None),
        ("2", None),
        ("Columbia Heights", None),
        ("None", None),
    ],
)
def test_only_what_speaks_of_access_is_shown_as_access(
    tmp_path: Path, stated: str, shown: str | None
) -> None:
    row = program(PhysicalAddress1="1 A Street", DisabilitiesAccess=stated)
    record = taken(tmp_path, agency(), row).one("location", "2")
    told = [item["description"] for item in record.document.get("accessibility", [])]
    assert told == ([shown] if shown else [])
    assert ("DisabilitiesAccess" in record.kept) == (shown is None)


@pytest.mark.parametrize(
    ("bus", "other", "shown"),
    [
        ("Transportation Available: 2", "", None),
        ("Transportation Available: P6", "", None),
        ("Yes", "yes", None),
        ("Transportation Available: S2 and S4", "", "S2 and S4"),
        ("42, 43", "Dupont Circle", "42, 43; Dupont Circle"),
        ("Bus Service", "bus service", "Bus Service"),
    ],
)
def test_the_way_there_is_shown_where_it_says_something(
    tmp_path: Path, bus: str, other: str, shown: str | None
) -> None:
    cells = {"BusServiceAccess": bus, "PublicAccessTransportation": other}
    assert place(tmp_path, PhysicalAddress1="1 A", **cells).get("transportation") == shown
