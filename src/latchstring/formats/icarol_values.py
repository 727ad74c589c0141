"""Values as iCarol's users type them: dates, web addresses, e-mail, telephone numbers."""

from __future__ import annotations

import datetime as dt
import re

_DATE = re.compile(
    r"(?:(?P<m>\d{1,2})/(?P<d>\d{1,2})/(?P<y>\d{4}|\d{2})|(?P<iso>\d{4}-\d\d-\d\d))"
    r"(?:[T ](?P<hour>\d{1,2}):(?P<minute>\d\d)(?::(?P<second>\d\d)(?:\.\d+)?)? ?(?P<half>[AP]M)?)?",
    re.IGNORECASE | re.ASCII,
)
_NEVER = {"1900-01-01", "2000-01-01", "0001-01-01"}
"""What "1/1/00" and an empty date become in exports."""

_LONGEST = 2000
"""Characters of a web or e-mail address: the most that browsers carry."""
_SITE = re.compile(
    r"(https?://)?([a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)+"
    r"(?::\d{1,5})?(?:[/?#]\S*)?)",
    re.IGNORECASE | re.ASCII,
)
_EMAIL = re.compile(r"[^\s@;,<>]+@[\w-]+(?:\.[\w-]+)+", re.ASCII)

_EXTENSION = re.compile(
    r"[ ,;]*\b(?:ext(?:ension|n)?|xt?)[ .:]*(\d{1,6})$", re.IGNORECASE | re.ASCII
)
_NO_AREA = re.compile(r"^\(\s*\)\s*")


def moment(text: str) -> dt.datetime | None:
    """The wall-clock time that the text says; None for what is no date, or stands for none.

    American order: month, day, year. Two-digit years up to 69 are in this century.
    """
    match = _DATE.fullmatch(text)
    if not match:
        return None
    try:
        day = dt.date.fromisoformat(match["iso"]) if match["iso"] else _american(match)
        if day.isoformat() in _NEVER:
            return None
        return dt.datetime.combine(day, _time(match))
    except ValueError:
        return None


def says_never(text: str) -> bool:
    """True for "1/1/00" and the like: no date, and nothing wrong with it."""
    match = _DATE.fullmatch(text)
    try:
        day = match and (dt.date.fromisoformat(match["iso"]) if match["iso"] else _american(match))
    except ValueError:
        return False
    return bool(day) and str(day) in _NEVER


def _american(match: re.Match[str]) -> dt.date:
    year = int(match["y"])
    if len(match["y"]) == 2:
        year += 2000 if year < 70 else 1900
    return dt.date(year, int(match["m"]), int(match["d"]))


def _time(match: re.Match[str]) -> dt.time:
    hour, half = int(match["hour"] or 0), (match["half"] or "").upper()
    if half:
        hour = hour % 12 + (12 if half == "PM" else 0)
    return dt.time(hour, int(match["minute"] or 0), int(match["second"] or 0))


def sites(text: str) -> list[str]:
    """The web addresses in a text; [] when it is anything else. Without a scheme, https."""
    if len(text) > _LONGEST:
        return []
    text = re.sub(r"(https?://) ", r"\1", text, flags=re.IGNORECASE)
    parts = [text] if " " not in text else re.split(r"[,;]? ", text)
    found = [_SITE.fullmatch(part) for part in parts]
    if not all(found):
        return []
    return [(match[1] or "https://").lower() + match[2] for match in found if match]


def email(text: str) -> str:
    """The first e-mail address when the text is nothing but addresses, else ""."""
    parts = [part for part in re.split(r"[;, ]+", text[:_LONGEST]) if part]
    return parts[0] if parts and all(map(_EMAIL.fullmatch, parts)) else ""


def phone(text: str) -> tuple[str, int | None] | None:
    """(number, extension); None for what nobody can dial. Letters stay: 1-800-RUNAWAY."""
    if len(text) > 100:
        return None
    number = re.sub(r"\s*-\s*", "-", _NO_AREA.sub("", text)).strip(" -,;.")
    found = _EXTENSION.search(number)
    extension = int(found[1]) if found else None
    if found:
        number = number[: found.start()]
    signs = [sign for sign in number if sign.isalnum()]
    return (number, extension) if len(signs) >= 3 and any(s.isdigit() for s in signs) else None
