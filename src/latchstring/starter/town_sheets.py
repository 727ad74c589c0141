"""The data files of the town, side by side, and what one needs to look up in them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from latchstring.core.problem import Where, trouble
from latchstring.core.shape import Document
from latchstring.starter.record import Words, page
from latchstring.starter.town_words import town_id

FOLDER = "harbor_falls"
Entry = dict[str, Any]
"""One entry of a data file, e.g. an organization or a service pattern."""


@dataclass(frozen=True)
class Sheets:
    """One attribute for each kind of data file in the folder."""

    places: dict[str, Any]
    languages: dict[str, Words]
    hours: dict[str, Any]
    phrases: dict[str, Any]
    organizations: list[Entry]
    services: list[Entry]

    @cached_property
    def by_key(self) -> dict[str, Entry]:
        """Organizations by their key."""
        return {entry["key"]: entry for entry in self.organizations}

    @cached_property
    def numbers(self) -> dict[str, int]:
        """Organization key -> its place in the list, from which its telephone numbers come."""
        return {entry["key"]: number for number, entry in enumerate(self.organizations)}

    @property
    def checker(self) -> str:
        """Who checks records in this town: the library."""
        return str(self.by_key["library"]["name"])

    def organization(self, key: str, asked_by: str) -> Entry:
        """The organization of that key. Raises `Trouble` when there is none."""
        return dict(_found(self.by_key, key, "organization", asked_by))

    def phrase(self, group: str, key: str, asked_by: str) -> Any:
        """An entry of `phrases.json`. Raises `Trouble` when there is none."""
        return _found(self.phrases[group], key, f'phrase under "{group}"', asked_by)

    def hours_of(self, key: str, asked_by: str) -> Entry:
        """An entry of `hours.json`. Raises `Trouble` when there is none."""
        return dict(_found(self.hours, key, "hours entry", asked_by))

    def place(self, key: str, asked_by: str) -> Entry:
        """A part of the town. Raises `Trouble` when there is none."""
        return dict(_found(self.places["places"], key, "place", asked_by))

    def spoken(self, tags: list[str], asked_by: str) -> list[Document]:
        """HSDS languages for these tags."""
        return [
            {
                "id": town_id("language", asked_by, tag),
                "name": _found(self.languages, tag, "language", asked_by)["en"],
                "code": tag,
            }
            for tag in tags
        ]

    def phone(self, key: str, area: str = "293") -> str:
        """The number of an organization. 555-01xx numbers belong to nobody; area codes with a
        9 in the middle are not in use."""
        return f"({area}) 555-01{self.numbers[key]:02}"


def sheets() -> Sheets:
    """The town's data files. Organizations and services may be spread over several files."""
    names = sorted(path.name for path in (Path(__file__).parent / FOLDER).glob("*.json"))
    pages = {name: page(f"{FOLDER}/{name}") for name in names}

    def spread(kind: str) -> list[Entry]:
        return [entry for name in names if name.startswith(kind) for entry in pages[name]]

    return Sheets(
        pages["places.json"],
        pages["languages.json"],
        pages["hours.json"],
        pages["phrases.json"],
        spread("organizations"),
        spread("services"),
    )


def address_online(key: str) -> str:
    """The name of an organization on the internet, under a domain that belongs to nobody."""
    return f"{key.replace('_', '-')}.example.org"


def _found(table: dict[str, Any], key: str, what: str, asked_by: str) -> Any:
    if key not in table:
        raise trouble(
            f'There is no {what} called "{key}".',
            f"Correct the word in {FOLDER}, or add the {what}.",
            Where(file=FOLDER, field=asked_by),
        )
    return table[key]
