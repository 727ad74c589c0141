"""What it costs, and whether it is plainly free."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

from latchstring.card.plain import line, plain
from latchstring.card.voice import Spoken, children, least_sure
from latchstring.core.calendar_words import money, number
from latchstring.core.freshness import in_force
from latchstring.core.interface import phrase
from latchstring.core.language import known
from latchstring.core.moment import as_date
from latchstring.core.text import Text

_FREE = re.compile(
    r"(?:there (?:is|are) |(?:this|the) (?:service|program)s? (?:is|are) |services are )?"
    r"(?:no (?:fees?|costs?|charges?)|free(?: of charge| of cost)?|without charge|none|\$?0(?:\.00)?)"
    r"(?: (?:for|to) (?:participants|clients|this service|the service|services|all|everyone))?"
)
_GIVING = re.compile(
    r"(?:(?:voluntary )?(?:donations?|contributions?) (?:are )?(?:accepted|welcomed?|appreciated)"
    r"|accepts (?:voluntary )?(?:donations?|contributions?))"
)
_PARTS = re.compile(r"[;,()\n]+")
_MOST = 10**9


def cost(spoken: Spoken) -> tuple[list[Text], bool]:
    """The lines on cost, and True when it is free beyond doubt."""
    service, tag = spoken.entry.document, spoken.voice.tag
    free = is_free(service, spoken.entry.language, spoken.voice.today)
    named = "fees_description" if plain(service.get("fees_description")) else "fees"
    fees = spoken.text(named)
    options = [
        text
        for option, at in _options(service, spoken.voice.today)
        for text in _option(spoken, option, at)
    ]
    if not free:
        return [*([fees] if fees else []), *options], False
    bare = _FREE.fullmatch(_folded(service.get(named))) is not None
    with_words = [text for text in options if text != phrase(tag, "Free")]
    return [phrase(tag, "Free"), *([fees] if fees and not bare else []), *with_words], True


def is_free(service: dict[str, Any], language: str, today: dt.date) -> bool:
    """True when the source plainly says that nobody pays: every price now in force is 0, or the
    English fees text says "no fee", "free", "none" and nothing that could mean a price."""
    fees = plain(service.get("fees_description")) or plain(service.get("fees"))
    amounts = [_amount(option) for option, _ in _options(service, today)]
    says_free = language.partition("-")[0] == "en" and _says_free(fees)
    if amounts:
        return all(amount == 0 for amount in amounts) and (says_free or not fees)
    return says_free


def _says_free(fees: str) -> bool:
    parts = [part.strip() for part in _PARTS.split(_folded(fees)) if part.strip()]
    free = [part for part in parts if _FREE.fullmatch(part)]
    return bool(free) and all(part in free or _GIVING.fullmatch(part) for part in parts)


def _folded(text: object) -> str:
    """Lower case without a full stop; the point in $0.00 stays."""
    return re.sub(r"\.(?!\d)", ";", line(text).lower()).strip("; !")


def _options(service: dict[str, Any], today: dt.date) -> list[tuple[dict[str, Any], str]]:
    return [
        (option, at)
        for option, at in children(service, "cost_options")
        if in_force(as_date(option.get("valid_from")), as_date(option.get("valid_to")), today)
    ]


def _amount(option: dict[str, Any]) -> int | float | None:
    amount = option.get("amount")
    if isinstance(amount, bool) or not isinstance(amount, int | float):
        return None
    return amount if 0 <= amount < _MOST else None


def _option(spoken: Spoken, option: dict[str, Any], at: str) -> list[Text]:
    """One line "Adults: $5 per visit"; in two languages, each part is a line of its own."""
    who = spoken.text("option", option, at)
    details = spoken.text("amount_description", option, at)
    tag = (who or details or Text("", spoken.voice.tag)).tag
    price = _price(_amount(option), option, tag)
    parts = [text for text in (who, price, details) if text]
    if len({text.tag for text in parts}) > 1:
        return parts
    after = " ".join(text.text for text in (price, details) if text)
    whole = ": ".join(part for part in (who.text if who else "", after) if part)
    return [Text(whole, tag, least_sure(parts))] if parts else []


def _price(amount: int | float | None, option: dict[str, Any], tag: str) -> Text | None:
    if amount is None:
        return None
    if amount == 0:
        return phrase(tag, "Free")
    currency = line(option.get("currency")).upper() or "USD"
    tag = tag if known(tag) else "en"
    if re.fullmatch(r"[A-Z]{3}", currency):
        return Text(money(tag, amount, currency), tag)
    return Text(f"{number(tag, amount)} {currency}", tag)
