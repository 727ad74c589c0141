"""What is asked for: the concepts that a text speaks of, in whatever language it stands."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace

from latchstring.search.segment import spaceless
from latchstring.search.vocabulary import KEYS, Lexis, split
from latchstring.search.weights import WEIGHTS
from latchstring.thesaurus.concepts import CONCEPTS

_WEIGHTS = WEIGHTS["recognise"]

WORDS: int = _WEIGHTS["words"]
"""How many different words of a text are looked at."""
FOREIGN: float = _WEIGHTS["foreign"]
"""How far a language counts that is not the reader's, when it knows most of the words."""
UNKNOWN: float = _WEIGHTS["unknown"]
KNOWING: float = _WEIGHTS["knowing"]
"""How much of that does not depend on how many of the words it knows, and how much does."""
LANGUAGES: int = _WEIGHTS["languages"]
"""Besides the reader's language and English: in how many languages slips are looked for."""
KNOWN: float = _WEIGHTS["known"]
"""How far words count that are like a word of the text which is itself known: "cash" is no slip
for "rash"."""
PASSED: float = _WEIGHTS["passed"]
"""How far words count that are like a word of the text which stands in the records as it is."""
COVERED: float = _WEIGHTS["covered"]
"""How much of a phrase must be there."""
LEAST: float = _WEIGHTS["least"]
"""Below this nothing was understood."""
BESIDE: float = _WEIGHTS["beside"]
"""How strong another concept must be next to the strongest."""
MOST: int = _WEIGHTS["most"]
"""Concepts of one query."""
PHRASE: float = _WEIGHTS["phrase"]
"""What a whole phrase adds to the words of it."""
STRANGE: int = _WEIGHTS["strange"]
"""Weight of a word that no phrase has."""
JOINT: int = _WEIGHTS["joint"]
"""The same for a pair of units: most of those hang between two words."""
SURE: float = _WEIGHTS["sure"]
"""How alike the words of an alarm must be."""
ALARMING: float = _WEIGHTS["alarming"]
"""How strong a danger must be in a text that has none of its alarms."""
DANGER: float = _WEIGHTS["danger"]
"""How strong it must be to be likely, when it is the strongest meaning."""
ALARMED: float = _WEIGHTS["alarmed"]
"""How strong it must be next to the strongest meaning, of whatever kind."""
ALSO: float = _WEIGHTS["also"]
"""How strong further dangers must be next to it."""


def never(_: str) -> bool:
    """No word stands in any record."""
    return False


@dataclass(frozen=True)
class Meaning:
    """A concept that was understood. strength: from 0 to about 1.4; share: how much of the query
    its words explain, from 0 to 1; tag: the language in which it was."""

    key: str
    strength: float
    share: float
    tag: str


@dataclass(frozen=True)
class Understood:
    """What a text speaks of, strongest first. crises: keys of dangers, strongest first; alarm: they
    are more likely than not. share: how much of the text all meanings together explain. tag: the
    language that it most likely is in."""

    meanings: list[Meaning] = field(default_factory=list)
    crises: list[str] = field(default_factory=list)
    alarm: bool = False
    share: float = 0.0
    tag: str = ""


Found = dict[int, tuple[float, int]]
"""For a word of the lexis: how alike it is, and which word of the text it is like."""


def recognise(
    text: str, vocabulary: Mapping[str, Lexis], hint: str, written: Callable[[str], bool] = never
) -> Understood:
    """What a text speaks of. hint: the reader's language; others are understood as well, several
    in one text, and in Latin letters where people write so. written: whether a folded word stands
    in the records; such a word is likely meant as it is, not a slip for another."""
    asked = split(text)[:WORDS]
    passed = {word for word in asked if written(word)}
    exact = {tag: _exact(asked, lexis) for tag, lexis in vocabulary.items()}
    best: dict[str, Meaning] = {}
    crises: dict[str, float] = {}
    seen = {tag: _known(found) for tag, found in exact.items()}
    most = max(seen.values(), default=0) or 1
    for tag in _languages(seen, hint):
        lexis, found = vocabulary[tag], _alike(asked, vocabulary[tag], exact[tag], passed)
        trust = 1.0 if tag == hint else FOREIGN * (UNKNOWN + KNOWING * seen[tag] / most)
        for meaning in _meanings(lexis, found, asked, trust):
            if meaning.key not in best or meaning.strength > best[meaning.key].strength:
                best[meaning.key] = meaning
        for key, sure in _alarms(lexis, found):
            crises[key] = max(crises.get(key, 0.0), sure * trust)
    meanings = _strongest(best.values())
    alarm = bool(crises) or any(_surely_danger(meaning) for meaning in meanings[:1])
    for meaning in _alarming(best.values()):
        crises.setdefault(meaning.key, meaning.strength)
    tag = meanings[0].tag if meanings else hint
    return Understood(meanings, _dangers(crises), alarm, _share(meanings), tag)


def _exact(asked: list[str], lexis: Lexis) -> Found:
    numbers = lexis.numbers
    return {numbers[word]: (1.0, i) for i, word in enumerate(asked) if word in numbers}


def _known(found: Found) -> int:
    return len({i for _, i in found.values()})


def _languages(seen: Mapping[str, int], hint: str) -> list[str]:
    """Where to look: the reader's language, English, and those that know most of the words."""
    others = sorted((tag for tag in seen if tag not in (hint, "en")), key=lambda t: (-seen[t], t))
    known = [tag for tag in others if seen[tag]]
    first = [tag for tag in dict.fromkeys((hint, "en")) if tag in seen]
    # Nobody knows a word: it is misspelt, in a language that the page may not be in.
    return [*first, *(known[:LANGUAGES] if known or any(seen[t] for t in first) else others)]


def _alike(asked: list[str], lexis: Lexis, exact: Found, passed: set[str]) -> Found:
    found = dict(exact)
    known = {i for _, i in exact.values()}
    for i, word in enumerate(asked):
        trust = KNOWN if i in known else PASSED if word in passed else 1.0
        for no, alike in lexis.alike.find(word):
            if no not in found or alike * trust > found[no][0]:
                found[no] = (alike * trust, i)
    return {no: found[no] for no in sorted(found)}


def _meanings(lexis: Lexis, found: Found, asked: list[str], trust: float) -> Iterable[Meaning]:
    weights = _weights(lexis, found, asked)
    whole = sum(weights)
    shares = _shares(lexis, found, weights)
    phrases = _phrases(lexis, found, weights)
    for concept in sorted(shares):
        share = shares[concept] / whole
        strength = share + PHRASE * phrases.get(concept, 0.0) / whole
        yield Meaning(KEYS[concept], strength * trust, share, lexis.tag)


def _shares(lexis: Lexis, found: Found, weights: list[float]) -> dict[int, float]:
    """For each concept how much of the text's weight speaks of it, word by word."""
    best: dict[tuple[int, int], float] = {}
    for no, (alike, i) in found.items():
        for concept, meant in lexis.meant[no].items():
            best[concept, i] = max(best.get((concept, i), 0.0), alike * meant)
    shares: dict[int, float] = {}
    for (concept, i), much in sorted(best.items()):
        shares[concept] = shares.get(concept, 0.0) + weights[i] * much
    return shares


def _phrases(lexis: Lexis, found: Found, weights: list[float]) -> dict[int, float]:
    """For each concept the weight of the words that together make most of one of its phrases."""
    there: dict[int, float] = {}
    asked: dict[int, set[int]] = {}
    for no, (alike, i) in found.items():
        for at in lexis.by_word[no]:
            there[at] = there.get(at, 0.0) + lexis.weights[no] * alike
            asked.setdefault(at, set()).add(i)
    best: dict[int, float] = {}
    for at in sorted(there):
        covered = there[at] / lexis.totals[at]
        if covered >= COVERED:
            concept = lexis.phrases[at][0]
            much = covered * covered * sum(weights[i] for i in sorted(asked[at]))
            best[concept] = max(best.get(concept, 0.0), much)
    return best


def _weights(lexis: Lexis, found: Found, asked: list[str]) -> list[float]:
    """What each word of the text weighs in this language: as much as the known word that is most
    alike. A word that everybody uses must not weigh more because a rare one resembles it."""
    nearest = [(0.0, JOINT if spaceless(word) else STRANGE) for word in asked]
    for no, (alike, i) in found.items():
        if (alike, -lexis.weights[no]) > (nearest[i][0], -nearest[i][1]):
            nearest[i] = (alike, lexis.weights[no])
    return [float(weight) for _, weight in nearest]


def _alarms(lexis: Lexis, found: Found) -> Iterable[tuple[str, float]]:
    sure = {no: alike for no, (alike, _) in found.items() if alike >= SURE}
    for at in sorted({at for no in sure for at in lexis.alarms_by_word[no]}):
        concept, *words = lexis.alarms[at]
        if all(no in sure for no in words):
            yield KEYS[concept], min(sure[no] for no in words)


def _strongest(found: Iterable[Meaning]) -> list[Meaning]:
    ordered = sorted(found, key=lambda meaning: (-meaning.strength, meaning.key))
    floor = max(LEAST, BESIDE * ordered[0].strength) if ordered else 0.0
    return [meaning for meaning in ordered[:MOST] if meaning.strength >= floor]


def _alarming(found: Collection[Meaning]) -> list[Meaning]:
    """The dangers that a text may speak of without one of their alarms: a wrong alarm is cheap, a
    miss is not."""
    strongest = max((meaning.strength for meaning in found), default=0.0)
    crises = [one for one in found if CONCEPTS[one.key].crisis and one.strength >= ALARMING]
    if not any(one.strength >= ALARMED * strongest for one in crises):
        return []
    return [one for one in crises if one.strength >= ALSO * strongest]


def _dangers(crises: Mapping[str, float]) -> list[str]:
    return sorted(crises, key=lambda key: (-crises[key], key))


def _share(meanings: list[Meaning]) -> float:
    return max((meaning.share for meaning in meanings), default=0.0)


def _surely_danger(meaning: Meaning) -> bool:
    return CONCEPTS[meaning.key].crisis and meaning.strength >= DANGER


def chosen(understood: Understood, key: str) -> Understood:
    """The same text when the reader says what is meant: that concept, or with "" none of them.
    Dangers stay: whoever taps in fear must not make help vanish."""
    meanings = [Meaning(key, 1.0, 1.0, understood.tag)] if key in CONCEPTS else []
    share = 1.0 if meanings else 0.0
    return replace(understood, meanings=meanings, share=share)
