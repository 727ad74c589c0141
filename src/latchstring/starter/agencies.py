"""The national refugee resettlement agencies, with the source of every fact.

The facts lie in `agencies.json`. Nobody at a library has checked them: no record carries an
assured date, and no piece of evidence a date of checking.
"""

from __future__ import annotations

import uuid
from typing import Any

from latchstring.core.shape import Document
from latchstring.starter.record import Starter, Words, page
from latchstring.starter.topics import tagged
from latchstring.starter.town_words import Telling, filled, joined

_NAMESPACE = uuid.uuid5(uuid.NAMESPACE_URL, "https://example.org/latchstring/agencies")
_TAGS = ("es", "ar")
_TOPICS = ["first_days"]

Evidence = dict[str, str]
Entry = dict[str, Any]


def agencies() -> list[Starter]:
    """Each agency as an organization, its cities as locations, and one service.

    The services point to a term of `topics.topics()`.
    """
    book = page("agencies.json")
    return [record for entry in book["agencies"] for record in _Agency(book, entry).records()]


class _Agency:
    def __init__(self, book: Entry, entry: Entry) -> None:
        self.book, self.entry = book, entry
        self.name: str = entry["name"]["is"]
        self.id = self._id("organization")

    def _id(self, *parts: str) -> str:
        return str(uuid.uuid5(_NAMESPACE, "/".join((self.entry["key"], *parts))))

    def records(self) -> list[Starter]:
        places = [self._place(city) for city in self.entry["cities"]]
        return [self._organization(), *places, self._service()]

    def _told(self, field: str, by: str | list[str], note: str = "") -> list[Evidence]:
        """One piece of evidence for each source of a fact."""
        return [self._evidence(field, key, note) for key in ([by] if isinstance(by, str) else by)]

    def _evidence(self, field: str, key: str, note: str) -> Evidence:
        notes = self.book["notes"]
        usual = notes.get(key, notes["read"])
        return {
            "field": field,
            "source": self.book["sources"][key]["source"],
            "url": self.book["sources"][key]["url"],
            "checked_on": "",
            "note": f"{usual} {note}".strip(),
        }

    def _sentence(self, key: str) -> Words:
        words: Words = self.book["sentences"][key]
        return words

    def _organization(self) -> Starter:
        telling = Telling(_TAGS)
        about, evidence = self._about()
        document: Document = {
            "id": self.id,
            "name": self.name,
            "description": telling.say("description", about),
        }
        evidence += self._told("name", self.entry["name"]["by"])
        if "website" in self.entry:
            document["website"] = self.entry["website"]["is"]
            evidence += self._told("website", self.entry["website"]["by"])
        aliases, alias_evidence = self._aliases()
        memberships, membership_evidence = self._memberships()
        return Starter(
            "organization",
            document,
            telling.translations,
            aliases=aliases,
            memberships=memberships,
            evidence=[*evidence, *alias_evidence, *membership_evidence],
        )

    def _about(self) -> tuple[Words, list[Evidence]]:
        """What the agency is and when it was last seen at work, with the sources."""
        if "about" in self.entry:
            words = {tag: text for tag, text in self.entry["about"].items() if tag != "by"}
            return words, self._told("description", self.entry["about"]["by"])
        by = self.entry["name"]["by"]
        if "ended" in self.entry:
            words = joined([self._sentence("agency_ended"), self.entry["ended"]["alert"]])
            return words, self._told("description", [*by, *self.entry["ended"]["by"]])
        if "seen" not in self.entry:
            words = joined([self._sentence("agency"), self._sentence("unseen")])
            return words, self._told("description", by)
        seen = filled(self._sentence("seen"), {"month": self.entry["seen"]})
        words = joined([self._sentence("agency"), seen])
        return words, self._told("description", [*by, self.entry["seen"]["by"]])

    def _aliases(self) -> tuple[list[dict[str, str]], list[Evidence]]:
        aliases, evidence = [], []
        for row in self.entry["aliases"]:
            told = {name: value for name, value in row.items() if name != "by"}
            aliases.append({**told, "source": self.book["sources"][row["by"]]["source"]})
            evidence += self._told(f"aliases/{row['name']}", row["by"])
        return aliases, evidence

    def _memberships(self) -> tuple[list[dict[str, Any]], list[Evidence]]:
        memberships: list[dict[str, Any]] = []
        evidence = []
        for row in self.entry["memberships"]:
            network = self.book["networks"][row["network"]]
            source = "; ".join(self.book["sources"][key]["source"] for key in row["by"])
            memberships.append(
                {
                    "network": network,
                    "since": "",
                    "until": row["until"],
                    "source": source,
                    "checked": False,
                }
            )
            evidence += self._told(f"memberships/{network}", row["by"], row.get("note", ""))
        return memberships, evidence

    def _place(self, city: Entry) -> Starter:
        telling = Telling(_TAGS, {"city": {"en": city["is"]}})
        document: Document = {
            "id": self._id("location", city["is"]),
            "organization_id": self.id,
            "location_type": "physical",
            "name": telling.say("name", self._sentence("head_office")),
            "description": telling.say("description", self._sentence("city_only")),
        }
        evidence = [*self._told("name", city["by"]), *self._told("description", "own")]
        return Starter("location", document, telling.translations, evidence=evidence)

    def _service(self) -> Starter:
        telling = Telling(_TAGS, {"name": {"en": self.name}})
        ended = self.entry.get("ended")
        name, description = ("name", "description") if ended else ("office", "ask")
        words = ended or self.book["sentences"]
        by = ended["by"] if ended else ["S32", "K"]
        service_id = self._id("service")
        document: Document = {
            "id": service_id,
            "organization_id": self.id,
            "name": telling.say("name", words[name]),
            "description": telling.say("description", words[description]),
            "status": "active",
            "attributes": tagged(service_id, _TOPICS),
        }
        evidence = [*self._told("name", "own"), *self._told("description", by)]
        if ended:
            document["alert"] = telling.say("alert", ended["alert"])
            evidence += self._told("alert", by)
        if "website" in self.entry:
            document["url"] = self.entry["website"]["is"]
            evidence += self._told("url", self.entry["website"]["by"])
        return Starter("service", document, telling.translations, evidence=evidence, topics=_TOPICS)
