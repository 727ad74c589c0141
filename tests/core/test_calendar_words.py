"""Readers see days, hours, money and names in words that are really their own, or honestly marked."""

from __future__ import annotations

import re
import subprocess
import sys
import unicodedata
from datetime import date, time
from decimal import Decimal
from functools import cache
from itertools import combinations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from latchstring.core.calendar_words import (
    Words,
    date_text,
    distance_text,
    hours_range,
    language_name,
    list_text,
    money,
    number,
    time_text,
    weekday,
)
from latchstring.core.language import Language, all_languages, language
from latchstring.core.own_words import own_text
from latchstring.core.problem import Trouble

MONDAY = date(2026, 11, 23)
NINE, HALF_PAST_FIVE = time(9), time(17, 30)

every_language = pytest.mark.parametrize("each", all_languages(), ids=lambda each: each.tag)


@cache
def all_words(each: Language) -> list[Words]:
    """One example of everything that can be said in a language."""
    widths = ("wide", "abbreviated")
    return [
        *(weekday(each.tag, day, width) for day in range(7) for width in widths),
        *(date_text(each.tag, date(2026, month, 11)) for month in range(1, 13)),
        *(date_text(each.tag, date(2026, 11, day), "full") for day in range(23, 30)),
        time_text(each.tag, NINE),
        hours_range(each.tag, NINE, HALF_PAST_FIVE),
        distance_text(each.tag, 2500),
        Words(number(each.tag, Decimal("1234.5")), each.tag),
        Words(money(each.tag, 20), each.tag),
        Words(list_text(each.tag, ["1", "2", "3"]), each.tag),
    ]


def bare(text: str) -> str:
    """The text with plain spaces and without marks of direction."""
    return re.sub(r"[\u200e\u200f\u061c]", "", text).replace("\u202f", " ").replace("\xa0", " ")


# What readers of the first languages see


@pytest.mark.parametrize(
    ("tag", "day", "whole_date", "hours"),
    [
        ("en", "Monday", "November 23, 2026", "9:00 AM – 5:30 PM"),
        ("es", "lunes", "23 de noviembre de 2026", "9:00 a.m. – 5:30 p.m."),
        ("ar", "الاثنين", "23 نوفمبر 2026", "9:00 ص – 5:30 م"),
        ("ht", "lendi", "23 novanm 2026", "09:00–17:30"),
        ("prs", "دوشنبه", "23 نومبر 2026", "9:00–17:30"),
        ("so", "Isniin", "Noofeembar 23, 2026", "9:00 GH – 5:30 GD"),
        ("rw", "Kuwa mbere", "2026 Ugushyingo 23", "09:00–17:30"),
        ("uk", "понеділок", "23 листопада 2026 р.", "09:00–17:30"),
        ("ko", "월요일", "2026년 11월 23일", "오전 9:00 – 오후 5:30"),
        ("fi", "maanantai", "23. marraskuuta 2026", "9.00–17.30"),
        ("ksw", "Monday", "2026-11-23", "09:00–17:30"),
    ],
)
def test_days_dates_and_hours_are_written_as_the_reader_writes_them(
    tag: str, day: str, whole_date: str, hours: str
) -> None:
    assert weekday(tag, 0).text == day
    assert bare(date_text(tag, MONDAY).text) == whole_date
    assert bare(hours_range(tag, NINE, HALF_PAST_FIVE).text) == hours


def test_a_full_date_names_the_day_as_well() -> None:
    assert date_text("en", MONDAY, "full").text == "Monday, November 23, 2026"
    assert date_text("ht", MONDAY, "full").text == "lendi 23 novanm 2026"
    assert date_text("fi", MONDAY, "full").text == "maanantai 23. marraskuuta 2026"


def test_midnight_and_noon_are_twelve_on_a_twelve_hour_clock() -> None:
    assert [bare(time_text("en", time(hour)).text) for hour in (0, 12)] == ["12:00 AM", "12:00 PM"]


def test_whole_dollars_go_without_cents_and_show_the_sign_of_the_price_tag() -> None:
    assert money("en", 20) == "$20"
    assert money("es", Decimal("1234.50")) == "$1,234.50"
    assert bare(money("fr", 20)) == "20 $"
    assert bare(money("ar", Decimal("7.5"))) == "7.50 $"
    assert money("ksw", 20) == "$20"
    assert money("en", 3, "EUR") == "€3"


def test_lists_end_with_the_word_of_the_language_or_with_none() -> None:
    assert list_text("en", ["a", "b", "c"]) == "a, b, and c"
    assert list_text("es", ["a", "b"]) == "a y b"
    assert list_text("ht", ["a", "b", "c"]) == "a, b ak c"
    assert list_text("zh-Hans", ["a", "b", "c", "d"]) == "a、b、c和d"
    assert list_text("ug", ["a", "b"]) == "a, b"
    assert list_text("ksw", ["a", "b", "c"]) == "a, b, c"
    assert (list_text("en", []), list_text("en", ["a"])) == ("", "a")


def test_distances_are_miles_and_never_nothing() -> None:
    assert distance_text("en", 2500) == Words("1.6 miles", "en")
    assert distance_text("es", 1609.344) == Words("1 milla", "es")
    assert distance_text("en", 3) == Words("0.1 miles", "en")
    assert distance_text("en", 160_000) == Words("99 miles", "en")
    assert distance_text("ht", 2500) == Words("1.6 miles", "en")


def test_languages_are_named_in_the_reader_s_language_or_by_themselves() -> None:
    assert language_name("prs", "en") == Words("Dari", "en")
    assert language_name("es", "ar") == Words("الإسبانية", "ar")
    assert language_name("zh-Hant", "es") == Words("chino tradicional", "es")
    assert language_name("pa-Arab", "es") == Words("panyabí (árabe)", "es")
    assert language_name("am", "ht") == Words("አማርኛ", "am")
    assert language_name("es", "es") == Words("español", "es")
    assert language_name("ksw", "es") == Words("ကညီကျိာ်", "ksw")


# A language lends to its neighbour what the reader can read, and says so


def test_a_neighbour_lends_its_words_under_its_own_name() -> None:
    assert weekday("haz", 0) == Words("دوشنبه", "prs")
    assert weekday("acm", 0) == Words("الاثنين", "ar")
    assert date_text("hyw", MONDAY).tag == "hy"
    assert weekday("wuu", 0) == Words("星期一", "zh-Hans")


def test_english_days_are_marked_where_nobody_has_the_words() -> None:
    for tag in ("ksw", "mam", "quc", "cnh", "mww", "rhg"):
        assert weekday(tag, 6) == Words("Sunday", "en")
        assert date_text(tag, MONDAY) == Words("2026-11-23", tag)


# No word is borrowed


def test_haitian_creole_is_not_french() -> None:
    for day in range(7):
        assert weekday("ht", day).text != weekday("fr", day).text
        assert weekday("ht", day, "abbreviated").tag == "ht"
    creole, french = ([own_text(language(tag), "months", "format", "wide", month)
                       for month in range(1, 13)] for tag in ("ht", "fr"))  # fmt: skip
    assert [month for month in creole if month in french] == ["avril"]  # the same in both


def test_the_language_asked_first_does_not_colour_the_next() -> None:
    """python-babel issue 1234: in one process Babel itself answers "Jumatatu" for Ukrainian."""
    program = """
from latchstring.core.calendar_words import weekday
print([weekday(tag, 1, width).text for width in ("wide", "abbreviated")
       for tag in ("sw", "uk", "ar", "km", "ml")])
"""
    run = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", program],
        check=False,
        capture_output=True,
        encoding="utf-8",
    )
    expected = [
        *("Jumanne", "вівторок", "الثلاثاء", "អង្គារ", "ചൊവ്വാഴ്‌ച"),
        *("Jumanne", "вт", "الثلاثاء", "អង្គារ", "ചൊവ്വ"),
    ]
    assert run.stdout.strip() == str(expected), run.stderr


@every_language
def test_words_say_truly_whose_they_are(each: Language) -> None:
    allowed = {each.tag, *each.fallback, "en"}
    short_for_its_own = {"ig": "Sat"}  # Satọdee
    for words in all_words(each):
        assert words.tag in allowed
        if words.tag != "en" and words.text != short_for_its_own.get(words.tag):
            assert not re.search(
                r"\bM\d\d\b|\b(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)(?:day)?\b", words.text
            )
            assert not re.search(r"\band\b|length-mile", words.text)


def test_digits_are_those_of_the_door_sign_and_the_telephone() -> None:
    for words in (words for each in all_languages() for words in all_words(each)):
        assert [sign for sign in words.text if sign.isdigit() and not sign.isascii()] == [], words


def test_words_in_another_script_than_latin_hold_no_latin_letters() -> None:
    for words in (words for each in all_languages() for words in all_words(each)):
        if language(words.tag).script not in ("Latn", "Zxxx"):
            own = re.sub(r"\b[AaPp][Mm]\b", "", words.text)  # AM and PM stand on American clocks
            assert [sign for sign in own if "LATIN" in unicodedata.name(sign, "")] == [], words


SISTERS = [
    ({"zh-Hans", "zh-Hant", "yue"}, "one written vocabulary"),
    ({"zh-Hant", "yue", "ja"}, "months are numbers with the same sign"),
    ({"pt-BR", "pt-PT"}, "one language in two countries"),
    ({"prs", "fa", "uz-Arab"}, "the Persian week; Uzbeks in Afghanistan use it and Dari's months"),
    ({"cld", "aii"}, "CLDR's one file of Syriac serves both Neo-Aramaic languages"),
    ({"hr", "bs", "sr-Latn"}, "standards of one spoken language"),
    ({"sr", "mk"}, "neighbours name most languages alike"),
    ({"nb", "da"}, "Bokmål grew from Danish"),
    ({"af", "nl"}, "Afrikaans grew from Dutch"),
    ({"id", "jv"}, "Javanese uses the Indonesian months and names of languages"),
    ({"fil", "ceb"}, "both took months and days from Spanish, in their own spelling"),
    ({"pa-Arab", "ur"}, "Pakistan's months"),
    ({"es", "qu"}, "speakers of Quechua use the Spanish calendar; CLDR's spelling follows Spanish"),
    (
        {"en", "fil", "ceb", "ig"},
        "Filipinos, Cebuanos and Igbos call most languages as English does",
    ),
]
MANY_LANGUAGES = (
    "ar am bn de en es fa fr hi it ja ko ne pl pt ru so sw tr uk ur vi zh th nl el".split
)
PLACES = {
    "days": [("days", "format", "wide", day) for day in range(7)],
    "months": [("months", "format", "wide", month) for month in range(1, 13)],
    "languages": [("languages", tag) for tag in MANY_LANGUAGES()],
}
TOO_ALIKE = {"days": 1.0, "months": 0.9, "languages": 0.6}


@pytest.mark.parametrize("kind", PLACES)
def test_languages_that_share_their_words_are_known_to_share_them(kind: str) -> None:
    vocabularies = {
        each.tag: [(own_text(each, *place) or "").casefold() for place in PLACES[kind]]
        for each in all_languages()
    }
    alike = []
    for (tag, words), (other, others) in combinations(vocabularies.items(), 2):
        pairs = [pair for pair in zip(words, others, strict=True) if all(pair)]
        same = sum(one == another for one, another in pairs)
        if len(pairs) > 5 and same >= TOO_ALIKE[kind] * len(pairs):
            alike.append({tag, other})
    assert alike, "Portuguese of Brazil and Portugal, at least, are alike."
    assert [pair for pair in alike if not any(pair <= group for group, _ in SISTERS)] == []


# Whatever is asked


@given(st.sampled_from(all_languages()), st.dates(), st.times(), st.times())
def test_every_day_and_hour_can_be_written_in_every_language(
    each: Language, day: date, opens: time, closes: time
) -> None:
    assert str(day.year) in date_text(each.tag, day, "full").text.lstrip("0")
    hours = hours_range(each.tag, opens, closes).text
    start, end = (time_text(each.tag, at).text for at in (opens, closes))
    assert hours.startswith(start)
    assert hours.endswith(end)
    assert f"{opens.minute:02}" in start


@given(st.sampled_from(all_languages()), st.floats(0, 50_000_000), st.integers(0, 10**9))
@example(language("ne"), 1529.0, 0)
def test_every_distance_and_amount_can_be_written(
    each: Language, metres: float, dollars: int
) -> None:
    assert re.search(r"[1-9]|ميل", distance_text(each.tag, metres).text)
    assert "$" in money(each.tag, dollars)
    assert re.sub(r"\D", "", number(each.tag, dollars)) == str(dollars)


def test_a_day_beyond_sunday_and_an_unknown_language_are_refused() -> None:
    with pytest.raises(ValueError, match="not 7"):
        weekday("en", 7)
    with pytest.raises(Trouble):
        weekday("xx", 0)
    with pytest.raises(Trouble):
        language_name("es", "xx")
