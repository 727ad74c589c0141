"""Telephone numbers as people dial them in the United States, and as links."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import Any

from latchstring.card.card import Phone
from latchstring.card.languages import languages
from latchstring.card.plain import line
from latchstring.card.voice import Spoken, children
from latchstring.core.interface import phrase
from latchstring.core.text import Text

_NUMBER = re.compile(
    r"(?<![\d+])(?:\+?1[ .-]{0,3})?\(? ?([2-9]\d\d) ?\)?[ ./-]{0,3}([2-9]\d\d)[ .-]{0,3}(\d{4})(?!\d)"
)
_ABROAD = re.compile(r"\+[2-9](?:[ ().-]*\d){6,14}[ ().-]*")
_SHORT = {"211", "311", "411", "511", "711", "811", "911", "988"}
_VANITY = re.compile(
    r"(?:\+?1[ .-]*)?\(?([2-9]\d\d)\)?[ .-]*([A-Z0-9]+(?:-[A-Z0-9]+)*)(?: *\([\d -]+\))?"
)
_EXTENSION = re.compile(
    r"[ ,;]*(?:\bext(?:ension|n)?\b|(?<![a-z])x|#)[ .:]*(\d{1,8})$", re.IGNORECASE
)
_BETWEEN = re.compile(r"(?:[ ,;/&|]|\bor\b|\band\b)*", re.IGNORECASE)
_KEYS = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "22233344455566677778889999")
_DASHES = str.maketrans("‐‑‒–—−", "------")
_KINDS = {
    "voice": "voice", "fax": "fax", "facsimile": "fax", "tty": "tty", "tdd": "tty",
    "tty/tdd": "tty", "textphone": "tty", "text": "text", "sms": "text", "cell": "cell",
    "mobile": "cell",
}  # fmt: skip
_ORDER = ("voice", "cell", "", "text", "tty", "fax")


def read(number: object) -> list[tuple[str, str, str]]:
    """Every telephone number in a text as (as people dial it, `tel:` link, extension).

    What cannot be read is given back as it stands, without a link; nothing gives nothing.
    """
    shown = _ascii(line(number))
    found = _EXTENSION.search(shown)
    extension = found[1] if found else ""
    text = shown[: found.start()] if found else shown
    if not text:
        return [(shown, "", "")] if shown else []
    special = _special(text)
    if special:
        return [(*special, extension)]
    matches = list(_NUMBER.finditer(text))
    if matches and _BETWEEN.fullmatch(_NUMBER.sub("", text)):
        numbers = [(_american(*m.groups()), _tel(*m.groups()), "") for m in matches]
        return [*numbers[:-1], (*numbers[-1][:2], extension)]
    return [(shown, _tel(*matches[0].groups()) if len(matches) == 1 else "", "")]


def phones(spoken: Spoken, holder: dict[str, Any], at: str = "", words: bool = True) -> list[Phone]:
    """The phones of a document or of a child of it, in the reader's language.

    words: False gives the numbers alone, without anything that a source wrote beside them.
    """
    found = [_phones(spoken, *child, words) for child in children(holder, "phones", at)]
    return [phone for several in found for phone in several]


def ordered(numbers: Iterable[Phone]) -> list[Phone]:
    """Each number once; those that one can talk to come first, fax last."""
    once: dict[tuple[str, str], Phone] = {}
    for phone in sorted(numbers, key=lambda phone: _ORDER.index(phone.kind)):
        once.setdefault((phone.number, phone.extension), phone)
    return list(once.values())


def _phones(spoken: Spoken, item: dict[str, Any], path: str, words: bool) -> list[Phone]:
    kind = _KINDS.get(line(item.get("type")).lower(), "")
    description = spoken.text("description", item, path) if words else None
    label = _label(kind, description, spoken.voice.tag)
    extension = _extension(item.get("extension"))
    spoken_there = languages(spoken, item, path) if words else []
    return [
        Phone(
            number if words else _digits(href),
            _href(number, href, kind),
            kind,
            label,
            own or extension,
            spoken_there,
        )
        for number, href, own in read(item.get("number"))
        if href or words
    ]


def _label(kind: str, description: Text | None, tag: str) -> Text | None:
    """Whoever dials a fax or a TTY by mistake hears noise: that is said in the reader's words."""
    if kind == "fax":
        return phrase(tag, "Fax")
    if kind == "tty":
        return phrase(tag, "TTY, for deaf people")
    if kind == "text" and description is None:
        return phrase(tag, "For text messages")
    return description


def _href(number: str, href: str, kind: str) -> str:
    if kind == "fax":
        return ""
    if kind == "text":
        code = number if re.fullmatch(r"\d{5,6}", number) else href.removeprefix("tel:")
        return f"sms:{code}" if code else ""
    return href


def _extension(value: object) -> str:
    if isinstance(value, str):
        return value.strip() if re.fullmatch(r"\s*\d{1,8}\s*", value) else ""
    return str(value) if isinstance(value, int) and 0 < value < 10**8 else ""


def _special(text: str) -> tuple[str, str] | None:
    """Numbers that are not ten digits: 911, 1-800-RUNAWAY, +44 …"""
    digits = re.sub(r"[ .-]", "", text)
    if digits in _SHORT:
        return digits, f"tel:{digits}"
    if len(text) <= 40 and _ABROAD.fullmatch(text):
        return text, "tel:+" + re.sub(r"\D", "", text)
    vanity = _VANITY.fullmatch(text) if len(text) <= 40 else None
    rest = vanity[2].replace("-", "") if vanity else ""
    if vanity and 7 <= len(rest) <= 9 and sum(map(str.isalpha, rest)) >= 3:
        keys = rest.translate(_KEYS)
        keyed = f"{vanity[1]}-{keys[:3]}-{keys[3:7]}"
        return text if "(" in text[5:] else f"{text} ({keyed})", _tel(
            vanity[1], keys[:3], keys[3:7]
        )
    return None


def _american(area: str, exchange: str, rest: str) -> str:
    return f"({area}) {exchange}-{rest}"


def _tel(area: str, exchange: str, rest: str) -> str:
    return f"tel:+1{area}{exchange}{rest}"


def _digits(href: str) -> str:
    """The number of a link, without any word that may have stood beside it."""
    found = re.fullmatch(r"tel:\+1(\d{3})(\d{3})(\d{4})", href)
    return _american(*found.groups()) if found else href.removeprefix("tel:")


def _ascii(text: str) -> str:
    digits = (str(unicodedata.decimal(c)) if c.isdecimal() else c for c in text)
    return "".join(digits).translate(_DASHES)
