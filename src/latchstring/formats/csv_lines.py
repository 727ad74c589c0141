"""The physical lines under a CSV file: bounded, cleaned, and given back when a record is broken."""

from __future__ import annotations

import csv
import re
from collections import deque
from typing import Literal, TextIO

LONGEST_FIELD = 1_000_000
"""Characters of one cell; the longest in real directories has some thousand."""
LONGEST_ROW = 4_000_000
"""Characters of one record with all its lines: what is held in memory at most."""

Remark = Literal["nul", "encoding", "quote"]

_BAD_BYTE = re.compile(r"[\udc80-\udcff]")
_AS_CP1252 = {
    0xDC00 + byte: bytes([byte]).decode("cp1252", "replace") for byte in range(0x80, 0x100)
}


class TooLong(Exception):
    """The record has more than `LONGEST_ROW` characters."""


class Lines:
    """An iterator for `csv.reader`, which knows the lines of the record that is being read.

    delimiter, columns: what the heading shows; they tell where rows go on after a broken one.
    """

    def __init__(self, stream: TextIO) -> None:
        self.stream, self.delimiter, self.columns, self.size = stream, ",", 0, 0
        self.remarks: set[Remark] = set()
        self._taken: list[str] = []
        self._again: deque[str] = deque()
        self._is_lost = False

    def __iter__(self) -> Lines:
        return self

    def __next__(self) -> str:
        line = self._found_again() if self._is_lost else self._line()
        if not line:
            raise StopIteration
        self._taken.append(line)
        self.size += len(line)
        if self.size > LONGEST_ROW:
            self._is_lost = True
            raise TooLong
        return line

    def first(self) -> tuple[int, str]:
        """How many lines are blank, and the line after them, still to be read; "" at the end."""
        blank, line = 0, self._line()
        while line and line.isspace():
            blank, line = blank + 1, self._line()
        self._again.append(line)
        return blank, line

    def forget(self) -> None:
        """A new record begins."""
        self._taken.clear()
        self.remarks.clear()
        self.size = 0

    def only_first(self) -> list[str]:
        """The cells of the broken record's first line; the lines after it are read once more."""
        first, *rest = self._taken
        self._again.extendleft(reversed(rest))
        return self._cells(first)

    def _cells(self, line: str) -> list[str]:
        return next(csv.reader([line.rstrip("\r\n")], delimiter=self.delimiter), [])

    def _line(self) -> str:
        if self._again:
            return self._again.popleft()
        line = self.stream.readline(LONGEST_ROW + 1)
        if len(line) > LONGEST_ROW and line[-1] not in "\r\n":
            self._pass_over(line)
            raise TooLong
        if "\x00" in line:
            self.remarks.add("nul")
            line = line.replace("\x00", "") or "\n"
        if not line.isascii() and _BAD_BYTE.search(line):
            self.remarks.add("encoding")
            line = line.translate(_AS_CP1252)
        return line

    def _pass_over(self, line: str) -> None:
        """To the end of a line that is too long. An odd number of quotes: its cell goes on."""
        quotes = sum(taken.count('"') for taken in self._taken)
        while line:
            quotes += line.count('"')
            if line[-1] in "\r\n":
                break
            line = self.stream.readline(LONGEST_ROW)
        self._is_lost = quotes % 2 == 1

    def _found_again(self) -> str:
        """The next line that is a whole row by itself."""
        while True:
            try:
                line = self._line()
            except TooLong:
                continue
            if not line or (line.count('"') % 2 == 0 and len(self._cells(line)) == self.columns):
                self._is_lost = False
                return line
