"""The table of languages agrees with the domain paper, Unicode and ISO, and finds what people write."""

from __future__ import annotations

import csv
import json
import re
import unicodedata
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from latchstring.core.language import (
    Language,
    all_languages,
    best,
    by_name,
    direction,
    known,
    language,
    spoken_in,
)
from latchstring.core.own_words import own_text
from latchstring.core.problem import Trouble

ISO_639_3 = Path("/usr/share/iso-codes/json/iso_639-3.json")

BCP_47 = re.compile(
    r"[a-z]{2,3}(?:-[a-z]{3}){0,2}(?:-[A-Z][a-z]{3})?(?:-[A-Z]{2})?(?:-[a-z]{5,8})?"
)

every_language = pytest.mark.parametrize("each", all_languages(), ids=lambda each: each.tag)


def tags_of(languages: list[Language]) -> list[str]:
    return [each.tag for each in languages]


# The table


@pytest.fixture
def domain_rows(shared: Path) -> list[list[str]]:
    """Section 6.2 of the domain paper: number, language, ISO 639-3, BCP 47, script, Dir, note."""
    paper = (shared / "domain" / "domain.md").read_text(encoding="utf-8")
    section = paper.split("### 6.2 ")[1].split("**Minimum first set")[0]
    rows = [[cell.strip() for cell in line.strip("| ").split("|")] for line in section.splitlines()]
    return [row for row in rows if len(row) == 7 and re.fullmatch(r"\d+|\+", row[0])]


def languages_of(row: list[str]) -> list[Language]:
    """The languages of a row, with their other scripts."""
    _, name, iso, tags, *_ = row
    named = set(re.findall(r"\b[a-z]{2,3}(?:-[A-Z][a-z]{3}|-[A-Z]{2})?\b", tags))
    named |= set(re.findall(r"\b[a-z]{3}\b", iso))
    named |= set(re.findall(r"\b(?:Falam|Zomi) ([a-z]{3})\b", name))
    bases = {language(tag).tag.partition("-")[0] for tag in named}
    return [each for each in all_languages() if each.tag.partition("-")[0] in bases]


def test_every_row_of_the_domain_paper_is_in_the_table_with_its_scripts_and_directions(
    domain_rows: list[list[str]],
) -> None:
    assert len(domain_rows) == 46
    for row in domain_rows:
        found = languages_of(row)
        scripts = set(re.findall(r"\b[A-Z][a-z]{3}\b", row[4]))
        directions = {{"L": "ltr", "R": "rtl"}[letter] for letter in re.findall(r"[LR]", row[5])}
        assert scripts <= {each.script for each in found}, row
        assert directions <= {each.direction for each in found}, row


def test_the_first_tag_of_a_domain_row_is_the_canonical_one_and_carries_its_own_name(
    domain_rows: list[list[str]],
) -> None:
    for row in domain_rows[:-2]:
        tag = re.split(r"[ ,/]+", row[3])[0]
        assert language(tag).tag == tag
        own_name = re.search(r"\(([^+(.\s][^().]*)\)", row[1])
        if own_name:
            assert by_name(own_name[1]) == language(tag), row


def test_languages_that_the_domain_paper_marks_for_audio_are_audio_first(
    domain_rows: list[list[str]],
) -> None:
    heard_in_another_row = {"zh-Hans": "Mandarin is what its readers speak", "ar": "apc, acm, apd"}
    for row in domain_rows[:-2]:
        tag = re.split(r"[ ,/]+", row[3])[0]
        if "audio" in (row[6] + row[3]).lower() and tag not in heard_in_another_row:
            assert any(each.audio_first for each in languages_of(row)), row
    assert all(language(tag).audio_first for tag in ("apc", "acm", "apd", "yue", "rhg", "mam"))


@pytest.mark.parametrize(
    ("asked", "tag"),
    [
        ("fa-AF", "prs"),
        ("tl", "fil"),
        ("hmn", "mww"),
        ("pnb", "pa-Arab"),
        ("uzs", "uz-Arab"),
        ("kmr", "ku"),
        ("swc", "sw"),
        ("zh-TW", "zh-Hant"),
        ("zh_hans_cn", "zh-Hans"),
        ("ES-mx", "es"),
        ("es-419", "es"),
        ("en-US", "en"),
        ("pa-arab-pk", "pa-Arab"),
        ("sr-Cyrl", "sr"),
        ("ar-u-nu-latn", "ar"),
        ("spa", "es"),
        ("chi", "zh-Hans"),
        ("iw", "he"),
        (" ht ", "ht"),
    ],
)
def test_other_spellings_of_a_tag_reach_the_same_language(asked: str, tag: str) -> None:
    assert language(asked).tag == tag
    assert known(asked)


@pytest.mark.parametrize("tag", ["", "xx", "tlh", "uz-Cyrl", "az-Arab", "*", "x-own", "e n", "es!"])
def test_a_language_that_nobody_knows_is_named_in_a_sentence(tag: str) -> None:
    assert not known(tag)
    with pytest.raises(Trouble) as caught:
        language(tag)
    assert f"“{tag}” is not the tag of a language" in str(caught.value)


@every_language
def test_tags_are_well_formed_and_every_language_has_its_names(each: Language) -> None:
    assert BCP_47.fullmatch(each.tag)
    assert all(BCP_47.fullmatch(alias) for alias in each.aliases)
    assert re.fullmatch(r"[a-z]{3}", each.iso639_3)
    assert re.fullmatch(r"[A-Z][a-z]{3}", each.script)
    assert each.english == each.english.strip() != ""
    assert each.endonym == unicodedata.normalize("NFC", each.endonym.strip()) != ""


def test_no_tag_and_no_name_belongs_to_two_languages() -> None:
    tags = Counter(tag.lower() for each in all_languages() for tag in (each.tag, *each.aliases))
    assert [tag for tag, times in tags.items() if times > 1] == []
    for each in all_languages():
        for name in (each.english, each.endonym, *each.names):
            assert by_name(name) == each, f"{name} means {by_name(name)} before {each.tag}"


def test_codes_are_in_the_register_of_iso_639_3() -> None:
    if not ISO_639_3.exists():
        pytest.skip("The Debian package iso-codes is not installed.")
    register = {
        row["alpha_3"] for row in json.loads(ISO_639_3.read_text(encoding="utf-8"))["639-3"]
    }
    unlisted = {each.iso639_3 for each in all_languages()} - register
    assert unlisted == {"nah"}, "Nahuatl as a whole has only the ISO 639-2 group code."


UNICODE_NAMES = {
    "Arab": "ARABIC",
    "Armn": "ARMENIAN",
    "Beng": "BENGALI",
    "Cher": "CHEROKEE",
    "Cyrl": "CYRILLIC",
    "Deva": "DEVANAGARI",
    "Ethi": "ETHIOPIC",
    "Geor": "GEORGIAN",
    "Grek": "GREEK",
    "Gujr": "GUJARATI",
    "Guru": "GURMUKHI",
    "Hans": "CJK",
    "Hant": "CJK",
    "Hebr": "HEBREW",
    "Jpan": "CJK",
    "Kali": "KAYAH LI",
    "Khmr": "KHMER",
    "Knda": "KANNADA",
    "Kore": "HANGUL",
    "Laoo": "LAO",
    "Latn": "LATIN",
    "Mlym": "MALAYALAM",
    "Mymr": "MYANMAR",
    "Orya": "ORIYA",
    "Rohg": "HANIFI ROHINGYA",
    "Sinh": "SINHALA",
    "Syrc": "SYRIAC",
    "Taml": "TAMIL",
    "Telu": "TELUGU",
    "Tfng": "TIFINAGH",
    "Thai": "THAI",
    "Tibt": "TIBETAN",
    "Zxxx": "LATIN",
}


@every_language
def test_the_endonym_is_written_in_the_script_and_direction_that_the_row_says(
    each: Language,
) -> None:
    letters = [sign for sign in each.endonym if unicodedata.category(sign) in ("Lu", "Ll", "Lo")]
    assert letters
    for letter in letters:
        assert unicodedata.name(letter).startswith(UNICODE_NAMES[each.script]), letter
    strong = {unicodedata.bidirectional(letter) for letter in letters}
    if each.direction is None:
        assert each.script == "Zxxx"
    else:
        assert strong <= ({"R", "AL"} if each.direction == "rtl" else {"L"})
    assert direction(each.tag) == each.direction


ANOTHER_NAME_THAN_CLDR = {
    "om": "the people say Afaan Oromoo, CLDR drops the word for language",
    "cld": "CLDR's one file of Syriac serves both Neo-Aramaic languages",
    "aii": "CLDR's one file of Syriac serves both Neo-Aramaic languages",
    "ckb": "readers look for the word Sorani; CLDR says Central Kurdish",
    "ff": "Fulfulde is understood by more of its speakers than CLDR's Pulaar",
    "pt-PT": "the country tells it from Brazil's more plainly than CLDR's European",
    "bal": "CLDR spells it in a proposed alphabet that few write",
    "ny": "in Malawi it is Chichewa, in Zambia CLDR's Nyanja",
    "pcm": "its speakers call it Naijá, CLDR describes it",
    "xh": "the prefix is written small inside a sentence",
}


@every_language
def test_the_endonym_is_the_one_of_cldr_or_differs_for_a_reason(each: Language) -> None:
    if each.babel is None or each.tag in ANOTHER_NAME_THAN_CLDR:
        return
    keys = (each.tag.replace("-", "_"), each.babel, each.tag.partition("-")[0])
    names = {own_text(each, "languages", key) for key in keys} - {None}
    assert not names or each.endonym in names


NEAR_ENOUGH_IN_TWO_SCRIPTS = [{"zh-Hans", "zh-Hant"}, {"sr", "sr-Latn", "bs", "hr"}]


@every_language
def test_a_fallback_is_another_known_language_in_a_script_that_the_reader_reads(
    each: Language,
) -> None:
    assert len(set(each.fallback)) == len(each.fallback)
    for tag in each.fallback:
        other = language(tag)
        assert other.tag == tag
        assert tag not in (each.tag, "en")
        of_one_kind = any({each.tag, tag} <= group for group in NEAR_ENOUGH_IN_TWO_SCRIPTS)
        chinese = {each.script, other.script} <= {"Hans", "Hant"}
        assert each.script == other.script or of_one_kind or chinese


def test_nobody_is_sent_to_the_language_of_a_state_that_they_did_not_choose() -> None:
    for tag in ("ht", "mam", "quc", "kek", "uk", "be", "ps", "ckb", "wo", "kea", "ase", "rhg"):
        assert language(tag).fallback == ()
    assert language("prs").fallback == ("fa",)
    assert language("zh-Hant").fallback == ("zh-Hans",)


@given(st.text(max_size=60))
def test_any_text_is_a_known_tag_or_is_refused_with_a_sentence(tag: str) -> None:
    if known(tag):
        assert language(tag) in all_languages()
    else:
        with pytest.raises(Trouble):
            language(tag)


@given(st.sampled_from(all_languages()), st.sampled_from([str.upper, str.lower, str.title]))
def test_case_and_underscores_do_not_matter(each: Language, cased: object) -> None:
    assert callable(cased)
    assert language(cased(each.tag).replace("-", "_")) == each


# Choosing


@pytest.mark.parametrize(
    ("wanted", "available", "tag"),
    [
        (["es-MX", "en"], ["en", "es", "ar"], "es"),
        (["prs", "en"], ["en", "fa"], "fa"),
        (["prs", "en"], ["en", "fa", "prs"], "prs"),
        (["zh-TW"], ["en", "zh-Hans"], "zh-Hans"),
        (["ht", "fr"], ["en", "fr"], "fr"),
        (["ht"], ["en", "fr"], "en"),
        (["*", "xx", "so"], ["en", "so"], "so"),
        ([], ["es", "ar"], "es"),
        (["ja"], [], "en"),
        (["tl"], ["fil", "en"], "fil"),
    ],
)
def test_the_best_language_is_the_first_wanted_or_one_that_its_reader_reads(
    wanted: list[str], available: list[str], tag: str
) -> None:
    assert best(wanted, available).tag == tag


@given(st.lists(st.text(max_size=12)), st.lists(st.sampled_from(all_languages()), min_size=1))
def test_the_best_language_is_always_one_of_the_available(
    wanted: list[str], available: list[Language]
) -> None:
    assert best(wanted, [each.tag for each in available]) in available


# Names in directories


@pytest.mark.parametrize(
    ("name", "tag"),
    [
        ("Farsi", "fa"),
        ("cambodian", "km"),
        ("Tigrigna", "ti"),
        ("MANDARIN", "zh-Hans"),
        ("Chinese (Cantonese)", "yue"),
        ("Creole", "ht"),
        ("kreyol ayisyen", "ht"),
        ("Tagalog", "fil"),
        ("Hindu", "hi"),
        ("Español", "es"),
        ("espanol", "es"),
        ("Quiché", "quc"),
        ("K’iche’", "quc"),
        ("العربية", "ar"),
        ("አማርኛ", "am"),
        ("Serbo-Croatian", "sr-Latn"),
        ("ASL", "ase"),
    ],
)
def test_a_language_is_found_by_the_names_that_people_use(name: str, tag: str) -> None:
    found = by_name(name)
    assert found is not None
    assert found.tag == tag


@pytest.mark.parametrize(
    "name", ["Ethiopian", "Sudanese", "Afghan", "African", "Indian", "Mayan", "Chin", "TDD"]
)
def test_a_name_that_could_be_several_languages_is_none(name: str) -> None:
    assert by_name(name) is None


@pytest.mark.parametrize(
    ("text", "tags"),
    [
        ("English, Spanish", ["en", "es"]),
        ("English & Hindu", ["en", "hi"]),
        ("Spanish; French; Amharic; Oromo", ["es", "fr", "am", "om"]),
        ("Spanish, Chinese (Mandarin), Russian", ["es", "zh-Hans", "ru"]),
        ("Chinese (Cantonese and Mandarin)", ["yue", "zh-Hans"]),
        ("English, Chinese-Mandarin, Cantonese", ["en", "zh-Hans", "yue"]),
        ("English y Español.", ["en", "es"]),
        ("Karen, Karenni / Burmese", ["ksw", "eky", "my"]),
        ("Khmer (Cambodian), Khmer", ["km"]),
        ("", []),
    ],
)
def test_plain_lists_are_read_in_order_and_need_no_note(text: str, tags: list[str]) -> None:
    found, note = spoken_in(text)
    assert tags_of(found) == tags
    assert note == ""


@pytest.mark.parametrize(
    ("text", "tags"),
    [
        ("English, Spanish (limited)", ["en", "es"]),
        ("English only", ["en"]),
        ("American Sign Language by contract", ["ase"]),
        ("140 Languages through the AT&T Language Line", []),
        ("Amharic, Sudanese", ["am"]),
        ("English; Spanish speaking men are directed to La Casa", ["en"]),
        ("English (Spanish speaking clients are referred to another site)", ["en"]),
        ("English; literature in Spanish is offered", ["en"]),
        ("American Sign Language; Non-English speaking referrals reviewed", ["ase"]),
        ("English, ask for Karen", ["en"]),
        ("English; please sign in", ["en"]),
        ("English. No Russian.", ["en"]),
        ("French; Dutch  Call (202) 966-1055", ["fr", "nl"]),
    ],
)
def test_whatever_else_is_said_becomes_the_note_and_promises_nothing(
    text: str, tags: list[str]
) -> None:
    found, note = spoken_in(text)
    assert tags_of(found) == tags
    assert note == text


@given(st.text(max_size=200))
def test_any_text_can_be_read(text: str) -> None:
    found, note = spoken_in(text)
    assert len(found) == len(set(found))
    assert note in ("", text)


@given(
    st.lists(st.sampled_from(all_languages()), unique=True), st.sampled_from([", ", "; ", " / "])
)
def test_a_list_of_english_names_is_read_back(languages: list[Language], between: str) -> None:
    found, note = spoken_in(between.join(each.english for each in languages))
    assert found == languages
    assert note == ""


def test_a_real_directory_is_read_nearly_whole(shared: Path) -> None:
    with (shared / "bench" / "icarol" / "211.csv").open(encoding="utf-8-sig", newline="") as file:
        texts = {row["LanguagesOffered"] for row in csv.DictReader(file)} - {""}
    unread = sorted(text for text in texts if not spoken_in(text)[0])
    share = 1 - len(unread) / len(texts)
    print(f"{share:.1%} of {len(texts)} different values name a language that we know")
    assert share >= 0.85
    names_a_language = re.compile(
        r"spanish|french|sign|arabic|english|chinese|amharic", re.IGNORECASE
    )
    assert [text for text in unread if names_a_language.search(text)] == []
