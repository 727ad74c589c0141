"""One field of a form: how a value is shown, and how what was typed is read."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from latchstring.core.calendar_words import weekday
from latchstring.core.shape import Document

Values = dict[str, str]
"""What stands in a form: name of the input -> text. Several ticks of one name: with commas."""

DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


class Wrong(ValueError):
    """What was typed cannot be taken; the text is the sentence that stands beside the field."""


@dataclass(frozen=True)
class Field:
    """One field of a document, or of a child of it.

    kind: line, text, tick, days, time, date, web, email, amount or choice. missing: the sentence
    when it is left empty; "" when it may be; `always`: also where a source left it empty. choices: value and label; a value that a source
    made up is offered beside them, so that it survives.
    """

    name: str
    label: str
    kind: str = "line"
    hint: str = ""
    missing: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    always: bool = False


@dataclass(frozen=True)
class Box:
    """A field as the page shows it."""

    field: Field
    name: str
    value: str
    error: str = ""

    @property
    def choices(self) -> list[tuple[str, str]]:
        """What can be chosen, with the value that is there now."""
        known = list(self.field.choices)
        if self.value in dict(known):
            return known
        return [*known, (self.value, self.value)] if self.value else [("", "Not said"), *known]

    @property
    def week(self) -> list[tuple[str, str]]:
        """The days to tick, with their names."""
        return [(day, weekday("en", n, "abbreviated").text) for n, day in enumerate(DAYS)]

    @property
    def ticked(self) -> list[str]:
        """The days that are ticked."""
        return self.value.split(",")


def shown(field: Field, value: Any) -> str:
    """The value as it stands in its input."""
    if value is None or isinstance(value, dict | list):
        return ""
    text = str(value)
    if field.kind == "text":
        return text.replace("\r\n", "\n").replace("\r", "\n").strip()
    if field.kind == "days":
        return ",".join(day for day in DAYS if day in text.split(","))
    return " ".join(text.split())


def fill(fields: Iterable[Field], document: Document, prefix: str = "") -> Values:
    """The inputs for a document."""
    return {prefix + field.name: shown(field, document.get(field.name)) for field in fields}


def boxes(
    fields: Iterable[Field], values: Mapping[str, str], errors: Mapping[str, str], prefix: str = ""
) -> list[Box]:
    """The fields as the page shows them."""
    names = [(field, prefix + field.name) for field in fields]
    return [Box(field, name, values.get(name, ""), errors.get(name, "")) for field, name in names]


def read(
    fields: Iterable[Field],
    values: Mapping[str, str],
    document: Document,
    errors: dict[str, str],
    prefix: str = "",
) -> Document:
    """A copy of the document with what was typed. A field that still shows what the document
    says is left exactly as it is, whatever a source had put into it; what is missing is asked
    for once anything in the same group is changed, or when all of it is new."""
    fields = list(fields)
    before = {f.name: shown(f, document.get(f.name)) for f in fields}
    typed = {f.name: shown(f, values.get(prefix + f.name, "")) for f in fields}
    strict = typed != before or not any(before.values())
    out = dict(document)
    for field in fields:
        text = typed[field.name]
        if text != before[field.name] or (not text and field.missing and (strict or field.always)):
            try:
                _set(out, field, text)
            except Wrong as wrong:
                errors[prefix + field.name] = str(wrong)
    return out


def _set(document: Document, field: Field, typed: str) -> None:
    value = _taken(field, typed)
    document.pop(field.name, None)
    if value is not None:
        document[field.name] = value


def _taken(field: Field, typed: str) -> Any:
    if not typed:
        if field.missing:
            raise Wrong(field.missing)
        return None
    return _READ.get(field.kind, str)(typed)


_WEB = re.compile(r"https?://[^\s/.]+(\.[^\s/.]+)+(:\d+)?([/?#]\S*)?", re.IGNORECASE)
_EMAIL = re.compile(r"[^\s@]+@[^\s@.]+(\.[^\s@.]+)+")
_CLOCK = re.compile(r"(\d{1,2})(?:[:.](\d\d))?\s*(?:([ap])\.?\s*m\.?)?", re.IGNORECASE)
_WORDS = {"noon": "12:00", "midnight": "00:00"}


def _web(typed: str) -> str:
    address = typed if "://" in typed else f"https://{typed}"
    if not _WEB.fullmatch(address):
        raise Wrong(f"“{typed}” is no web address. Write it like https://www.example.org/")
    return address


def _email(typed: str) -> str:
    if not _EMAIL.fullmatch(typed):
        raise Wrong(f"“{typed}” is no e-mail address. Write it like name@example.org")
    return typed


def _time(typed: str) -> str:
    """Half past nine as a librarian types it: 9:30, 9.30 am, 09:30; noon and midnight too."""
    found = _CLOCK.fullmatch(typed)
    if typed.lower() in _WORDS:
        return _WORDS[typed.lower()]
    if not found:
        raise Wrong(f"“{typed}” is no time of day. Write it like 9:30 am or 13:00")
    hour, minute, half = int(found[1]), int(found[2] or 0), (found[3] or "").lower()
    if half and not 1 <= hour <= 12:
        raise Wrong(f"“{typed}” is no time of day. Leave out “{half}m”, or write 1 to 12.")
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    if hour > 24 or minute > 59 or (hour == 24 and minute):
        raise Wrong(f"“{typed}” is no time of day. Write it like 9:30 am or 13:00")
    if not half and not found[2] and hour < 13:
        raise Wrong(f"Is that morning or evening? Write {hour} am, {hour} pm or {hour}:00")
    return f"{hour:02}:{minute:02}"


def _amount(typed: str) -> float | int:
    bare = typed.removeprefix("$").replace(",", "")
    try:
        number = float(bare)
    except ValueError:
        number = -1
    if not 0 <= number < 10**9:
        raise Wrong(f"“{typed}” is no amount. Write a number such as 5 or 12.50")
    return int(number) if number.is_integer() else number


_READ: dict[str, Callable[[str], Any]] = {
    "web": _web, "email": _email, "time": _time, "amount": _amount,
}  # fmt: skip
