"""A small catalogue for tests: one library, one source, short ways to write records."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import Any

from latchstring.catalogue import edit, store
from latchstring.catalogue.models import Library, Record, Source

ADDRESS = "1234 Hidden Hollow Lane"


def an_id(name: str) -> str:
    """A steady UUID for a name."""
    return str(uuid.uuid5(uuid.NAMESPACE_URL, name))


def an_address(street: str) -> dict[str, str]:
    """A postal address in a town that is not."""
    return {
        "id": an_id(street),
        "address_1": street,
        "city": "Testville",
        "state_province": "OH",
        "postal_code": "43001",
        "country": "US",
        "address_type": "physical",
    }


@dataclass
class SmallCatalogue:
    """Writes records as somebody would, and reads them back."""

    library: Library
    source: Source

    @classmethod
    def make(cls, name: str = "Test Library") -> SmallCatalogue:
        library = Library.objects.create(name=name)
        source, _ = Source.objects.get_or_create(name="Test source")
        return cls(library, source)

    def put(self, kind: str, name: str, **more: Any) -> Record:
        """A record with that name; `more` are fields of its document, or of the Edit when they
        start with an underscore."""
        about = {key[1:]: more.pop(key) for key in list(more) if key.startswith("_")}
        document = {"id": an_id(name), "name": name, **more}
        one = edit.Edit(
            document["id"], kind, document, library=self.library, source=self.source, **about
        )
        edit.commit([one], store.Stamp("Ada", "typed at the desk"))
        return Record.objects.get(pk=document["id"])

    def organization(self, name: str = "Helping Hands", **more: Any) -> Record:
        return self.put("organization", name, description="Helps people.", **more)

    def place(self, name: str = "Main Street Hall", **more: Any) -> Record:
        base = {
            "location_type": "physical",
            "latitude": 40.123456,
            "longitude": -82.654321,
            "addresses": [{**an_address(ADDRESS), "id": an_id(name + " address")}],
        }
        return self.put("location", name, **{**base, **more})

    def service(self, name: str = "Food pantry", at: Record | None = None, **more: Any) -> Record:
        base: dict[str, Any] = {"status": "active", "organization_id": an_id("Helping Hands")}
        if at is not None:
            link = {"id": an_id(name + at.pk), "location_id": at.pk}
            base["service_at_locations"] = [link]
        return self.put("service", name, **{**base, **more})
