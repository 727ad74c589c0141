"""Days in Harbor Falls: opening hours, seasons, and when somebody last checked a record."""

from __future__ import annotations

import datetime as dt
import hashlib
from typing import Any, Literal

from latchstring.core.freshness import DAYS
from latchstring.core.shape import Document
from latchstring.starter.record import How
from latchstring.starter.town_words import Telling, town_id

Checked = Literal["current", "due", "overdue", "expired", "unknown"]

_SHARES: tuple[tuple[Checked, int], ...] = (
    ("current", 62), ("due", 11), ("overdue", 14), ("expired", 4), ("unknown", 9),
)  # fmt: skip
"""Of a hundred records that say nothing else, how many are in which state."""

_AGE: dict[str, tuple[int, int]] = {
    "current": (2, 66), "due": (86, 98), "overdue": (106, 190), "expired": (210, 480),
}  # fmt: skip
"""How old a check is in each state, in percent of the days that it lasts."""

_HOWS: tuple[How, ...] = ("phone", "phone", "visit", "web")


def turn(key: str, choices: int) -> int:
    """A number from 0 to choices - 1 that looks random and is always the same for a key."""
    return int.from_bytes(hashlib.sha256(key.encode()).digest()[:8], "big") % choices


def checked_state(key: str) -> Checked:
    """The state that falls to a record that does not ask for one."""
    number = turn(f"{key}/state", 100)
    for state, share in _SHARES:
        number -= share
        if number < 0:
            return state
    return "unknown"


def check(key: str, today: dt.date, by: str, state: Checked, lasts: int = DAYS) -> dict[str, Any]:
    """The assurance of a record as `Starter` fields, so that it is in `state` on `today`.

    lasts: days until the next check; another number than the usual is written as `due_on`.
    """
    if state == "unknown":
        return {}
    low, high = (lasts * percent // 100 for percent in _AGE[state])
    assured = today - dt.timedelta(days=low + turn(f"{key}/age", high - low))
    due = assured + dt.timedelta(days=lasts)
    return {
        "assured_on": assured.isoformat(),
        "assured_by": by,
        "assured_how": _HOWS[turn(f"{key}/how", len(_HOWS))],
        "due_on": due.isoformat() if lasts != DAYS else "",
    }


def in_days(today: dt.date, days: int | None) -> str:
    """The date so many days from today (negative: ago), "" for None."""
    return "" if days is None else (today + dt.timedelta(days=days)).isoformat()


def season(today: dt.date, first: str, last: str) -> tuple[str, str]:
    """The season that runs now or comes next, from two days of the year written MM-DD."""
    for year in (today.year - 1, today.year, today.year + 1):
        begins = dt.date.fromisoformat(f"{year}-{first}")
        ends = dt.date.fromisoformat(f"{year + (last < first)}-{last}")
        if ends >= today:
            break
    return begins.isoformat(), ends.isoformat()


def schedules(
    hours: dict[str, Any], sentences: dict[str, Any], telling: Telling, at: str, today: dt.date
) -> list[Document]:
    """HSDS schedules of one entry of `hours.json`. `at`: path of the list in the document.

    The entry's sentence stands in the first row; an entry without rows is only a sentence.
    """
    rows = _rows(hours) or [{}]
    for number, row in enumerate(rows):
        row["id"] = town_id("schedule", telling.names["key"]["en"], at, str(number))
        if "season" in hours:
            row["valid_from"], row["valid_to"] = season(today, *hours["season"])
    if "say" in hours:
        path = f"{at}/{rows[0]['id']}/description"
        rows[0]["description"] = telling.say(path, sentences[hours["say"]])
    return rows


def _rows(hours: dict[str, Any]) -> list[Document]:
    ways = (("rows", "WEEKLY", "byday"), ("monthly", "MONTHLY", "byday"),
            ("monthday", "MONTHLY", "bymonthday"))  # fmt: skip
    return [
        {"freq": freq, name: days, "opens_at": opens, "closes_at": closes}
        for key, freq, name in ways
        for days, opens, closes in hours.get(key, [])
    ]
