"""Which languages are spoken there, named in the reader's language."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from latchstring.card.plain import line
from latchstring.card.voice import Spoken, children, said
from latchstring.core.calendar_words import language_name
from latchstring.core.interface import phrase
from latchstring.core.language import Language, by_name, direction, known, language
from latchstring.core.text import Text


def languages(spoken: Spoken, holder: dict[str, Any], at: str = "") -> list[Text]:
    """The names of the languages of a document or of a child of it, then the notes on them.

    A language that we do not know keeps the source's own name; a note that belongs to some of
    several languages says to which.
    """
    names: dict[str, Text] = {}
    notes: dict[Text, list[Language]] = {}
    for item, path in children(holder, "languages", at):
        found = _language(item)
        name = _name(spoken, found, item)
        names.setdefault(name.text.casefold(), name)
        note = spoken.text("note", item, path)
        if note:
            notes.setdefault(note, []).extend([found] if found else [])
    shown = [name for name in names.values() if name]
    return [*shown, *(_note(note, about, len(shown)) for note, about in notes.items())]


def _language(item: dict[str, Any]) -> Language | None:
    code, name = line(item.get("code")), line(item.get("name"))
    return (language(code) if known(code) else None) or by_name(name) or by_name(code)


def _name(spoken: Spoken, found: Language | None, item: dict[str, Any]) -> Text:
    written = line(item.get("name"))
    if found is None:
        return Text(written or line(item.get("code")), spoken.entry.language)
    name = _in(found, spoken.voice.tag)
    says_more = written and by_name(written) is None and written.casefold() != name.text.casefold()
    return Text(f"{name.text} ({written})", name.tag, name.state) if says_more else name


def _in(named: Language, tag: str) -> Text:
    name = said(language_name(named.tag, tag), tag)
    if name.state == "missing" and named.tag == "ase":
        return phrase(tag, "American Sign Language")
    # A sign language is not written: its name is words of English.
    return replace(name, tag="en") if known(name.tag) and not direction(name.tag) else name


def _note(note: Text, about: list[Language], of: int) -> Text:
    if len(about) in (0, of) or not known(note.tag):
        return note
    names = ", ".join(language_name(each.tag, note.tag).text for each in about)
    return Text(f"{names}: {note.text}", note.tag, note.state)
