"""How HSDS's tables are called in packages, and which column of a child names its parent."""

from __future__ import annotations

from collections.abc import Iterator

from latchstring.core.hsds import OBJECTS, RECORDS


def _spellings() -> Iterator[tuple[str, str]]:
    for kind, table in OBJECTS.items():
        for name in (kind, table.path.removesuffix(".csv")):
            plural = f"{name[:-1]}ies" if name.endswith("y") else f"{name}s"
            yield from ((name, kind), (plural, kind))


_KINDS = dict(_spellings())


def kind_named(name: str) -> str:
    """The HSDS object that goes by this name, in the singular or the plural; "" when none does."""
    return _KINDS.get(name.strip().lower().replace("-", "_").replace(" ", "_"), "")


def _parents() -> dict[str, dict[str, tuple[str, str]]]:
    found: dict[str, dict[str, tuple[str, str]]] = {kind: {} for kind in OBJECTS}
    for parent, table in OBJECTS.items():
        for field in table.children:
            column = f"{parent}_id"
            is_child = field.target not in RECORDS and field.kind == "list"
            if is_child and column in OBJECTS[field.target].fields:
                found[field.target][column] = (parent, field.name)
    return found


PARENTS = _parents()
"""Kind of a child -> its column that names a parent -> (kind of the parent, field there)."""

ANY_PARENT = {
    "attribute": ("link_id", "link_entity", "attributes"),
    "metadata": ("resource_id", "resource_type", "metadata"),
}
"""Kind of a child -> column that names a parent of any kind, column that says which, field there."""
