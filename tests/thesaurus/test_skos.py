"""SKOS: another program reads all of it."""

from __future__ import annotations

import pytest
import rdflib
from rdflib.namespace import SKOS

from latchstring.thesaurus.concepts import CONCEPTS
from latchstring.thesaurus.skos import BASE, quoted, turtle
from latchstring.thesaurus.words import load


@pytest.fixture(scope="module")
def graph() -> rdflib.Graph:
    return rdflib.Graph().parse(data="".join(turtle(("en", "ar"))), format="turtle")


def of(key: str) -> rdflib.URIRef:
    return rdflib.URIRef(BASE + key)


def test_every_concept_is_there_with_its_place_in_the_tree(graph: rdflib.Graph) -> None:
    assert len(set(graph.subjects(rdflib.RDF.type, SKOS.Concept))) == len(CONCEPTS)
    assert graph.value(of("winter_coat"), SKOS.broader) == of("clothing")
    assert len(set(graph.objects(None, SKOS.hasTopConcept))) == 26


def test_labels_have_their_language_and_romanised_words_their_script(graph: rdflib.Graph) -> None:
    labels = {str(one.language): str(one) for one in graph.objects(of("food"), SKOS.prefLabel)}
    assert labels == {tag: load(tag)["food"].label for tag in ("en", "ar")}
    hidden = {one.language for one in graph.objects(of("food"), SKOS.hiddenLabel)}
    assert {"en", "ar", "ar-latn"} <= {str(tag).lower() for tag in hidden}


def test_a_draft_says_so(graph: rdflib.Graph) -> None:
    notes = {str(one) for one in graph.objects(of("food"), SKOS.editorialNote)}
    assert notes == {"en: draft", "ar: draft"}


@pytest.mark.parametrize("text", ['say "no"', "back\\slash", "two\nlines", "Ж 'x'"])
def test_any_text_comes_back_as_it_was(text: str) -> None:
    data = f"<urn:a> <urn:b> {quoted(text, 'en')} ."
    (found,) = rdflib.Graph().parse(data=data, format="turtle").objects()
    assert str(found) == text
