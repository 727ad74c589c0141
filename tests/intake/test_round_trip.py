"""What came in comes out equal: the specification's own examples, through the whole catalogue."""

from __future__ import annotations

import csv
import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from small_catalogue import SmallCatalogue

from latchstring.catalogue import store
from latchstring.catalogue.models import Record
from latchstring.core.shape import Document
from latchstring.formats import hsds_json
from latchstring.formats.hsds_csv import read, write
from latchstring.intake.importing import Request, import_file

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


def documents() -> dict[tuple[str, str], Document]:
    """Everything in the catalogue, secret parts included."""
    ids = list(Record.objects.values_list("pk", flat=True))
    return {(k.state.kind, pk): k.state.document for pk, k in store.load(ids).items()}


def cells(path: Path) -> list[dict[str, str]]:
    """The rows of a table, empty cells left out."""
    with path.open(newline="") as file:
        return [{k: v for k, v in row.items() if v} for row in csv.DictReader(file)]


def full(kind: str, pk: str) -> Document:
    """A record as HSDS JSON, with every record that it names."""
    known = documents()

    def places(owner: str) -> list[Document]:
        return [
            d
            for (k, _), d in known.items()
            if k == "location" and d.get("organization_id") == owner
        ]

    def services(owner: str) -> list[Document]:
        return [
            d for (k, _), d in known.items() if k == "service" and d.get("organization_id") == owner
        ]

    return hsds_json.full(kind, known[kind, pk], lambda k, i: known.get((k, i)), places, services)


@pytest.mark.parametrize("version", ["3.0", "3.1"])
@pytest.mark.parametrize(
    ("example", "kind"),
    [
        ("service_full", "service"),
        ("organization_full", "organization"),
        ("location", "location"),
        ("taxonomy", "taxonomy"),
        ("taxonomy_term", "taxonomy_term"),
        ("service_list", "service"),
        ("organization_list", "organization"),
        ("taxonomy_list", "taxonomy"),
        ("taxonomy_term_list", "taxonomy_term"),
    ],
)
def test_an_hsds_json_example_comes_out_equal(
    shared: Path, tmp_path: Path, catalogue: SmallCatalogue, version: str, example: str, kind: str
) -> None:
    path = shared / f"hsds/{version}/examples/{example}.json"
    result = import_file(tmp_path, Request(path, "hsds-json", source="HSDS"))
    assert not [p for p in result.problems if p.weight == "refused"]
    given: Any = json.loads(path.read_text())
    given = given["contents"][0] if "contents" in given else given
    assert full(kind, given["id"]) == given


@pytest.mark.parametrize("version", ["3.0", "3.1"])
def test_an_hsds_data_package_comes_out_equal(
    shared: Path, tmp_path: Path, catalogue: SmallCatalogue, version: str
) -> None:
    package = tmp_path / "package"
    shutil.copytree(shared / f"hsds/{version}/examples/csv", package)
    (package / "datapackage.json").unlink()
    import_file(tmp_path, Request(package, "hsds-csv", source="HSDS"))
    out = tmp_path / "out"
    out.mkdir()
    write(((kind, document) for (kind, _), document in documents().items()), out)
    for path in sorted(package.glob("*.csv")):
        assert cells(out / path.name) == cells(path), path.name
    assert list(read(out, "HSDS"))
