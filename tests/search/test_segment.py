"""Segmenting: words where people put spaces, pairs of units where they do not."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from latchstring.search.fold import fold
from latchstring.search.segment import GRAM, UNIT, WORD, pieces, runs, spaceless, words

ANY = st.text(st.characters(exclude_categories=()), max_size=60)


def all_words(text: str) -> list[str]:
    return [word for run in runs(fold(text)) for word in words(run)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Food pantry, 2nd floor", ["food", "pantry", "2nd", "floor"]),
        ("食物券", ["食物", "物券"]),
        ("水", ["水"]),
        ("WIC中心3号", ["wic", "中心", "3", "号"]),
        ("無料の食べ物", ["無料", "料の", "の食", "食べ", "べ物"]),
        ("도움이 필요", ["도움", "움이", "필요"]),
        ("ဆေးရုံ", ["ဆေးရုံ"]),
        ("မြန်မာစာ", ["မြန်မာ", "မာစာ"]),
        ("ភាសាខ្មែរ", ["ភាសា", "សាខ្មែ", "ខ្មែរ"]),
        ("ที่พัก", ["ที่พั", "พัก"]),
        ("ໂຮງໝໍ", ["ໂຮ", "ຮງ", "ງຫ", "ຫມໍ"]),
        ("مساعدة مجانية", ["مساعده", "مجانيه"]),
        ("निःशुल्क भोजन", ["निःशुल्क", "भोजन"]),
    ],
)
def test_each_script_is_cut_by_its_own_rule(text: str, found: list[str]) -> None:
    assert all_words(text) == [fold(word) for word in found]


@settings(max_examples=400)
@given(ANY)
def test_runs_cover_every_letter_in_order(text: str) -> None:
    folded = fold(text)
    assert "".join(runs(folded)) == folded.replace(" ", "")


@settings(max_examples=400)
@given(ANY)
def test_every_run_has_words_and_pieces_and_all_of_its_letters_are_in_them(text: str) -> None:
    for run in runs(fold(text)):
        found, parts = words(run), pieces(run)
        assert found
        assert parts
        if len(run) <= UNIT:
            assert set(run) <= set("".join(found))
            assert set(run) <= set("".join(parts))


@settings(max_examples=200)
@given(st.text(st.sampled_from("ab\u1000\u1039\u103a\u1037\u17d2\u1780\u0e01中가"), max_size=400))
def test_no_word_grows_without_end(text: str) -> None:
    for run in runs(fold(text)):
        assert all(0 < len(word) <= max(WORD, 2 * UNIT) for word in words(run))
        assert all(0 < len(part) <= max(GRAM, UNIT) for part in pieces(run))


def test_pieces_of_a_word_mark_where_it_begins_and_ends() -> None:
    assert pieces("pantry") == ["_pan", "pant", "antr", "ntry", "try_"]
    assert pieces("a") == ["_a_"]


def test_a_virama_with_nothing_below_it_is_still_a_unit() -> None:
    assert words("\u1039\u1000") == ["\u1039\u1000"]


@settings(max_examples=200)
@given(ANY)
def test_a_run_is_wholly_in_a_script_without_spaces_or_wholly_not(text: str) -> None:
    for run in runs(fold(text)):
        assert {spaceless(letter) for letter in run} == {spaceless(run)}
