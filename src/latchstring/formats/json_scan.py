"""Reads the objects of JSON arrays and pages without ever holding more than one of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, TextIO

from latchstring.core.problem import Problem, Trouble, Where
from latchstring.formats.json_object import AGAIN, DECODER, LONGEST, Item, judged

_CHUNK = 1024 * 1024


class _Broken(Exception):
    """What follows in the file cannot be told apart any more."""


class Scanner:
    """Goes through one text file. Rows number the objects from 1."""

    def __init__(self, stream: TextIO, file: str) -> None:
        self.stream, self.file = stream, file
        self.text, self.at, self.row = "", 0, 0

    def items(self) -> Iterator[Item]:
        """Every object. Raises `Trouble` when the file is broken before the first one ends."""
        try:
            while self._next():
                yield from self._array() if self._next() == "[" else self._page_or_object()
        except (_Broken, RecursionError) as error:
            if not self.row:
                raise Trouble(self._broken()) from error
            yield self._broken()

    def _array(self) -> Iterator[Item]:
        self._pass("[")
        while self._next() != "]":
            value, text = self._value()
            self.row += 1
            yield judged(value, text, Where(self.file, self.row))
            if self._next() != "]":
                self._pass(",")
        self._pass("]")

    def _page_or_object(self) -> Iterator[Item]:
        """A page's heading (number of pages and the like) is not kept: it speaks of the export."""
        self._pass("{")
        fields: dict[str, Any] = {}
        texts: list[str] = []
        size, is_page = 0, False
        while self._next() != "}":
            name, written = self._value()
            self._pass(":")
            if name == "contents" and self._next() == "[":
                is_page = True
                yield from self._array()
            else:
                fields[str(name)], text = self._value()
                texts += [written, text]
                size += len(written) + len(text)
            if size > LONGEST:
                raise _Broken
            if self._next() != "}":
                self._pass(",")
        self._pass("}")
        if not is_page:
            self.row += 1
            yield judged(fields, " ".join(texts), Where(self.file, self.row))

    def _value(self) -> tuple[Any, str]:
        """The value that comes next, and its text."""
        self._next()
        while True:
            try:
                value, end = DECODER.raw_decode(self.text, self.at)
            except ValueError as error:
                if len(self.text) - self.at > LONGEST or not self._more():
                    raise _Broken from error
                continue
            # A number at the very end of what was read may go on in what was not.
            if end == len(self.text) and self._more():
                continue
            text, self.at = self.text[self.at : end], end
            return value, text

    def _next(self) -> str:
        """The next character that is no space, "" at the end of the file."""
        while True:
            while self.at < len(self.text) and self.text[self.at] in " \t\r\n":
                self.at += 1
            if self.at < len(self.text):
                return self.text[self.at]
            if not self._more():
                return ""

    def _pass(self, sign: str) -> None:
        if self._next() != sign:
            raise _Broken
        self.at += 1

    def _more(self) -> bool:
        rest = self.text[self.at :]
        chunk = self.stream.read(max(_CHUNK, len(rest)))
        self.text, self.at = rest + chunk, 0
        return bool(chunk)

    def _broken(self) -> Problem:
        return Problem(
            f"The file breaks off or is damaged after object {self.row}: the rest is not read."
            if self.row
            else "The file is no whole JSON: it breaks off or is damaged in its first object.",
            f"{AGAIN} One object may have at most {LONGEST:,} characters.",
            Where(self.file, self.row + 1),
        )
