"""How an index is written: words, pieces of words, marks for filters, and places."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

import tantivy

from latchstring.search import marks
from latchstring.search.fold import fold
from latchstring.search.index import LEXICON, SMALL, VOCABULARY, schema
from latchstring.search.lexicon import Lexicon, Pair
from latchstring.search.segment import pieces, runs, words
from latchstring.search.shapes import Indexed
from latchstring.search.subjects import Subjects
from latchstring.search.subjects import marks as concept_marks
from latchstring.search.vocabulary import Vocabulary

MEMORY = 150_000_000
"""Bytes the writer may fill before it begins another segment by itself."""
WHOLE = 20_000
"""Services that are written in one go."""
PART = 25_000
"""Services that are written at once in a larger index."""
MERGED = 8
"""Tantivy's own rule: so many segments of one size are merged into one."""
NAMES = 3
"""How often a name and an alias count. The words of other texts count each time, their pieces
once: measured as good, and a third smaller."""
REMEMBERED = 50_000
"""Different tokens that building keeps split, about 20 MB."""
LONG = 30
"""Characters from which a token is not kept: whole sentences, in scripts without spaces."""

TAUGHT = 100_000
"""Translated texts of all languages together from which words are learnt, at most."""
TOKENS = 96
"""Marks of concepts that one service can have."""

_Memory = dict[str, tuple[str, str]]


def build(folder: Path, items: Iterable[Indexed], count: int = 0, own: Path | None = None) -> int:
    """Write an index into an empty folder. Returns how many services it holds.

    own: a folder with words of the library's own, in files like those of the thesaurus.

    count: how many items will come. With it an index of any size becomes one segment, sorted by
    `no`, so that equal scores come in the same order after every build; without it that holds up
    to about 50,000 services.
    """
    folder.mkdir(parents=True, exist_ok=True)
    vocabulary = Vocabulary.load(own)
    subjects = Subjects()
    index = tantivy.Index(schema(), path=str(folder), reuse=False, sort_by_field="no")
    writer = index.writer(MEMORY, 1)
    memory: _Memory = {}
    part, done = _part(count), 0
    taught: list[Pair] = []
    for item in items:
        writer.add_document(_document(item, memory, subjects, count <= SMALL))
        taught += item.translated if len(taught) < TAUGHT else []
        done += 1
        if done % part == 0:
            writer.commit()
    writer.commit()
    writer.wait_merging_threads()
    vocabulary.write(folder / VOCABULARY)
    Lexicon.learn(taught).write(folder / LEXICON)
    _tidy(folder)
    return done


def _tidy(folder: Path) -> None:
    """No locks stay, and the reader's own user may read what Tantivy makes private."""
    for path in folder.iterdir():
        if path.suffix == ".lock":
            path.unlink()
        else:
            path.chmod(0o644)


def _part(count: int) -> int:
    """How many services to write at once. Tantivy cannot be told to merge all: it merges what
    comes in eight equal parts, and eight of those again."""
    if count <= WHOLE:
        return sys.maxsize
    parts = MERGED
    while -(-count // parts) > PART:
        parts *= MERGED
    return -(-count // parts)


def _document(item: Indexed, memory: _Memory, subjects: Subjects, small: bool) -> tantivy.Document:
    document = tantivy.Document()
    document.add_unsigned("no", item.no)  # as a plain number it would become signed
    names = _split([item.name, *item.aliases], memory)
    others = _split([*item.words, *item.terms], memory)
    document.add_text("words", _spaced([w for w, _ in names * NAMES + others]))
    once = dict.fromkeys(p for _, p in others) if small else ()
    document.add_text("pieces", _spaced([p for _, p in names * NAMES] + list(once)))
    document.add_text("concepts", _filled(list(concept_marks(subjects.of(item)))))
    for mark in sorted(set(marks.given(item))):
        document.add_text("marks", mark)
    for latitude, longitude in item.places:
        document.add_float("latitude", latitude)
        document.add_float("longitude", longitude)
    return document


def _filled(found: list[str]) -> str:
    """The marks among so many tokens that all services have equally many: BM25 would make those
    with fewer marks weigh more."""
    return _spaced([*found[:TOKENS], *["-"] * (TOKENS - len(found))])


def _split(texts: Sequence[str], memory: _Memory) -> list[tuple[str, str]]:
    """Words and pieces of each token. What stands between two spaces is folded on its own, so
    that a catalogue's many repetitions cost one look-up each."""
    found = []
    for text in texts:
        for token in text.split():
            split = memory.get(token)
            if split is None:
                split = _token(token)
                _remember(memory, token, split)
            found.append(split)
    return found


def _remember(memory: _Memory, token: str, split: tuple[str, str]) -> None:
    if len(memory) >= REMEMBERED:
        memory.clear()
    if len(token) < LONG:
        memory[token] = split


def _token(token: str) -> tuple[str, str]:
    whole = list(runs(fold(token)))
    return (
        _spaced([word for run in whole for word in words(run)]),
        _spaced([piece for run in whole for piece in pieces(run)]),
    )


def _spaced(parts: list[str]) -> str:
    return " ".join(parts)
