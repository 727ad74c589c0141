"""Which rows of an iCarol export stand under which, learnt before the rows are read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from latchstring.core.problem import Problem, Where, trouble
from latchstring.formats.csv_rows import rows
from latchstring.formats.icarol_row import level_of
from latchstring.formats.icarol_terms import Terms

_REQUIRED = ("ResourceAgencyNum", "PublicName", "TaxonomyLevelName")
_DECIDING = ("AgencyStatus", "ExcludeFromWebsite")
_NOT_SAID = {"0": "", "-1": ""}
_DEEPEST = 5


@dataclass
class Family:
    """Rows by ResourceAgencyNum. above: of a site or program, the number that it stands under.
    with_programs: agencies and sites under which a program stands."""

    terms: Terms
    agencies: set[str] = field(default_factory=set)
    sites: set[str] = field(default_factory=set)
    above: dict[str, str] = field(default_factory=dict)
    with_programs: set[str] = field(default_factory=set)
    columns: tuple[str, ...] = ()

    def learn(self, cells: dict[str, str]) -> None:
        """Remember one row."""
        self.terms.learn(cells)
        number = cells["ResourceAgencyNum"].strip()
        level = level_of(cells["TaxonomyLevelName"])
        if level == "Agency":
            self.agencies.add(number)
            return
        above, site = (
            _NOT_SAID.get(cell, cell)
            for cell in (cells.get(c, "").strip() for c in ("ParentAgencyNum", "ConnectsToSiteNum"))
        )
        self.above.setdefault(number, above)
        if level == "Site":
            self.sites.add(number)
        else:
            self.with_programs.update((above, site))

    def agency_of(self, number: str) -> str:
        """The agency at the top, through sites and programs between; else the one stated, which
        may not be in the file; "" when none is stated."""
        stated = top = self.above.get(number, "")
        for _ in range(_DEEPEST):
            if top in self.agencies:
                return top
            top = self.above.get(top, "")
        return stated

    def problems(self, file: str) -> Iterator[Problem]:
        """Columns that decide on showing and are missing."""
        for name in _DECIDING:
            if name not in self.columns:
                yield Problem(
                    f"The export has no column {name}, so nothing can be withheld by it.",
                    "Export it with all columns before anything is published.",
                    Where(file, 1, name),
                    "kept",
                )


def family(path: Path, source: str) -> Family:
    """What the whole file tells. Raises `Trouble` when it is no iCarol export."""
    found = Family(Terms(source))
    for item in rows(path, path.name):
        if isinstance(item, Problem):
            continue
        if not found.columns:
            found.columns = _checked_columns(item[1], path.name)
        found.learn(item[1])
    if not found.columns:
        raise trouble(
            "The file has no rows below its heading.",
            "Export it again, look at its size.",
            Where(path.name),
        )
    return found


def _checked_columns(cells: dict[str, str], file: str) -> tuple[str, ...]:
    missing = [name for name in _REQUIRED if name not in cells]
    if missing:
        found = ", ".join(filter(None, list(cells)[:12]))
        raise trouble(
            f"This is no iCarol export: there is no column {', '.join(missing)}; "
            f"found: {found[:300]}{' …' if len(cells) > 12 else ''}.",
            "Check that this is the file that you meant, and its format.",
            Where(file, 1),
        )
    return tuple(cells)
