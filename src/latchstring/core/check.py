"""Is this an HSDS document? Puts right what can be put right, and says what it did."""

from __future__ import annotations

import datetime
import math
import re
from typing import Any

from latchstring.core.hsds import OBJECTS, Field
from latchstring.core.problem import Problem, Where
from latchstring.core.shape import Document

_DEEP = 12
_DATE = re.compile(r"^\d{4}-\d{2}-\d{2}")
_TIME = re.compile(r"^([01]?\d|2[0-4]):[0-5]\d(:[0-5]\d)?")

Checked = tuple[Document, dict[str, str], list[Problem]]


def check(kind: str, document: Document, where: Where | None = None) -> Checked:
    """The document with every value of its HSDS type, what was set aside, and the problems.

    Values that cannot be what their field wants are set aside as {path: text}: kept for staff,
    never published. Unknown fields stay where they are. A problem of weight "refused" means
    that the whole record cannot be taken (no id, or no name).
    """
    aside: dict[str, str] = {}
    problems: list[Problem] = []
    checker = _Checker(where or Where(), aside, problems)
    clean = checker.object(kind, document, "", 0)
    for name in ("id", "name"):
        if _required(kind, name) and not clean.get(name):
            problems.append(_missing(kind, name, where or Where()))
    return clean, aside, problems


def _required(kind: str, name: str) -> bool:
    field = OBJECTS[kind].fields.get(name)
    return field is not None and field.required


def _missing(kind: str, name: str, where: Where) -> Problem:
    return Problem(
        f"This {kind.replace('_', ' ')} has no {name}, so it was left out.",
        f"Give it {'an' if name[0] in 'aeiou' else 'a'} {name} in the file and import it again.",
        Where(where.file, where.row, name),
    )


class _Checker:
    def __init__(self, where: Where, aside: dict[str, str], problems: list[Problem]) -> None:
        self.where, self.aside, self.problems = where, aside, problems

    def object(self, kind: str, document: Document, path: str, depth: int) -> Document:
        table, out = OBJECTS[kind], {}
        for name, value in document.items():
            field = table.fields.get(name)
            if field is None:
                out[name] = value
            elif value is not None and value != "":
                self._put(field, value, f"{path}{name}", depth, out)
        return out

    def _put(self, field: Field, value: Any, path: str, depth: int, out: Document) -> None:
        if field.target:
            self._nested(field, value, path, depth, out)
            return
        clean = _CLEAN.get(field.kind, _text)(value, field)
        if clean is None:
            self._set_aside(field, value, path)
        elif clean != "":
            out[field.name] = clean

    def _nested(self, field: Field, value: Any, path: str, depth: int, out: Document) -> None:
        if depth >= _DEEP:
            self._set_aside(field, "nested too deeply", path)
            return
        wants_list = field.kind == "list"
        items = value if isinstance(value, list) and wants_list else [value]
        good = [item for item in items if isinstance(item, dict)]
        if len(good) != len(items):
            self._set_aside(field, value, path)
        clean = [self.object(field.target, item, f"{path}/", depth + 1) for item in good]
        if clean:
            out[field.name] = clean if wants_list else clean[0]

    def _set_aside(self, field: Field, value: Any, path: str) -> None:
        text = _shown(value)
        self.aside[path] = text[:10_000]
        self.problems.append(
            Problem(
                f'"{text[:80]}" is no {_EXPECTED.get(field.kind, "value for this field")}.',
                _advice(field),
                Where(self.where.file, self.where.row, path),
                "kept",
            )
        )


def _shown(value: Any) -> str:
    try:
        return str(value)
    except (RecursionError, ValueError):
        return "a value that is too deep or too long to be shown"


def _advice(field: Field) -> str:
    if field.choices:
        return f"It is kept for staff and not shown; use one of: {', '.join(field.choices)}."
    return "It is kept for staff and not shown; correct it in the source or at the desk."


def _text(value: Any, _field: Field) -> str | None:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str | int | float):
        # A lone surrogate or a NUL can be neither stored nor shown.
        return str(value).encode("utf-8", "replace").decode().replace("\x00", "")
    return None


def _number(value: Any, _field: Field) -> float | int | None:
    if isinstance(value, bool):
        return None
    try:
        number = value if isinstance(value, int) else float(value)
        finite = math.isfinite(number)
    except (TypeError, ValueError, OverflowError):
        return None
    if not finite:
        return None
    return int(number) if float(number).is_integer() and abs(number) < 2**53 else number


def _date(value: Any, _field: Field) -> str | None:
    text = str(value).strip()
    if not _DATE.match(text):
        return None
    try:
        datetime.date.fromisoformat(text[:10])
    except ValueError:
        return None
    return text


def _time(value: Any, _field: Field) -> str | None:
    text = str(value).strip()
    return text if _TIME.match(text) else None


def _enum(value: Any, field: Field) -> str | None:
    by_fold = {choice.casefold(): choice for choice in field.choices}
    return by_fold.get(str(value).strip().casefold().replace("_", " "))


_CLEAN: dict[str, Any] = {
    "number": _number, "date": _date, "date-time": _date, "time": _time, "enum": _enum,
}  # fmt: skip
_EXPECTED = {
    "number": "number", "date": "date (YYYY-MM-DD)", "date-time": "date and time",
    "time": "time of day (HH:MM)", "list": "list of objects", "object": "object",
}  # fmt: skip
