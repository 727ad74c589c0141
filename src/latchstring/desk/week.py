"""Rows of opening hours in plain words, and which of them the form can show."""

from __future__ import annotations

from latchstring.card import clock, schedule
from latchstring.core.shape import Document
from latchstring.desk.field import DAYS

_NOT_SHOWN = ("bymonthday", "byweekno", "byyearday", "count")


def plain_week(row: Document) -> bool:
    """True for days of every week, or for words alone: what ticks and two times can say."""
    days = str(row.get("byday") or "")
    weekly = row.get("freq") in (None, "WEEKLY") and row.get("interval") in (None, 1)
    return (
        weekly
        and not any(row.get(name) for name in _NOT_SHOWN)
        and all(day in DAYS for day in days.split(",") if day or "," in days)
    )


def judge(row: Document) -> tuple[str, str] | None:
    """What is wrong with a row of hours, as (field, sentence)."""
    days, times = row.get("byday"), row.get("opens_at") or row.get("closes_at")
    if times and not days and not row.get("description"):
        return "byday", "Tick the days on which these hours hold."
    if days and not times and not row.get("description"):
        return "opens_at", "Say when it opens and closes, or describe it in words."
    if days:
        row.setdefault("freq", "WEEKLY")
    return None


def tell(row: Document) -> str:
    """The row as a sentence: days, times, the source's own words, its season."""
    rule = schedule.read(row)
    parts = _rule(rule) if rule else _raw(row)
    words = str(row.get("description") or "")
    season = [
        f"{word} {row[name]}"
        for word, name in (("from", "valid_from"), ("until", "valid_to"))
        if row.get(name)
    ]
    return ", ".join(part for part in [*parts, words, " ".join(season)] if part)


def _rule(rule: schedule.Rule) -> list[str]:
    days = clock.days("en", sorted(rule.days), rule.weeks)
    monthly = clock.monthly("en", rule.nth, rule.dates)
    times = clock.times("en", [rule.span]) if rule.span else None
    closed = "Closed" if rule.closed else ""
    return [*(text.text for text in (days, monthly, times) if text), closed]


def _raw(row: Document) -> list[str]:
    return [str(row[name]) for name in ("freq", "byday", "opens_at", "closes_at") if row.get(name)]
