"""Words from outside made fit to show: no tags, no control characters, no dangerous links."""

from __future__ import annotations

import html
import re
import unicodedata

_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,500}>")
_BREAK = re.compile(r"<(?:br|/p|/li|/div|/h[1-6]|/tr)\b[^<>]{0,100}>", re.IGNORECASE)
_UNSEEN = re.compile(r"<(script|style)\b.*?(?:</\1\s*>|\Z)", re.IGNORECASE | re.DOTALL)
_ENTITY = re.compile(r"&(?:amp|lt|gt|quot|apos|nbsp|#\d{1,6}|#[xX][0-9a-fA-F]{1,5});")
_NEWLINE = re.compile(r"\r\n?|[\v\f\x85\u2028\u2029]")
_DIRECTED = re.compile("[\u202a-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb]")
"""Left open in a source's text, a direction mark would turn the rest of the page around."""
_EMAIL = re.compile(r"[\w.+'-]{1,64}@[\w-]+(?:\.[\w-]+)+", re.ASCII)
_HOST = r"(?:[\w-]+\.)+[^\W\d_][\w-]+\.?(?::\d{1,5})?"
_WITH_SCHEME = re.compile(rf"(https?)://({_HOST}(?:[/?#]\S*)?)", re.IGNORECASE)
_BARE = re.compile(rf"{_HOST}(?:[/?#]\S*)?")


def plain(text: object) -> str:
    """The text without markup and control characters; its line breaks stay, at most two in a row.

    Anything but a text or a number gives "".
    """
    if not isinstance(text, str | int | float) or isinstance(text, bool):
        return ""
    words = str(text)
    if "<" in words:
        words = _UNSEEN.sub("", _without_comments(words))
        words = _TAG.sub("", _BREAK.sub("\n", words))
    if "&" in words:
        words = _ENTITY.sub(lambda found: html.unescape(found[0]), words)
    words = _DIRECTED.sub("", _NEWLINE.sub("\n", words))
    if not words.replace("\n", "").isprintable():
        words = "".join(map(_shown, words))
    words = "\n".join(part.strip(" \u00a0") for part in words.split("\n"))
    return re.sub(r"\n{3,}", "\n\n", words).strip()


def line(text: object) -> str:
    """The text on one line, for names and addresses."""
    return " ".join(plain(text).split())


def link(text: object) -> str:
    """A web address that is safe to follow, or "": http and https only, `www.x.org` completed.

    An address with a name before the host (`https://bank.org@evil.com`) is none.
    """
    address = line(text)
    found = _WITH_SCHEME.fullmatch(address)
    if found:
        return f"{found[1].lower()}://{found[2]}"
    return f"https://{address}" if _BARE.fullmatch(address) else ""


def email(text: object) -> str:
    """A plain e-mail address, or "": nothing that could carry a subject, a copy or a list."""
    address = line(text).removeprefix("mailto:")
    return address if _EMAIL.fullmatch(address) else ""


def _without_comments(text: str) -> str:
    """By `find`: a pattern would search to the end again for each comment that is never closed."""
    kept, at = [], 0
    while (start := text.find("<!--", at)) >= 0 and (end := text.find("-->", start + 4)) >= 0:
        kept.append(text[at:start])
        at = end + 3
    return "".join([*kept, text[at:]])


def _shown(character: str) -> str:
    if character == "\n" or character.isprintable():
        return character
    category = unicodedata.category(character)
    if category in ("Cc", "Cs", "Cn"):
        return " " if character == "\t" else ""
    return character
