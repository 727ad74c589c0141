"""What the search understood, to be shown and corrected; and whom to call in danger."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from latchstring.card.voice import worded
from latchstring.core.calendar_words import date_text, language_name
from latchstring.core.freshness import freshness
from latchstring.core.interface import marked, phrase
from latchstring.core.language import language
from latchstring.core.text import Text
from latchstring.reader.served import Visit
from latchstring.search.face import Answer as Found
from latchstring.thesaurus.concepts import CONCEPTS
from latchstring.thesaurus.lines import Line, lines_for

OTHERS = 6
"""Meanings that a reader can choose instead."""
LITTLE = 0.35
"""Below this share of the words, little was understood."""

WHAT = {
    "911": marked("Police, fire, ambulance"),
    "988": marked("Someone listens to you"),
    "domestic_violence": marked("Help against violence at home"),
    "sexual_assault": marked("Help after rape or touching by force"),
    "trafficking": marked("Help for people who are forced to work or to sell sex"),
    "missing_child": marked("Help to find a missing child"),
    "child_abuse": marked("Help when someone hurts a child"),
    "children_alone": marked(
        "Help for children without their parents, and for parents who look for them"
    ),
    "poison": marked("Help after poison, pills or cleaning liquid"),
}
"""What each line is for, by its key."""


@dataclass(frozen=True)
class Chip:
    """A concept to choose. english: its English name, where a draft must not stand alone."""

    key: str
    picture: str
    label: Text
    english: Text | None


@dataclass(frozen=True)
class Understood:
    """chips: what was understood, surest first. others: what may be meant instead. little: less
    was understood than not."""

    chips: list[Chip]
    others: list[Chip]
    little: bool


@dataclass(frozen=True)
class Call:
    """A help line as a card shows it. dial: the number for a tel: link. checked: who says so and
    when it was read. warning: that it was too long ago."""

    line: Line
    dial: str
    what: Text
    spoken: list[Text]
    checked: Text
    warning: Text | None


def understood(visit: Visit, found: Found) -> Understood:
    """The concepts of an answer as chips."""
    others = [key for key in found.instead if key not in found.meant]
    return Understood(
        _chips(visit, found.meant[:1]),
        _chips(visit, [*found.meant[1:], *others][:OTHERS]),
        found.sure < LITTLE,
    )


def _chips(visit: Visit, keys: Iterable[str]) -> list[Chip]:
    found = (_chip(visit, key) for key in keys)
    return [chip for chip in found if chip is not None]


def _chip(visit: Visit, key: str) -> Chip | None:
    vocabulary = visit.session.index.vocabulary
    english = vocabulary["en"].label(key) if "en" in vocabulary else None
    own = vocabulary[visit.tag].label(key) if visit.tag in vocabulary else None
    label = own or english
    if label is None:
        return None
    concept = CONCEPTS[key]
    shy = concept.sensitive and label.state == "draft"
    return Chip(key, concept.picture, label, english if shy else None)


def calls(visit: Visit, crises: Iterable[str]) -> list[Call]:
    """The help lines for these dangers, the most needed first."""
    return [_call(visit, line) for line in lines_for(crises)]


def _call(visit: Visit, line: Line) -> Call:
    tag, fresh = visit.tag, freshness(line.checked, None, visit.today)
    checked = worded(
        tag,
        "Source: {source}, read on {date}.",
        source=lambda _: line.source,
        date=lambda t: date_text(t, line.checked).text,
    )
    warning = phrase(tag, "We read this too long ago. The number may be another one now.")
    return Call(
        line,
        line.phone.replace("-", ""),
        phrase(tag, WHAT[line.key]),
        [_language(one, tag) for one in line.spoken],
        checked,
        warning if fresh.warns else None,
    )


def _language(spoken: str, tag: str) -> Text:
    name = language_name(spoken, tag)
    return Text(name.text, name.tag)


def interpreter_sentence(tag: str) -> str:
    """What to say in English to be given an interpreter for this language."""
    return f"{language(tag).english}, please. I need an interpreter."
