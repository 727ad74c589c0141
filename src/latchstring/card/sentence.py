"""Does the source's own sentence about its hours say more than the rows that were read from it?"""

from __future__ import annotations

import re
from collections.abc import Iterable

from latchstring.card.schedule import ALL_DAY, MIDNIGHT, Rule

_NAMES = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_DAY = r"(mon|tue|wed|thu|fri|sat|sun)(?:s|days?|sdays?|nesdays?|rs|rsdays?|urs|urdays?)?\b\.?"
_A_DAY = re.compile(rf"\b{_DAY}")
_CLOSED = re.compile(rf"\bclosed(?: on)?:? (?:{_DAY}(?:[ ,/&-]|\band\b)*)+")
_ALL_DAY = re.compile(r"\b24 ?(?:hours?|hrs?)(?: (?:a|per) day)?\b|\b24/7\b")
_EVERY_DAY = re.compile(r"\b(?:daily|every ?day|(?:7|seven) days(?: (?:a|per) week)?|24/7)\b")
_WEEKDAYS = re.compile(r"\bweekdays\b")
_TIME = re.compile(
    r"\b(?:(\d{1,2})(?:[:.](\d\d))? ?(?:[ap]\.? ?m\b\.?|noon\b|midnight\b)?(?!\d)|noon\b|midnight\b)"
)
_LONGEST = 1000
_FILLER = re.compile(r"\b(?:opens?|hours?|to|through|thru|and|from|until|till|am|pm)\b")


def says_more(sentence: str, rules: Iterable[Rule]) -> bool:
    """True unless every word of it is a day or a time that stands in the rules. English only:
    a sentence in another language always says more, for nobody can tell."""
    if len(sentence) > _LONGEST:
        return True
    rules, text = list(rules), " ".join(sentence.lower().replace("–", "-").split())
    days = {day for rule in rules for day in rule.days or frozenset(d for _, d in rule.nth)}
    shut = {day for found in _CLOSED.finditer(text) for day in _days(found[0])}
    text = _CLOSED.sub("", text)
    around = _ALL_DAY.search(text) and not all(rule.span == ALL_DAY for rule in rules)
    return bool(
        around
        or shut & days
        or not _days(text) <= days
        or not _times(text) <= _clock(rules)
        or re.search(r"\w", _rest(text))
    )


def _days(text: str) -> set[int]:
    named = {_NAMES.index(found) for found in _A_DAY.findall(text)}
    if _EVERY_DAY.search(text):
        named |= set(range(7))
    return named | set(range(5)) if _WEEKDAYS.search(text) else named


def _times(text: str) -> set[int]:
    """Minutes on a twelve-hour clock."""
    text = _EVERY_DAY.sub(" ", _ALL_DAY.sub(" ", text))
    return {int(found[1] or 12) % 12 * 60 + int(found[2] or 0) for found in _TIME.finditer(text)}


def _clock(rules: list[Rule]) -> set[int]:
    ends = {end for rule in rules if rule.span for end in rule.span if end is not None}
    return {end % (MIDNIGHT // 2) for end in ends}


def _rest(text: str) -> str:
    for known in (_ALL_DAY, _EVERY_DAY, _WEEKDAYS, _A_DAY, _TIME, _FILLER):
        text = known.sub(" ", text)
    return text
