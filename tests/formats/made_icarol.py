"""Small iCarol exports for tests: write down only the columns that matter."""

from __future__ import annotations

import csv
from pathlib import Path

from latchstring.core.problem import Problem
from latchstring.core.shape import steady_id
from latchstring.formats.found import Found
from latchstring.formats.icarol import read

_COLUMNS = """
    ResourceAgencyNum PublicName AlternateName OfficialName TaxonomyLevelName ParentAgency
    ParentAgencyNum RecordOwner MailingAttentionName MailingAddress1 MailingAddress2 MailingCity
    MailingStateProvince MailingPostalCode MailingCountry PhysicalAddress1 PhysicalAddress2
    PhysicalCity PhysicalCounty PhysicalStateProvince PhysicalPostalCode PhysicalCountry
    OtherAddress1 Latitude Longitude HoursOfOperation Phone1Number Phone1Name Phone2Number
    Phone2Name Phone3Number Phone3Name Phone4Number Phone4Name Phone5Number Phone5Description
    PhoneFax PhoneTTY PhoneTollFree PhoneNumberHotline PhoneNumberBusinessLine
    PhoneNumberOutOfArea PhoneNumberAfterHours EmailAddressMain WebsiteAddress AgencyStatus
    AgencyDescription CoverageArea CoverageAreaText Eligibility SeniorWorkerName MainContactName
    MainContactPhoneNumber LicenseAccreditation IRSStatus FEIN YearIncorporated LegalStatus
    ExcludeFromWebsite ExcludeFromDirectory DisabilitiesAccess PhysicalLocationDescription
    BusServiceAccess PublicAccessTransportation FeeStructureSource ApplicationProcess
    DocumentsRequired LanguagesOffered ServiceCapacity TemporaryMessage TemporaryMessageAppears
    TemporaryMessageExpires UpdatedOn MadeInactiveOn InternalNotes
    InternalNotesForEditorsAndViewers LastVerifiedOn LastVerifiedByName ConnectsToSiteNum
    Categories TaxonomyTerm TaxonomyTerms TaxonomyCodes Coverage Hours
"""
COLUMNS = _COLUMNS.split()

Cells = dict[str, str]


def agency(number: str = "1", **cells: str) -> Cells:
    """A row of an agency; its name is "Agency 1" unless told otherwise."""
    return _row("Agency", number, "0", cells)


def program(number: str = "2", under: str = "1", **cells: str) -> Cells:
    """A row of a program of agency 1."""
    return _row("Program", number, under, cells)


def site(number: str = "3", under: str = "1", **cells: str) -> Cells:
    """A row of a site of agency 1."""
    return _row("Site", number, under, cells)


def _row(level: str, number: str, under: str, cells: Cells) -> Cells:
    row = {"ResourceAgencyNum": number, "ParentAgencyNum": under, "TaxonomyLevelName": level}
    return {**row, "PublicName": f"{level} {number}", "AgencyStatus": "Active", **cells}


def write(path: Path, *rows: Cells) -> Path:
    """An export with these rows, as `path`/export.csv."""
    file = path / "export.csv"
    with file.open("w", encoding="utf-8", newline="") as out:
        more = sorted({name for row in rows for name in row}.difference(COLUMNS))
        writer = csv.DictWriter(out, [*COLUMNS, *more], restval="")
        writer.writeheader()
        writer.writerows(rows)
    return file


class Read:
    """What an export became."""

    def __init__(self, file: Path, source: str = "town") -> None:
        self.items = list(read(file, source))
        self.source = source
        self.found = [item for item in self.items if isinstance(item, Found)]
        self.problems = [item for item in self.items if isinstance(item, Problem)]

    def one(self, kind: str, number: str) -> Found:
        """The record of that kind that the row with this number became."""
        return next(f for f in self.found if (f.kind, f.source_id) == (kind, number))

    def kinds(self, number: str) -> list[str]:
        """Which records the row with this number became."""
        return [found.kind for found in self.found if found.source_id == number]

    def id(self, kind: str, number: str) -> str:
        """The id that such a record has."""
        return steady_id(self.source, kind, number)

    def sentences(self) -> str:
        """Every problem."""
        return "\n".join(map(str, self.problems))


def taken(path: Path, *rows: Cells) -> Read:
    """Write the rows, read them."""
    return Read(write(path, *rows))
