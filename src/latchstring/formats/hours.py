"""Opening hours in English words, as directories write them, read into HSDS schedules.

All or nothing: a text that is not understood to its last word ("by appointment", "intake",
"during school year", a parenthesis) is kept as a text. Half an answer would send people to a
closed door.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise

from latchstring.core.shape import Document, steady_id
from latchstring.formats.hours_words import DAYS, HALF_DAY, MIDNIGHT, Token, tokens

Span = tuple[int, int]
"""Opens and closes, in minutes since midnight; closing earlier than opening is the next day."""
Plan = list[tuple[Span, list[str]]]
Open = list[tuple[list[Span], set[str]]]

_LONGEST = 500

# One letter stands for one token: see `hours_words.Token.kind`.
_JOINT = "(?:,&?|&)"
_A_DAY = "(?:D-D|D|A)"
_DAYS = f"{_A_DAY}(?:{_JOINT}{_A_DAY})*"
_TIMES = f"(?:T-T|H)(?:{_JOINT}(?:T-T|H))*"
_PART = re.compile(
    rf"(?P<closed>\(C{_DAYS}\)|C{_DAYS}|{_DAYS}:?C)|(?P<days>{_DAYS})|(?P<times>O?{_TIMES})"
    r"|(?P<stop>;)|(?P<colon>:)|,"
)
_SIGN = {"closed": ";", "days": "d", "times": "t", "stop": ";", "colon": ":"}
_EACH_DAY_NAMED = re.compile(r"(?:d:t(?:;t)*;*)+")
_PAIRS = re.compile(r"(?:dt)+|(?:td)+")


def schedules(text: str, seed: str) -> tuple[list[Document], bool]:
    """The HSDS schedules of a text, and True when all of it was understood.

    One row for each set of days with the same hours, each with the whole text as description;
    one row with nothing but the description when any part was not understood. No text, no rows.
    seed: whatever names the holder; the same seed and text give the same ids.
    """
    text = text.strip()
    if not text:
        return [], True
    plan = understood(text)
    if plan is None:
        return [{"id": steady_id(seed, "schedule", "0"), "description": text}], False
    rows = [_row(seed, number, part, text) for number, part in enumerate(plan)]
    return rows, True


@lru_cache(maxsize=4096)
def understood(text: str) -> Plan | None:
    """The hours and their days (MO … SU, in order), or None when not all of it is understood."""
    found = tokens(text) if len(text) <= _LONGEST else None
    if not found:
        return None
    kinds = "".join(token.kind for token in found)
    if kinds.startswith("O"):
        found, kinds = found[1:], kinds[1:]
    parts = _parts(found, kinds)
    return _week(_paired(parts), parts.closed) if parts else None


def _row(seed: str, number: int, part: tuple[Span, list[str]], text: str) -> Document:
    (opens, closes), days = part
    return {
        "id": steady_id(seed, "schedule", str(number)),
        "freq": "WEEKLY",
        "byday": ",".join(days),
        "opens_at": _clock(opens),
        "closes_at": _clock(closes),
        "description": text,
    }


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"


@dataclass
class _Parts:
    """A text in parts. order: d days, t times, and the signs ; and : between them."""

    order: str = ""
    days: list[set[str]] = field(default_factory=list)
    times: list[list[Span]] = field(default_factory=list)
    closed: set[str] = field(default_factory=set)


def _parts(found: list[Token], kinds: str) -> _Parts | None:
    """None when a time is no time, or when something stands alone."""
    parts, at = _Parts(), 0
    while at < len(kinds):
        match = _PART.match(kinds, at)
        spans = _times(found[at : match.end()]) if match else None
        if match is None or spans is None:
            return None
        days = _days(found[at : match.end()])
        if match["closed"]:
            parts.closed |= days
        elif days:
            parts.days.append(days)
        elif spans:
            parts.times.append(spans)
        parts.order += _SIGN.get(match.lastgroup or "", "")
        at = match.end()
    return parts


def _paired(parts: _Parts) -> Open:
    """Hours with their days, by the order in which they stand; [] when that is not plain."""
    order, days, times = parts.order, parts.days, parts.times
    if order.strip(";") == "t" and times == [[(0, MIDNIGHT)]]:
        return [(times[0], set(DAYS))]
    if _EACH_DAY_NAMED.fullmatch(order):
        counts = [part.count("t") for part in order.split("d")[1:]]
        spans = iter(times)
        return [
            ([span for _ in range(count) for span in next(spans)], group)
            for count, group in zip(counts, days, strict=True)
        ]
    groups = [group for group in order.replace("d:t", "dt").split(";") if group]
    if groups in (["t", "d"], ["d", "t"]) or all(map(_PAIRS.fullmatch, groups)):
        return list(zip(times, days, strict=True))
    return []


def _days(inside: list[Token]) -> set[str]:
    found = {day for token in inside for day in token.days}
    for first, last in _ends(inside, "D"):
        start, end = DAYS.index(first.days[0]), DAYS.index(last.days[0])
        found.update(DAYS[(start + n) % 7] for n in range((end - start) % 7))
    return found


def _times(inside: list[Token]) -> list[Span] | None:
    """None when one of them cannot be."""
    spans = [_span(opens, closes) for opens, closes in _ends(inside, "T")]
    spans += [(0, MIDNIGHT) for token in inside if token.kind == "H"]
    good = [span for span in spans if span]
    return good if len(good) == len(spans) else None


def _ends(inside: list[Token], kind: str) -> list[tuple[Token, Token]]:
    """The tokens before and after each "-" that stands between two of that kind."""
    triples = zip(inside, inside[1:], inside[2:], strict=False)
    return [(a, b) for a, dash, b in triples if (a.kind, dash.kind, b.kind) == (kind, "-", kind)]


def _span(opens: Token, closes: Token) -> Span | None:
    """Both times on the clock. "9:00 - 5:00 pm" opens at 9 in the morning, "5:30 - 8:30 pm" in
    the evening; "9:00 - 5:00" says neither, and nor does "9 am - 5"."""
    if not closes.half:
        return _of_24_hours(opens, closes)
    end = closes.minutes(closes.half) or MIDNIGHT
    if opens.half:
        start = opens.minutes(opens.half)
        return (start, end) if start < end or end < HALF_DAY <= start else None
    if end == MIDNIGHT:
        return None
    starts = [opens.minutes(closes.half), opens.minutes("a" if closes.half == "p" else "p")]
    return next(((start, end) for start in starts if 0 <= start < end), None)


def _of_24_hours(opens: Token, closes: Token) -> Span | None:
    start, end = opens.hour * 60 + opens.minute, closes.hour * 60 + closes.minute
    plain = not opens.half and opens.has_minutes and closes.has_minutes
    return (start, end) if plain and closes.hour > 12 and start < end <= MIDNIGHT else None


def _week(hours: Open, closed: set[str]) -> Plan | None:
    """None when a day is said to be open twice at one time, or both open and closed."""
    if not hours:
        return None
    by_day: dict[str, list[Span]] = defaultdict(list)
    by_span: dict[Span, set[str]] = defaultdict(set)
    for spans, days in hours:
        for span in spans:
            by_span[span] |= days
            for day in days:
                by_day[day].append(span)
    if closed & by_day.keys() or any(map(_overlap, by_day.values())):
        return None
    return [(span, [day for day in DAYS if day in days]) for span, days in by_span.items()]


def _overlap(spans: list[Span]) -> bool:
    ends = sorted((start, end if end > start else end + MIDNIGHT) for start, end in spans)
    return any(later[0] < earlier[1] for earlier, later in pairwise(ends))
