"""A desk for tests: Library A, its people and records, and how they look at pages."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from django.contrib.auth.models import User
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from small_catalogue import SmallCatalogue, an_id

from latchstring.catalogue.models import Library, Record
from latchstring.desk.models import Role, Staff
from latchstring.edition.publish import Published, publish

PASSWORD = "correct horse battery"
HIDDEN = "77 Willow Bend Road"


@dataclass
class Desk:
    """Library A with an organization, a pantry in a hall, and a shelter in a hidden house."""

    home: Path
    catalogue: SmallCatalogue
    owner: Record
    hall: Record
    house: Record
    pantry: Record
    shelter: Record
    people: dict[str, User] = field(default_factory=dict)

    def hire(self, name: str, library: Library, role: Role) -> User:
        user = User.objects.create_user(name, password=PASSWORD)
        Staff.objects.create(user=user, library=library, role=role)
        self.people[name] = user
        return user

    def client(self, name: str) -> Client:
        """A browser in which that person has signed in."""
        client = Client()
        client.force_login(self.people[name])
        return client

    def publish(self) -> Published:
        return publish(self.home, by="Ada")

    def page(self, name: str, route: str, *args: object, **query: str) -> str:
        """The page as that person sees it."""
        answer = self.client(name).get(reverse(route, args=args), query)
        assert answer.status_code == 200, answer.status_code
        return answer.content.decode()


def an_address(street: str) -> list[dict[str, str]]:
    return [
        {
            "id": an_id(street),
            "address_1": street,
            "city": "Testville",
            "state_province": "OH",
            "postal_code": "43001",
            "country": "US",
            "address_type": "physical",
        }
    ]


def sent(page: HttpResponse) -> dict[str, Any]:
    """What a browser would send if the form on the page were sent back untouched."""
    reader = _Form()
    reader.feed(page.content.decode())
    reader.close()
    return reader.values


class _Form(HTMLParser):
    """Reads the inputs of the page's main form as a browser does."""

    def __init__(self) -> None:
        super().__init__()
        self.values: dict[str, Any] = {}
        self.form = ""
        self.choice = self.area = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        name = said.get("name", "")
        if tag == "form":
            self.form = said.get("class", "")
        if self.form != "sheet":
            return
        if tag == "select":
            self.choice = name
        elif tag == "option" and (self.choice not in self.values or "selected" in said):
            self.values[self.choice] = said["value"]
        elif tag == "textarea":
            self.area, self.values[name] = name, ""
        elif tag == "input" and said.get("type") == "checkbox":
            if "checked" in said:
                self.values.setdefault(name, []).append(said.get("value", "on"))
        elif tag == "input":
            self.values[name] = said.get("value", "")

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.form = ""
        if tag == "textarea":
            text = self.values[self.area].removeprefix("\n")
            self.values[self.area] = text.replace("\n", "\r\n")
            self.area = ""

    def handle_data(self, data: str) -> None:
        if self.area:
            self.values[self.area] += data
