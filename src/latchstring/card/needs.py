"""Who a service is for, what to bring and how to get in."""

from __future__ import annotations

import re
from typing import Any

from latchstring.card.plain import line
from latchstring.card.voice import Spoken, joined
from latchstring.core.interface import phrase
from latchstring.core.text import Text

_NONE = re.compile(
    r"(?:no|none|nothing)(?: (?:documents?|documentation|paperwork|papers|id))?"
    r"(?: (?:is|are))?(?: (?:needed|required|necessary))?"
)
_SAYS_NOTHING = {"", "n/a", "na", "no", "unknown", "not applicable", "-"}


def documents(service: Spoken) -> tuple[list[Text], bool]:
    """What to bring, and False when the source says nothing about it."""
    english = service.entry.language.partition("-")[0] == "en"
    rows = [
        (row, at, re.sub(r"[ .!]+$", "", line(row.get("document")).lower()))
        for row, at in service.children("required_documents")
    ]
    rows = [row for row in rows if row[2] not in _SAYS_NOTHING]
    needed = [row for row in rows if not (english and _NONE.fullmatch(row[2]))]
    texts = [service.text("document", row, at) for row, at, _ in needed]
    shown = list(dict.fromkeys(text for text in texts if text))
    if rows and not shown:
        return [phrase(service.voice.tag, "No documents needed")], True
    return shown, bool(shown)


def eligibility(service: Spoken) -> Text | None:
    """Whom it is for, in the source's words, and the ages where these do not name them."""
    text = service.text("eligibility_description")
    ages = _ages(service.entry.document, text.tag if text else service.voice.tag, text)
    return joined(text, ages)


def application(service: Spoken) -> Text | None:
    """How to apply, and how long people wait."""
    how = service.text("application_process")
    wait = service.text("wait_time")
    if wait is None:
        return how
    long = phrase(wait.tag, "Waiting time: {time}", time=wait.text)
    return joined(how, Text(long.text, wait.tag, wait.state))


def _ages(service: dict[str, Any], tag: str, text: Text | None) -> Text | None:
    youngest, oldest = _age(service.get("minimum_age")), _age(service.get("maximum_age"))
    said = {int(number) for number in re.findall(r"\d{1,3}", text.text if text else "")}
    if {youngest, oldest} - {0} <= said:
        return None
    if youngest and oldest:
        return phrase(tag, "Ages {from} to {to}", **{"from": youngest, "to": oldest})
    if youngest:
        return phrase(tag, "Age {age} and older", age=youngest)
    return phrase(tag, "Up to age {age}", age=oldest)


def _age(value: object) -> int:
    """Whole years; 0 where there is no limit."""
    whole = isinstance(value, int | float) and not isinstance(value, bool) and value == int(value)
    return int(value) if whole and 0 < value < 120 else 0  # type: ignore[call-overload,operator]
