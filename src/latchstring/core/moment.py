"""Instants are UTC; days belong to places. A rule's date begins at its place's own midnight."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from latchstring.core.problem import Where, trouble


def now() -> dt.datetime:
    """This instant, in UTC."""
    return dt.datetime.now(dt.UTC)


def zone(name: str) -> ZoneInfo:
    """The IANA time zone of that name. Raises `Trouble` when there is none."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise trouble(
            f'"{name}" is no time zone.',
            'Use a name such as "America/New_York".',
            Where(field="timezone"),
        ) from error


def instant(text: str) -> dt.datetime:
    """An ISO 8601 time as an instant in UTC; without an offset it is read as UTC.

    Raises `Trouble` when it is no time.
    """
    try:
        value = dt.datetime.fromisoformat(text.strip())
        return value.replace(tzinfo=dt.UTC) if value.tzinfo is None else value.astimezone(dt.UTC)
    except (ValueError, OverflowError) as error:
        raise trouble(
            f'"{text}" is no time.', "Write it as 2026-11-23 or 2026-11-23T09:00:00-05:00."
        ) from error


def iso(moment: dt.datetime) -> str:
    """The instant as `2026-11-23T14:05:09Z`, seconds and UTC."""
    return moment.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def day(moment: dt.datetime, where: ZoneInfo) -> dt.date:
    """The calendar day that it is at that place at that instant."""
    return moment.astimezone(where).date()


def begins(date: dt.date, where: ZoneInfo) -> dt.datetime:
    """The instant at which that day begins at that place, in UTC.

    Where clocks skip midnight itself, the day begins with its first real instant.
    """
    return dt.datetime.combine(date, dt.time(), tzinfo=where).astimezone(dt.UTC)


def as_text(date: dt.date | None) -> str:
    """The date in ISO 8601, "" for None."""
    return date.isoformat() if date else ""


def as_date(text: object) -> dt.date | None:
    """The date at the head of an ISO text, or None."""
    try:
        return dt.date.fromisoformat(str(text or "")[:10])
    except ValueError:
        return None
