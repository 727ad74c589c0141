"""What a record is about: the concepts of a service, and how surely it offers them.

Read from its taxonomy terms, its names and its text, in English, by the phrases that directories
write (`terms` of a concept) and those that people say. Strict: whole phrases, word by word, with
no tolerance but the plural; a wrong concept on a record misleads in thirty languages. A record that
is written in another language is read in that one too, by what its people say.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cache
from math import exp

from latchstring.search.fold import fold
from latchstring.search.segment import runs, words
from latchstring.search.shapes import Indexed
from latchstring.thesaurus.concepts import CONCEPTS, ancestors
from latchstring.thesaurus.words import load

BITS = (8, 4, 2, 1)
LEVELS = sum(BITS)
"""Steps of sureness that the index knows."""
TERM = 0.9
NAME = 0.6
ALIAS = 0.15
TEXT = 0.3
FIRST = 0.3
"""How sure a phrase makes us that stands in a taxonomy term, the name, another name (that of the
organization too), or once in the text; and how much surer where the text begins, for directories
say first what a service is."""
BEGINNING = 25.0
"""Words after which that is down to a third."""
SAID = 0.6
"""What a phrase of people counts, next to one of directories."""
UPWARDS = 0.8
"""How much of a concept's sureness its parent gets: who gives coats gives clothing."""
LONGEST = 6
"""Words of a phrase that are compared."""

_Phrases = dict[str, list[tuple[tuple[str, ...], str, float]]]
_Split = Callable[[str], tuple[str, ...]]


def stem(word: str) -> str:
    """The word without its plural."""
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 3 and word.endswith("s") and not word.endswith("ss"):
        return word[:-1]
    return word


def stems(text: str) -> tuple[str, ...]:
    """The words of an English text without plurals."""
    return tuple(stem(word) for word in fold(text).split())


def spelled(text: str) -> tuple[str, ...]:
    """The words of a text in any language, or the pairs of units."""
    return tuple(word for run in runs(fold(text)) for word in words(run))


class Subjects:
    """The phrases of the thesaurus, ready to be found in records."""

    def __init__(self) -> None:
        self._terms, self._said = _english()
        self._known: dict[str, dict[str, float]] = {}
        self._foreign: dict[str, _Phrases] = {}

    def of(self, item: Indexed) -> dict[str, int]:
        """Each concept of the service with its level, 1 to `LEVELS`."""
        unsure: dict[str, float] = {}
        for term in item.terms:
            _more(unsure, self._of_term(term), TERM)
        self._read(unsure, item, stems, (self._said, self._terms))
        if item.language != "en":
            foreign = self._phrases_of(item.language)
            self._read(unsure, item, spelled, (foreign, foreign))
        return _levels(unsure)

    def _read(
        self,
        unsure: dict[str, float],
        item: Indexed,
        split: _Split,
        known: tuple[_Phrases, _Phrases],
    ) -> None:
        """Names by the first phrases, texts by the second, both in one language."""
        _more(unsure, self._found(split(item.name), known[0]), NAME)
        for alias in item.aliases:
            _more(unsure, self._found(split(alias), known[0]), ALIAS)
        before = 0
        for text in item.words:
            read = split(text)
            for at, key, sure in self._places(read, known[1]):
                weight = TEXT + FIRST * exp(-(before + at) / BEGINNING)
                _more(unsure, {key: sure}, weight)
            before += len(read)

    def _phrases_of(self, tag: str) -> _Phrases:
        if tag not in self._foreign:
            self._foreign[tag] = {}
            for key, entry in load(tag).items():
                for phrase in entry.phrases():
                    _add(self._foreign[tag], spelled(phrase), key, 1.0)
        return self._foreign[tag]

    def _of_term(self, term: str) -> dict[str, float]:
        if term not in self._known:
            self._known[term] = self._found(stems(term), self._said)
        return self._known[term]

    def _found(self, words: tuple[str, ...], phrases: _Phrases) -> dict[str, float]:
        """The surest find of each concept."""
        found: dict[str, float] = {}
        for _, key, sure in self._places(words, phrases):
            found[key] = max(found.get(key, 0.0), sure)
        return found

    def _places(
        self, words: tuple[str, ...], phrases: _Phrases
    ) -> Iterator[tuple[int, str, float]]:
        """Where phrases stand, and for what. A phrase inside a longer one that is found says
        nothing: "food stamps" is no "food"."""
        at = 0
        while at < len(words):
            length, keys = _longest(words, at, phrases)
            for key, sure in keys:
                yield at, key, sure
            at += max(1, length)


@cache
def _english() -> tuple[_Phrases, _Phrases]:
    """What directories write, and that with what people say."""
    terms: _Phrases = {}
    said: _Phrases = {}
    for concept in CONCEPTS.values():
        for phrase in concept.terms:
            _add(terms, stems(phrase), concept.key, 1.0)
            _add(said, stems(phrase), concept.key, 1.0)
    for key, entry in load("en").items():
        for phrase in entry.phrases():
            _add(said, stems(phrase), key, SAID)
    return terms, said


def _longest(
    words: tuple[str, ...], at: int, phrases: _Phrases
) -> tuple[int, list[tuple[str, float]]]:
    length = 0
    keys: list[tuple[str, float]] = []
    for phrase, key, sure in phrases.get(words[at], ()):
        if len(phrase) >= length and words[at : at + len(phrase)] == phrase:
            keys = [*keys, (key, sure)] if len(phrase) == length else [(key, sure)]
            length = len(phrase)
    return length, keys


def _add(phrases: _Phrases, words: tuple[str, ...], key: str, sure: float) -> None:
    if words:
        phrases.setdefault(words[0], []).append((words[:LONGEST], key, sure))


def _more(unsure: dict[str, float], found: dict[str, float], weight: float) -> None:
    """Several finds make surer, never sure."""
    for key, sure in found.items():
        unsure[key] = unsure.get(key, 1.0) * (1 - weight * sure)


def _levels(unsure: dict[str, float]) -> dict[str, int]:
    sure = {key: 1 - rest for key, rest in unsure.items()}
    for key in list(sure):
        share = sure[key]
        for above in ancestors(key):
            share *= UPWARDS
            sure[above] = max(sure.get(above, 0.0), share)
    return {key: level for key, value in sure.items() if (level := round(value * LEVELS))}


def marks(levels: dict[str, int]) -> Iterator[str]:
    """The concepts of a service as the index stores them: a mark for each bit of a level, so that
    four look-ups tell fifteen levels apart."""
    return (f"{key}~{bit}" for key, level in sorted(levels.items()) for bit in BITS if level & bit)


def asked(weights: dict[str, float]) -> Iterable[tuple[str, float]]:
    """What looks up concepts in the index: each mark with what it is worth."""
    for key, weight in weights.items():
        for bit in BITS:
            yield f"{key}~{bit}", weight * bit / LEVELS
