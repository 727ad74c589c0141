"""Rows of a CSV file, one at a time, whatever is wrong with some of them."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from itertools import count, zip_longest
from pathlib import Path
from typing import IO, TextIO, cast

from latchstring.core.problem import Problem, Trouble, Weight, Where, trouble
from latchstring.formats.csv_lines import LONGEST_FIELD, LONGEST_ROW, Lines, TooLong

Row = tuple[int, dict[str, str]]
"""Number of the row (the heading is row 1, blank rows count), and its cells by column name."""
Item = Row | Problem

SURPLUS = ""
"""The key of what stands in a row beyond the named columns, joined by " | "."""


class Misfit(Problem):
    """The row has more or fewer cells than the heading: they may stand in the wrong columns."""


_KINDS = (
    (b"\x1f\x8b", "The file is compressed (gzip)."),
    (b"PK\x03\x04", "The file is a zip or an Excel workbook, no CSV."),
    (b"\xd0\xcf\x11\xe0", "The file is an old Excel workbook, no CSV."),
    (b"%PDF", "The file is a PDF, no CSV."),
)


def rows(path: Path, file_name: str = "") -> Iterator[Item]:
    """Every row, and a problem for each row that is not as the heading promises.

    Cells are texts exactly as they stand (also "=1+1"); missing cells are "". Memory does not
    grow with the file. Raises `Trouble` when the file is empty, is no CSV or cannot be opened.
    """
    name = file_name or path.name
    try:
        with path.open("rb") as raw:
            yield from from_byte_stream(raw, name)
    except OSError as error:
        raise trouble(
            f"The file cannot be read: {error.strerror or 'the disk does not answer'}.",
            "Check its name and that this program may open it.",
            Where(name),
        ) from error


def from_byte_stream(stream: IO[bytes], file_name: str) -> Iterator[Item]:
    """As `rows`, from an open binary stream such as a member of a zip.

    UTF-8 and, with its mark, UTF-16; single bytes that are no UTF-8 are read as Windows-1252.
    """
    with io.BufferedReader(cast(io.RawIOBase, stream)) as raw:
        head = raw.peek(64)[:64]
        if head.startswith((b"\xff\xfe", b"\xfe\xff")):
            text = io.TextIOWrapper(raw, encoding="utf-16", errors="replace", newline="")
        else:
            _refuse_other_kinds(head, file_name)
            text = io.TextIOWrapper(raw, encoding="utf-8-sig", errors="surrogateescape", newline="")
        with text:
            yield from from_text_stream(text, file_name)


def from_text_stream(stream: TextIO, file_name: str) -> Iterator[Item]:
    """As `rows`, from decoded text; open it with `newline=""`."""
    csv.field_size_limit(2 * LONGEST_ROW)
    yield from _Table(Lines(stream), file_name).items()


def _refuse_other_kinds(head: bytes, file_name: str) -> None:
    for start, what in _KINDS:
        if head.startswith(start):
            raise trouble(what, "Unpack it, or save it as CSV (UTF-8).", Where(file_name))
    if head.count(b"\x00") * 4 > len(head):
        raise trouble(
            "The file is in an encoding that cannot be read.",
            "Save it as CSV (UTF-8) and import it again.",
            Where(file_name),
        )


class _Table:
    def __init__(self, lines: Lines, file: str) -> None:
        self.lines, self.file, self.row = lines, file, 0
        self.names: list[str] = []
        self.named: list[str] = []
        self.encoding_told = False

    def items(self) -> Iterator[Item]:
        """The heading's problems, then every row."""
        yield from self._heading()
        while (record := self._record()) is not None:
            if isinstance(record, Problem):
                yield record
                continue
            yield from self._remarks()
            if any(map(str.strip, record)):
                yield from self._row(record)

    def _record(self) -> list[str] | Problem | None:
        """The next record, [] for a blank line, None at the end."""
        self.row += 1
        self.lines.forget()
        try:
            return next(self.reader, None)
        except TooLong:
            return self._too_long()
        except csv.Error:
            return self._repaired()

    def _repaired(self) -> list[str] | Problem:
        """The first line of a record whose quotes are wrong; the lines after it are read anew."""
        record = self.lines.only_first()
        if len(record) != len(self.names):
            return self._problem(
                "A quotation mark opens in this row and is not closed, so it was left out.",
                'Put a second " at the end of that cell.',
                "refused",
            )
        self.lines.remarks.add("quote")
        return record

    def _heading(self) -> Iterator[Problem]:
        try:
            self.row, line = self.lines.first()
        except TooLong as error:
            raise self._no_heading() from error
        if not line:
            raise trouble(
                "The file is empty.", "Export it again, look at its size.", Where(self.file)
            )
        self.lines.delimiter = max(",;\t", key=line.count)
        self.reader = csv.reader(self.lines, delimiter=self.lines.delimiter, strict=True)
        remarks = set(self.lines.remarks)
        record = self._record()
        self.lines.remarks |= remarks
        if isinstance(record, Problem) or not record or not any(map(str.strip, record)):
            raise self._no_heading()
        yield from self._remarks()
        for name in map(str.strip, record):
            yield from self._name_column(name)
        self.named = [name for name in self.names if name]
        self.lines.columns = len(self.names)

    def _no_heading(self) -> Trouble:
        return trouble(
            "The file has no heading: its first row holds no names of columns.",
            "The first row must name the columns.",
            Where(self.file, self.row or 1),
        )

    def _name_column(self, name: str) -> Iterator[Problem]:
        if not name or name not in self.names:
            self.names.append(name)
            return
        times = next(n for n in count(2) if f"{name} ({n})" not in self.names)
        self.names.append(f"{name} ({times})")
        yield self._problem(
            f'The heading names the column "{name}" more than once.',
            f'The first one is read; the other is kept as "{name} ({times})".',
        )

    def _row(self, record: list[str]) -> Iterator[Item]:
        if self.lines.size > LONGEST_FIELD and max(map(len, record)) > LONGEST_FIELD:
            yield self._too_long()
            return
        cells = dict(zip(self.names, record, strict=False))
        if len(record) != len(self.named):
            yield from self._fitted(cells, record)
        yield self.row, cells

    def _fitted(self, cells: dict[str, str], record: list[str]) -> Iterator[Problem]:
        """Puts right the cells of a row that is longer or shorter than the heading."""
        cells.pop(SURPLUS, None)
        beyond = [cell for name, cell in zip_longest(self.names, record) if not name and cell]
        if surplus := " | ".join(filter(str.strip, beyond)):
            cells[SURPLUS] = surplus
            yield self._misfit(
                f'Beyond the named columns this row holds "{surplus[:40]}".',
                "It is kept for staff; look whether a comma in a cell lacks its quotation marks.",
            )
        if len(record) < len(self.names):
            cells.update(dict.fromkeys(filter(None, self.names[len(record) :]), ""))
            yield self._misfit(
                f"This row has {len(record)} cells, the heading has {len(self.names)}.",
                "What is missing was taken as empty; look whether the row is whole.",
            )

    def _misfit(self, what: str, do: str) -> Misfit:
        return Misfit(what, do, Where(self.file, self.row), "kept")

    def _remarks(self) -> Iterator[Problem]:
        remarks = self.lines.remarks
        if "nul" in remarks:
            yield self._problem(
                "This row holds NUL characters, which no text has; they were left out.",
                "Look whether the row reads right, and export the file again.",
            )
        if "quote" in remarks:
            yield self._problem(
                "A quotation mark inside a cell of this row is not doubled.",
                'The row was read as well as it can be; write "" for " inside a cell.',
            )
        if "encoding" in remarks and not self.encoding_told:
            self.encoding_told = True
            yield self._problem(
                "From this row on, some characters are not in the encoding UTF-8.",
                "They were read as Windows-1252; look at the accents, or save the file as UTF-8.",
            )

    def _too_long(self) -> Problem:
        return self._problem(
            f"A cell in this row has more than {LONGEST_FIELD:,} characters, so it was left out.",
            'No directory needs that much: look for a whole file in a cell, or a " too many.',
            "refused",
        )

    def _problem(self, what: str, do: str, weight: Weight = "kept") -> Problem:
        return Problem(what, do, Where(self.file, self.row), weight)
