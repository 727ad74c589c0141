"""A real 2-1-1 directory comes in, is published and found; what must stay inside stays inside."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.db import transaction
from pytest_django import DjangoDbBlocker
from small_catalogue import SmallCatalogue

from latchstring.edition.current import Editions
from latchstring.edition.publish import publish
from latchstring.intake.importing import Request, Result, import_file
from latchstring.search.face import search

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

Row = dict[str, str]


def held(row: Row) -> bool:
    """True when the source itself says not to show this row."""
    status = row["AgencyStatus"].strip()
    return row["ExcludeFromWebsite"] == "Yes" or status in ("Inactive", "Active, but do not refer")


def confidential(row: Row) -> bool:
    """True when an address of the row says that it is confidential."""
    fields = ("PhysicalAddress1", "PhysicalAddress2", "MailingAddress1")
    return any("confidential" in row[field].lower() for field in fields)


@dataclass
class Published:
    """A home with an edition of the directory, and what its import said."""

    home: Path
    said: Result


@pytest.fixture(scope="module")
def rows(shared: Path) -> list[Row]:
    with (shared / "bench/icarol/211.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def directory(
    shared: Path,
    tmp_path_factory: pytest.TempPathFactory,
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
) -> Published:
    """Imported and published once. The tests look at files only: the catalogue is empty again."""
    home = tmp_path_factory.mktemp("home")
    request = Request(shared / "bench/icarol/211.csv", "icarol", source="2-1-1")
    with django_db_blocker.unblock(), transaction.atomic():
        SmallCatalogue.make()
        said = import_file(home, request)
        publish(home)
        transaction.set_rollback(True)
    return Published(home, said)


HEAD = 100


def head(text: str, length: int | None = HEAD) -> str:
    """The beginning of a text, blanks folded: long enough to be nobody else's."""
    return re.sub(r"\s+", " ", text.strip())[:length]


def everything(home: Path) -> str:
    """Every byte that a reader could get, as text."""
    paths = (p for p in (home / "editions").rglob("*") if p.is_file())
    return "\n".join(p.read_bytes().decode("utf-8", "ignore") for p in paths)


def test_what_must_stay_inside_is_in_no_byte_of_the_edition(
    directory: Published, rows: list[Row]
) -> None:
    told = everything(directory.home)
    squeezed = head(told, None)
    assert "internal note" not in told
    points = [
        value for row in rows if confidential(row) for value in (row["Latitude"], row["Longitude"])
    ]
    assert len(points) == 28
    assert not [point for point in points if point in told]
    told_openly = head(" ".join(row["AgencyDescription"] for row in rows if not held(row)), None)
    secret = [head(row["AgencyDescription"]) for row in rows if held(row)]
    secret = [text for text in secret if len(text) == HEAD and text not in told_openly]
    assert len(secret) > 120
    assert not [text for text in secret if text in squeezed]


def test_the_scan_above_finds_what_is_public(directory: Published, rows: list[Row]) -> None:
    squeezed = head(everything(directory.home), None)
    shown = [
        head(row["AgencyDescription"])
        for row in rows
        if row["TaxonomyLevelName"] == "Program"
        and not held(row)
        and "<" not in row["AgencyDescription"]
    ]
    found = sum(text.replace('"', '\\"') in squeezed for text in shown if text)
    assert found > 0.8 * len([text for text in shown if text])


def test_a_food_pantry_is_found_first(directory: Published) -> None:
    with Editions(directory.home / "editions").current().session() as session:
        hits = [session.entry(hit.id) for hit in search(session, "food pantry", "es", limit=3).hits]
    assert all(entry and "Food Pantry" in entry.document["name"] for entry in hits)


def test_the_import_says_how_many_were_withheld_and_why(
    directory: Published, rows: list[Row]
) -> None:
    marked = sum(held(row) for row in rows)
    by_source = sum(
        n for reason, n in directory.said.applied.withheld.items() if "source" in reason
    )
    # An agency without programs stands as organization and as service: both are counted.
    assert marked <= by_source < marked + 40
    assert directory.said.applied.hidden_places >= 14


def test_records_inherit_the_date_on_which_the_source_checked_them(
    directory: Published,
) -> None:
    with Editions(directory.home / "editions").current().session() as session:
        (hit, *_) = search(session, "food pantry", "en").hits
        entry = session.entry(hit.id)
    assert entry is not None and entry.assured_on.startswith("20") and entry.assured_how == "source"
