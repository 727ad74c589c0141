"""What one row of an iCarol export becomes: organization, location, service, terms."""

from __future__ import annotations

import re

from latchstring.core.shape import Document, steady_id
from latchstring.formats import icarol_parts as parts
from latchstring.formats import icarol_place, icarol_values
from latchstring.formats.found import Found
from latchstring.formats.icarol_family import Family
from latchstring.formats.icarol_parts import filled
from latchstring.formats.icarol_row import Row

_NO_STATUS = "none or unknown"
_NOTHING = re.compile(r"(?:none|n/?a|not applicable|unknown|-)\W*", re.IGNORECASE)


def records(row: Row, family: Family, source: str, marks: tuple[str, ...]) -> list[Found]:
    """All records of the row, terms before the service that names them.

    marks: the source's own reasons not to show the row. Problems are noted in the row.
    """
    return _Records(row, family, source, marks).found()


class _Records:
    def __init__(self, row: Row, family: Family, source: str, marks: tuple[str, ...]) -> None:
        self.row, self.family, self.source, self.marks = row, family, source, marks
        self.name = row.take("PublicName")
        self.assured_on = self._moment("LastVerifiedOn")[:10]
        self.terms = family.terms.of(row)
        is_agency = row.level == "Agency"
        self.owner = self._id("organization", row.number) if is_agency else self._agency()

    def found(self) -> list[Found]:
        row = self.row
        is_secret = icarol_place.is_secret(row)
        location = self._location(is_secret)
        organization = self._organization() if row.level == "Agency" else {}
        stands_alone = row.level == "Program" or row.number not in self.family.with_programs
        is_service = stands_alone or not (organization or location)
        service = self._service(location) if is_service else {}
        if location and not is_service:
            self._fill(location)
        row.used("ResourceAgencyNum")
        place_kept = row.left(icarol_place.COLUMNS) if location else {}
        secret = ("confidential",) if is_secret else ()
        return [
            *self.family.terms.records(self.terms, row.where),
            *self._one("organization", organization),
            *self._one("location", location, place_kept, secret, last=not is_service),
            *self._one("service", service),
        ]

    def _one(
        self,
        kind: str,
        document: Document,
        kept: dict[str, str] | None = None,
        more_marks: tuple[str, ...] = (),
        last: bool = True,
    ) -> list[Found]:
        """What no document of the row holds is kept with the first record that takes it."""
        if not document:
            return []
        aside = {**(kept or {}), **(self.row.left() if last else {})}
        marks = (*self.marks, *more_marks)
        where, checked, number = self.row.where, self.assured_on, self.row.number
        return [Found(kind, document, where, marks, checked, source_id=number, kept=aside)]

    def _id(self, kind: str, number: str) -> str:
        return steady_id(self.source, kind, number)

    def _agency(self) -> str:
        """Id of the organization whose this is; "" when the row names none."""
        number = self.family.agency_of(self.row.number)
        if number not in self.family.agencies:
            self.row.problem(
                f'"{self.name[:60]}" is a service without an organization in this file'
                f"{f' (ParentAgencyNum {number})' if number else ''}.",
                "It is kept, and withheld until its agency is there: export the agency with it.",
                "ParentAgencyNum",
            )
        else:
            self.row.used("ParentAgencyNum", "ParentAgency")
        return self._id("organization", number) if number else ""

    def _organization(self) -> Document:
        row, own = self.row, self.owner
        url, others = parts.website(row, own)
        return filled(
            {
                "id": own,
                "name": self.name,
                "alternate_name": self._other_names(),
                "description": row.take_prose("AgencyDescription"),
                "email": parts.email(row),
                "website": url,
                "additional_websites": others,
                "tax_status": self._legal("IRSStatus"),
                "tax_id": row.take("FEIN"),
                "year_incorporated": self._year(),
                "legal_status": self._legal("LegalStatus"),
                "phones": parts.phones(row, own),
                "attributes": self._attributes(own, "organization"),
            }
        )

    def _location(self, is_secret: bool) -> Document:
        name = "" if self.row.level == "Program" else self.name
        own = self._id("location", self.row.number)
        return icarol_place.place(self.row, own, self.owner, name, told_anyway=is_secret)

    def _fill(self, location: Document) -> None:
        """Hours and languages of an agency or site whose programs are the services; phones too,
        where no organization has them."""
        row, own = self.row, location["id"]
        languages, note = parts.languages(row, own)
        if note:
            languages = [{**each, "note": note} for each in languages] or [
                {"id": steady_id(own, "language", "note"), "note": note}
            ]
        more = {"languages": languages, "schedules": parts.schedules(row, own)}
        if row.level != "Agency":
            more["phones"] = parts.phones(row, own)
        location.update(filled(more))

    def _service(self, location: Document) -> Document:
        row, own = self.row, self._id("service", self.row.number)
        url, others = parts.website(row, own)
        languages, note = parts.languages(row, own)
        return filled(
            {
                "id": own,
                "organization_id": self.owner,
                "name": self.name,
                "alternate_name": self._other_names(),
                "description": row.take_prose("AgencyDescription"),
                "url": url,
                "additional_urls": others,
                "email": parts.email(row),
                "status": row.status(),
                "interpretation_services": note,
                "application_process": self._said("ApplicationProcess"),
                "fees_description": row.take("FeeStructureSource"),
                "accreditations": row.take("LicenseAccreditation"),
                "eligibility_description": self._said("Eligibility"),
                "assured_date": self.assured_on,
                "last_modified": self._moment("UpdatedOn"),
                "phones": parts.phones(row, own),
                "schedules": parts.schedules(row, own),
                "service_areas": parts.service_areas(row, own),
                "service_at_locations": self._places(own, location),
                "languages": languages,
                "cost_options": parts.cost_options(row, own),
                "required_documents": parts.required_documents(row, own),
                "attributes": self._attributes(own, "service"),
            }
        )

    def _places(self, service: str, location: Document) -> list[Document]:
        """Its own place, or the site that it names."""
        place = str(location.get("id", ""))
        site = self.row.see("ConnectsToSiteNum")
        if not place and site in self.family.sites:
            place = self._id("location", site)
            self.row.used("ConnectsToSiteNum")
        own = steady_id(service, "service_at_location", place)
        return [{"id": own, "location_id": place}] if place else []

    def _attributes(self, holder: str, kind: str) -> list[Document]:
        return self.family.terms.attributes(self.terms, holder, kind)

    def _other_names(self) -> str:
        names = {
            name.casefold(): name
            for name in (self.row.take("OfficialName"), self.row.take("AlternateName"))
            if name.casefold() not in ("", self.name.casefold())
        }
        return "; ".join(names.values())

    def _said(self, column: str) -> str:
        """ "None" tells a reader nothing: is nobody eligible, or everybody?"""
        return "" if _NOTHING.fullmatch(self.row.see(column)) else self.row.take(column)

    def _legal(self, column: str) -> str:
        unknown = self.row.see(column).casefold() == _NO_STATUS
        return "" if unknown else self.row.take(column)

    def _year(self) -> int | None:
        stated = self.row.see("YearIncorporated")
        if not re.fullmatch(r"1[5-9]\d\d|20\d\d", stated):
            return None
        self.row.used("YearIncorporated")
        return int(stated)

    def _moment(self, column: str) -> str:
        """ISO date and time of the column, "" when it says none."""
        stated = self.row.see(column)
        found = icarol_values.moment(stated)
        if found:
            self.row.used(column)
            return found.isoformat()
        if stated and not icarol_values.says_never(stated):
            self.row.problem(
                f'"{stated[:40]}" is no date.', "Write month/day/year, as in 12/31/2026.", column
            )
        return ""
