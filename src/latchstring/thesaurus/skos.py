"""The thesaurus as SKOS in Turtle, for other programs (W3C, SKOS Reference, 2009).

Concepts are named relative to a base address. Labels in every language, what people say as hidden
labels (they are for finding, not for showing), notes, hierarchy and relations; a draft says so.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from latchstring.thesaurus.concepts import CONCEPTS, Concept
from latchstring.thesaurus.words import Entry, Words, load, tags

BASE = "urn:latchstring:concept:"
SCHEME = "urn:latchstring:thesaurus"
_ESCAPED = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r"})
_HEAD = f"""@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix dct: <http://purl.org/dc/terms/> .
@prefix : <{BASE}> .

<{SCHEME}> a skos:ConceptScheme ;
    dct:title "Latchstring: concepts of help"@en ;
    skos:hasTopConcept {{topics}} .
"""


def turtle(only: tuple[str, ...] = ()) -> Iterator[str]:
    """The whole thesaurus, block by block; only: these languages, all when empty."""
    words = {tag: load(tag) for tag in only or tags()}
    topics = [f":{key}" for key, concept in CONCEPTS.items() if not concept.parent]
    yield _HEAD.format(topics=" , ".join(topics))
    for concept in CONCEPTS.values():
        facts = " ;\n    ".join(_facts(concept, words))
        yield f"\n:{concept.key} a skos:Concept ;\n    {facts} .\n"


def _facts(concept: Concept, words: Mapping[str, Words]) -> Iterator[str]:
    yield f"skos:inScheme <{SCHEME}>"
    yield f"skos:scopeNote {quoted(concept.note, 'en')}"
    if concept.parent:
        yield f"skos:broader :{concept.parent}"
    else:
        yield f"skos:topConceptOf <{SCHEME}>"
    yield from (f"skos:related :{key}" for key in concept.related)
    if concept.open_eligibility:
        match = f"Open Eligibility: {concept.open_eligibility}"
        yield f"skos:note {quoted(match, 'en')}"
    for tag, entries in words.items():
        if concept.key in entries:
            yield from _labels(entries[concept.key], tag)


def _labels(entry: Entry, tag: str) -> Iterator[str]:
    if entry.label:
        yield f"skos:prefLabel {quoted(entry.label, tag)}"
    if not entry.reviewed:
        yield f"skos:editorialNote {quoted(f'{tag}: draft', 'en')}"
    said = dict.fromkeys(phrase for phrase in (*entry.said, *entry.alarms) if phrase != entry.label)
    yield from (f"skos:hiddenLabel {quoted(phrase, tag)}" for phrase in said)
    yield from (
        f"skos:hiddenLabel {quoted(phrase, _latin(tag))}" for phrase in dict.fromkeys(entry.typed)
    )


def _latin(tag: str) -> str:
    """The tag of a language that is written in Latin letters although it has others (BCP 47)."""
    return f"{tag.partition('-')[0]}-Latn"


def quoted(text: str, tag: str) -> str:
    """A literal of Turtle with its language."""
    return f'"{text.translate(_ESCAPED)}"@{tag}'
