"""Days, dates, times, numbers and names of languages as a reader in the United States meets them.

A word is always the language's own (`own_words`). Where it has none, a language that the same
reader can read lends the text (Hazaragi: Dari), and where there is none either, the answer is
neutral ("2026-11-23", "09:00–17:00") or English. `Words.tag` names the language in which the words
really are, so that a page can mark them with `lang`; a text without words keeps the tag asked for.

Digits are always 0-9 (`latn`), in Arabic, Persian, Nepali and Burmese as well: the reader compares
them with a door sign, a clock, a bus and the keys of a telephone, and in the United States all of
these show 0-9. The calendar is always the Gregorian one, for the same reason. Clocks follow the
language's own custom, 12 hours in English and Spanish. "AM" and "PM" are kept where a language
uses them: they stand on American clocks.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal
from typing import Literal

from babel import Locale
from babel.dates import tokenize_pattern
from babel.numbers import format_currency, format_decimal, get_currency_symbol

from latchstring.core.language import Language, language
from latchstring.core.own_words import own_text

Width = Literal["wide", "abbreviated"]
Length = Literal["long", "full"]
"""long: November 23, 2026; full: with the weekday. Shorter ones are left out on purpose:
11/12/2026 is two different days."""

_METRES_PER_MILE = 1609.344


@dataclass(frozen=True)
class Words:
    """A text and the language that its words are really in."""

    text: str
    tag: str


def weekday(tag: str, day: int, width: Width = "wide") -> Words:
    """The name of a day, 0 = Monday … 6 = Sunday, as it stands alone in a heading.

    Where the language has no abbreviation, its whole name. Raises Trouble for an unknown tag,
    ValueError for another day.
    """
    if not 0 <= day <= 6:
        raise ValueError(f"day is 0 (Monday) to 6 (Sunday), not {day}")
    for voice in _voices(tag):
        name = _day_alone(voice, day, width)
        if name:
            return Words(name, voice.tag)
    return Words(_day_alone(language("en"), day, width) or "", "en")


def date_text(tag: str, day: date, length: Length = "long") -> Words:
    """A day written out; "2026-11-23" where no language of the reader has names of months."""
    for voice in _voices(tag):
        if _month(voice, day.month) and _day(voice, day.weekday()):
            pattern = own_text(voice, "date_formats", length) or _ROOT_DATES[length]
            return Words(_filled(pattern, _date_field(voice, day)), voice.tag)
    return Words(day.isoformat(), language(tag).tag)


def time_text(tag: str, at: time) -> Words:
    """A time of day by the language's own clock; "09:00" where we do not know it.

    Hours are always counted from midnight and noon, as on the wall, also for readers of Amharic,
    Tigrinya and Swahili, who may count them from dawn among themselves.
    """
    for voice in _voices(tag):
        if voice.babel:
            pattern = own_text(voice, "time_formats", "short") or "HH:mm"
            return Words(_filled(pattern, _time_field(voice, at)), voice.tag)
    return Words(f"{at:%H:%M}", language(tag).tag)


def hours_range(tag: str, opens: time, closes: time) -> Words:
    """Opening hours: "9:00 AM – 5:00 PM", or "09:00–17:00" when the clock needs no words.

    CLDR's patterns of intervals are not used: Balochi's puts the closing time first.
    """
    start, end = time_text(tag, opens), time_text(tag, closes)
    dash = " – " if any(map(str.isalpha, start.text + end.text)) else "–"
    return Words(f"{start.text}{dash}{end.text}", start.tag)


def number(tag: str, value: int | float | Decimal) -> str:
    """A number with the language's separators; as on American signs where we do not know them."""
    return format_decimal(value, locale=_number_locale(tag), numbering_system="latn")


def money(tag: str, amount: int | float | Decimal, currency: str = "USD") -> str:
    """An amount; whole dollars without cents. US dollars show "$", as price tags here do."""
    locale = _number_locale(tag)
    is_whole = amount == int(amount)
    text = format_currency(
        amount,
        currency,
        locale=locale,
        format=_without_cents(locale) if is_whole else None,
        currency_digits=not is_whole,
        numbering_system="latn",
    )
    if currency != "USD":
        return text
    return text.replace(get_currency_symbol("USD", locale=locale), "$")


def list_text(tag: str, items: Sequence[str]) -> str:
    """ "a, b, and c" in the language; commas alone where we have no word for "and"."""
    voices = (each for each in _voices(tag) if own_text(each, "list_patterns", "standard", "2"))
    voice = next(voices, None)
    text = "".join(items[:1])
    for position, item in enumerate(items[1:], start=1):
        pattern = _list_pattern(voice, position, len(items)) if voice else "{0}, {1}"
        text = pattern.format(text, item)
    return text


def language_name(tag: str, in_tag: str) -> Words:
    """What a language is called in another; its own name where CLDR does not know."""
    named = language(tag)
    for voice in _voices(in_tag):
        found = named.english if voice.tag == "en" else _name_in_cldr(named, voice)
        if found and named != voice:
            return Words(found, voice.tag)
    return Words(named.endonym, named.tag)


def distance_text(tag: str, metres: float) -> Words:
    """A distance in miles, one decimal below ten; never less than 0.1, for "0" means "here"."""
    miles = max(metres / _METRES_PER_MILE, 0.1)
    value = round(miles, 1) if miles < 9.95 else round(miles)
    for voice in _voices(tag):
        pattern = _miles_pattern(voice, value)
        if pattern and "{0}" not in pattern and voice.tag in _BARE:
            pattern = "{0} " + pattern
        if pattern:
            return Words(pattern.replace("{0}", number(voice.tag, value)), voice.tag)
    return distance_text("en", metres)


_BARE = {"ne"}
"""Languages whose CLDR pattern for one mile is the word alone, which there does not say "one"."""


# Whose words


def _voices(tag: str) -> Iterator[Language]:
    """The language, then those whose texts its readers can read."""
    asked = language(tag)
    yield asked
    yield from map(language, asked.fallback)


def _number_locale(tag: str) -> Locale:
    names = (voice.babel for voice in _voices(tag) if voice.babel)
    return Locale.parse(next(names, "en_US"))


# Single words


def _day(voice: Language, day: int) -> str | None:
    return own_text(voice, "days", "format", "wide", day)


def _day_alone(voice: Language, day: int, width: Width) -> str | None:
    for each in dict.fromkeys((width, "wide")):
        for context in ("stand-alone", "format"):
            found = own_text(voice, "days", context, each, day)
            if found:
                return found
    return None


def _month(voice: Language, month: int) -> str | None:
    return own_text(voice, "months", "format", "wide", month)


def _half_of_day(voice: Language, at: time) -> str:
    """The word for before or after noon: the shortest that is not the English AM or PM."""
    half = "am" if at.hour < 12 else "pm"
    for width in ("abbreviated", "wide"):
        found = own_text(voice, "day_periods", "format", width, half)
        if found and found.casefold() != half:
            return found
    return own_text(voice, "day_periods", "format", "abbreviated", half) or half.upper()


def _list_pattern(voice: Language, position: int, length: int) -> str:
    last_two = own_text(voice, "list_patterns", "standard", "2") or "{0}, {1}"
    if length == 2:
        return last_two
    if position == length - 1:
        return own_text(voice, "list_patterns", "standard", "end") or last_two
    part = "start" if position == 1 else "middle"
    return own_text(voice, "list_patterns", "standard", part) or "{0}, {1}"


def _miles_pattern(voice: Language, value: float) -> str | None:
    if voice.babel is None:
        return None
    plural = Locale.parse(voice.babel).plural_form(Decimal(str(value)))
    for width in ("long", "short"):
        for form in (plural, "other"):
            found = own_text(voice, "unit_patterns", "length-mile", width, form)
            if found:
                return found
    return None


def _name_in_cldr(named: Language, voice: Language) -> str | None:
    whole = named.tag.replace("-", "_")
    for key in (whole, named.babel or whole):
        found = own_text(voice, "languages", key)
        if found:
            return found
    base, _, script = named.tag.partition("-")
    name, letters = own_text(voice, "languages", base), own_text(voice, "scripts", script)
    return f"{name} ({letters})" if name and letters else None


def _without_cents(locale: Locale) -> str:
    return re.sub(r"[.]0+", "", str(locale.currency_formats["standard"].pattern))


# Patterns

_Field = Callable[[str, int], str]
_ROOT_DATES = {"long": "y MMMM d", "full": "y MMMM d, EEEE"}


def _filled(pattern: str, field: _Field) -> str:
    """A CLDR pattern of a date or time with its fields written out."""
    parts = (value for _, value in tokenize_pattern(pattern))
    return "".join(field(*part) if isinstance(part, tuple) else part for part in parts)


def _date_field(voice: Language, day: date) -> _Field:
    """Days and months always with their whole names, whatever width the pattern asks for."""

    def field(letter: str, count: int) -> str:
        if letter in "ML" and count > 2:
            alone = own_text(voice, "months", "stand-alone", "wide", day.month)
            return (alone if letter == "L" else None) or _month(voice, day.month) or ""
        if letter in "Ec":
            alone = _day_alone(voice, day.weekday(), "wide")
            return (alone if letter == "c" else _day(voice, day.weekday())) or ""
        if letter == "G":
            return own_text(voice, "eras", "abbreviated", 1) or ""
        return str({"y": day.year, "M": day.month, "L": day.month, "d": day.day}[letter])

    return field


def _time_field(voice: Language, at: time) -> _Field:
    def field(letter: str, count: int) -> str:
        if letter in "abB":
            return _half_of_day(voice, at)
        if letter == "m":
            return f"{at.minute:02}"
        hour = at.hour if letter == "H" else at.hour % 12 or 12
        return f"{hour:0{min(count, 2)}}"

    return field
