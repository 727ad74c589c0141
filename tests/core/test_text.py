"""Readers see a translation only as far as they may rely on it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from latchstring.core.text import State, Text, Translation, choose, text_hash

SOURCE = "Free legal help"
REVIEWED = Translation("Ayuda legal gratis", text_hash(SOURCE), "reviewed", "Ana", "2026-01-01")
DRAFT = Translation("Ayuda legal gratis", text_hash(SOURCE))
CHANGED = Translation("Ayuda legal barata", text_hash("Cheap legal help"), "reviewed", "Ana")
EMPTY = Translation("", text_hash(SOURCE), "reviewed")
words = st.text(st.characters(exclude_categories=["Cs"]))


@pytest.mark.parametrize(
    ("found", "careful", "shown", "tag", "state"),
    [
        (REVIEWED, False, REVIEWED.text, "es", "reviewed"),
        (REVIEWED, True, REVIEWED.text, "es", "reviewed"),
        (DRAFT, False, DRAFT.text, "es", "draft"),
        (DRAFT, True, SOURCE, "en", "missing"),
        (CHANGED, False, CHANGED.text, "es", "changed"),
        (CHANGED, True, SOURCE, "en", "missing"),
        (EMPTY, False, SOURCE, "en", "missing"),
        (None, False, SOURCE, "en", "missing"),
        (None, True, SOURCE, "en", "missing"),
    ],
)
def test_the_text_shown_is_the_best_that_can_be_relied_on(
    found: Translation | None, careful: bool, shown: str, tag: str, state: State
) -> None:
    assert choose(SOURCE, "en", "es", found, careful) == Text(shown, tag, state)


@pytest.mark.parametrize("found", [None, REVIEWED, DRAFT, CHANGED])
@pytest.mark.parametrize("careful", [True, False])
def test_who_reads_the_source_language_sees_the_source(
    found: Translation | None, careful: bool
) -> None:
    assert choose(SOURCE, "en", "en", found, careful) == Text(SOURCE, "en", "source")


@given(words, words, words, st.sampled_from(["draft", "reviewed"]), st.booleans())
def test_careful_words_are_the_source_or_reviewed_for_it(
    source: str, text: str, other: str, state: str, of_this_source: bool
) -> None:
    found = Translation(text, text_hash(source if of_this_source else other), state)  # type: ignore[arg-type]
    shown = choose(source, "en", "ar", found, careful=True)
    assert (shown.text, shown.tag) == (source, "en") or (
        shown == Text(text, "ar", "reviewed") and found.source == text_hash(source)
    )


@given(words, words)
def test_a_translation_belongs_to_its_text_and_to_no_other(one: str, other: str) -> None:
    assert (text_hash(one) == text_hash(other)) == (one == other)
    assert len(text_hash(one)) == 16


def test_a_changed_source_outweighs_the_review() -> None:
    assert REVIEWED.state_now(SOURCE) == "reviewed"
    assert REVIEWED.state_now(f"{SOURCE}.") == "changed"
    assert DRAFT.state_now(f"{SOURCE}.") == "changed"


@pytest.mark.parametrize("kept", [REVIEWED, DRAFT, CHANGED, EMPTY])
def test_what_is_stored_comes_back(kept: Translation) -> None:
    assert Translation.from_list(kept.as_list()) == kept


def test_an_empty_text_is_nothing() -> None:
    assert not Text("", "en")
    assert Text("x", "en")
