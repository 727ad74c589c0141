"""Any value of a document as lines that a person reads."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from latchstring.core.calendar_words import money
from latchstring.desk import forms, week
from latchstring.desk.parts import Fields

Names = Mapping[str, str]
"""Record id -> name, for the references in a document."""

UNKNOWN = "a record that is not in this catalogue"

_LABELS = {
    field.name: field.label
    for parts in forms.FORMS.values()
    for part in parts
    if isinstance(part, Fields)
    for field in part.fields
} | {
    "phones": "Phones", "schedules": "Hours", "languages": "Languages spoken",
    "required_documents": "What to bring", "cost_options": "Prices", "fees": "Fees",
    "service_at_locations": "Places", "attributes": "Tagged with", "addresses": "Address",
    "organization_id": "Organization", "wait_time": "Waiting time",
    "minimum_age": "Youngest age", "maximum_age": "Oldest age", "service_areas": "Area served",
}  # fmt: skip


def label(name: str) -> str:
    """What a librarian calls the field."""
    return _LABELS.get(name) or name.replace("_", " ").strip().capitalize()


def lines(name: str, value: Any, names: Names | None = None) -> list[str]:
    """The value of that field, a line for each paragraph or child."""
    if isinstance(value, list):
        return [text for item in value if (text := _child(name, item, names or {}))]
    if isinstance(value, dict):
        return [text for text in [_child(name, value, names or {})] if text]
    if value is None or value == "":
        return []
    text = (names or {}).get(str(value), UNKNOWN) if name.endswith("_id") else str(value)
    return [line for line in text.splitlines() if line.strip()]


def _child(name: str, item: Any, names: Names) -> str:
    if not isinstance(item, dict):
        return str(item)
    if name == "schedules":
        return week.tell(item)
    if name == "languages":
        return " · ".join(filter(None, [forms.spoken(item), str(item.get("note") or "")]))
    if name == "cost_options":
        return " · ".join(filter(None, [_price(item), *_values(item, names, "amount")]))
    return " · ".join(_values(item, names))


def _price(item: dict[str, Any]) -> str:
    amount = item.get("amount")
    if not isinstance(amount, int | float):
        return ""
    currency = str(item.get("currency") or "USD")
    return money("en", amount, currency) if amount else "Free"


def _values(item: dict[str, Any], names: Names, but: str = "") -> Iterator[str]:
    for name, value in item.items():
        if name in ("id", "link_entity", "currency", but):
            continue
        if name == "extension":
            yield f"extension {value}"
        else:
            yield from lines(name, value, names)


def references(value: Any) -> set[str]:
    """The ids of other records that a value names, at any depth."""
    if isinstance(value, list):
        return {pk for item in value for pk in references(item)}
    if not isinstance(value, dict):
        return set()
    own = {str(text) for name, text in value.items() if name.endswith("_id") and text}
    return own.union(*(references(inner) for inner in value.values()))
