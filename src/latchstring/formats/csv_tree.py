"""Joins the tables of a package into nested documents, on disk: a package may be large."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from latchstring.core.hsds import OBJECTS, RECORDS
from latchstring.core.problem import Problem, Where
from latchstring.core.shape import Document, is_uuid
from latchstring.formats.table_names import ANY_PARENT, PARENTS, kind_named

MOST_OBJECTS = 50_000
"""Objects in one document: more is a mistake, or meant to fill the memory."""
_BATCH = 5_000
_encode = json.JSONEncoder(ensure_ascii=False).encode

_ROWS = """
pragma journal_mode = off;
pragma synchronous = off;
pragma cache_size = -32000;
create table rows(n integer primary key, kind text, id text, file text, line integer, data text,
    met text not null default '', inside integer not null default 0,
    head integer not null default 0);
create table links(child integer, place text, kind text, id text, field text, parent integer,
    primary key(child, place)) without rowid;
"""
# rows.data: the cells as JSON. rows.met: columns whose references meet. rows.inside: parents that
# it stands in. rows.head: the row under which its children are listed, 0 when there are none.
# links.parent: the row that is named, null while none is, -1 when it stands inside the child.

_TWINS = """
create index rows_id on rows(id, kind, n);
create table twins as
    select rows.n as n, groups.first as first from rows join
        (select id, kind, min(n) as first from rows where id != '' group by id, kind
         having count(*) > 1) as groups
    on rows.id = groups.id and rows.kind = groups.kind where rows.n != groups.first;
"""

_MEET = """
update links set parent = (select min(n) from rows where rows.id = links.id
    and rows.kind = links.kind) where kind != '';
update links set parent = (select min(n) from rows where rows.id = links.id
    and rows.kind in ({with_attributes})) where parent is null and place = 'link_id';
update links set parent = (select min(n) from rows where rows.id = links.id
    and rows.kind in ({with_metadata})) where parent is null and place = 'resource_id';
insert into links(child, place, field, parent)
    select parent, 'unit of ' || child, 'unit', child from links
    where place = 'unit_id' and parent is not null;
update links set parent = -1 where place = 'unit_id' and parent is not null;
create index links_parent on links(parent, child);
update rows set met = found.places, inside = found.parents from
    (select child, group_concat(place) as places, sum(parent > 0) as parents from links
     where parent is not null group by child) as found where found.child = rows.n;
update rows set head = n where head = 0 and n in (select parent from links where parent > 0);
"""

_CHILDREN = """
select links.field, rows.id, rows.data, rows.met, rows.head from links join rows on rows.n = links.child
where links.parent = ? order by links.child
"""


@dataclass(frozen=True)
class Root:
    """A document that stands in no other. dangling: its references to what the package has not.

    is_cut: it had more children than a document may have; the last are left out.
    """

    kind: str
    document: Document
    where: Where
    dangling: tuple[str, ...]
    is_cut: bool


class Tree:
    """Takes the rows of all tables, then gives nested documents. One table after the other."""

    def __init__(self, path: Path) -> None:
        self._base = sqlite3.connect(path, isolation_level=None)
        self._base.executescript(_ROWS)
        self._base.execute("begin")
        self._rows: list[tuple[Any, ...]] = []
        self._links: list[tuple[Any, ...]] = []
        self._spans: dict[str, tuple[int, int]] = {}
        self._n = self._left = 0

    def close(self) -> None:
        """Lets go of the file, which the caller deletes."""
        self._base.close()

    def add(self, kind: str, where: Where, row: dict[str, str]) -> None:
        """One row with its filled cells."""
        self._n += 1
        first, _ = self._spans.get(kind, (self._n, 0))
        self._spans[kind] = (first, self._n)
        data = _encode(row)
        self._rows.append((self._n, kind, _key(row.get("id", "")), where.file, where.row, data))
        self._links += [(self._n, *link) for link in _links(kind, row)]
        if len(self._rows) >= _BATCH:
            self._flush()

    def meet(self) -> Iterator[Problem]:
        """Finds every row's parents. Yields the problems with children that share an id."""
        self._flush()
        self._base.execute("commit")
        self._base.executescript(_TWINS)
        self._base.execute("begin")
        yield from self._twins()
        self._base.execute("commit")
        self._base.executescript(
            _MEET.format(with_attributes=_with("attributes"), with_metadata=_with("metadata"))
        )

    def roots(self, kind: str) -> Iterator[Root]:
        """Every document of this kind that stands in no other, in the order of the file."""
        rows = self._base.execute(
            "select n, file, line, data, met, head from rows "
            "where n between ? and ? and kind = ? and inside = 0",
            (*self._spans.get(kind, (0, 0)), kind),
        )
        for n, file, line, data, met, head in rows:
            self._left = MOST_OBJECTS
            document = self._document(data, met, head)
            dangling = () if kind in RECORDS else self._dangling(n)
            yield Root(kind, document, Where(file, line), dangling, self._left < 0)

    def _flush(self) -> None:
        self._base.executemany(
            "insert into rows(n, kind, id, file, line, data) values (?,?,?,?,?,?)", self._rows
        )
        self._base.executemany(
            "insert into links(child, place, kind, id, field) values (?,?,?,?,?)", self._links
        )
        self._rows.clear()
        self._links.clear()

    def _twins(self) -> Iterator[Problem]:
        twins = self._base.execute(
            "select a.n, a.kind, a.id, a.file, a.line, a.data, b.n, b.line, b.data "
            "from twins cross join rows a on a.n = twins.n cross join rows b on b.n = twins.first"
        )
        for n, kind, name, file, line, data, first, first_line, first_data in twins:
            if kind in RECORDS:
                continue
            if _body(kind, data) == _body(kind, first_data):
                self._base.execute("update rows set head = ? where n = ?", (first, n))
                continue
            other = _encode({k: v for k, v in json.loads(data).items() if k != "id"})
            self._base.execute("update rows set id = '', data = ? where n = ?", (other, n))
            yield Problem(
                f'Row {first_line} has the same id "{name[:80]}" and says something else.',
                "Both are kept and this one got another id; give each its own in the source.",
                Where(file, line, "id"),
                "kept",
            )

    def _document(self, data: str, met: str, head: int) -> Document:
        document: Document = json.loads(data)
        for column in filter(None, met.split(",")):
            document.pop(column, None)
        if head:
            self._fill(document, head)
        return document

    def _fill(self, document: Document, head: int) -> None:
        seen = set()
        for field, name, *child in self._base.execute(_CHILDREN, (head,)):
            self._left -= 1
            if self._left < 0:
                return
            if name and (field, name) in seen:
                continue
            seen.add((field, name))
            inner = self._document(*child)
            if field == "unit":
                document["unit"] = inner
            else:
                document.setdefault(field, []).append(inner)

    def _dangling(self, n: int) -> tuple[str, ...]:
        rows = self._base.execute(
            "select place from links where child = ? and parent is null", (n,)
        )
        return tuple(place for (place,) in rows)


def _key(text: str) -> str:
    """What two spellings of the same id share."""
    text = text.strip()
    return text.lower() if is_uuid(text) else text


def _links(kind: str, row: dict[str, str]) -> Iterator[tuple[str, str, str, str]]:
    """(column, kind of the parent or "", id of the parent, field in the parent)."""
    for column, (parent, field) in PARENTS[kind].items():
        if column in row:
            yield column, parent, _key(row[column]), field
    if kind in ANY_PARENT:
        column, of_kind, field = ANY_PARENT[kind]
        parent = kind_named(row.get(of_kind, ""))
        if column in row:
            told = parent if parent and field in OBJECTS[parent].fields else ""
            yield column, told, _key(row[column]), field
    if "unit" in OBJECTS[kind].fields and "unit_id" in row:
        yield "unit_id", "unit", _key(row["unit_id"]), ""


def _body(kind: str, data: str) -> dict[str, str]:
    """What a row says, whoever it belongs to."""
    says_whose = {*PARENTS[kind], *ANY_PARENT.get(kind, ())}
    return {k: v for k, v in json.loads(data).items() if k not in says_whose}


def _with(field: str) -> str:
    """The kinds that have this field, as a list for SQL."""
    return ", ".join(f"'{kind}'" for kind, table in OBJECTS.items() if field in table.fields)
