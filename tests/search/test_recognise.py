"""What is understood, in thirty languages, misspelt and romanised; and dangers above all."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from latchstring.search.recognise import WORDS, Understood, chosen, recognise
from latchstring.search.vocabulary import Vocabulary
from latchstring.thesaurus.concepts import CONCEPTS
from latchstring.thesaurus.words import load, tags

ANY = st.text(st.characters(exclude_categories=()), max_size=80)
EACH = 8
"""Of so many labels and alarms one is asked for; `benchmarks/search` asks for more."""
CRISES = [key for key, concept in CONCEPTS.items() if concept.crisis]


@cache
def vocabulary() -> Vocabulary:
    return Vocabulary.load()


def understood(text: str, hint: str = "en") -> Understood:
    return recognise(text, vocabulary(), hint)


def first(text: str, hint: str = "en") -> str:
    return understood(text, hint).meanings[0].key


@pytest.mark.parametrize(
    ("hint", "text", "meant"),
    [
        ("en", "winter coat", "winter_coat"),
        ("en", "my employer kept my passport", "passport_kept"),
        ("en", "my tooth hurts", "dentist"),
        ("es", "se me descompuso la calefacción", "heating_broken"),
        ("ar", "صاحب البيت ما رجّع التأمين", "deposit_back"),
        ("my", "ကလေး ကျောင်းမုန့်", "school_meals"),
        ("zh-Hans", "粮食券", "snap"),
        ("zh-Hant", "糧食券", "snap"),
        ("vi", "hoc tieng anh", "english"),
        ("uk", "зубний лікар", "dentist"),
    ],
)
def test_what_people_say_is_understood(hint: str, text: str, meant: str) -> None:
    assert meant in [meaning.key for meaning in understood(text, hint).meanings[:2]]


@pytest.mark.parametrize(
    ("hint", "text", "meant"),
    [
        ("en", "dentsit", "dentist"),
        ("es", "desalogo", "eviction"),
        ("ru", "стаматолог", "dentist"),
        ("my", "ေက်ာင္း", "children_school"),
        ("ur", "khana chahiye", "food"),
    ],
)
def test_slips_old_fonts_and_latin_letters_are_understood(hint: str, text: str, meant: str) -> None:
    assert meant in [meaning.key for meaning in understood(text, hint).meanings]


@pytest.mark.slow
@pytest.mark.parametrize("tag", tags())
def test_nine_of_ten_labels_lead_back_to_their_concept(tag: str) -> None:
    labels = dict([(key, entry.label) for key, entry in load(tag).items()][::EACH])
    lost = [key for key, text in labels.items() if key not in keys(text, tag)]
    assert len(lost) <= len(labels) // 10, lost


def keys(text: str, tag: str) -> list[str]:
    return [meaning.key for meaning in understood(text, tag).meanings]


def test_the_language_of_the_page_is_only_a_hint() -> None:
    assert first("desalojo", "en") == "eviction"
    assert "food_pantry" in keys("free food pantry", "ar")


def test_two_languages_and_scripts_in_one_query() -> None:
    found = keys("green card abogado", "es")
    assert {"green_card", "immigration_lawyer"} & set(found)
    assert understood("WIC حليب", "ar").meanings


@pytest.mark.slow
@pytest.mark.parametrize("tag", tags())
def test_every_alarm_of_the_thesaurus_is_heard_whatever_the_page_speaks(tag: str) -> None:
    entries = load(tag)
    alarms = [(key, text) for key in CRISES for text in entries[key].alarms][::EACH]
    lost = [row for row in alarms if row[0] not in understood(row[1], tag).crises]
    assert lost == []


@pytest.mark.parametrize(
    ("hint", "text", "crisis"),
    [
        ("en", "i want to die", "suicide"),
        ("ar", "i wnat to die", "suicide"),
        ("es", "me quiero morrir", "suicide"),
        ("en", "mera shohar mujhe marta hai", "domestic_violence"),
        ("en", "my son is missing", "missing_child"),
        ("fr", "elle ne respire plus", "medical_emergency"),
    ],
)
def test_danger_is_heard_misspelt_and_in_another_language(
    hint: str, text: str, crisis: str
) -> None:
    found = understood(text, hint)
    assert crisis in found.crises and found.alarm


@pytest.mark.parametrize("text", ["library card", "learn english", "food pantry", "bus pass"])
def test_everyday_words_raise_no_alarm(text: str) -> None:
    assert understood(text).crises == []


def test_a_choice_keeps_dangers_and_an_unknown_one_leaves_the_words_alone() -> None:
    found = understood("i want to die")
    assert [m.key for m in chosen(found, "food").meanings] == ["food"]
    assert chosen(found, "food").crises == found.crises
    assert chosen(found, "").meanings == [] and chosen(found, "nonsense").meanings == []


def test_a_word_of_the_records_is_no_slip_for_another() -> None:
    plain = recognise("juniors", vocabulary(), "en")
    passed = recognise("juniors", vocabulary(), "en", lambda word: word == "juniors")
    strongest = max((m.strength for m in plain.meanings), default=0)
    assert max((m.strength for m in passed.meanings), default=0) < strongest


@settings(max_examples=100, deadline=None)
@given(ANY)
def test_any_text_gives_sound_meanings(text: str) -> None:
    found = understood(text, "am")
    assert set(found.crises) <= set(CRISES)
    assert all(meaning.key in CONCEPTS and meaning.strength > 0 for meaning in found.meanings)
    assert 0 <= found.share <= 1.0000001
    strengths = [meaning.strength for meaning in found.meanings]
    assert strengths == sorted(strengths, reverse=True)


def test_only_so_many_words_are_looked_at() -> None:
    long = "food " + " ".join(f"w{n}" for n in range(5 * WORDS))
    assert understood(long).meanings[0].share < 0.2
