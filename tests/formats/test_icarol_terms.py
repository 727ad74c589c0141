"""The 2-1-1 taxonomy: codes and names find each other, also where the columns do not match."""

from __future__ import annotations

from pathlib import Path

from made_icarol import Read, agency, program, taken

FOOD = {"TaxonomyTerm": "Food Pantries; Soup Kitchens;", "TaxonomyCodes": "BD-1800.2000; BD-5000"}


def names(found: Read, number: str) -> list[str]:
    terms = {f.document["id"]: f.document["name"] for f in found.found if f.kind == "taxonomy_term"}
    tags = found.one("service", number).document.get("attributes", [])
    return [terms[tag["taxonomy_term_id"]] for tag in tags]


def test_terms_tag_the_service_and_stand_before_it(tmp_path: Path) -> None:
    found = taken(tmp_path, agency(), program(**FOOD))
    assert names(found, "2") == ["Food Pantries", "Soup Kitchens"]
    kinds = [record.kind for record in found.found]
    assert kinds == ["organization", "taxonomy", "taxonomy_term", "taxonomy_term", "service"]
    term = found.one("taxonomy_term", "BD-1800.2000").document
    assert term["code"] == "BD-1800.2000"
    assert term["taxonomy_id"] == found.found[1].document["id"]
    assert found.found[1].document["name"] == "2-1-1 taxonomy (licensed; not for redistribution)"


def test_each_term_is_told_once(tmp_path: Path) -> None:
    found = taken(tmp_path, agency(), program(**FOOD), program("4", **FOOD))
    kinds = [record.kind for record in found.found]
    assert (kinds.count("taxonomy"), kinds.count("taxonomy_term")) == (1, 2)
    assert names(found, "4") == names(found, "2")


def test_a_code_that_has_lost_its_name_moves_no_other_name(tmp_path: Path) -> None:
    lost = {"TaxonomyTerm": "Soup Kitchens; New Term;", "TaxonomyCodes": "BR-9000; BD-5000; XX-1"}
    found = taken(tmp_path, agency(), program("4", **lost), program(**FOOD))
    assert names(found, "4") == ["Soup Kitchens", "New Term"]
    assert found.one("service", "4").kept["TaxonomyCodes"] == "BR-9000; BD-5000; XX-1"
    assert "TaxonomyCodes" not in found.one("service", "2").kept


def test_linked_codes_are_taken_apart(tmp_path: Path) -> None:
    linked = {"TaxonomyTerm": "Soup Kitchens;", "TaxonomyCodes": "BD-5000 * BD-5000 * BD-1800.2000"}
    found = taken(tmp_path, agency(), program("4", **linked), program(**FOOD))
    assert names(found, "4") == ["Soup Kitchens", "Food Pantries"]


def test_a_name_that_was_cut_off_is_no_term(tmp_path: Path) -> None:
    long = "; ".join(f"Term number {n:04}" for n in range(20))[:255]
    codes = "; ".join(f"A-{n:04}" for n in range(20))
    found = taken(tmp_path, agency(), program(TaxonomyTerm=long, TaxonomyCodes=codes))
    assert all(len(name) == len("Term number 0000") for name in names(found, "2"))
    assert len(names(found, "2")) > 10


def test_an_agency_with_programs_carries_its_terms_itself(tmp_path: Path) -> None:
    found = taken(tmp_path, agency(**FOOD), program())
    tags = found.one("organization", "1").document["attributes"]
    assert [tag["link_entity"] for tag in tags] == ["organization", "organization"]
