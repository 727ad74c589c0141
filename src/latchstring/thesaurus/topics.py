"""The 26 topics of a welcome desk: their words for readers, and which services stand under them."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from latchstring.core.text import Text

FILE = Path(__file__).with_name("topics.json")
SHORTEST_STEM = 3
"""Letters before a `*`: a shorter stem would catch half the dictionary."""


@dataclass(frozen=True)
class Labels:
    """Short words by language tag; every language but English is a draft until reviewed."""

    by_tag: dict[str, str]
    reviewed: dict[str, str]

    def text(self, tag: str) -> Text:
        """The words in that language, else in English with the state "missing"."""
        if tag == "en":
            return Text(self.by_tag["en"], "en")
        if tag not in self.by_tag:
            return Text(self.by_tag["en"], "en", "missing")
        return Text(self.by_tag[tag], tag, "reviewed" if self.reviewed.get(tag) else "draft")


@dataclass(frozen=True)
class Topic:
    """One kind of help. `picture` names an SVG file of the reader's, without its ending.

    careful: law, health, money of the state or violence, where a wrong word does harm.
    """

    key: str
    group: str
    picture: str
    careful: bool
    label: Labels
    hint: Labels


@dataclass(frozen=True)
class Group:
    """Topics that stand together on the first page, in the order of need."""

    key: str
    label: Labels
    topics: tuple[Topic, ...]


Phrase = tuple[str, ...]


@dataclass
class Phrases:
    """Phrases to find in short names: word by word, plural or singular, `*` for any ending."""

    by_first: dict[str, list[tuple[Phrase, str]]] = field(default_factory=dict)

    def add(self, phrase: str, key: str) -> None:
        """`phrase` speaks for `key`."""
        words = tuple(_words(phrase))
        self.by_first.setdefault(words[0], []).append((words, key))

    def keys(self, words: list[str]) -> set[str]:
        """The keys of all phrases that stand in these words."""
        found = set()
        for at, word in enumerate(words):
            for form in _forms(word):
                for phrase, key in self.by_first.get(form, ()):
                    rest = words[at + 1 : at + len(phrase)]
                    if len(rest) == len(phrase) - 1 and all(map(_same, phrase[1:], rest)):
                        found.add(key)
        return found


def _words(name: str) -> list[str]:
    folded = unicodedata.normalize("NFKD", name.casefold())
    return re.findall(r"[^\W_]+\*?", "".join(c for c in folded if not unicodedata.combining(c)))


def _forms(word: str) -> Iterator[str]:
    """The ways in which a phrase may have written this word."""
    yield word
    if word.endswith("ies"):
        yield word[:-3] + "y"
    if word.endswith("es"):
        yield word[:-2]
    if word.endswith("s"):
        yield word[:-1]
    for length in range(SHORTEST_STEM, len(word) + 1):
        yield word[:length] + "*"


def _same(wanted: str, word: str) -> bool:
    return wanted in _forms(word)


def _load() -> tuple[tuple[Group, ...], Phrases, Phrases]:
    data = json.loads(FILE.read_text(encoding="utf-8"))
    reviewed, found, barred = data["reviewed"], Phrases(), Phrases()
    topics = []
    for row in data["topics"]:
        for phrase in row["words"]:
            found.add(phrase, row["key"])
        for phrase in row.get("not", ()):
            barred.add(phrase, row["key"])
        label, hint = Labels(row["label"], reviewed), Labels(row["hint"], reviewed)
        topics.append(Topic(row["key"], row["group"], row["picture"], row["careful"], label, hint))
    groups = tuple(
        Group(
            row["key"],
            Labels(row["label"], reviewed),
            tuple(topic for topic in topics if topic.group == row["key"]),
        )
        for row in data["groups"]
    )
    return groups, found, barred


GROUPS, _FOUND, _BARRED = _load()
TOPICS: dict[str, Topic] = {topic.key: topic for group in GROUPS for topic in group.topics}
"""Every topic by key, in the order of the first page."""


def topics_for(term_names: Iterable[str], name: str) -> list[str]:
    """Keys of the topics of a service, in the order of `TOPICS`; may be empty.

    term_names: English names of its taxonomy terms. name: the service's own name, asked only
    when the terms say nothing, because names boast ("Food for Thought Tutoring").
    """
    found = set().union(*map(_topics_of, term_names)) or _topics_of(name)
    return [key for key in TOPICS if key in found]


def _topics_of(name: str) -> set[str]:
    words = _words(name.replace("*", " "))
    return _FOUND.keys(words) - _BARRED.keys(words)
