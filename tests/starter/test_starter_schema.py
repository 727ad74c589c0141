"""Starter documents use the fields and types of the HSDS 3.1 schemas, and nothing else."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from latchstring.core.shape import is_uuid
from latchstring.starter.agencies import agencies
from latchstring.starter.topics import topics
from latchstring.starter.town import town

REFERENCE_OF = {"organization", "location", "taxonomy_term", "taxonomy_detail", "program"}


@pytest.fixture
def schemas(shared: Path) -> Path:
    """The folder of the HSDS 3.1 schemas."""
    return shared / "hsds" / "3.1" / "schema"


@cache
def schema(folder: Path, name: str) -> dict[str, Any]:
    """One schema file by its name."""
    found: dict[str, Any] = json.loads((folder / name).read_text())
    return found


def faults(folder: Path, name: str, document: dict[str, Any], at: str) -> Iterator[str]:
    """Fields that the schema does not know, wants otherwise, or misses."""
    table = schema(folder, name)
    for missing in set(table.get("required", [])) - document.keys():
        yield f"{at}: {missing} is missing"
    for field, value in document.items():
        rule = table["properties"].get(field)
        if rule is None:
            yield f"{at}/{field}: unknown"
        elif field in REFERENCE_OF and field != "taxonomy_term":
            yield f"{at}/{field}: embedded record"
        elif rule.get("type") == "array":
            for number, item in enumerate(value):
                yield from faults(folder, rule["items"]["$ref"], item, f"{at}/{field}/{number}")
        elif not fits(rule, value):
            yield f"{at}/{field}: {value!r}"


def fits(rule: dict[str, Any], value: Any) -> bool:
    """Whether a plain value has the type, the format and one of the choices of its rule."""
    if rule["type"] == "number":
        return isinstance(value, int | float)
    good = isinstance(value, str) and value != "" and value in rule.get("enum", [value])
    return good and (rule.get("format") != "uuid" or is_uuid(value))


def test_every_document_keeps_to_the_schemas(schemas: Path) -> None:
    records = [*topics(), *agencies(), *town(dt.date(2026, 11, 23))]
    found = [
        fault
        for record in records
        for fault in faults(schemas, f"{record.kind}.json", record.document, record.id)
    ]
    assert found == []


def test_a_wrong_document_would_be_noticed(schemas: Path) -> None:
    wrong = {"id": "x", "name": "A", "status": "open", "phones": [{"number": "1"}], "fax": "2"}
    assert len(list(faults(schemas, "service.json", wrong, ""))) == 4
