"""A home with a small catalogue."""

from __future__ import annotations

from pathlib import Path

import pytest
from small_catalogue import SmallCatalogue, an_address
from small_town import Town


@pytest.fixture
def town(tmp_path: Path, catalogue: SmallCatalogue) -> Town:
    """Not published yet."""
    owner = catalogue.organization()
    hall = catalogue.place("Town Hall", organization_id=owner.pk)
    refuge = catalogue.place(
        "Quiet House",
        organization_id=owner.pk,
        latitude=41.987654,
        addresses=[{**an_address("77 Willow Bend Road"), "postal_code": "43999"}],
    )
    pantry = catalogue.service("Food pantry", at=hall, description="Groceries for all.")
    shelter = catalogue.service(
        "Safe house",
        at=refuge,
        description="Rooms after domestic violence. We are at 77 Willow Bend Rd., ring twice.",
    )
    return Town(tmp_path, catalogue, owner, hall, refuge, pantry, shelter)
