"""The house's own sentences in the reader's language, from the PO files beside this module.

The English sentence is the msgid. A translation is a draft until its translator comment says
`reviewed: NAME, YYYY-MM-DD`; a fuzzy one is not shown.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from gettext import c2py
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

from latchstring.core.text import State, Text

_FOLDER = Path(__file__).parent / "interface"
_VALUE = re.compile(r"\{(\w+)\}")
_REVIEWED = re.compile(r"reviewed: \S.*, \d{4}-\d{2}-\d{2}")


@dataclass(frozen=True)
class _Said:
    """A sentence in one language: one form, or one for each kind of number."""

    forms: tuple[str, ...]
    state: State


@dataclass(frozen=True)
class _Book:
    said: dict[str, _Said]
    form: Callable[[int], int]


_BOOKS: dict[str, _Book] = {}


def languages() -> list[str]:
    """BCP 47 tags in which the interface speaks: English and every PO file."""
    return ["en", *sorted(_books())]


def marked(english: str) -> str:
    """The sentence itself, marked as one to translate where `phrase` gets it by a variable."""
    return english


def phrase(tag: str, english: str, **values: object) -> Text:
    """The sentence for a reader of `tag`, its {words} filled with the values.

    es-MX falls back to es, and what nobody translated to English with the state "missing".
    """
    found, said = _find(tag, english)
    if said is None:
        return Text(_fill(english, values), "en", _english(tag))
    return Text(_fill(said.forms[0], values), found, said.state)


def plural(tag: str, n: int, one: str, many: str, **values: object) -> Text:
    """Like `phrase`, in the form that the language has for `n`, which also fills {n}."""
    found, said = _find(tag, one)
    values = {"n": n, **values}
    if said is None:
        return Text(_fill(one if n == 1 else many, values), "en", _english(tag))
    form = _books()[found].form(abs(n))
    return Text(_fill(said.forms[min(form, len(said.forms) - 1)], values), found, said.state)


def _english(tag: str) -> State:
    return "source" if tag.partition("-")[0] == "en" else "missing"


def _find(tag: str, english: str) -> tuple[str, _Said | None]:
    books = _books()
    while tag:
        book = books.get(tag)
        if book is not None:
            return tag, book.said.get(english)
        tag = tag.rpartition("-")[0]
    return "en", None


def _fill(sentence: str, values: dict[str, object]) -> str:
    """Each {word} replaced once: braces inside a value stay what they are."""
    rtl = _has(sentence, "R", "AL")
    shown = {name: _isolated(str(value), rtl) for name, value in values.items()}
    return _VALUE.sub(lambda place: shown.get(place[1], place[0]), sentence)


def _isolated(value: str, rtl: bool) -> str:
    """A value of the other direction stands in Unicode isolates, or it tears the line apart."""
    if value.isdecimal():
        return value
    foreign = _has(value, "L") or not _has(value, "R", "AL") if rtl else _has(value, "R", "AL")
    return f"\u2068{value}\u2069" if foreign else value


def _has(text: str, *directions: str) -> bool:
    return any(unicodedata.bidirectional(c) in directions for c in text)


def _books() -> dict[str, _Book]:
    """All languages at once: which of them readers ask for leaves no trace in memory."""
    if not _BOOKS:
        _BOOKS.update({path.stem: _read(path) for path in sorted(_FOLDER.glob("*.po"))})
    return _BOOKS


def _read(path: Path) -> _Book:
    catalog = _catalog(path)
    said = {_msgid(m): _said(m) for m in catalog if m.id and m.string and not m.fuzzy}
    return _Book(
        {name: one for name, one in said.items() if all(one.forms)}, c2py(catalog.plural_expr)
    )


def _catalog(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale=path.stem, abort_invalid=True)


def _msgid(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]


def _said(message: Message) -> _Said:
    string = message.string or ""
    forms = (string,) if isinstance(string, str) else tuple(string)
    reviewed = any(_REVIEWED.fullmatch(line.strip()) for line in message.user_comments)
    return _Said(forms, "reviewed" if reviewed else "draft")


def _sort() -> None:
    """Put each file's sentences in the order of their msgids: two people's additions merge."""
    for path in sorted(_FOLDER.glob("*.po")):
        header, *blocks = path.read_text("utf-8").strip().split("\n\n")
        blocks.sort(key=lambda block: block[block.index("msgid ") :])
        path.write_text("\n\n".join([header, *blocks]) + "\n", "utf-8")


if __name__ == "__main__" and sys.argv[1:] == ["--sort"]:
    _sort()
