"""Plain text out of what directories put into their fields: HTML, padding, control characters."""

from __future__ import annotations

import html
import re

_HIDDEN = re.compile(r"<!--.*?(?:-->|$)|<(script|style)\b.*?(?:</\1\s*>|$)", re.I | re.S)
_BREAK = re.compile(r"<(?:br|/?(?:p|div|tr|table|ul|ol|h[1-6]|hr|blockquote))\b[^<>]*>", re.I)
_ITEM = re.compile(r"<li\b[^<>]*>", re.I)
_CELL = re.compile(r"</t[dh]\b[^<>]*>", re.I)
_TAG = re.compile(r"</?[a-z][^<>]*>|<[!?][^<>]*>", re.I)
_CUT_TAG = re.compile(r"<(?:[/!?]?[a-z][^<>]*)?$|<[/!?]$", re.I)
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#x[0-9a-f]{1,6}|[a-z][a-z0-9]{1,30});", re.I)
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\x80-\x9f]")
_MARKUP = re.compile(r"[<&]")


def prose(text: str) -> str:
    """Lines of plain text: tags are gone, paragraphs and list items begin lines of their own.

    A "<" that begins no tag ("ages < 18") stays.
    """
    if _MARKUP.search(text):
        # Twice: some exports escape the tags themselves (&lt;br /&gt;).
        text = _without_tags(_ENTITY.sub(_character, _without_tags(text)))
    return "\n".join(filter(None, (" ".join(line.split()) for line in _lines(text))))


def line(text: str) -> str:
    """The same on one line."""
    if text.isprintable() and not _MARKUP.search(text) and "  " not in text:
        return text.strip()
    return " ".join((prose(text) if _MARKUP.search(text) else _CONTROLS.sub("", text)).split())


def _lines(text: str) -> list[str]:
    return _CONTROLS.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).split("\n")


def _without_tags(text: str) -> str:
    text = _BREAK.sub("\n", _HIDDEN.sub("", text))
    text = _CELL.sub(" ", _ITEM.sub("\n• ", text))
    return _CUT_TAG.sub("", _TAG.sub("", text))


def _character(entity: re.Match[str]) -> str:
    found = html.unescape(entity[0])
    return "" if "\ud800" <= found[:1] <= "\udfff" else found
