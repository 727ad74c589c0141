"""What a row of opening hours says, if it says it in full: days, times, until when."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import Any

from latchstring.core.moment import as_date

DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
MIDNIGHT = 24 * 60

_TIME = re.compile(
    r"(\d{1,2}):(\d\d)(?::\d\d(?:\.\d+)?)? ?(?:([ap])\.?m\.?)? ?(?:z|[+-]\d\d(?::?\d\d)?)?",
    re.IGNORECASE,
)
_DAY = re.compile(r"([+-]?[1-5])?(MO|TU|WE|TH|FR|SA|SU)")
_ROUND_THE_CLOCK = re.compile(r"\b24\b|\ball day\b", re.IGNORECASE)
_NOT_READ = ("byweekno", "byyearday", "count")

Span = tuple[int | None, int | None]
"""Opens and closes in minutes since midnight, as the clock on the wall shows; None: not said.
Closing may be earlier than opening: then it is on the next day."""
ALL_DAY: Span = (0, MIDNIGHT)
Nth = tuple[int, int]
"""(2, 1): the second Tuesday of the month; (-1, 4): the last Friday."""


@dataclass(frozen=True)
class Rule:
    """One row of hours, read in full. No days at all: the source does not say on which."""

    days: frozenset[int] = frozenset()
    """0 = Monday."""
    nth: tuple[Nth, ...] = ()
    dates: tuple[int, ...] = ()
    """Days of the month; -1 is the last."""
    weeks: int = 1
    span: Span | None = None
    closed: bool = False
    until: dt.date | None = None


def in_season(row: dict[str, Any], today: dt.date) -> bool:
    """False when the row is over or has not begun."""
    begins = [as_date(row.get(name)) for name in ("valid_from", "dtstart")]
    ends = _until(row)
    return all(day is None or day <= today for day in begins) and (ends is None or today <= ends)


def read(row: dict[str, Any]) -> Rule | None:
    """The rule that an HSDS schedule states, or None when any part of it cannot be read."""
    days = _days(row)
    span, readable = _span(row)
    if days is None or not readable or any(row.get(name) for name in _NOT_READ):
        return None
    closed = span is None and _says(row) == "closed"
    if span is None and not closed and not (days.days or days.nth or days.dates):
        return None
    return Rule(days.days, days.nth, days.dates, days.weeks, span, closed, _until(row))


def _until(row: dict[str, Any]) -> dt.date | None:
    return min(
        filter(None, (as_date(row.get(name)) for name in ("valid_to", "until"))), default=None
    )


def _says(row: dict[str, Any]) -> str:
    return str(row.get("description") or "").strip(" .!()").lower()


def _days(row: dict[str, Any]) -> Rule | None:
    """The days alone, as a rule without times."""
    monthly = row.get("freq") == "MONTHLY"
    parts = [part for part in re.split(r"[,; ]+", str(row.get("byday") or "").upper()) if part]
    found = [_DAY.fullmatch(part) for part in parts]
    weeks = row.get("interval") or 1
    dates = _dates(row.get("bymonthday"))
    if dates is None or not all(found) or weeks not in (1, 2) or (monthly and weeks != 1):
        return None
    given = [(int(match[1] or 0), DAYS.index(match[2])) for match in found if match]
    if dates:
        return Rule(dates=dates) if monthly and not given else None
    if all(nth == 0 for nth, _ in given):
        return Rule(days=frozenset(day for _, day in given) or _first_day(row), weeks=int(weeks))
    if row.get("freq") == "WEEKLY" or not all(nth in (-1, 1, 2, 3, 4, 5) for nth, _ in given):
        return None
    return Rule(nth=tuple(dict.fromkeys(given)))


def _first_day(row: dict[str, Any]) -> frozenset[int]:
    """RFC 5545: a weekly event without days falls on the weekday on which it began."""
    begins = as_date(row.get("dtstart"))
    return frozenset([begins.weekday()] if begins and row.get("freq") == "WEEKLY" else [])


def _dates(text: object) -> tuple[int, ...] | None:
    parts = [part for part in re.split(r"[,; ]+", str(text or "")) if part]
    if not all(re.fullmatch(r"[+-]?\d{1,2}", part) for part in parts):
        return None
    dates = tuple(dict.fromkeys(int(part) for part in parts))
    return dates if all(date == -1 or 1 <= date <= 31 for date in dates) else None


def _span(row: dict[str, Any]) -> tuple[Span | None, bool]:
    """Opening and closing time, and False when one of them cannot be read."""
    opens, closes = (_minutes(row.get(name)) for name in ("opens_at", "closes_at"))
    if opens == -1 or closes == -1 or opens == MIDNIGHT:
        return None, False
    if opens is None and closes is None:
        return None, True
    if opens == 0 and closes in (MIDNIGHT, MIDNIGHT - 1):
        return ALL_DAY, True
    if opens == closes:
        # 00:00-00:00 is all day in some directories and closed in others.
        around = opens == 0 and _ROUND_THE_CLOCK.search(_says(row)) is not None
        return (ALL_DAY, True) if around else (None, False)
    return (opens, closes), True


def _minutes(text: object) -> int | None:
    """Minutes since midnight, None for nothing, -1 for what is no time.

    A UTC offset or "Z" is passed over: hours that stay the same all year are those of the clock
    on the wall, and an offset cannot follow summer time.
    """
    if text in (None, ""):
        return None
    found = _TIME.fullmatch(str(text).strip())
    if not found:
        return -1
    hour, minute, half = int(found[1]), int(found[2]), (found[3] or "").lower()
    if half:
        hour = hour % 12 + (12 if half == "p" else 0) if 1 <= hour <= 12 else 99
    at = hour * 60 + minute
    return at if minute < 60 and at <= MIDNIGHT else -1
