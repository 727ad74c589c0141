"""iCarol's CSV export: agencies, sites and programs of a 2-1-1 directory, one row each.

The columns and what becomes of them: docs/formats/icarol.md.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from latchstring.core.problem import Problem, Where
from latchstring.formats.csv_rows import Misfit, rows
from latchstring.formats.found import Found, Reading
from latchstring.formats.icarol_family import Family, family
from latchstring.formats.icarol_records import records
from latchstring.formats.icarol_row import Row


def read(path: Path, source: str) -> Reading:
    """Organizations, locations, services and taxonomy terms of the export, and its problems.

    source: name of the source; ids are made from it and ResourceAgencyNum. The file is read
    twice: first which row stands under which, then the rows. Memory grows by some bytes for each
    row. Raises `Trouble` when the file is no iCarol export.
    """
    reader = _Reader(family(path, source), source)
    yield from reader.family.problems(path.name)
    misfit = 0
    for item in rows(path, path.name):
        if isinstance(item, Problem):
            misfit = (item.where.row or 0) if isinstance(item, Misfit) else misfit
            yield item
        else:
            row = Row(item[1], Where(path.name, item[0]))
            yield from reader.taken(row, fits=misfit != item[0])


class _Reader:
    def __init__(self, rows_above: Family, source: str) -> None:
        self.family, self.source = rows_above, source
        self.seen: dict[str, int] = {}

    def taken(self, row: Row, fits: bool) -> Iterator[Found | Problem]:
        """What the row becomes, after every problem with it."""
        refused = self._refused(row)
        if refused:
            yield refused
            return
        self.seen[row.number] = row.where.row or 0
        found = records(row, self.family, self.source, self._marks(row, fits))
        yield from row.problems
        yield from found

    def _marks(self, row: Row, fits: bool) -> tuple[str, ...]:
        row.check_marks()
        marks = row.marks()
        if fits or "excluded" in marks:
            return marks
        # One cell too many moves every cell after it: a colleague's name into "Eligibility".
        row.problem(
            "The cells of this row may stand in the wrong columns, so it is withheld.",
            "Correct the row and import the file again.",
        )
        return ("excluded", *marks)

    def _refused(self, row: Row) -> Problem | None:
        if not row.number:
            return _refusal(row, "ResourceAgencyNum", "This row has no ResourceAgencyNum")
        if row.number in self.seen:
            what = f"The ResourceAgencyNum {row.number[:40]} stands in row {self.seen[row.number]}"
            return _refusal(row, "ResourceAgencyNum", f"{what} too")
        if not row.level:
            what = f'"{row.see("TaxonomyLevelName")[:40]}" is neither Agency nor Site nor Program'
            return _refusal(row, "TaxonomyLevelName", what)
        if not row.see("PublicName"):
            return _refusal(row, "PublicName", f"The {row.level.lower()} {row.number} has no name")
        return None


_WHAT_TO_DO = {
    "ResourceAgencyNum": "Each row needs a number of its own: correct it in iCarol.",
    "TaxonomyLevelName": "Look whether the cells of this row stand in the right columns.",
    "PublicName": "Give it a PublicName in iCarol.",
}


def _refusal(row: Row, column: str, what: str) -> Problem:
    where = Where(row.where.file, row.where.row, column)
    return Problem(f"{what}, so this row was left out.", _WHAT_TO_DO[column], where)
