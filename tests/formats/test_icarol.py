"""iCarol's export: which rows become what, what is withheld, what is refused."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from made_icarol import Read, agency, program, site, taken, write

from latchstring.core.check import check
from latchstring.core.problem import Trouble
from latchstring.formats.icarol import read

SECRET = {"InternalNotes": "note 7", "MainContactName": "Alice Example", "SeniorWorkerName": "Bob"}
ADDRESS = {"PhysicalAddress1": "12 Main Street, NW", "PhysicalPostalCode": "20001"}


# Rows and records


def test_a_program_is_a_service_of_its_agency_at_its_own_place(tmp_path: Path) -> None:
    found = taken(tmp_path, agency(**ADDRESS), program(**ADDRESS))
    service = found.one("service", "2").document
    assert service["organization_id"] == found.id("organization", "1")
    [at] = service["service_at_locations"]
    assert at["location_id"] == found.one("location", "2").document["id"]
    assert found.one("location", "2").document["organization_id"] == service["organization_id"]
    assert found.kinds("1") == ["organization", "location"]
    assert found.problems == []


def test_a_program_may_stand_before_its_agency(tmp_path: Path) -> None:
    rows = [program(TaxonomyTerm="Food;", TaxonomyCodes="BD"), agency()]
    found = taken(tmp_path, *rows)
    assert found.one("service", "2").document["organization_id"] == found.id("organization", "1")
    assert found.problems == []


def test_a_program_under_a_site_belongs_to_the_agency_above_it(tmp_path: Path) -> None:
    found = taken(tmp_path, program("4", under="3"), site(), agency())
    assert found.one("service", "4").document["organization_id"] == found.id("organization", "1")
    assert found.problems == []


def test_a_program_without_an_agency_in_the_file_is_kept_and_told(tmp_path: Path) -> None:
    found = taken(tmp_path, program(under="99"), program("5", under="0"))
    assert found.one("service", "2").document["organization_id"] == found.id("organization", "99")
    assert "organization_id" not in found.one("service", "5").document
    assert [problem.weight for problem in found.problems] == ["kept", "kept"]
    assert "a service without an organization in this file" in found.sentences()
    assert found.one("service", "2").kept["ParentAgencyNum"] == "99"


def test_a_site_without_programs_is_found_as_a_service_too(tmp_path: Path) -> None:
    found = taken(tmp_path, agency(), program(), site(**ADDRESS, Phone1Number="202-555-0100"))
    assert found.kinds("3") == ["location", "service"]
    assert found.one("location", "3").document["name"] == "Site 3"
    assert "phones" not in found.one("location", "3").document


def test_a_site_with_programs_is_their_place(tmp_path: Path) -> None:
    with_phone = site(**ADDRESS, Phone1Number="202-555-0100", HoursOfOperation="24/7")
    found = taken(tmp_path, agency(), with_phone, program("4", ConnectsToSiteNum="3"))
    assert found.kinds("3") == ["location"]
    place = found.one("location", "3").document
    assert place["phones"][0]["number"] == "202-555-0100"
    assert place["schedules"][0]["closes_at"] == "24:00"
    [at] = found.one("service", "4").document["service_at_locations"]
    assert at["location_id"] == place["id"]


def test_a_site_that_tells_of_no_place_is_not_lost(tmp_path: Path) -> None:
    found = taken(tmp_path, agency(), site(InternalNotes="note 7"), program("4", under="3"))
    assert found.kinds("3") == ["service"]
    assert found.one("service", "3").kept["InternalNotes"] == "note 7"


def test_what_is_wrong_with_a_row_is_said_once(tmp_path: Path) -> None:
    found = taken(tmp_path, agency(WebsiteAddress="hhttp://x.org", Phone1Number="(2 ) -"))
    assert found.kinds("1") == ["organization", "service"]
    assert [p.where.field for p in found.problems] == ["WebsiteAddress", "Phone1Number"]


def test_an_agency_without_programs_is_found_as_a_service_too(tmp_path: Path) -> None:
    found = taken(tmp_path, agency(**ADDRESS, Eligibility="Everybody"))
    assert found.kinds("1") == ["organization", "location", "service"]
    service = found.one("service", "1").document
    assert service["eligibility_description"] == "Everybody"
    assert service["organization_id"] == found.id("organization", "1")


def test_a_row_that_tells_of_no_place_makes_none(tmp_path: Path) -> None:
    cells = {"PhysicalCity": "Unknown", "PhysicalStateProvince": "DC", "Latitude": "-1"}
    found = taken(tmp_path, agency(), program(**cells))
    assert found.kinds("2") == ["service"]
    assert "service_at_locations" not in found.one("service", "2").document
    assert found.one("service", "2").kept["PhysicalStateProvince"] == "DC"


def test_every_record_names_its_source_row_and_when_it_was_verified(tmp_path: Path) -> None:
    row = program(**ADDRESS, LastVerifiedOn="12/6/11 0:00", UpdatedOn="8/17/11 10:11")
    found = taken(tmp_path, agency(), row)
    records = [record for record in found.found if record.source_id == "2"]
    assert {record.assured_on for record in records} == {"2011-12-06"}
    assert {(record.where.file, record.where.row) for record in records} == {("export.csv", 3)}
    service = found.one("service", "2").document
    assert service["assured_date"] == "2011-12-06"
    assert service["last_modified"] == "2011-08-17T10:11:00"


def test_a_date_that_cannot_be_read_is_told_and_kept(tmp_path: Path) -> None:
    found = taken(tmp_path, agency(), program(LastVerifiedOn="last spring"))
    assert found.one("service", "2").assured_on == ""
    assert found.one("service", "2").kept["LastVerifiedOn"] == "last spring"
    assert found.problems[0].where.field == "LastVerifiedOn"


# What readers never see


def test_what_is_for_staff_is_kept_and_in_no_document(tmp_path: Path) -> None:
    rows = (agency(**SECRET), program(**SECRET, **ADDRESS), site(**SECRET))
    found = taken(tmp_path, *rows)
    for record in found.found:
        assert not any(secret in str(record.document) for secret in SECRET.values())
    for kind, number in (("organization", "1"), ("service", "2"), ("service", "3")):
        assert found.one(kind, number).kept.items() >= SECRET.items()


def documented() -> dict[str, str]:
    """Column -> what becomes of it, as the table of the documentation says."""
    page = (Path(__file__).parents[2] / "docs" / "formats" / "icarol.md").read_text("utf-8")
    rows = [line.split("|")[1:3] for line in page.splitlines() if line.startswith("| `")]
    return {name: said for names, said in rows for name in re.findall(r"`(\w+)`", names)}


@pytest.mark.parametrize("row", [agency, program, site])
def test_every_column_is_shown_or_kept_as_the_documentation_says(
    tmp_path: Path, row: Callable[..., dict[str, str]]
) -> None:
    told = {name: f"told {number:03}" for number, name in enumerate(documented())}
    told |= row("7") | {"AgencyStatus": "Active", "ExcludeFromWebsite": "No"}
    found = taken(tmp_path, agency(), told)
    shown = "".join(str(record.document) for record in found.found)
    kept = "".join(str(record.kept) for record in found.found)
    # The number and name of an agency in the file are that agency's.
    assert [
        n for n in told if told[n] not in shown + kept and not n.startswith("ParentAgency")
    ] == []
    for name, said in documented().items():
        if "kept, not published" in said and told[name].startswith("told"):
            assert told[name] not in shown
            assert told[name] in kept


@pytest.mark.parametrize(
    ("cells", "marks", "status"),
    [
        ({}, (), "active"),
        ({"AgencyStatus": ""}, (), "active"),
        ({"AgencyStatus": "Inactive"}, ("inactive",), "inactive"),
        ({"AgencyStatus": "", "MadeInactiveOn": "1/2/13"}, ("inactive",), "inactive"),
        ({"AgencyStatus": "Active, but do not refer"}, ("do not refer",), "active"),
        ({"ExcludeFromWebsite": "Yes"}, ("excluded",), "active"),
        ({"ExcludeFromDirectory": "Yes"}, ("excluded",), "active"),
        (
            {"ExcludeFromWebsite": "TRUE", "AgencyStatus": "Inactive"},
            ("excluded", "inactive"),
            "inactive",
        ),
        ({"ExcludeFromWebsite": "No"}, (), "active"),
    ],
)
def test_marks_of_the_source_stand_on_every_record_of_the_row(
    tmp_path: Path, cells: dict[str, str], marks: tuple[str, ...], status: str
) -> None:
    found = taken(tmp_path, agency(**{**ADDRESS, **cells}), program(**{**ADDRESS, **cells}))
    records = [record for record in found.found if record.source_id in ("1", "2")]
    assert {record.kind for record in records} == {"organization", "location", "service"}
    assert {record.marks for record in records} == {marks}
    assert found.one("service", "2").document["status"] == status
    assert found.problems == []


@pytest.mark.parametrize(
    "cells", [{"AgencyStatus": "Zombie"}, {"ExcludeFromWebsite": "12 Main Street"}]
)
def test_marks_that_cannot_be_understood_withhold(tmp_path: Path, cells: dict[str, str]) -> None:
    found = taken(tmp_path, agency(), program(**cells))
    assert found.one("service", "2").marks in (("inactive",), ("excluded",))
    assert "cannot be understood, so this is withheld" in found.sentences()


def test_a_row_whose_cells_moved_is_withheld(tmp_path: Path) -> None:
    file = write(tmp_path, agency(), program(**ADDRESS), program("4"))
    one, two, three, four = file.read_text().splitlines()
    unquoted = three.replace('"12 Main Street, NW"', "12 Main Street, NW") + "x"
    file.write_text("\n".join([one, two, unquoted, four[:-9]]))
    found = Read(file)
    assert found.one("service", "2").marks == ("excluded",)
    assert found.one("service", "4").marks == ("excluded",)
    assert found.one("organization", "1").marks == ()
    assert found.one("service", "2").kept["(beyond the named columns)"] == "x"
    assert "may stand in the wrong columns" in found.sentences()


@pytest.mark.parametrize(
    "cells",
    [
        {"PhysicalAddress1": "Confidential"},
        {"PhysicalAddress2": "CONFIDENTIAL location"},
        {"MailingAddress1": "Confidential"},
        {"PhysicalAddress1": "Undisclosed"},
        {"MailingAddress2": "address not disclosed"},
        {"PhysicalLocationDescription": "The location is confidential"},
        {"AgencyDescription": "A shelter at a confidential location."},
    ],
)
def test_a_confidential_place_is_marked_and_its_service_is_not(
    tmp_path: Path, cells: dict[str, str]
) -> None:
    found = taken(tmp_path, agency(), program(**{"MailingPostalCode": "20044", **cells}))
    place = found.one("location", "2")
    assert place.marks == ("confidential",)
    assert found.one("service", "2").marks == ()
    assert "onfidential" not in str(place.document.get("addresses"))
    assert found.one("organization", "1").marks == ()


def test_a_place_of_which_nothing_else_is_told_is_marked_too(tmp_path: Path) -> None:
    found = taken(tmp_path, agency(), program(PhysicalAddress1="Confidential"))
    assert found.one("location", "2").marks == ("confidential",)
    assert found.one("location", "2").kept == {"PhysicalAddress1": "Confidential"}
    assert found.one("location", "2").document.keys() == {"id", "location_type", "organization_id"}


def test_a_message_of_some_days_is_kept_and_never_shown_as_current(tmp_path: Path) -> None:
    message = {"TemporaryMessage": "Closed this week", "TemporaryMessageExpires": "9/30/10 0:00"}
    found = taken(tmp_path, agency(), program(**message))
    assert "alert" not in found.one("service", "2").document
    assert found.one("service", "2").kept.items() >= message.items()


# What is refused


def test_a_row_that_cannot_be_a_record_is_told_and_the_rest_goes_in(tmp_path: Path) -> None:
    rows = [
        agency(),
        program(""),
        program("-1"),
        program("6", TaxonomyLevelName="Banana"),
        program("7", PublicName=" -1 "),
        program("8"),
    ]
    found = taken(tmp_path, *rows)
    assert [(p.where.row, p.where.field, p.weight) for p in found.problems] == [
        (3, "ResourceAgencyNum", "refused"),
        (4, "ResourceAgencyNum", "refused"),
        (5, "TaxonomyLevelName", "refused"),
        (6, "PublicName", "refused"),
    ]
    assert found.kinds("8") == ["service"]


def test_the_second_row_of_a_number_is_refused(tmp_path: Path) -> None:
    found = taken(tmp_path, agency(), program(), program(PublicName="Again"), agency("1"))
    assert [(p.where.row, p.weight) for p in found.problems] == [(4, "refused"), (5, "refused")]
    assert "stands in row 3 too" in found.sentences()
    assert found.one("service", "2").document["name"] == "Program 2"


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"", "The file is empty."),
        (b"name,city\nx,y\n", "no column ResourceAgencyNum, PublicName, TaxonomyLevelName"),
        (b"PublicName,ResourceAgencyNum\nx,1\n", "no column TaxonomyLevelName"),
        (b"ResourceAgencyNum,PublicName,TaxonomyLevelName\n", "no rows"),
        (b"PK\x03\x04", "Excel workbook"),
    ],
)
def test_what_is_no_icarol_export_is_refused_with_a_sentence(
    tmp_path: Path, data: bytes, what: str
) -> None:
    file = tmp_path / "other.csv"
    file.write_bytes(data)
    with pytest.raises(Trouble, match=what):
        list(read(file, "town"))


def test_an_export_without_the_columns_that_withhold_says_so(tmp_path: Path) -> None:
    file = tmp_path / "few.csv"
    file.write_text("ResourceAgencyNum,PublicName,TaxonomyLevelName\n1,Food Bank,Agency\n")
    found = Read(file)
    assert found.kinds("1") == ["organization", "service"]
    assert [problem.where.field for problem in found.problems] == [
        "AgencyStatus",
        "ExcludeFromWebsite",
    ]


def test_hostile_cells_change_nothing_but_themselves(tmp_path: Path) -> None:
    cells = {
        "PublicName": "=HYPERLINK(1)",
        "AgencyDescription": "<script>x</script>" * 2000,
        "HoursOfOperation": "9" * 50_000,
        "LanguagesOffered": "Spanish, " * 20_000,
        "WebsiteAddress": "a." * 20_000,
        "Phone1Number": "1" * 20_000,
        "EmailAddressMain": "@" * 20_000,
        "Latitude": "nan",
        "Longitude": "1e999",
        "TaxonomyCodes": "*;*;;",
        "YearIncorporated": "9" * 5000,
        "FeeStructureSource": "x" * 999_999,
    }
    found = taken(tmp_path, agency(), program(**cells), program("4"))
    service = found.one("service", "2").document
    assert service["name"] == "=HYPERLINK(1)"
    assert found.kinds("4") == ["service"]
    for record in found.found:
        assert check(record.kind, record.document)[1:] == ({}, [])
