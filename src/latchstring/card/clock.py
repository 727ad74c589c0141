"""Days and times of day in words: "Monday to Friday", "9:00 AM – 5:00 PM"."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from latchstring.card.schedule import ALL_DAY, MIDNIGHT, Nth, Span
from latchstring.card.voice import least_sure, said, worded
from latchstring.core.calendar_words import hours_range, list_text, time_text, weekday
from latchstring.core.interface import marked, phrase
from latchstring.core.text import Text

_NTH = {
    1: marked("First {day} of the month"),
    2: marked("Second {day} of the month"),
    3: marked("Third {day} of the month"),
    4: marked("Fourth {day} of the month"),
    5: marked("Fifth {day} of the month"),
    -1: marked("Last {day} of the month"),
}


def days(tag: str, given: Sequence[int], weeks: int = 1) -> Text | None:
    """Days of the week (0 = Monday), runs of three or more as a range; weeks 2: every other."""
    if not given:
        return None
    speaking = weekday(tag, 0).tag
    if weeks == 2:
        return worded(speaking, "Every other week: {days}", days=lambda t: _named(t, given))
    return Text(_named(speaking, given), speaking)


def monthly(tag: str, nth: Sequence[Nth], dates: Sequence[int]) -> Text | None:
    """Days of the month: the second Tuesday, the 15th, the last day."""
    texts = [_nth(tag, *each) for each in nth] + [_date(tag, date) for date in dates]
    if not texts:
        return None
    speaking = texts[0].tag
    return Text(list_text(speaking, [text.text for text in texts]), speaking, texts[0].state)


def times(tag: str, spans: Iterable[Span]) -> Text:
    """Times of day; in English when one of them cannot be said in the reader's language."""
    parts = [_time(tag, span) for span in spans]
    if len({part.tag for part in parts}) > 1:
        return times("en", spans)
    texts = [part.text for part in parts]
    return Text(list_text(parts[0].tag, texts), parts[0].tag, least_sure(parts))


def _named(tag: str, given: Sequence[int]) -> str:
    every_day = phrase(tag, "Every day")
    if len(set(given)) == 7 and every_day.tag == tag:
        return every_day.text
    pieces = [piece for run in _runs(set(given)) for piece in _run(tag, run)]
    return list_text(tag, pieces)


def _runs(given: set[int]) -> list[list[int]]:
    """Neighbours together, Sunday and Monday too: the week goes round."""
    runs: list[list[int]] = []
    for day in sorted(given):
        if runs and runs[-1][-1] == day - 1:
            runs[-1].append(day)
        else:
            runs.append([day])
    if len(runs) > 1 and runs[0][0] == 0 and runs[-1][-1] == 6:
        runs[0] = runs.pop() + runs[0]
    return runs


def _run(tag: str, run: list[int]) -> list[str]:
    names = [weekday(tag, day).text for day in run]
    if len(run) < 3:
        return names
    text = phrase(tag, "{first} to {last}", first=names[0], last=names[-1])
    return [text.text if text.tag == tag else f"{names[0]} – {names[-1]}"]


def _nth(tag: str, nth: int, day: int) -> Text:
    return worded(tag, _NTH[nth], day=lambda t: weekday(t, day).text)


def _date(tag: str, date: int) -> Text:
    if date == -1:
        return phrase(tag, "Last day of the month")
    return phrase(tag, "Day {number} of the month", number=date)


def _time(tag: str, span: Span) -> Text:
    opens, closes = span
    if span == ALL_DAY:
        return phrase(tag, "Open 24 hours")
    if opens is not None and closes is not None:
        return said(hours_range(tag, _at(opens), _at(closes)), tag)
    if opens is not None:
        return worded(tag, "From {time}", time=lambda t: time_text(t, _at(opens)).text)
    return worded(tag, "Until {time}", time=lambda t: time_text(t, _at(closes or 0)).text)


def _at(minutes: int) -> dt.time:
    return dt.time(*divmod(minutes % MIDNIGHT, 60))
