"""The browser's twin of the search gives exactly what Python gives.

When a change of the words or of the search is meant, `.venv/bin/python tests/search/vectors.py`
writes anew what is expected; the difference stands in the review.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

import pytest
import vectors
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from rapidfuzz.distance import OSA
from twin import Question, Twin, answer

from latchstring.search.similar import Alike
from latchstring.search.vocabulary import KEYS, Lexis, Vocabulary, lexis, split
from latchstring.search.weights import WEIGHTS
from latchstring.thesaurus.words import load, tags

FEW = ("en", "ar", "ko", "my", "zh-Hant")
"""Languages of the short tests: each is cut and compared by other rules."""
BATCH = 400
RECOGNISED = 150
"""Of so many labels and phrases one is recognised too; all are folded and split."""
MEANT = "when the change is meant: .venv/bin/python tests/search/vectors.py"
BROWSER = Path(vectors.__file__).parents[2] / "src/latchstring/reader/static/search"


@dataclass
class Both:
    """Both sides with the same words."""

    vocabulary: Mapping[str, Lexis]
    twin: Twin

    def differences(self, questions: Sequence[Question]) -> list[tuple[Question, Any, Any]]:
        """Questions with Python's and the twin's answers, where those differ."""
        found = []
        for batch in batches(questions):
            self.twin.ask(batch)
            ours = [answer(question, self.vocabulary) for question in batch]
            rows = zip(batch, ours, self.twin.answers(), strict=True)
            found += [(question, one, other) for question, one, other in rows if one != other]
        return found


def batches(questions: Sequence[Question]) -> Iterator[list[Question]]:
    rest = iter(questions)
    while batch := list(islice(rest, BATCH)):
        yield batch


def both(vocabulary: Mapping[str, Lexis]) -> Iterator[Both]:
    twin = Twin(vocabulary)
    yield Both(vocabulary, twin)
    assert twin.close() == "", "node complains"


@pytest.fixture(scope="module")
def few() -> Iterator[Both]:
    yield from both({tag: lexis(tag, load(tag)) for tag in FEW})


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return Vocabulary.load()


@pytest.fixture(scope="module")
def everything(vocabulary: Vocabulary) -> Iterator[Both]:
    yield from both(vocabulary)


def sound(text: str) -> str:
    """JavaScript reads two halves of a surrogate pair as one character; so does Python now."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")


SAID = [line["text"] for line in vectors.read()]
ANY = st.text(st.characters(exclude_categories=()), max_size=40)
SLIPS = st.builds(vectors.misspelt, st.sampled_from(SAID).filter(bool), st.randoms())
STACKS = st.text(st.sampled_from("က\u1039\u103a\u1037ក\u17d2\u0e31ทа\u0301中가𐐀"), max_size=90)
PARTS = st.one_of(ANY, st.text(max_size=40), STACKS, st.sampled_from(SAID), SLIPS)
TEXTS = st.builds(str.join, st.sampled_from(["", " ", "'"]), st.lists(PARTS, max_size=4)).map(sound)
QUESTIONS = st.fixed_dictionaries(
    {"text": TEXTS, "hint": st.sampled_from([*FEW, "fr", "", "__proto__"])},
    optional={"key": st.sampled_from([KEYS[0], KEYS[-1], "", "constructor"])},
)
LONG = ["a" * 41, "𐐀" * 41, "က" + "\u102f\u103b" * 7 + "ခ", " ".join(f"{n}x" for n in range(70))]
WORDS = st.text(st.sampled_from("abא가각\u1100က𐐀𐐁"), max_size=12)


@given(st.lists(QUESTIONS, min_size=1, max_size=5), st.integers(1, 3))
@example([{"text": text, "hint": "my"} for text in LONG], 1)
@settings(suppress_health_check=[HealthCheck.too_slow])
def test_both_understand_any_text_alike(few: Both, questions: list[Question], every: int) -> None:
    for question in questions:
        question["written"] = split(question["text"])[::every]
    assert few.differences(questions) == []


@given(st.lists(st.tuples(WORDS, WORDS, st.integers(0, 2)), min_size=1, max_size=60))
def test_both_count_the_same_edits_between_two_words(
    few: Both, pairs: list[tuple[str, str, int]]
) -> None:
    few.twin.ask([{"text": "", "edits": pair} for pair in pairs])
    expected = [OSA.distance(one, other, score_cutoff=most) for one, other, most in pairs]
    assert few.twin.answers() == expected


@given(WORDS, st.lists(WORDS, unique=True, max_size=12))
@example("ababab", ["abababab"])
@example("𐐀𐐁𐐂𐐃𐐄𐐅", ["𐐀𐐁𐐂𐐃𐐆𐐇"])
def test_both_find_the_same_words_alike(few: Both, typed: str, known: list[str]) -> None:
    few.twin.ask([{"text": typed, "among": known}])
    assert few.twin.answers() == [[list(row) for row in Alike(known).find(typed)]]


def test_both_understand_a_sample_of_the_committed_texts_alike(few: Both) -> None:
    lines = vectors.read()[::10]
    assert few.differences([{"text": line["text"], "hint": line["hint"]} for line in lines]) == []


def test_the_committed_texts_are_many_and_small() -> None:
    assert len(vectors.read()) >= 3000
    assert vectors.FILE.stat().st_size < 1_500_000


def test_the_browser_names_every_number_of_the_weights_and_no_other() -> None:
    named = re.findall(r"@property \{.*\} (\w+)", (BROWSER / "weights.js").read_text())
    assert named == [*WEIGHTS["similar"], *WEIGHTS["recognise"]]


@pytest.mark.slow
def test_python_makes_of_the_committed_texts_what_is_expected(vocabulary: Vocabulary) -> None:
    lines = vectors.read()
    found = [vectors.expected(line["text"], line["hint"], vocabulary) for line in lines]
    assert changes(lines, found) == [], MEANT


@pytest.mark.slow
def test_the_twin_makes_of_the_committed_texts_what_is_expected(everything: Both) -> None:
    lines = vectors.read()
    everything.twin.ask([{"text": line["text"], "hint": line["hint"]} for line in lines])
    rows = zip(lines, everything.twin.answers(), strict=True)
    assert changes(lines, [of_the_twin(line, found) for line, found in rows]) == [], MEANT


def changes(lines: list[vectors.Line], found: list[vectors.Line]) -> list[tuple[Any, Any]]:
    return [(old, new) for old, new in zip(lines, found, strict=True) if old != new]


def of_the_twin(line: vectors.Line, found: dict[str, Any]) -> vectors.Line:
    understood = found.pop("understood")
    concepts = [meaning["key"] for meaning in understood["meanings"]]
    return {**line, **found, "concepts": concepts, "crises": understood["crises"]}


@pytest.mark.slow
def test_both_make_the_same_of_every_label_and_phrase(everything: Both) -> None:
    said = [(text, tag) for tag in tags() for text in vectors.phrases(tag)]
    assert len(said) > 50_000
    questions: list[Question] = [{"text": text} for text, _ in said]
    for question, (_, tag) in islice(zip(questions, said, strict=True), 0, None, RECOGNISED):
        question["hint"] = tag
    assert everything.differences(questions) == []
