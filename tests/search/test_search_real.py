"""The search over a real 2-1-1 directory, where it is at hand."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from small_shelf import Known

from latchstring.search.face import Index, Indexed, build, search


class Directory:
    """The real services as an edition."""

    def __init__(self, file: Path, folder: Path) -> None:
        lines = file.read_text(encoding="utf-8").splitlines()
        self.services = [json.loads(line) for line in lines]
        build(folder, map(indexed, range(len(self.services)), self.services))
        self.index = Index.open(folder)

    def facts(self, no: int) -> Known:
        return Known(self.services[no]["id"])


def terms(service: dict[str, Any]) -> list[str]:
    return [one["taxonomy_term"]["name"] for one in service["attributes"]]


def indexed(no: int, service: dict[str, Any]) -> Indexed:
    texts = [service.get("description") or "", service.get("eligibility_description") or ""]
    words = [*texts, service["organization"]["name"]]
    return Indexed(
        no, service["id"], service["name"], [], words, terms(service), [], [], [], free=False
    )


@pytest.fixture(scope="module")
def directory(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Directory:
    return Directory(shared / "bench/dc211/services.ndjson", tmp_path_factory.mktemp("dc211"))


@pytest.mark.parametrize(
    ("query", "meant", "least"),
    [
        ("food pantry", ("food", "hunger", "soup"), 9),
        ("pantries with free grocerys", ("food", "hunger", "soup", "groc"), 8),
        ("homeless shelter", ("homeless", "shelter", "transitional hous"), 10),
        (
            "english classes",
            ("english", "literacy", "language", "citizenship", "adult education"),
            7,
        ),
        ("immigration lawyer", ("immigra", "legal", "lawyer"), 9),
        ("hiv testing", ("hiv",), 9),
    ],
)
def test_the_first_ten_are_about_what_was_asked(
    directory: Directory, query: str, meant: tuple[str, ...], least: int
) -> None:
    by_id = {one["id"]: one for one in directory.services}
    first = [by_id[hit.id] for hit in search(directory, query, "en", limit=10).hits]
    texts = [" ".join([one["name"], *terms(one)]).lower() for one in first]
    about = [text for text in texts if any(word in text for word in meant)]
    assert len(first) == 10
    assert len(about) >= least, texts


def test_services_are_found_by_their_names(directory: Directory) -> None:
    sample = directory.services[:: len(directory.services) // 50][:50]
    by_id = {one["id"]: one["name"] for one in directory.services}
    missed = [
        service["name"]
        for service in sample
        if service["name"]
        not in [by_id[hit.id] for hit in search(directory, service["name"], "en", limit=3).hits]
    ]
    assert missed == []


def test_a_letter_too_few_in_a_name_is_forgiven(directory: Directory) -> None:
    by_id = {one["id"]: one["name"] for one in directory.services}
    sample = [one for one in directory.services if len(one["name"]) > 12][::40][:30]
    found = [
        service["name"]
        in [
            by_id[hit.id]
            for hit in search(
                directory, service["name"][:5] + service["name"][6:], "en", limit=10
            ).hits
        ]
        for service in sample
    ]
    assert sum(found) >= 0.95 * len(found)
