"""The words of opening hours: days, times of day and what stands between them."""

from __future__ import annotations

import re
from dataclasses import dataclass

DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
HALF_DAY = 12 * 60
MIDNIGHT = 24 * 60


@dataclass(frozen=True)
class Token:
    """One word. kind: D a day, A several days ("daily"), T a time of day, H 24 hours, C closed,
    O "open", - until, & and, and the signs , ; : ( ) themselves.

    half: "a" or "p"; "" where the text does not say.
    """

    kind: str
    days: tuple[str, ...] = ()
    hour: int = 0
    minute: int = 0
    half: str = ""
    has_minutes: bool = False

    def minutes(self, half: str) -> int:
        """Since midnight, in that half of the day; 0 for midnight, -1 on a clock of 24 hours."""
        if not 1 <= self.hour <= 12:
            return -1
        return self.hour % 12 * 60 + self.minute + (HALF_DAY if half == "p" else 0)


_NAMES = (
    r"m(?:on?(?:days?)?)?",
    r"t(?:u(?:es?(?:days?)?)?)?",
    r"w(?:ed(?:s|nesdays?)?)?",
    r"th(?:u(?:rs?(?:days?)?)?)?",
    r"f(?:ri?(?:days?)?)?",
    r"sa(?:t(?:urdays?)?)?",
    r"su(?:n(?:days?)?)?",
)
_SEVERAL = (
    (r"daily|every ?day(?: of the week)?|(?:7|seven) days(?: (?:a|per) week)?", DAYS),
    (r"week ?days?", DAYS[:5]),
    (r"week ?ends?", DAYS[5:]),
)
_KINDS = (
    ("H", r"(?:24/7|24[ -]?(?:hours?|hrs)(?: (?:a|per) day)?(?:/7 days(?: a week)?)?)(?![a-z0-9])"),
    ("-", r"-|(?:to|through|thru|until|till)(?![a-z])"),
    ("&", r"&|and(?![a-z])"),
    ("C", r"closed(?: on)?(?![a-z])"),
    ("O", r"open(?![a-z])|hours:?(?![a-z])|from(?![a-z])"),
)
_MARK = re.compile(r"[,;:()]")
_TIME = re.compile(
    r"(?:12(?: ?: ?00)? ?)?(?P<word>noon|midnight)(?![a-z])"
    r"|(?P<hour>[0-9]{1,2})(?: ?: ?(?P<minute>[0-5][0-9]))?(?![0-9:])"
    r"(?: ?(?P<half>[ap])(?:\.? ?m\b\.?|m(?=[a-z])))?"
)
_WORDS = [
    *((Token("A", days), re.compile(rf"(?:{words})(?![a-z])")) for words, days in _SEVERAL),
    *(
        (Token("D", (day,)), re.compile(rf"{name}(?![a-z])\.?"))
        for day, name in zip(DAYS, _NAMES, strict=True)
    ),
    *((Token(kind), re.compile(words)) for kind, words in _KINDS),
]
_DASHES = str.maketrans("‐‑‒–—−", "------")


def tokens(text: str) -> list[Token] | None:
    """The text word by word, or None when it has a word that hours are not made of."""
    rest = " ".join(text.translate(_DASHES).casefold().split()).rstrip(" .,;")
    found: list[Token] = []
    at = 0
    while at < len(rest):
        if rest[at] == " ":
            at += 1
            continue
        token, at = _next(rest, at)
        if token is None:
            return None
        found.append(token)
    return found


def _next(text: str, at: int) -> tuple[Token | None, int]:
    for token, pattern in _WORDS:
        match = pattern.match(text, at)
        if match:
            return token, match.end()
    if match := _MARK.match(text, at):
        return Token(match[0]), match.end()
    match = _TIME.match(text, at)
    return (_time(match), match.end()) if match else (None, at)


def _time(match: re.Match[str]) -> Token | None:
    if match["word"]:
        return Token("T", hour=12, half="p" if match["word"] == "noon" else "a", has_minutes=True)
    hour, half = int(match["hour"]), match["half"] or ""
    if hour > 24 or (half and not 1 <= hour <= 12):
        return None
    minute = match["minute"]
    return Token("T", (), hour, int(minute or 0), half, minute is not None)
