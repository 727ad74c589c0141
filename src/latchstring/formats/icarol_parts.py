"""What belongs to a record of an iCarol export: phones, hours, languages, cost, web addresses."""

from __future__ import annotations

import re
from functools import lru_cache

from latchstring.core.language import spoken_in
from latchstring.core.shape import Document, steady_id
from latchstring.formats import hours, icarol_values
from latchstring.formats.icarol_row import Row

_PHONES = (
    *((f"Phone{n}Number", f"Phone{n}Name", "") for n in (1, 2, 3, 4)),
    ("Phone5Number", "Phone5Description", ""),
    ("PhoneNumberHotline", "", "Hotline"),
    ("PhoneTollFree", "", "Toll-free"),
    ("PhoneNumberAfterHours", "", "After hours"),
    ("PhoneNumberBusinessLine", "", "Business line"),
    ("PhoneNumberOutOfArea", "", "From outside the area"),
    ("PhoneTTY", "", ""),
    ("PhoneFax", "", ""),
)
_TYPE = re.compile(
    r"(?P<fax>\b(?:fax|facsimile)\b)|(?P<video>\bvideo relay\b|\bVRS\b)"
    r"|(?P<tty>\b(?:tty|tdd|ttd)\b)",
    re.I,
)
_OF_COLUMN = {"PhoneTTY": "tty", "PhoneFax": "fax"}
_FREE = re.compile(r"(?:no (?:fees?|charge|costs?)|none|free(?: of charge)?)\.?", re.I)
_LONGEST_NAME = 100


def phones(row: Row, holder: str) -> list[Document]:
    """Every number that can be dialled, each once."""
    found: dict[tuple[str, str], Document] = {}
    for column, name_column, fixed in _PHONES:
        stated = row.see(column)
        dialled = icarol_values.phone(stated) if stated else None
        if dialled:
            told = _TYPE.search(row.see(name_column))
            kind = _OF_COLUMN.get(column) or (told.lastgroup if told else "") or "voice"
            key = (re.sub(r"\W", "", dialled[0]), kind)
            if key not in found:
                name = row.take(name_column) if name_column else fixed
                found[key] = _phone(steady_id(holder, "phone", column), dialled, kind, name)
                row.used(column)
        elif stated:
            row.problem(
                f'"{stated[:40]}" is no telephone number.', "It is kept and not shown.", column
            )
    return list(found.values())


def _phone(own_id: str, dialled: tuple[str, int | None], kind: str, name: str) -> Document:
    number, extension = dialled
    return filled(
        {"id": own_id, "number": number, "extension": extension, "type": kind, "description": name}
    )


def schedules(row: Row, holder: str) -> list[Document]:
    """HoursOfOperation; the column Hours where the first says nothing, or says the same."""
    stated, by_day = row.see("HoursOfOperation"), row.see("Hours")
    has_times = any(sign.isdigit() for sign in by_day)
    column = "Hours" if not stated and has_times else "HoursOfOperation"
    found, whole = hours.schedules(row.take(column), holder)
    if has_times and whole and hours.understood(by_day) == hours.understood(stated):
        row.used("Hours")
    return found


def languages(row: Row, holder: str) -> tuple[list[Document], str]:
    """The languages that are spoken, and the whole text where it says more than their names."""
    names, note = _spoken_in(row.take("LanguagesOffered"))
    found = [
        {"id": steady_id(holder, "language", tag), "name": name, "code": tag} for tag, name in names
    ]
    return found, note


@lru_cache(maxsize=4096)
def _spoken_in(text: str) -> tuple[tuple[tuple[str, str], ...], str]:
    if not text or len(text) > 2000:
        return (), text
    found, note = spoken_in(text)
    return tuple((language.tag, language.english) for language in found), note


def cost_options(row: Row, holder: str) -> list[Document]:
    """Nothing to pay, where the source plainly says so and says nothing else."""
    if _FREE.fullmatch(row.see("FeeStructureSource")):
        return [{"id": steady_id(holder, "cost_option", "free"), "amount": 0}]
    return []


def required_documents(row: Row, holder: str) -> list[Document]:
    """One entry with the source's whole text: a comma in it need not part two documents."""
    text = row.take("DocumentsRequired")
    return [{"id": steady_id(holder, "required_document", ""), "document": text}] if text else []


def service_areas(row: Row, holder: str) -> list[Document]:
    """Each column one area; a long text is its description."""
    return [
        {
            "id": steady_id(holder, "service_area", column),
            "name" if len(text) <= _LONGEST_NAME else "description": text,
        }
        for column in ("CoverageArea", "CoverageAreaText")
        if (text := row.take(column))
    ]


def website(row: Row, holder: str) -> tuple[str, list[Document]]:
    """The first web address, and the others as HSDS urls."""
    stated = row.see("WebsiteAddress")
    first, *others = icarol_values.sites(stated) or [""]
    if first:
        row.used("WebsiteAddress")
    elif "." in stated or "/" in stated:
        row.problem(
            f'"{stated[:60]}" is no web address.', "It is kept and not shown.", "WebsiteAddress"
        )
    return first, [{"id": steady_id(holder, "url", url), "url": url} for url in others]


def email(row: Row) -> str:
    """The address of the organization or service itself."""
    stated = row.see("EmailAddressMain")
    found = icarol_values.email(stated)
    if found == stated:
        row.used("EmailAddressMain")
    elif stated and not found:
        row.problem(
            f'"{stated[:60]}" is no e-mail address.',
            "It is kept and not shown.",
            "EmailAddressMain",
        )
    return found


def filled(document: Document) -> Document:
    """Without the fields that say nothing."""
    return {name: value for name, value in document.items() if value not in ("", None, [])}
