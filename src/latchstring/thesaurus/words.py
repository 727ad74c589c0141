"""The words by which people ask for help, one plain text file per language in `words/`.

    [eviction] draft
    = desalojo
    me quieren sacar de la casa
    ~ romanised, as people type it on a phone
    ! a word that always means danger (only under a crisis)

The heading names a concept of `concepts.tsv` and how far the entry is: draft, or "reviewed
2026-12-01 by Amina K.". The line with = is the label that readers see. A library's own words stand
in files of the same form, in the folder `words` of its own; there the label may be left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from latchstring.core.language import language
from latchstring.core.problem import Problem, Trouble, Where
from latchstring.thesaurus.concepts import CONCEPTS

FOLDER = Path(__file__).with_name("words")
_HEADING = re.compile(r"\[(?P<key>[^\]]*)\]\s*(?P<state>.*)")
_STATE = re.compile(r"draft|reviewed \d{4}-\d\d-\d\d by \S.*")


@dataclass
class Entry:
    """The words of one language for one concept.

    state: "draft", or "reviewed DATE by NAME". label: "" when the file gives none. said: words and
    short phrases, in the language's own writing. typed: the same in Latin letters. alarms: words
    that always mean this crisis, in any writing.
    """

    key: str
    state: str = "draft"
    label: str = ""
    said: list[str] = field(default_factory=list)
    typed: list[str] = field(default_factory=list)
    alarms: list[str] = field(default_factory=list)

    @property
    def reviewed(self) -> bool:
        """True once a person who speaks the language has read the entry."""
        return self.state.startswith("reviewed")

    def phrases(self) -> Iterator[str]:
        """All that a reader may type for it, the label first."""
        yield from filter(None, [self.label])
        yield from (*self.said, *self.typed, *self.alarms)


Words = dict[str, Entry]
"""The entries of one language by concept."""


def tags(folder: Path = FOLDER) -> list[str]:
    """The languages that have a file there, English first."""
    found = sorted(path.stem for path in folder.glob("*.txt"))
    return sorted(found, key=lambda tag: tag != "en")


def read(path: Path) -> Words:
    """The entries of a file. Raises `Trouble` with file and row at the first line that cannot be
    understood."""
    found: Words = {}
    entry: Entry | None = None
    for row, line in enumerate(_lines(path), start=1):
        if not line or line.startswith("#"):
            continue
        try:
            if line.startswith("["):
                entry = _heading(line)
                entry = found.setdefault(entry.key, entry)
            else:
                _take(entry, line)
        except ValueError as error:
            what, do = error.args
            raise Trouble(Problem(what, do, Where(path.name, row))) from None
    return found


def _lines(path: Path) -> Iterator[str]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError:
        do = "Give the path of a text file."
        raise Trouble(Problem("This file cannot be read.", do, Where(path.name))) from None
    except UnicodeDecodeError:
        do = "Save it again with the encoding UTF-8."
        raise Trouble(Problem("This is no UTF-8 text.", do, Where(path.name))) from None
    return (line.strip() for line in text.splitlines())


def _heading(line: str) -> Entry:
    match = _HEADING.fullmatch(line)
    key = match["key"] if match else ""
    if match is None or key not in CONCEPTS:
        raise ValueError(f"{line} names no concept.", "Take a name from concepts.tsv: [eviction].")
    state = match["state"] or "draft"
    if not _STATE.fullmatch(state):
        do = "Write draft, or: reviewed 2026-12-01 by Amina K."
        raise ValueError(f'"{state}" is no state.', do)
    return Entry(key, state)


def _take(entry: Entry | None, line: str) -> None:
    if entry is None:
        raise ValueError(
            "These words stand under no concept.", "Begin with a line like [eviction]."
        )
    sign, phrase = line[0], line[1:].strip()
    if sign == "=":
        entry.label = phrase
    elif sign == "!":
        if not CONCEPTS[entry.key].crisis:
            raise ValueError("Only a crisis has words with !.", "Take away the !.")
        entry.alarms.append(phrase)
    else:
        (entry.typed if sign == "~" else entry.said).append(phrase if sign == "~" else line)


def load(tag: str, own: Path | None = None) -> Words:
    """The words of a language, with those that a library keeps in its folder `own`; empty when
    there are none. Raises `Trouble` for a file that cannot be understood."""
    ours, theirs = FOLDER / f"{tag}.txt", own / f"{tag}.txt" if own else None
    found = read(ours) if ours.is_file() else {}
    if theirs is not None and theirs.is_file():
        for key, entry in read(theirs).items():
            found[key] = _joined(found.get(key, Entry(key)), entry)
    return found


def _joined(ours: Entry, theirs: Entry) -> Entry:
    return Entry(
        ours.key,
        theirs.state if theirs.label else ours.state,
        theirs.label or ours.label,
        *(_once([*a, *b]) for a, b in zip(_lists(ours), _lists(theirs), strict=True)),
    )


def _lists(entry: Entry) -> tuple[list[str], ...]:
    return entry.said, entry.typed, entry.alarms


def _once(phrases: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(phrases))


def written(words: Words) -> str:
    """The file again, in the order of the concepts' names and without repetitions."""
    return "\n".join("\n".join(_block(words[key])) + "\n" for key in sorted(words))


def _block(entry: Entry) -> Iterator[str]:
    yield f"[{entry.key}] {entry.state}"
    if entry.label:
        yield f"= {entry.label}"
    yield from _once(entry.said)
    yield from (f"~ {phrase}" for phrase in _once(entry.typed))
    yield from (f"! {phrase}" for phrase in _once(entry.alarms))


def check(path: Path) -> list[Problem]:
    """What is wrong with a file; empty when all is well."""
    try:
        language(path.stem)
        read(path)
    except Trouble as trouble:
        return [trouble.problem]
    return []
