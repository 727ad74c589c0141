"""One spelling for what people mean as one word: the same for the index and for the query.

Tables only, so that the browser's twin does exactly the same. Characters outside the table of
known letters, marks and numbers become a space: two programs with different Unicode versions
would otherwise disagree about new ones.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from latchstring.search.tables import TABLES, character_class, code_points
from latchstring.search.zawgyi import unicode

KNOWN = character_class(TABLES["known"])

_UNKNOWN = re.compile(f"[^{KNOWN}']+")
_JOINER = re.compile(f"([{character_class(TABLES['joined'])}]){TABLES['joiner']}+")
_ELIDED = re.compile(f"(^|[^{KNOWN}'])([a-z]|qu)'(?=[{KNOWN}])")
_BURMESE = re.compile("[\u1000-\u109f]+")
_INSIDE = re.compile(f"((?![0-9])[{KNOWN}])'+(?=[{KNOWN}])")

_SIGNS: dict[int, str | None] = {
    **dict.fromkeys(code_points(TABLES["removed"])),
    **dict.fromkeys(code_points(TABLES["apostrophes"]), "'"),
}


def _rows() -> Iterator[tuple[int, str]]:
    for first, target, count in TABLES["rows"]:
        for step in range(count):
            yield ord(first) + step, chr(ord(target) + step)


def _digits() -> Iterator[tuple[int, str]]:
    for zero in code_points(TABLES["zeros"]):
        for digit in range(10):
            yield zero + digit, str(digit)


def _letters() -> dict[int, str | None]:
    """Every character that is replaced once marks stand apart; None: dropped."""
    written = {ord(c): to for to, many in TABLES["letters"].items() for c in many}
    # ሀ and አ have homophones of their own, and rows of other letters lead to them.
    rows = {source: written.get(ord(to), to) for source, to in _rows()}
    marks = dict.fromkeys(code_points(TABLES["stripped"]))
    hanzi = "".join(TABLES["simplified"])
    simplified = dict(zip(map(ord, hanzi[::2]), hanzi[1::2], strict=True))
    return {**_SIGNS, **marks, **written, **rows, **dict(_digits()), **simplified}


_LETTERS = _letters()
_ASCII = {n: chr(n).lower() if chr(n).isalnum() else " " for n in range(128)} | {
    ord("'"): "'",
    ord("`"): "'",
}


def fold(text: str) -> str:
    """The text in its searchable spelling: lower case, no accents, words apart by one space.

    Takes any string, a broken one too (lone surrogates, controls), and is idempotent.
    """
    plain = text.translate(_ASCII) if text.isascii() else _fold_script(text)
    if "'" in plain:
        plain = _apostrophes(plain)
    return " ".join(_paired(plain).split())


def _fold_script(text: str) -> str:
    text = _JOINER.sub(r"\1 ", text).translate(_SIGNS)
    text = _BURMESE.sub(lambda run: unicode(run.group()), text)
    text = unicodedata.normalize("NFKD", _UNKNOWN.sub(" ", text)).lower()
    for apart, whole in TABLES["kept"]:
        text = text.replace(apart, whole)
    return _UNKNOWN.sub(" ", text.translate(_LETTERS))


def _apostrophes(text: str) -> str:
    """l'école is two words; п'ять, go'aan and women's are one."""
    text = _ELIDED.sub(r"\1\2 ", text)
    return _INSIDE.sub(r"\1", text).replace("'", " ")


def _paired(text: str) -> str:
    if text.isascii():
        return text
    for typed, meant in TABLES["pairs"]:
        text = text.replace(typed, meant)
    return unicodedata.normalize("NFC", text)
