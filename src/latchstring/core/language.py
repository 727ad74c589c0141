"""The languages of the house: how each is called, written, read, and found in a directory's words.

The facts stand in `languages.json`, one language a line. A fallback is another language whose
whole texts the same reader can read too, because the two are close and written alike (Dari and
Persian, Czech and Slovak, traditional and simplified Chinese). It never means a language that
people of that country happen to learn: Haitian Creole does not fall back to French, nor Mam to
Spanish, nor Ukrainian to Russian. English ends every chain and is not written down.
"""

from __future__ import annotations

import json
import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from importlib.resources import files
from itertools import takewhile
from typing import Literal

from latchstring.core.problem import trouble

Direction = Literal["ltr", "rtl"]


@dataclass(frozen=True)
class Language:
    """One language in one script, as a reader would choose it."""

    tag: str
    """BCP 47, in canonical case: `zh-Hant`, `pt-BR`."""
    iso639_3: str
    """Three letters; for Nahuatl, which has no code as a whole, the ISO 639-2 group `nah`."""
    english: str
    endonym: str
    """Its own name in its own script: what a reader looks for."""
    script: str
    """ISO 15924; `Zxxx` (unwritten) for sign languages."""
    direction: Direction | None
    """None for sign languages."""
    fallback: tuple[str, ...]
    """Tags of other languages whose whole texts the reader can read, nearest first."""
    audio_first: bool
    """Mainly spoken, or few read it: plan recordings before texts."""
    babel: str | None
    """The Babel locale whose words are really this language's; None where there is none."""
    aliases: tuple[str, ...]
    """Other tags and ISO 639 codes under which data names it."""
    names: tuple[str, ...]
    """Other names and common misspellings in American directories."""


def language(tag: str) -> Language:
    """The language of a tag; case, underscores, aliases and regions (`es_MX`) are understood.

    A script that the language is not listed with is not: `uz-Cyrl` is no `uz`.
    Raises Trouble for a language that nobody knows.
    """
    found = _look_up(tag)
    if found is None:
        raise trouble(
            f"“{tag[:40]}” is not the tag of a language that we know.",
            "Use a BCP 47 tag such as “es”, “zh-Hant” or “prs”.",
        )
    return found


def known(tag: str) -> bool:
    return _look_up(tag) is not None


def all_languages() -> tuple[Language, ...]:
    """Every language, in the order of the table: roughly by how often newcomers need it."""
    return _LANGUAGES


def direction(tag: str) -> Direction | None:
    """The direction of writing; None for sign languages. Raises Trouble as `language` does."""
    return language(tag).direction


def by_name(text: str) -> Language | None:
    """The language that goes by this name: English, its own, or a common misspelling."""
    return _BY_NAME.get(_name_key(text))


def best(wanted: Iterable[str], available: Sequence[str]) -> Language:
    """The available language that serves a reader best; the first tag wanted counts most.

    Each wanted language is tried itself, then its fallbacks. Unknown wanted tags are passed over.
    When nothing fits: English if it is available, else the first available, else English.
    """
    offered = {language(tag).tag: language(tag) for tag in available}
    for tag in wanted:
        found = _look_up(tag)
        for candidate in (found.tag, *found.fallback) if found else ():
            if candidate in offered:
                return offered[candidate]
    return offered.get("en") or next(iter(offered.values()), language("en"))


def spoken_in(text: str) -> tuple[list[Language], str]:
    """The languages that a directory's free text names, in order, and a note.

    The note is the whole text, unchanged, when it says more than the plain names; else "".
    A language is left out where its clause sends people away or offers only paper ("Spanish
    speakers are referred to …", "literature in Spanish"): no reader may come for nothing.
    A name that is also a place, a person or a word ("Karen", "sign") counts only in a bare list.
    """
    level = _level(text)
    found: dict[str, Language] = {}
    clause = _clauses(level)
    judged: dict[tuple[str, bool], bool] = {}  # or a long clause of names takes minutes
    for match in _ANY_NAME.finditer(level):
        key = _name_key(match[0])
        question = clause(match), key in _ALSO_OTHER_WORDS
        if question not in judged:
            judged[question] = _is_offered(*question)
        if judged[question]:
            found.setdefault(_BY_NAME[key].tag, _BY_NAME[key])
    return list(found.values()), "" if _is_bare_list(level) else text


# Reading tags


def _look_up(tag: str) -> Language | None:
    subtags = _before_extensions(tag.strip().lower().replace("_", "-").split("-"))
    if not all(_SUBTAG.fullmatch(subtag) for subtag in subtags):
        return None
    script = next((each for each in subtags[1:3] if len(each) == 4 and each.isalpha()), None)
    for end in range(len(subtags), 0, -1):
        found = _BY_TAG.get("-".join(subtags[:end]))
        if found is not None:
            return found if script in (None, found.script.lower()) else None
    return None


def _before_extensions(subtags: list[str]) -> list[str]:
    return list(takewhile(lambda subtag: len(subtag) != 1, subtags))


# Reading names


def _level(text: str) -> str:
    """The text without case, accents and apostrophes, so that `Qʼeqchiʼ` meets `q'eqchi`."""
    apart = unicodedata.normalize("NFKD", text).casefold()
    return _ACCENTS.sub("", _APOSTROPHES.sub("", apart))


def _name_key(text: str) -> str:
    return _BETWEEN_WORDS.sub(" ", _level(text)).strip()


def _clauses(level: str) -> Callable[[re.Match[str]], str]:
    """Gives for each name the stretch between two stops in which it stands."""
    stops = list(_STOP.finditer(level))
    ends = [0, *(stop.end() for stop in stops)]
    starts = [*(stop.start() for stop in stops), len(level)]

    def clause(match: re.Match[str]) -> str:
        first = bisect_right(ends, match.start()) - 1
        last = bisect_left(starts, match.end())
        return level[ends[first] : starts[last]]

    return clause


def _is_offered(clause: str, in_bare_list_only: bool) -> bool:
    if _SENT_ELSEWHERE.search(clause):
        return False
    return not in_bare_list_only or _is_bare_list(clause)


def _is_bare_list(level: str) -> bool:
    return _JOINTS.fullmatch(_ANY_NAME.sub(" ", level)) is not None


def _table() -> tuple[Language, ...]:
    rows = json.loads((files(__package__) / "languages.json").read_text(encoding="utf-8"))
    lists = ("fallback", "aliases", "names")
    return tuple(Language(**{**row, **{key: tuple(row[key]) for key in lists}}) for row in rows)


def _by_tag() -> dict[str, Language]:
    index = {each.tag.lower(): each for each in _LANGUAGES}
    for each in _LANGUAGES:
        for alias in (*each.aliases, each.iso639_3):
            index.setdefault(alias.lower(), each)
    return index


def _by_name() -> dict[str, Language]:
    index: dict[str, Language] = {}
    for each in _LANGUAGES:
        for name in (each.english, each.endonym, *each.names):
            index.setdefault(_name_key(name), each)
    return index


def _any_name() -> re.Pattern[str]:
    between = r"[\s():/–-]{1,3}"
    longest_first = sorted(_BY_NAME, key=len, reverse=True)
    names = "|".join(between.join(map(re.escape, key.split())) for key in longest_first)
    return re.compile(rf"(?<!\w)(?<!non[ -])(?:{names})(?!\w)")


_SUBTAG = re.compile(r"[a-z0-9]{1,8}")
_ACCENTS = re.compile(r"[\u0300-\u036f]")
_APOSTROPHES = re.compile(r"['’‘ʼʻ`´]")
_BETWEEN_WORDS = re.compile(r"[\s()\[\],.:;/–-]+")
_STOP = re.compile(r"[,;:()]|\.(?=\s|$)|\s{2,}|\n")
_JOINTS = re.compile(r"(?:[\s,;/&+.()–-]|\b(?:and|or|y)\b)*")
_SENT_ELSEWHERE = re.compile(
    r"\b(?:not|no|without|except|refer|refers|referred|referral|referrals|directed|redirected"
    r"|written|materials?|literature|brochures?|pamphlets?|transcripts?|publications?)\b"
)
_PLACES_PEOPLE_WORDS = """
    achi afar asante ashanti bahasa beria bini cambodia cherokee chuuk dakota dine edo ewe
    falam fon fujian fukien fur fuzhou ga haka hakha hazara hindu indonesia irish jamaican jawa
    kamba karen kayah kongo kosrae kru lsm luba luo maimai malti mam mende mon mong moore myanmar
    pampanga pangasinan polish pwo roma rwanda samoa shan shanghai sign susu tagalong taishan
    tigre toisan yao
"""
_ALSO_OTHER_WORDS = frozenset(_PLACES_PEOPLE_WORDS.split())

_LANGUAGES = _table()
_BY_TAG = _by_tag()
_BY_NAME = _by_name()
_ANY_NAME = _any_name()
