"""Folding: what people mean as one word gets one spelling."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from latchstring.search.fold import fold
from latchstring.search.tables import TABLES, code_points

KNOWN = frozenset(code_points(TABLES["known"]))
ANY = st.text(st.characters(exclude_categories=()), max_size=60)

MEETING = [
    ("Latin accents", "Café São Tomé", "cafe sao tome"),
    ("Latin letters of their own", "Straße Łódź Ærø", "STRASSE lodz aero"),
    ("Vietnamese without tones", "Đi học tiếng Việt, khám bệnh", "di hoc tieng viet kham benh"),
    ("Turkish i with and without a dot", "İSTANBUL Ilık ışık", "istanbul ilik isik"),
    ("Hausa hooks", "ɗaki ƙasa ɓera", "daki kasa bera"),
    ("a composed and a decomposed letter", "é", "e\u0301"),
    ("full width", "ＦＯＯＤ １２３", "food 123"),
    ("ligatures", "ﬁnance oﬃce", "finance office"),
    ("Greek final sigma", "ΝΟΜΟΣ", "νομος"),
    ("Russian yo", "ёлка", "елка"),
    ("Ukrainian with two apostrophes", "п’ять здоров'я", "п'ять здоровʼя"),
    ("Ukrainian ge", "ґанок", "ганок"),
    ("Ukrainian yi, composed or not", "їжа", "і\u0308жа"),
    ("Russian short i, composed or not", "чай", "чаи\u0306"),
    ("Arabic alefs", "أسرة إيجار آمن ٱسم", "اسرة ايجار امن اسم"),
    ("Arabic without vowel signs", "مُسَاعَدَة", "مساعدة"),
    ("Arabic stretched", "مســاعــدة", "مساعدة"),
    ("Arabic teh marbuta as heh", "مدرسة", "مدرسه"),
    ("Arabic alef maqsura as yeh", "مستشفى", "مستشفي"),
    ("Arabic presentation forms", "ﻣﺪﺭﺳﺔ", "مدرسة"),
    ("Persian yeh and kaf from an Arabic keyboard", "کمک پزشکی", "كمك پزشكي"),
    ("Persian half space as a space", "می\u200cخواهم", "می خواهم"),
    ("Urdu heh and noon", "ہسپتال یہاں", "هسپتال یهان"),
    ("Pashto yehs and gaf", "ډاکټر ګرم مرستې", "ډاكټر گرم مرستي"),
    ("Kurdish vowels", "کوردۆ خوێندن", "كوردو خويندن"),
    ("Arabic-Indic, Persian and Devanagari digits", "٢١١ ۲۱۱ २११", "211 211 211"),
    ("Ethiopic homophones", "ሐኪም ዓመት ሠላም ፀሐይ ኃይል", "ሀኪም አመት ሰላም ጸሀይ ሀይል"),
    ("Hindi without nukta", "ज़रूरत पढ़ाई", "जरूरत पढाई"),
    ("Hindi chandrabindu as a dot", "माँ हिँदी", "मां हिंदी"),
    ("Bengali letters composed or not", "\u09dc", "\u09a1\u09bc"),
    ("Thai sara am, whichever sign comes first", "น้ำ", "น\u0e4d\u0e49\u0e32"),
    ("Thai ae typed as two e", "แม่", "เเม่"),
    ("Hangul in letters", "한국", unicodedata.normalize("NFD", "한국")),
    ("Hebrew points", "שָׁלוֹם", "שלום"),
    ("Chinese, traditional and simplified", "醫療補助 學校 衣服", "医疗补助 学校 衣服"),
    ("Burmese typed with Zawgyi", "ေက်ာင္း အလုပ္႐ွာ အဂၤလိပ္", "ကျောင်း အလုပ်ရှာ အင်္ဂလိပ်"),
    ("Zawgyi where only a stack betrays it", "ပိုက္ဆံ", "ပိုက်ဆံ"),
    ("marks of direction", "\u202bfood\u202c \u2067pantry\u2069", "food pantry"),
    ("a soft hyphen and a zero width space", "shel\u00adter ren\u200bt", "shelter rent"),
    ("punctuation", "Food-pantry (free!)", "food pantry free"),
    ("English possessive", "Women’s shelter", "womens shelter"),
    ("French elision", "l’école d'anglais", "l ecole d anglais"),
    ("Somali and Swahili apostrophes", "go'aan ng’ombe", "goaan ngombe"),
]

APART = [
    ("Burmese as Unicode has it stays", "တက္ကသိုလ်", "တက်ကသိုလ်"),
    ("S'gaw Karen is not Zawgyi", "ကၠိ", "ကိ"),
    ("Russian short i is not i", "чай", "чаи"),
    ("Ukrainian yi is not i", "їх", "іх"),
    ("Hindi vowel signs carry meaning", "दिन", "दान"),
    ("Bengali vowel signs carry meaning", "কাজ", "কি জ"),
    ("Burmese tones carry meaning", "စား", "စာ"),
    ("Thai tones carry meaning", "ใกล้", "ใกล"),
    ("Japanese voicing carries meaning", "が", "か"),
    ("Urdu retroflex letters are letters", "ڑ", "ر"),
]


@pytest.mark.parametrize(
    ("one", "other"), [row[1:] for row in MEETING], ids=[r[0] for r in MEETING]
)
def test_spellings_of_one_word_meet(one: str, other: str) -> None:
    assert fold(one) == fold(other) != ""


@pytest.mark.parametrize(("one", "other"), [row[1:] for row in APART], ids=[r[0] for r in APART])
def test_different_words_stay_apart(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@settings(max_examples=400)
@given(ANY)
@example("и\u0323\u0306")
@example("เ'เ\u0e4d\u0e48")
@example("l''l'\u02bc'a")
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def test_every_single_character_but_ideographs_is_folded_for_good() -> None:
    for start in (*range(0, 0x3000, 0x1000), *range(0xA000, 0x20000, 0x1000)):
        once = fold(" ".join(map(chr, range(start, start + 0x1000))))
        assert fold(once) == once


@settings(max_examples=400)
@given(ANY)
def test_what_stands_between_spaces_may_be_folded_on_its_own(text: str) -> None:
    parts = [fold(part) for part in text.split()]
    assert " ".join(part for part in parts if part) == fold(text)


@settings(max_examples=200)
@given(st.text(st.characters(max_codepoint=127), max_size=60))
def test_the_short_way_for_ascii_is_no_other_way(text: str) -> None:
    beside = fold(text + " é").removesuffix("e").rstrip()
    assert beside == fold(text)


@settings(max_examples=200)
@given(ANY)
def test_only_known_letters_and_single_spaces_come_out(text: str) -> None:
    folded = fold(text)
    assert all(ord(c) in KNOWN or c == " " for c in folded)
    assert folded == " ".join(folded.split(" ")).strip()


def test_the_known_characters_are_letters_marks_and_numbers_to_this_python() -> None:
    kinds = {unicodedata.category(chr(c))[0] for c in KNOWN}
    assert kinds == {"L", "M", "N"}


def test_every_digit_that_python_knows_becomes_an_ascii_digit() -> None:
    digits = [chr(c) for c in KNOWN if unicodedata.category(chr(c)) == "Nd"]
    assert [c for c in digits if fold(c) != str(unicodedata.decimal(c))] == []


@pytest.mark.parametrize(
    "nothing", ["", " \t\n", "?!…", "😀👍🏽", "\x00\x1b\x7f", "\ud800\udfff", "\u202e\u2066"]
)
def test_what_has_no_letters_folds_to_nothing(nothing: str) -> None:
    assert fold(nothing) == ""
