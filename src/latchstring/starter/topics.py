"""The 26 topics of a welcome desk, as one HSDS taxonomy and its terms."""

from __future__ import annotations

import uuid

from latchstring.core.shape import Document
from latchstring.starter.record import Starter
from latchstring.thesaurus.topics import TOPICS, Topic

_NAMESPACE = uuid.uuid5(uuid.NAMESPACE_URL, "https://example.org/latchstring/topics")

TAXONOMY_ID = str(_NAMESPACE)
NAME = "Latchstring topics"


def term_id(topic: str) -> str:
    """The id of a topic's taxonomy term. Raises KeyError when there is no such topic."""
    if topic not in TOPICS:
        raise KeyError(topic)
    return str(uuid.uuid5(_NAMESPACE, topic))


def tagged(record_id: str, topics: list[str]) -> list[Document]:
    """HSDS attributes that file the service `record_id` under these topics."""
    return [
        {
            "id": str(uuid.uuid5(_NAMESPACE, f"{record_id}/{topic}")),
            "link_entity": "service",
            "taxonomy_term_id": term_id(topic),
        }
        for topic in topics
    ]


def topics() -> list[Starter]:
    """The taxonomy, then its 26 terms. Take them in before services that point to them."""
    told = "What people ask for at a welcome desk, in 26 topics."
    root = {"id": TAXONOMY_ID, "version": "1", "name": NAME, "description": told}
    return [Starter("taxonomy", root), *(_term(topic) for topic in TOPICS.values())]


def _term(topic: Topic) -> Starter:
    tags = [tag for tag in topic.label.by_tag if tag != "en"]
    return Starter(
        "taxonomy_term",
        {
            "id": term_id(topic.key),
            "code": topic.key,
            "name": topic.label.by_tag["en"],
            "description": topic.hint.by_tag["en"],
            "taxonomy": NAME,
            "taxonomy_id": TAXONOMY_ID,
            "language": "en",
        },
        {
            tag: {"name": topic.label.by_tag[tag], "description": topic.hint.by_tag[tag]}
            for tag in tags
        },
    )
