"""A home with a small catalogue."""

from __future__ import annotations

from pathlib import Path

import pytest
from small_catalogue import SmallCatalogue
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
        addresses=[
            {
                "id": "11111111-1111-4111-8111-111111111111",
                "address_1": "77 Willow Bend Road",
                "city": "Testville",
                "state_province": "OH",
                "postal_code": "43999",
                "country": "US",
                "address_type": "physical",
            }
        ],
    )
    pantry = catalogue.service("Food pantry", at=hall, description="Groceries for all.")
    shelter = catalogue.service(
        "Safe house",
        at=refuge,
        description="Rooms after domestic violence. We are at 77 Willow Bend Rd., ring twice.",
    )
    return Town(tmp_path, catalogue, owner, hall, refuge, pantry, shelter)
