"""What a made-up record says: English for its document, the other languages as drafts."""

from __future__ import annotations

import string
import uuid
from dataclasses import dataclass, field

from latchstring.starter.record import Words

_NAMESPACE = uuid.uuid5(uuid.NAMESPACE_URL, "https://example.org/harbor-falls")


def town_id(*parts: str) -> str:
    """The id of a thing in the town: the same parts always name the same thing."""
    return str(uuid.uuid5(_NAMESPACE, "/".join(parts)))


def joined(texts: list[Words]) -> Words:
    """Several sentences as one text, in the languages that all of them have."""
    tags = [tag for tag in texts[0] if all(tag in text for text in texts)]
    return {tag: " ".join(text[tag] for text in texts) for tag in tags}


def filled(words: Words, names: dict[str, Words]) -> Words:
    """The text with `{place}` and its like replaced by that name in the text's own language."""
    return {tag: _filled(text, tag, names) for tag, text in words.items()}


def _filled(text: str, tag: str, names: dict[str, Words]) -> str:
    wanted = [name for _, name, _, _ in string.Formatter().parse(text) if name]
    return text.format(**{name: names[name].get(tag, names[name]["en"]) for name in wanted})


@dataclass
class Telling:
    """Collects the words of one record.

    tags: languages to translate into. A record whose own name is not translated stays in
    English as a whole: half a page in each language helps nobody.
    names: what stands for `{place}`, `{tongue}` and so on.
    """

    tags: tuple[str, ...]
    names: dict[str, Words] = field(default_factory=dict)
    translations: dict[str, dict[str, str]] = field(default_factory=dict)

    def say(self, path: str, words: Words) -> str:
        """The English text; its translations are noted under `path`."""
        texts = filled(words, self.names)
        for tag in self.tags:
            if tag in texts:
                self.translations.setdefault(tag, {})[path] = texts[tag]
        return texts["en"]
