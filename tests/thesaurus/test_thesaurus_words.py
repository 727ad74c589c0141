"""The files of words: thirty languages, whole, and kind to whoever edits them."""

from __future__ import annotations

from pathlib import Path

import pytest

from latchstring.core.language import known
from latchstring.core.problem import Trouble
from latchstring.thesaurus.concepts import CONCEPTS
from latchstring.thesaurus.words import FOLDER, check, load, read, tags, written

THIRTY = [
    "en",
    "es",
    "zh-Hans",
    "zh-Hant",
    "ar",
    "ht",
    "prs",
    "ps",
    "fa",
    "sw",
    "vi",
    "uk",
    "ru",
    "fr",
    "pt-BR",
    "so",
    "my",
    "rw",
    "ti",
    "am",
    "ne",
    "ko",
    "fil",
    "ur",
    "hi",
    "bn",
    "pa",
    "km",
    "tr",
    "pl",
]
ROMANISED = ["ar", "prs", "ps", "fa", "ur", "hi", "bn", "ne", "pa", "am", "ti", "my"]


def test_there_are_the_thirty_languages_and_our_table_knows_each() -> None:
    assert sorted(tags()) == sorted(THIRTY)
    assert tags()[0] == "en" and all(map(known, THIRTY))


@pytest.mark.parametrize("tag", THIRTY)
def test_each_language_has_label_and_everyday_words_for_every_concept(tag: str) -> None:
    found = load(tag)
    assert set(found) == set(CONCEPTS)
    assert [key for key, entry in found.items() if not entry.label] == []
    assert [key for key, entry in found.items() if len(list(entry.phrases())) < 5] == []
    assert [
        key for key, one in CONCEPTS.items() if one.crisis and len(found[key].alarms) < 20
    ] == []


@pytest.mark.parametrize("tag", ROMANISED)
def test_languages_that_people_romanise_have_latin_spellings(tag: str) -> None:
    spelled = [entry for entry in load(tag).values() if any(p.isascii() for p in entry.typed)]
    assert len(spelled) > 250


@pytest.mark.slow
@pytest.mark.parametrize("tag", THIRTY)
def test_each_file_is_sorted_and_says_nothing_twice(tag: str) -> None:
    path = FOLDER / f"{tag}.txt"
    assert check(path) == []
    assert path.read_text("utf-8") == written(read(path)), "latchstring thesaurus --tidy FILE"


def test_nobody_has_reviewed_anything_yet_and_nothing_says_so() -> None:
    assert not any(entry.reviewed for tag in tags() for entry in load(tag).values())


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[evicton] draft\n= x", "evicton"),
        ("[eviction] checked\n= x", '"checked" is no state'),
        ("desalojo", "under no concept"),
        ("[eviction]\n! run", "Only a crisis"),
        ("[eviction", "names no concept"),
    ],
)
def test_a_fault_is_told_with_file_and_row(tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "es.txt"
    path.write_text("# ours\n" + text, encoding="utf-8")
    (problem,) = check(path)
    assert said in str(problem) and "es.txt, row" in str(problem)


def test_a_file_that_is_no_text_is_refused_kindly(tmp_path: Path) -> None:
    path = tmp_path / "es.txt"
    path.write_bytes(b"[eviction]\n\xff\xfe")
    assert "UTF-8" in str(check(path)[0])
    assert "cannot be read" in str(check(tmp_path / "ar.txt")[0])


def test_a_library_adds_words_without_touching_code(tmp_path: Path) -> None:
    (tmp_path / "es.txt").write_text("[food_pantry]\nla despensa de Lupita\n", encoding="utf-8")
    entry = load("es", tmp_path)["food_pantry"]
    assert "la despensa de Lupita" in entry.said
    assert entry.label == load("es")["food_pantry"].label


def test_a_library_may_rename_and_review_and_a_new_language_needs_no_more(tmp_path: Path) -> None:
    text = "[food_pantry] reviewed 2026-12-01 by Amina K.\n= Banco de comida\n"
    (tmp_path / "es.txt").write_text(text, encoding="utf-8")
    (tmp_path / "sq.txt").write_text("[food]\n= Ushqim\nbukë\n", encoding="utf-8")
    entry = load("es", tmp_path)["food_pantry"]
    assert entry.label == "Banco de comida" and entry.reviewed
    assert list(load("sq", tmp_path)["food"].phrases()) == ["Ushqim", "bukë"]


def test_a_wrong_file_stops_with_its_row(tmp_path: Path) -> None:
    (tmp_path / "es.txt").write_text("[food]\n[nothing]\n", encoding="utf-8")
    with pytest.raises(Trouble, match=r"es\.txt, row 2"):
        load("es", tmp_path)
