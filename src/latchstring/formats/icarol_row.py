"""One row of an iCarol export: what was taken from it, and what is left to be kept."""

from __future__ import annotations

import re

from latchstring.core.problem import Problem, Weight, Where
from latchstring.formats import plain_text

_LEVELS = {"agency": "Agency", "site": "Site", "program": "Program", "programatsite": "Program"}

_CUT_AT = 255
_ENDS = (".", "!", "?", ")", ";", ":", "…")
_YES = {"yes", "true", "y", "1"}
_NO = {"", "no", "false", "n", "0"}
_STATUS = {"": "active", "active": "active", "active, but do not refer": "active"}


def level_of(stated: str) -> str:
    """Agency, Site or Program, as TaxonomyLevelName says; "" when it says anything else."""
    return _LEVELS.get(stated.replace(" ", "").casefold(), "")


class Row:
    """The cells of one row, cleaned. "-1" and blanks are iCarol's way to say nothing."""

    def __init__(self, cells: dict[str, str], where: Where) -> None:
        self.where = where
        self.problems: list[Problem] = []
        self._raw = cells
        self._left = {
            name: folded
            for name, cell in cells.items()
            if cell and (folded := " ".join(cell.split())) and folded != "-1"
        }
        self._taken: set[str] = set()
        self.number = self.see("ResourceAgencyNum")
        self.level = level_of(self.see("TaxonomyLevelName"))

    def see(self, column: str) -> str:
        """The value on one line, as the source wrote it; it stays among what is left."""
        return self._left.get(column, "")

    def values(self, prefixes: tuple[str, ...]) -> list[str]:
        """What the columns say that begin so, taken or not."""
        return [value for name, value in self._left.items() if name.startswith(prefixes)]

    def used(self, *columns: str) -> None:
        """Their values stand in a document now."""
        self._taken.update(columns)

    def take(self, column: str) -> str:
        """The value as one line of plain text, to be put into a document."""
        self._taken.add(column)
        value = self._left.get(column, "")
        return self._whole(column, plain_text.line(value)) if value else ""

    def take_prose(self, column: str) -> str:
        """The value as plain text with its paragraphs, to be put into a document."""
        if column not in self._left:
            return ""
        self._taken.add(column)
        return self._whole(column, plain_text.prose(self._raw[column]))

    def _whole(self, column: str, text: str) -> str:
        """The export cuts long texts off: readers see that there was more."""
        raw = self._raw[column]
        is_whole = len(raw) != _CUT_AT or raw[-1].isspace() or text.endswith(_ENDS)
        return text if is_whole or not text else f"{text}…"

    def left(self, prefixes: tuple[str, ...] = ("",)) -> dict[str, str]:
        """Columns that begin so, with a value that stands in no document; each given once."""
        found = {
            name: value
            for name, value in self._left.items()
            if name not in self._taken and name.startswith(prefixes)
        }
        self._taken.update(found)
        if "" in found:
            found["(beyond the named columns)"] = found.pop("")
        return found

    def problem(self, what: str, do: str, column: str = "", weight: Weight = "kept") -> None:
        """Note what is wrong with a value of this row, once."""
        found = Problem(what, do, Where(self.where.file, self.where.row, column), weight)
        if found not in self.problems:
            self.problems.append(found)

    def marks(self) -> tuple[str, ...]:
        """The source's own reasons not to show the row."""
        found = []
        if self._hides("ExcludeFromWebsite") or self._hides("ExcludeFromDirectory"):
            found.append("excluded")
        if self.status() == "inactive":
            found.append("inactive")
        if "not refer" in self.see("AgencyStatus").casefold():
            found.append("do not refer")
        return tuple(found)

    def status(self) -> str:
        """HSDS status. What is not plainly active is inactive: nobody is sent to a closed door."""
        stated = self.see("AgencyStatus").casefold()
        if not stated and self.see("MadeInactiveOn"):
            return "inactive"
        return _STATUS.get(stated, "inactive")

    def check_marks(self) -> None:
        """Note what is said in columns that decide on showing and cannot be understood."""
        status = self.see("AgencyStatus")
        if status.casefold() not in _STATUS and not re.search("inactive|closed", status, re.I):
            self._strange("AgencyStatus", "Active, Inactive or “Active, but do not refer”")
        for column in ("ExcludeFromWebsite", "ExcludeFromDirectory"):
            if self.see(column).casefold() not in _YES | _NO:
                self._strange(column, "Yes or No")

    def _hides(self, column: str) -> bool:
        return self.see(column).casefold() not in _NO

    def _strange(self, column: str, wanted: str) -> None:
        self.problem(
            f'The {column} "{self.see(column)[:40]}" cannot be understood, so this is withheld.',
            f"Write {wanted}; look whether the row's cells stand in the right columns.",
            column,
        )
