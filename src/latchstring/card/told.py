"""What is said about a service or its organization, each statement with its source."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from latchstring.card.card import Told
from latchstring.card.plain import line, link
from latchstring.card.voice import worded
from latchstring.core.calendar_words import date_text, list_text
from latchstring.core.entry import Entry
from latchstring.core.interface import marked, phrase
from latchstring.core.moment import as_date
from latchstring.core.text import Text

_FIELDS = {
    "name": marked("Name"),
    "aliases": marked("Other names"),
    "alternate_name": marked("Other names"),
    "website": marked("Website"),
    "url": marked("Website"),
    "phones": marked("Phone"),
    "addresses": marked("Address"),
    "schedules": marked("Hours"),
    "memberships": marked("Networks"),
    "description": marked("What it does"),
    "fees_description": marked("Cost"),
    "eligibility_description": marked("Who it is for"),
    "languages": marked("Languages"),
    "status": marked("Whether it is open"),
    "alert": marked("Warning"),
}
_DETAIL = marked("Other details")
Row = dict[str, Any]


def told(entries: Iterable[Entry], tag: str, today: dt.date) -> list[Told]:
    """Networks and former names, then what nobody has checked yet, once for each source."""
    said: list[Told] = []
    open_rows: list[Row] = []
    for entry in entries:
        rows = [row for row in entry.evidence if not row.get("checked_on")]
        for sentence, about, row in _statements(entry, tag, today):
            own = [one for one in rows if line(one.get("field")) == about]
            said.append(_with_source(sentence, {**row, **own[0]} if len(own) == 1 else row))
            rows = [one for one in rows if one not in own] if len(own) == 1 else rows
        open_rows += rows
    return [*said, *_not_checked(open_rows, tag)]


def _statements(entry: Entry, tag: str, today: dt.date) -> Iterator[tuple[Text, str, Row]]:
    """Each sentence, the field under which evidence names it, and the row that it comes from."""
    for row in entry.memberships:
        if network := line(row.get("network")):
            yield _member(row, tag, today), f"memberships/{network}", row
    for alias in entry.aliases:
        if is_former(alias) and (name := line(alias.get("name"))):
            yield _former(alias, tag), f"aliases/{name}", alias


def is_former(alias: dict[str, str]) -> bool:
    """True for a name that is no longer used."""
    return "former" in line(alias.get("kind")).lower() or bool(line(alias.get("until")))


def _member(row: Row, tag: str, today: dt.date) -> Text:
    network, since, until = (line(row.get(name)) for name in ("network", "since", "until"))
    if until and _is_past(until, today):
        english, date = marked("Was part of {network}. That ended: {date}."), until
    elif until:
        english, date = marked("Part of {network} until {date}."), until
    elif since:
        english, date = marked("Part of {network} since {date}."), since
    else:
        return phrase(tag, "Part of {network}.", network=network)
    return worded(tag, english, network=lambda _: network, date=_date(date))


def _former(alias: Row, tag: str) -> Text:
    name, until = line(alias.get("name")), line(alias.get("until"))
    if not until:
        return phrase(tag, "Formerly called {name}.", name=name)
    return worded(tag, "Called {name} until {date}.", name=lambda _: name, date=_date(until))


def _not_checked(rows: list[Row], tag: str) -> Iterator[Told]:
    """One statement for each source: what it says that nobody has checked."""
    by_source: dict[tuple[str, str], list[Row]] = {}
    for row in rows:
        key = (line(row.get("source")), line(row.get("url")))
        by_source.setdefault(key, []).append(row)
    for several in by_source.values():
        heads = (line(row.get("field")).split("/")[0] for row in several)
        names = list(dict.fromkeys(_FIELDS.get(head, _DETAIL) for head in heads))
        text = worded(tag, "{field}: not yet checked.", field=_listed(names))
        yield _with_source(text, several[0])


def _listed(names: list[str]) -> Callable[[str], str]:
    return lambda tag: list_text(tag, [phrase(tag, name).text for name in names])


def _with_source(text: Text, row: Row) -> Told:
    source, url = line(row.get("source")), link(row.get("url"))
    url = url or (link(source) if "://" in source else "")
    if url and (not source or "://" in source):
        source = url.split("/")[2]
    return Told(text, source, url, bool(row.get("checked") or row.get("checked_on")))


def _date(text: str) -> Callable[[str], str]:
    """A day in words; a year or a month that a source gives without a day stays as it is."""
    day = as_date(text)
    return lambda tag: date_text(tag, day).text if day else text


def _is_past(text: str, today: dt.date) -> bool:
    """ISO texts cut to the same length compare as dates do."""
    return (
        bool(re.fullmatch(r"\d{4}(-\d\d){0,2}.*", text))
        and text[:10] < today.isoformat()[: len(text[:10])]
    )
