"""Words of a folded text, by rules of our own: segmenters differ between Python and browsers.

Scripts with spaces give words. Chinese, Japanese, Korean, Thai, Lao, Khmer and Burmese give
overlapping pairs of units; a unit is a character with its signs, in Burmese and Khmer with what
is stacked below it and the consonant that closes the syllable.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from latchstring.search.fold import KNOWN
from latchstring.search.tables import TABLES, character_class

WORD = 40
"""Characters kept of a word: nobody needs the rest to tell two words apart."""
UNIT = 12
"""Characters kept of a unit."""
GRAM = 4
"""Characters in a piece of a word."""

_SPACELESS = character_class(TABLES["spaceless"])
_SIGN = f"[{character_class(TABLES['signs'])}]"
_STACKER = f"[{character_class(TABLES['stackers'])}]"
_ENDER = f"[{character_class(TABLES['enders'])}]"
_BASE = f"(?!{_SIGN})[{_SPACELESS}]"
_RUN = re.compile(f"[{_SPACELESS}]+|(?:(?![{_SPACELESS}])[{KNOWN}])+")
_UNIT = re.compile(
    f"{_BASE}(?:{_STACKER}{_BASE}|{_SIGN})*"
    f"(?:{_BASE}\u1037?{_ENDER}(?:{_STACKER}{_BASE}|{_SIGN})*)*|{_SIGN}"
)


def runs(folded: str) -> Iterator[str]:
    """The pieces of a folded text that are written in one way, in order."""
    for match in _RUN.finditer(folded):
        yield match.group()


def words(run: str) -> list[str]:
    """What the index and the query compare for a run: the word itself, or pairs of units."""
    if not spaceless(run):
        return [run[:WORD]]
    units = _units(run)
    if len(units) == 1:
        return units
    return [first + second for first, second in pairwise(units)]


def pieces(run: str) -> list[str]:
    """What two spellings of a word still share: four letters at a time, or single units."""
    if spaceless(run):
        return _units(run)
    marked = f"_{run[:WORD]}_"
    return [marked[i : i + GRAM] for i in range(max(1, len(marked) - GRAM + 1))]


def spaceless(run: str) -> bool:
    """True for a run in a script that puts no spaces between words."""
    return _UNIT.match(run) is not None


def _units(run: str) -> list[str]:
    return [match.group()[:UNIT] for match in _UNIT.finditer(run)]
