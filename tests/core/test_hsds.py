"""The table of HSDS objects says what the specification's own schemas say."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from latchstring.core.hsds import OBJECTS, RECORDS, REFERENCES, Field, reference_target


def schemas(shared: Path, version: str) -> dict[str, dict[str, Any]]:
    found = {}
    for path in (shared / "hsds" / version / "schema").glob("*.json"):
        schema = json.loads(path.read_text(encoding="utf-8"))
        if "properties" in schema:
            found[path.stem] = schema
    assert len(found) > 20
    return found


def kind_in(schema: dict[str, Any]) -> str:
    """The kind that a property has in the words of our table."""
    if "$ref" in schema:
        return "object"
    if schema["type"] == "array":
        return "list"
    if "enum" in schema:
        return "enum"
    if schema["type"] != "string":
        return str(schema["type"])
    kind = schema.get("format") or schema.get("datapackage_type") or "text"
    return {"datetime": "date-time", "HH:MM": "time"}.get(kind, kind)


def target_in(schema: dict[str, Any]) -> str:
    return str(schema.get("$ref") or schema.get("items", {}).get("$ref", "")).removesuffix(".json")


def test_the_objects_are_those_of_hsds_31(shared: Path) -> None:
    assert set(OBJECTS) == set(schemas(shared, "3.1"))


@pytest.mark.parametrize("name", OBJECTS)
def test_an_object_has_the_fields_of_its_schema(shared: Path, name: str) -> None:
    schema, table = schemas(shared, "3.1")[name], OBJECTS[name]
    properties = schema["properties"]
    assert list(table.fields) == list(properties)
    assert table.path == schema["path"]
    assert {f.name for f in table.fields.values() if f.required} == set(schema["required"])
    for field in table.fields.values():
        assert field.kind == kind_in(properties[field.name]), field.name
        assert field.target == target_in(properties[field.name]), field.name
        assert list(field.choices) == properties[field.name].get("enum", []), field.name


def test_what_hsds_30_has_is_there_too(shared: Path) -> None:
    for name, schema in schemas(shared, "3.0").items():
        table = OBJECTS[name]
        assert table.path == schema["path"]
        for field, properties in schema["properties"].items():
            assert table.fields[field].kind == kind_in(properties), f"{name}.{field}"
            assert table.fields[field].target == target_in(properties), f"{name}.{field}"


def test_only_text_can_be_words() -> None:
    fields = [field for table in OBJECTS.values() for field in table.fields.values()]
    assert {field.kind for field in fields if field.words} == {"text"}
    assert not [field.name for field in fields if field.words and field.name in ("id", "code")]


def test_columns_and_children_together_are_all_fields() -> None:
    for table in OBJECTS.values():
        together = {f.name for f in (*table.columns, *table.children)}
        assert together == set(table.fields)
        assert not set(table.columns) & set(table.children)


def test_a_record_that_can_be_embedded_can_be_named_by_id() -> None:
    for table in OBJECTS.values():
        for field in table.children:
            if field.target in RECORDS and field.kind == "object":
                assert REFERENCES[field.name] in table.fields


def test_a_reference_names_the_object_that_it_points_to() -> None:
    assert reference_target("organization_id", "service") == "organization"
    assert reference_target("parent_organization_id", "organization") == "organization"
    assert reference_target("parent_id", "taxonomy_term") == "taxonomy_term"
    assert reference_target("link_id", "attribute") == ""


def test_an_id_is_no_reference() -> None:
    assert not OBJECTS["service"].fields["id"].is_reference
    assert OBJECTS["service"].fields["organization_id"].is_reference
    assert not Field("name", "text").is_reference
