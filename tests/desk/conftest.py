"""A desk with four people: Alice manages Library A, Bob edits there, Vera reads there; Charlie
edits Library B and must see nothing of A."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from small_catalogue import SmallCatalogue
from small_desk import HIDDEN, Desk, an_address

from latchstring.desk.models import Role


@pytest.fixture
def desk(tmp_path: Path, settings: Any, catalogue: SmallCatalogue) -> Desk:
    """Nothing is published yet."""
    settings.LATCHSTRING_HOME = tmp_path
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    owner = catalogue.organization()
    hall = catalogue.place("Town Hall", organization_id=owner.pk)
    house = catalogue.place("Quiet House", organization_id=owner.pk, addresses=an_address(HIDDEN))
    pantry = catalogue.service("Food pantry", at=hall, description="Groceries for all.")
    text = f"Rooms after domestic violence. We are at {HIDDEN}, ring twice."
    shelter = catalogue.service("Safe house", at=house, description=text)
    made = Desk(tmp_path, catalogue, owner, hall, house, pantry, shelter)
    made.hire("alice", catalogue.library, Role.MANAGER)
    made.hire("bob", catalogue.library, Role.EDITOR)
    made.hire("vera", catalogue.library, Role.VIEWER)
    made.hire("charlie", SmallCatalogue.make("Library B").library, Role.EDITOR)
    return made
