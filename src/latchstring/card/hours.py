"""Opening hours as lines in the reader's language; what cannot be read stays in the source's."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from latchstring.card import clock
from latchstring.card.card import Hours
from latchstring.card.plain import line, plain
from latchstring.card.schedule import Rule, Span, in_season, read
from latchstring.card.sentence import says_more
from latchstring.card.voice import Spoken, children, worded
from latchstring.core.calendar_words import date_text
from latchstring.core.interface import phrase
from latchstring.core.text import Text

Row = tuple[dict[str, Any], str]


def hours(spoken: Spoken, holder: dict[str, Any], at: str = "", words: bool = True) -> list[Hours]:
    """The hours of a document or of a child of it that are in force today.

    words: False leaves out everything that a source wrote in its own words.
    """
    rows = [
        row for row in children(holder, "schedules", at) if in_season(row[0], spoken.voice.today)
    ]
    rules = [(read(row[0]), row) for row in rows]
    lines = _lines(spoken.voice.tag, [rule for rule, _ in rules if rule])
    return [*lines, *(_notes(spoken, rules) if words else [])]


def _lines(tag: str, rules: list[Rule]) -> list[Hours]:
    weekly: dict[tuple[dt.date, int], dict[int, set[Rule]]] = defaultdict(lambda: defaultdict(set))
    other: dict[Rule, set[Rule]] = defaultdict(set)
    for rule in rules:
        for day in rule.days:
            weekly[(rule.until or dt.date.max, rule.weeks)][day].add(rule)
        if not rule.days:
            other[replace(rule, span=None, closed=False)].add(rule)
    lines = [
        _line(tag, clock.days(tag, days, weeks), group, until)
        for (until, weeks), by_day in sorted(weekly.items(), key=_undated_first)
        for days, group in _same_hours(by_day)
    ]
    return lines + [
        _line(tag, clock.monthly(tag, rule.nth, rule.dates), group, rule.until)
        for rule, group in other.items()
    ]


def _undated_first(item: tuple[tuple[dt.date, int], object]) -> tuple[bool, dt.date, int]:
    until, weeks = item[0]
    return until != dt.date.max, until, weeks


def _same_hours(by_day: dict[int, set[Rule]]) -> list[tuple[list[int], set[Rule]]]:
    groups: dict[tuple[Any, ...], list[int]] = defaultdict(list)
    for day in sorted(by_day):
        groups[_spans(by_day[day])].append(day)
    return [(days, by_day[days[0]]) for days in groups.values()]


def _spans(rules: Iterable[Rule]) -> tuple[Any, ...]:
    spans: set[Span] = {rule.span for rule in rules if rule.span}
    if spans:
        return tuple(
            sorted(spans, key=lambda span: tuple(-1 if end is None else end for end in span))
        )
    return ("closed",) if any(rule.closed for rule in rules) else ()


def _line(tag: str, days: Text | None, rules: set[Rule], until: dt.date | None) -> Hours:
    spans = _spans(rules)
    if spans == ("closed",):
        times: Text | None = phrase(tag, "Closed")
    else:
        times = clock.times(tag, spans) if spans else None
    note = None
    if until and until != dt.date.max:
        note = worded(tag, "Until {date}", date=lambda t: date_text(t, until).text)
    return Hours(days, times, note)


def _notes(spoken: Spoken, rules: list[tuple[Rule | None, Row]]) -> list[Hours]:
    """The source's sentences that say more than the lines, each once."""
    by_sentence: dict[str, list[Rule | None]] = defaultdict(list)
    for rule, (row, _) in rules:
        by_sentence[plain(row.get("description"))].append(rule)
    notes: dict[str, Text] = {}
    for rule, (row, path) in rules:
        own = by_sentence[plain(row.get("description"))]
        texts = [spoken.text(name, row, path) for name in ("notes", "attending_type")]
        if _needed(plain(row.get("description")), own):
            texts.insert(0, spoken.text("description", row, path))
        elif rule is None:
            texts.insert(0, _as_written(spoken, row))
        notes.update({text.text: text for text in texts if text})
    return [Hours(note=note) for note in notes.values()]


def _needed(sentence: str, rules: list[Rule | None]) -> bool:
    read_rules = [rule for rule in rules if rule]
    if not sentence or sentence.strip(" .!()").lower() == "closed":
        return False
    return len(read_rules) < len(rules) or says_more(sentence, read_rules)


def _as_written(spoken: Spoken, row: dict[str, Any]) -> Text | None:
    """Days that somebody wrote out ("Mon-Fri") and nobody described."""
    days, times = line(row.get("byday")), [line(row.get(n)) for n in ("opens_at", "closes_at")]
    if not any(len(word) > 2 and word.isalpha() for word in days.replace("-", " ").split()):
        return None
    return Text(" ".join([days, "-".join(filter(None, times))]).strip(), spoken.entry.language)
