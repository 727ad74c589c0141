"""The 26 topics of a welcome desk, as one HSDS taxonomy and its terms."""

from __future__ import annotations

import uuid

from latchstring.starter.record import Document, Starter, Words, page

_NAMESPACE = uuid.uuid5(uuid.NAMESPACE_URL, "https://example.org/latchstring/topics")
_PAGE = page("topics.json")

TOPICS: tuple[str, ...] = tuple(term["key"] for term in _PAGE["terms"])
"""Keys of all topics, in the order in which a desk shows them."""

TAXONOMY_ID = str(_NAMESPACE)


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
    about = _PAGE["taxonomy"]
    root: Document = {"id": TAXONOMY_ID, "version": about["version"]}
    return [_told("taxonomy", root, about["name"], about["description"])] + [
        _told("taxonomy_term", _term(term["key"]), term["name"], term["description"])
        for term in _PAGE["terms"]
    ]


def _term(topic: str) -> Document:
    return {
        "id": term_id(topic),
        "code": topic,
        "taxonomy": _PAGE["taxonomy"]["name"]["en"],
        "taxonomy_id": TAXONOMY_ID,
        "language": "en",
    }


def _told(kind: str, document: Document, name: Words, description: Words) -> Starter:
    tags = [tag for tag in name if tag != "en"]
    return Starter(
        kind,
        {**document, "name": name["en"], "description": description["en"]},
        {tag: {"name": name[tag], "description": description[tag]} for tag in tags},
    )
