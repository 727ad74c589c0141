"""The services of Harbor Falls: each pattern of help, given by several organizations."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from typing import Any

from latchstring.core.freshness import DAYS
from latchstring.core.shape import Document
from latchstring.starter.record import Starter, Words
from latchstring.starter.topics import tagged
from latchstring.starter.town_places import TAGS, location_id, made_up, organization_id
from latchstring.starter.town_sheets import Entry, Sheets, address_online
from latchstring.starter.town_time import check, checked_state, in_days, schedules
from latchstring.starter.town_words import Telling, filled, joined, town_id

_SENTENCES = (
    ("eligibility_description", "who"), ("application_process", "apply"),
    ("interpretation_services", "interpretation"), ("wait_time", "wait"), ("alert", "alert"),
)  # fmt: skip
"""HSDS field and the group of `phrases.json` that fills it."""

_LEGAL_DAYS = 90
"""Legal help is checked twice as often as other services."""


def services(sheets: Sheets, today: dt.date) -> list[Starter]:
    """One service for every giver of every pattern."""
    found = []
    for pattern in sheets.services:
        seen: Counter[str] = Counter()
        for giver in pattern["given_by"]:
            entry = {**pattern, **({"by": giver} if isinstance(giver, str) else giver)}
            number, seen[entry["by"]] = seen[entry["by"]], seen[entry["by"]] + 1
            found.append(_Service(sheets, entry, number, today).starter())
    return found


def service_id(pattern: str, organization: str, number: int = 0) -> str:
    """The id of a pattern's service at an organization; number: its first (0), second …"""
    return town_id("service", pattern, organization, str(number))


class _Service:
    def __init__(self, sheets: Sheets, entry: Entry, number: int, today: dt.date) -> None:
        self.sheets, self.entry, self.today = sheets, entry, today
        self.key = f"{entry['key']}/{entry['by']}/{number}"
        self.id = service_id(entry["key"], entry["by"], number)
        self.giver = sheets.organization(entry["by"], entry["key"])
        tags = tuple(tag for tag in TAGS if tag in entry["name"])
        self.telling = Telling(tags, self._names())

    def _names(self) -> dict[str, Words]:
        names: dict[str, Words] = {"key": {"en": self.key}}
        if self.giver["sites"]:
            site = self.giver["sites"][self._sites()[0]]
            names["place"] = self.sheets.place(site["place"], self.key)["name"]
        if "tongue" in self.entry:
            names["tongue"] = self.sheets.languages[self.entry["tongue"]]
        return names

    def _sites(self) -> list[int]:
        return list(self.entry.get("sites", [self.entry.get("site", 0)]))

    def starter(self) -> Starter:
        entry, giver = self.entry, self.giver
        legal = bool(entry.get("legal"))
        return Starter(
            "service",
            self._document(),
            self.telling.translations,
            aliases=[{"name": name, "kind": "also known as"} for name in entry.get("also", [])],
            evidence=made_up(self.sheets, filled(entry["name"], self.telling.names)["en"]),
            valid_from=in_days(self.today, entry.get("from_days")),
            valid_until=in_days(self.today, self._until()),
            successor_id=self._successor(),
            marks=("confidential",) if entry.get("confidential") else (),
            authority=giver.get("authority", "") if legal else "",
            permission=giver.get("permission", ""),
            topics=list(entry["topics"]),
            **check(
                self.key,
                self.today,
                self.sheets.checker,
                entry.get("checked") or giver.get("checked") or checked_state(self.key),
                _LEGAL_DAYS if legal else DAYS,
            ),
        )

    def _until(self) -> int | None:
        if entry_days := self.entry.get("until_days"):
            return int(entry_days)
        if self.entry.get("status") == "defunct":
            return -int(self.giver["closed_days"])
        return None

    def _successor(self) -> str:
        pattern, _, organization = self.entry.get("successor", "").partition("/")
        return service_id(pattern, organization) if pattern else ""

    def _document(self) -> Document:
        entry, key = self.entry, self.giver["key"]
        more = [self._phrase("more", name) for name in entry.get("more", [])]
        document: Document = {
            "id": self.id,
            "organization_id": organization_id(key),
            "name": self.telling.say("name", entry["name"]),
            "description": self.telling.say("description", joined([entry["description"], *more])),
            "status": entry.get("status", "active"),
            "url": f"https://{address_online(key)}/{entry['key'].replace('_', '-')}",
            "email": f"hello@{address_online(key)}",
            **self._sentences(),
            **self._cost(),
            **self._ages(),
            "phones": self._phones(),
            "languages": self._languages(),
            "required_documents": self._documents(),
            "schedules": self._schedules(),
            "service_areas": self._areas(),
            "service_at_locations": self._places(),
            "attributes": tagged(self.id, entry["topics"]),
        }
        return {name: value for name, value in document.items() if value != []}

    def _phrase(self, group: str, name: str) -> Any:
        return self.sheets.phrase(group, name, self.key)

    def _child(self, kind: str, name: str) -> str:
        return town_id(kind, self.key, name)

    def _sentences(self) -> Document:
        entry = self.entry
        told = {
            field: self.telling.say(field, self._phrase(group, entry[group]))
            for field, group in _SENTENCES
            if group in entry
        }
        authority = self.giver.get("authority") if entry.get("legal") else ""
        if authority:
            words = self._phrase("authority", authority)
            told["accreditations"] = self.telling.say("accreditations", words)
        return told

    def _cost(self) -> Document:
        cost = self._phrase("cost", self.entry["cost"])
        options = [self._option(number, row) for number, row in enumerate(cost["options"])]
        return {
            "fees_description": self.telling.say("fees_description", cost["fees"]),
            "cost_options": options,
        }

    def _option(self, number: int, row: Entry) -> Document:
        option: Document = {
            "id": self._child("cost", str(number)),
            "currency": "USD",
            "amount": row["amount"],
        }
        at = f"cost_options/{option['id']}"
        if "option" in row:
            option["option"] = self.telling.say(f"{at}/option", row["option"])
        if "what" in row:
            words = row["what"]
            option["amount_description"] = self.telling.say(f"{at}/amount_description", words)
        return option

    def _ages(self) -> Document:
        low, high = self.entry.get("ages", (0, 99))
        least = {"minimum_age": low} if low else {}
        return {**least, **({"maximum_age": high} if high < 99 else {})}

    def _phones(self) -> list[Document]:
        key = self.giver["key"]
        phone: Document = {
            "id": self._child("phone", "voice"),
            "number": self.sheets.phone(key),
            "type": "voice",
        }
        if self.entry.get("how") == "phone":
            phone["languages"] = self.sheets.spoken(self._tags(), f"phone/{self.key}")
        video = "ase" in self._tags() and key == "deaf"
        texts = self.entry.get("apply") == "call_or_text"
        return [phone, self._second_phone("video" if video else "text")] if texts else [phone]

    def _second_phone(self, kind: str) -> Document:
        phone_id = self._child("phone", kind)
        path = f"phones/{phone_id}/description"
        return {
            "id": phone_id,
            "number": self.sheets.phone(self.giver["key"], "693"),
            "type": kind,
            "description": self.telling.say(path, self._phrase("phone", kind)),
        }

    def _tags(self) -> list[str]:
        own: list[str] = self.entry.get("languages", [])
        if "tongue" in self.entry:
            return list(dict.fromkeys([self.entry["tongue"], *own]))
        usual: list[str] = self.giver["languages"]
        return ["en", *(own or usual)]

    def _languages(self) -> list[Document]:
        return self.sheets.spoken(self._tags(), self.key)

    def _documents(self) -> list[Document]:
        rows = []
        for name in self.entry.get("bring", []):
            child = self._child("document", name)
            path = f"required_documents/{child}/document"
            text = self.telling.say(path, self._phrase("bring", name))
            rows.append({"id": child, "document": text})
        return rows

    def _schedules(self) -> list[Document]:
        name = self.entry.get("hours", "at_sites")
        if name == "at_sites" or "hours_at" in self.entry:
            return []
        return self._hours(name, "schedules")

    def _hours(self, name: str, at: str) -> list[Document]:
        hours = self.sheets.hours_of(name, self.key)
        return schedules(hours, self.sheets.phrases["hours"], self.telling, at, self.today)

    def _areas(self) -> list[Document]:
        area = self.entry.get("area")
        if not area:
            return []
        child = self._child("area", area)
        words = self.sheets.places["areas"][area]
        return [{"id": child, "name": self.telling.say(f"service_areas/{child}/name", words)}]

    def _places(self) -> list[Document]:
        if self.entry.get("how") in ("phone", "online", "visits"):
            return []
        holder = self.sheets.organization(self.entry.get("held_at") or self.entry["by"], self.key)
        return [
            self._place(holder, site, number)
            for number, site in enumerate(self._sites())
            if site < len(holder["sites"])
        ]

    def _place(self, holder: Entry, site: int, number: int) -> Document:
        child = self._child("place", str(site))
        place: Document = {"id": child, "location_id": location_id(holder["key"], site)}
        if "hours_at" in self.entry:
            name = self.entry["hours_at"][number]
        elif self.entry.get("hours", "at_sites") == "at_sites":
            name = holder["sites"][site]["hours"]
        else:
            return place
        place["schedules"] = self._hours(name, f"service_at_locations/{child}/schedules")
        return place
