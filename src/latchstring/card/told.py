"""What is said about a service or its organization, each statement with its source."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from typing import Any

from latchstring.card.card import Told
from latchstring.card.plain import line, link
from latchstring.card.voice import worded
from latchstring.core.calendar_words import date_text
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
}


def told(entry: Entry, tag: str, today: dt.date) -> list[Told]:
    """Networks, former names, and the statements that nobody has checked yet."""
    return [
        *(_member(row, tag, today) for row in entry.memberships if line(row.get("network"))),
        *(_former(row, tag) for row in entry.aliases if is_former(row) and line(row.get("name"))),
        *(_not_checked(row, tag) for row in entry.evidence if not row.get("checked_on")),
    ]


def is_former(alias: dict[str, str]) -> bool:
    """True for a name that is no longer used."""
    return "former" in line(alias.get("kind")).lower() or bool(line(alias.get("until")))


def _member(row: dict[str, Any], tag: str, today: dt.date) -> Told:
    network, since, until = (line(row.get(name)) for name in ("network", "since", "until"))
    if until and _is_past(until, today):
        text = worded(
            tag,
            "Was part of {network}. That ended: {date}.",
            network=lambda _: network,
            date=_date(until),
        )
    elif until:
        text = worded(
            tag, "Part of {network} until {date}.", network=lambda _: network, date=_date(until)
        )
    elif since:
        text = worded(
            tag, "Part of {network} since {date}.", network=lambda _: network, date=_date(since)
        )
    else:
        text = phrase(tag, "Part of {network}.", network=network)
    return _with_source(text, row)


def _former(alias: dict[str, str], tag: str) -> Told:
    name, until = line(alias.get("name")), line(alias.get("until"))
    if not until:
        return _with_source(phrase(tag, "Formerly called {name}.", name=name), alias)
    text = worded(tag, "Called {name} until {date}.", name=lambda _: name, date=_date(until))
    return _with_source(text, alias)


def _not_checked(row: dict[str, str], tag: str) -> Told:
    named = _FIELDS.get(line(row.get("field")).split("/")[0])
    if named is None:
        text = phrase(tag, "One detail here is not yet checked.")
    else:
        text = worded(tag, "{field}: not yet checked.", field=lambda t: phrase(t, named).text)
    return _with_source(text, row)


def _with_source(text: Text, row: dict[str, Any]) -> Told:
    source, url = line(row.get("source")), link(row.get("url"))
    url = url or (link(source) if "://" in source else "")
    if url and (not source or "://" in source):
        source = url.split("/")[2]
    return Told(text, source, url, bool(row.get("checked_on")))


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
