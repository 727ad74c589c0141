"""How far a reader may trust the card: when it was checked, and whether it is still in force."""

from __future__ import annotations

import datetime as dt

from latchstring.card.card import Checked
from latchstring.card.plain import line
from latchstring.card.voice import Spoken, joined, worded
from latchstring.core.calendar_words import date_text
from latchstring.core.entry import Entry
from latchstring.core.freshness import Freshness, freshness
from latchstring.core.interface import marked, phrase, plural
from latchstring.core.moment import as_date
from latchstring.core.text import Text

_HOW = {
    "phone": marked("It was checked by phone."),
    "visit": marked("It was checked by a visit."),
    "web": marked("It was checked on the website."),
    "agency": marked("The organization itself confirmed it."),
    "source": marked("The date comes from the source."),
}


def checked(entry: Entry, tag: str, today: dt.date) -> Checked:
    """When it was last checked, by whom and how, and the warning that follows today."""
    fresh = freshness(as_date(entry.assured_on), as_date(entry.due_on), today)
    return Checked(fresh.state, _sentence(entry, fresh, tag), _warning(fresh, tag, today))


def alert(service: Spoken) -> Text | None:
    """Why not to go there today: closed, over, not begun, or what the source warns of."""
    return _not_in_force(service.entry, service.voice.tag, service.voice.today) or service.text(
        "alert"
    )


def _sentence(entry: Entry, fresh: Freshness, tag: str) -> Text:
    on, who = fresh.assured_on, line(entry.assured_by)
    if on is None:
        return phrase(tag, "We do not know when this was last checked.")
    if who and "@" not in who:
        said = worded(
            tag,
            "Last checked on {date} by {who}.",
            date=lambda t: date_text(t, on).text,
            who=lambda _: who,
        )
    else:
        said = worded(tag, "Last checked on {date}.", date=lambda t: date_text(t, on).text)
    how = phrase(tag, _HOW[entry.assured_how]) if entry.assured_how in _HOW else None
    return joined(said, how, between=" ") or said


def _warning(fresh: Freshness, tag: str, today: dt.date) -> Text | None:
    if fresh.state == "unknown":
        return phrase(tag, "This may be wrong. Call before you go.")
    if fresh.state == "overdue":
        return phrase(tag, "This may be out of date. Call before you go.")
    if fresh.state != "expired" or fresh.assured_on is None:
        return None
    years = int((today - fresh.assured_on).days / 365.25)
    if years == 0:
        return phrase(tag, "This is probably out of date. Do not go before you call.")
    return plural(
        tag,
        years,
        "Nobody has checked this for more than {n} year. It may be wrong or closed. Do not go before you call.",
        "Nobody has checked this for more than {n} years. It may be wrong or closed. Do not go before you call.",
    )


def _not_in_force(entry: Entry, tag: str, today: dt.date) -> Text | None:
    until, start = as_date(entry.valid_until), as_date(entry.valid_from)
    status = entry.document.get("status")
    if until and until < today:
        return worded(tag, "This ended on {date}.", date=lambda t: date_text(t, until).text)
    if status in ("inactive", "defunct"):
        return phrase(tag, "This service has ended.")
    if status == "temporarily closed":
        return phrase(tag, "Closed for now. Call to ask when it opens again.")
    if start and start > today:
        return worded(tag, "This begins on {date}.", date=lambda t: date_text(t, start).text)
    return None
