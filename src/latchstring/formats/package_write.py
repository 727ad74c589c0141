"""Writes HSDS's CSV tables from nested documents."""

from __future__ import annotations

import csv
import json
import sqlite3
import tempfile
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path

from latchstring.core.hsds import OBJECTS
from latchstring.core.shape import Document
from latchstring.formats.table_names import ANY_PARENT, PARENTS

_COLUMN = {
    (parent, field): column
    for parents in PARENTS.values()
    for column, (parent, field) in parents.items()
}
"""(kind of the parent, field there) -> the child's column that names the parent."""

Row = dict[str, str]


def write(records: Iterable[tuple[str, Document]], folder: Path) -> list[Path]:
    """The tables of these (kind, canonical document), one file each, in HSDS's order of columns.

    Copies of a child in several parents become one row that names them all. Only HSDS's own
    columns are written, and values exactly as they are: who hands the files to people with
    spreadsheets must neutralise formulas himself.
    """
    with tempfile.TemporaryDirectory(prefix="latchstring-") as place:
        base = sqlite3.connect(Path(place) / "tables.sqlite", isolation_level=None)
        try:
            base.executescript("pragma journal_mode=off; pragma synchronous=off;")
            base.execute("create table rows(kind text, id text, data text)")
            base.execute("begin")
            for kind, document in records:
                base.executemany(
                    "insert into rows values (?, ?, ?)",
                    ((k, row.get("id", ""), json.dumps(row)) for k, row in rows_of(kind, document)),
                )
            base.execute("commit")
            return [_table(base, kind, folder) for kind in OBJECTS if _has(base, kind)]
        finally:
            base.close()


def rows_of(kind: str, document: Document, parents: Row | None = None) -> Iterator[tuple[str, Row]]:
    """(kind, cells) for the document and each object in it. parents: references to where it is."""
    row = {
        field.name: str(document[field.name])
        for field in OBJECTS[kind].columns
        if isinstance(document.get(field.name), str | int | float)
    }
    yield kind, {**_embedded_ids(kind, document), **row, **(parents or {})}
    for field in OBJECTS[kind].children:
        value = document.get(field.name) or []
        for item in value if isinstance(value, list) else [value]:
            names_it = _names_parent(field.target, kind, field.name, document, item)
            yield from rows_of(field.target, item, names_it)


def _embedded_ids(kind: str, document: Document) -> Row:
    """`program_id` for an embedded program: one object alone is named, it does not name."""
    singles = [field.name for field in OBJECTS[kind].children if field.kind == "object"]
    return {
        f"{name}_id": str(document[name]["id"])
        for name in singles
        if isinstance(document.get(name), dict) and "id" in document[name]
    }


def _names_parent(child: str, kind: str, field: str, document: Document, item: Document) -> Row:
    parent_id = str(document.get("id", ""))
    if (kind, field) in _COLUMN:
        return {_COLUMN[kind, field]: parent_id}
    if child in ANY_PARENT:
        column, of_kind, _ = ANY_PARENT[child]
        return {column: parent_id, of_kind: str(item.get(of_kind) or kind)}
    if child == "program" and document.get("organization_id"):
        return {"organization_id": str(document["organization_id"])}
    return {}


def _has(base: sqlite3.Connection, kind: str) -> bool:
    return bool(base.execute("select 1 from rows where kind = ? limit 1", (kind,)).fetchone())


def _table(base: sqlite3.Connection, kind: str, folder: Path) -> Path:
    path = folder / OBJECTS[kind].path
    columns = [field.name for field in OBJECTS[kind].columns]
    stored = base.execute("select id, data from rows where kind = ? order by id, rowid", (kind,))
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, columns, lineterminator="\r\n")
        writer.writeheader()
        for record_id, copies in groupby(stored, key=lambda pair: pair[0]):
            rows = [json.loads(data) for _, data in copies]
            writer.writerows([_merged(rows)] if record_id else rows)
    return path


def _merged(copies: list[Row]) -> Row:
    """One row with what any copy says; they differ in the parents that they name."""
    merged: Row = {}
    for copy in copies:
        merged = {**copy, **merged}
    return merged
