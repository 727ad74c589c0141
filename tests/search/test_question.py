"""A query as weighted words."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from latchstring.search.question import PIECES, WORDS, Question, question


def test_words_weigh_more_than_their_pieces() -> None:
    asked = question("Food")
    assert asked == Question(
        {"food": 1.0}, {"_foo": PIECES, "food": PIECES, "ood_": PIECES}, name="food"
    )


def test_a_word_that_is_said_twice_counts_twice() -> None:
    assert question("rent help rent").words == {"rent": 2.0, "help": 1.0}


@pytest.mark.parametrize("nothing", ["", "   ", "?!", "😀", "\x00\x07", "\ud83d", "\u202e"])
def test_what_has_no_letters_asks_nothing(nothing: str) -> None:
    assert not question(nothing)


@settings(max_examples=200)
@given(st.text(st.characters(exclude_categories=()), max_size=3000))
def test_no_question_is_too_long(text: str) -> None:
    asked = question(text)
    assert len(asked.words) <= WORDS
    assert len(asked.pieces) <= 4 * WORDS


def test_ten_thousand_different_words_are_cut() -> None:
    asked = question(" ".join(f"w{n}" for n in range(10_000)))
    assert len(asked.words) == WORDS
