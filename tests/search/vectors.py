"""Texts with what the search makes of them, in `vectors.ndjson`: a change of it is seen in review.

.venv/bin/python tests/search/vectors.py          the same texts, what is expected anew
.venv/bin/python tests/search/vectors.py --new    other texts too, from the words of today
"""

from __future__ import annotations

import json
import re
import sys
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from itertools import chain
from pathlib import Path
from random import Random
from typing import Any

from latchstring.search.fold import fold
from latchstring.search.recognise import recognise
from latchstring.search.tables import TABLES
from latchstring.search.vocabulary import Lexis, Vocabulary, split
from latchstring.thesaurus.words import load, tags

FILE = Path(__file__).with_name("vectors.ndjson")
SEED = 211
PHRASES, MISSPELT = 55, 30
"""Lines of each language."""
MIXED = 120
"""Lines of each kind that is not of one language."""
RIGHT_TO_LEFT = ("ar", "fa", "prs", "ps", "ur")
BROKEN = (
    "\x00\x1b\x7f\u00ad\u200b\u200d\u2028\u202e\ufeff\ufffd\uffff\ud800\udc00\U000f0000"
    "'’ʼ`\u0301\u0323\u1039\u17d2\u0e33"
)
EMOJI = ("😀", "🆘", "👩🏽‍⚕️", "🏳️‍🌈", "❤️", "1️⃣", "🇺🇦", "🙏🏿", "🏠")
DIRECTIONS = ("\u202b", "\u202c", "\u2067", "\u2069", "\u200e", "\u200f", "\u202e")

Line = dict[str, Any]


def read() -> list[Line]:
    """The committed lines."""
    return [json.loads(line) for line in FILE.read_text(encoding="utf-8").split("\n") if line]


def expected(text: str, hint: str, vocabulary: Mapping[str, Lexis]) -> Line:
    """A line of the file."""
    found = recognise(text, vocabulary, hint)
    return {
        "text": text,
        "hint": hint,
        "fold": fold(text),
        "words": split(text),
        "concepts": [meaning.key for meaning in found.meanings],
        "crises": found.crises,
    }


def phrases(tag: str) -> list[str]:
    """All that readers of a language may type, the labels too."""
    return list(dict.fromkeys(chain.from_iterable(one.phrases() for one in load(tag).values())))


def misspelt(text: str, chance: Random) -> str:
    """One letter less, or two swapped."""
    at = chance.randrange(max(1, len(text) - 1))
    next_ = text[at + 1 : at + 2]
    return text[:at] + chance.choice([next_ + text[at], next_]) + text[at + 2 :]


def zawgyi(text: str) -> str:
    """Burmese as the old fonts have it, in the order in which it is seen."""
    codes = {"".join(chr(int(c, 16)) for c in to.split()): c for c, to in TABLES["zawgyi"].items()}
    longest = "|".join(sorted(codes, key=len, reverse=True))
    letter = "[\u1000-\u1021\u103f]"
    text = re.sub(f"\u1004\u103a\u1039({letter})", "\\1\u1064", text)
    text = re.sub(f"({letter}(?:\u1039{letter})?\u1064?)([\u103b-\u103e]*)(\u1031?)", _seen, text)
    return re.sub(longest, lambda match: chr(int(codes[match[0]], 16)), text)


def _seen(match: re.Match[str]) -> str:
    letter, medials, vowel = match.groups()
    ra = "\u103c" if "\u103c" in medials else ""
    return vowel + ra + letter + medials.replace("\u103c", "")


Said = dict[str, list[str]]
"""The phrases of each language."""


def _mixed(said: Said, chance: Random) -> str:
    return " ".join(chance.choice(said[tag]) for tag in chance.sample(list(said), 2))


def _burmese(said: Said, chance: Random) -> str:
    return zawgyi(chance.choice(said["my"]))


def _broken(said: Said, chance: Random) -> str:
    letters = list(_mixed(said, chance))
    for _ in range(chance.randrange(1, 5)):
        letters.insert(chance.randrange(len(letters)), chance.choice(BROKEN))
    return "".join(letters)


def _emoji(said: Said, chance: Random) -> str:
    return chance.choice(["", " "]).join(
        [chance.choice(EMOJI), chance.choice(said[chance.choice(list(said))]), chance.choice(EMOJI)]
    )


def _directions(said: Said, chance: Random) -> str:
    parts = [chance.choice(said[chance.choice(RIGHT_TO_LEFT)]), chance.choice(said["en"])]
    return "".join(chance.choice(DIRECTIONS) + part for part in parts) + chance.choice(DIRECTIONS)


def _long(said: Said, chance: Random) -> str:
    """More words than are looked at, words longer than are kept, words said twice."""
    words = " ".join(chance.sample(said[chance.choice(list(said))], 25)).split()
    return chance.choice([" ".join(words[:60]), "".join(words[:12]), f"{words[0]} {words[0]}"])


def _written_otherwise(said: Said, chance: Random) -> str:
    form = chance.choice(["NFC", "NFD", "NFKC", "NFKD"])
    text = unicodedata.normalize(form, chance.choice(said[chance.choice(list(said))]))
    return chance.choice([text.upper(), text.title(), text, text.replace(" ", "-")])


KINDS: tuple[Callable[[Said, Random], str], ...] = (
    *(_mixed, _burmese, _broken, _emoji, _directions, _long, _written_otherwise),
)


def _texts(chance: Random) -> Iterator[tuple[str, str]]:
    said = {tag: phrases(tag) for tag in tags()}
    for tag, all_of_it in said.items():
        for text in chance.sample(all_of_it, PHRASES):
            yield text, tag if chance.random() < 0.8 else "en"
        for text in chance.sample(all_of_it, MISSPELT):
            yield misspelt(text, chance), tag
    for kind in KINDS:
        for _ in range(MIXED):
            yield kind(said, chance), chance.choice([*said, "xx"])


def _shown(line: Line) -> str:
    """JSON in which an editor shows every character, or its number."""
    text = json.dumps(line, ensure_ascii=False, separators=(",", ":"))
    return "".join(c if c.isprintable() else json.dumps(c)[1:-1] for c in text)


def main() -> None:
    """Writes the file."""
    old = [(line["text"], line["hint"]) for line in read()] if FILE.exists() else []
    asked = old if old and "--new" not in sys.argv else _texts(Random(SEED))
    vocabulary = Vocabulary.load()
    lines = (_shown(expected(_sound(text), hint, vocabulary)) for text, hint in asked)
    FILE.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")


def _sound(text: str) -> str:
    """JavaScript reads two halves of a surrogate pair as one character."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")


if __name__ == "__main__":
    main()
