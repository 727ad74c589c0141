"""HSDS as a tabular data package: a folder or a zip of CSV tables, 3.0 or 3.1."""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from latchstring.core.check import check
from latchstring.core.hsds import OBJECTS, RECORDS
from latchstring.core.problem import Problem, Trouble, Where, trouble
from latchstring.core.shape import Document
from latchstring.formats.csv_rows import SURPLUS, from_byte_stream
from latchstring.formats.csv_tree import MOST_OBJECTS, Root, Tree
from latchstring.formats.found import Found, Reading
from latchstring.formats.package import DAMAGED, Package, opened
from latchstring.formats.package_write import write
from latchstring.formats.records import Records, strange_language, strange_languages

__all__ = ["read", "write"]

_TYPED = {
    kind: [
        f.name for f in table.columns if f.kind in ("number", "date", "date-time", "time", "enum")
    ]
    for kind, table in OBJECTS.items()
}
"""Columns whose values can be wrong."""


def read(path: Path, source: str) -> Reading:
    """Every record with its children nested, and every problem.

    A child stands in each parent that it names; what names nobody in the package comes alone, as
    a `Found` of its own kind. source: name of the source; ids that are no UUIDs become UUIDs by
    it. Memory does not grow with the package: it is joined in a temporary file. Raises `Trouble`
    when it is no package, or is damaged.
    """
    with opened(path) as package, tempfile.TemporaryDirectory(prefix="latchstring-") as folder:
        yield from package.problems
        tree = Tree(Path(folder) / "package.sqlite")
        try:
            yield from _loaded(tree, package)
            yield from tree.meet()
            yield from _documents(tree, package, Records(source))
        except sqlite3.OperationalError as error:
            raise trouble(
                f"The tables could not be joined in a temporary file ({error}).",
                "Make room on the disk and import again; nothing was changed.",
                Where(path.name),
            ) from error
        finally:
            tree.close()


def _loaded(tree: Tree, package: Package) -> Iterator[Problem]:
    rows, failed = 0, None
    for kind, name in ((kind, name) for kind, names in package.tables.items() for name in names):
        try:
            for item in _table(package, kind, name):
                if isinstance(item, Problem):
                    yield item
                else:
                    tree.add(kind, *item)
                    rows += 1
        except DAMAGED as error:
            # What is missing would look as if the source had taken it back.
            raise trouble(
                "This table cannot be read to its end: it is damaged.",
                "Copy or download the package again. Nothing of it was imported.",
                Where(name),
            ) from error
        except Trouble as error:
            failed = error
            yield error.problem
    if failed and not rows:
        raise failed


def _table(
    package: Package, kind: str, name: str
) -> Iterator[tuple[Where, dict[str, str]] | Problem]:
    """The filled cells of each row under HSDS's names, and what is wrong with them."""
    columns: dict[str, str] = {}
    with package.open(name) as stream:
        for item in from_byte_stream(stream, name):
            if isinstance(item, Problem):
                yield item
                continue
            line, cells = item
            columns = columns or _columns(kind, cells)
            row = {columns.get(k, k): v for k, v in cells.items() if v.strip()}
            where = Where(name, line)
            yield from _wrong_values(kind, row, where)
            yield where, row


def _columns(kind: str, cells: dict[str, str]) -> dict[str, str]:
    """Column as the heading writes it -> HSDS's field; a name that is none stays as it is."""
    found: dict[str, str] = {}
    for column in cells:
        level = column.strip().lower().replace(" ", "_").replace("-", "_")
        field = OBJECTS[kind].fields.get(level)
        if column == SURPLUS:
            found[column] = "beyond the columns"
        elif field and field.target:
            found[column] = f"{column} (column)"
        elif field and (column == level or level not in cells) and level not in found.values():
            found[column] = level
    return found


def _wrong_values(kind: str, row: dict[str, str], where: Where) -> Iterator[Problem]:
    """Told here, where the row is known; of the nested document only the record's row is."""
    if kind in RECORDS:
        return
    typed = {name: row[name] for name in _TYPED[kind] if name in row}
    if typed:
        yield from (p for p in check(kind, dict(typed), where)[2] if p.weight != "refused")
    for path, name in strange_languages(kind, dict(row), "") if kind == "language" else ():
        yield strange_language(name, Where(where.file, where.row, path))


def _documents(tree: Tree, package: Package, records: Records) -> Iterator[Found | Problem]:
    kinds = [*RECORDS, *(kind for kind in package.tables if kind not in RECORDS)]
    for kind in kinds:
        for root in tree.roots(kind):
            if root.is_cut:
                yield _cut(root)
            yield from _record(root, records) if kind in RECORDS else _alone(root, records)


def _record(root: Root, records: Records) -> Iterator[Found | Problem]:
    fields, table = OBJECTS[root.kind].fields, PurePosixPath(root.where.file).stem
    document: Document = {k: v for k, v in root.document.items() if k in fields}
    kept = {f"{table}.{k}": str(v) for k, v in root.document.items() if k not in fields}
    for item in records.take(root.kind, document, root.where, kept):
        if isinstance(item, Found) or "/" not in item.where.field:
            yield item


def _alone(root: Root, records: Records) -> Iterator[Found | Problem]:
    for item in records.take(root.kind, root.document, root.where):
        if isinstance(item, Found):
            yield item
            yield _belongs_to_nothing(root)
        elif item.weight == "refused":
            yield item


def _belongs_to_nothing(root: Root) -> Problem:
    named = ", ".join(root.dangling)
    return Problem(
        f"This {root.kind.replace('_', ' ')} belongs to nothing in the package"
        f"{f' ({named} names what is not there)' if named else ''}.",
        "It is kept by itself and shown nowhere; look whether a table is missing.",
        root.where,
        "note",
    )


def _cut(root: Root) -> Problem:
    return Problem(
        f"More than {MOST_OBJECTS:,} rows belong to this {root.kind}; the last were left out.",
        "No record needs that many: look which rows name it by mistake.",
        root.where,
    )
