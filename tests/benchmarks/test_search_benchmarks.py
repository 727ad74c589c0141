"""The small twin of benchmarks/search: the measures by hand, the published test set, one language."""

from __future__ import annotations

import sys
from math import log2
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from benchmarks.search import town
from benchmarks.search.directories import HERE, made_town, town_grades
from benchmarks.search.measures import hit, ndcg, recall, reciprocal_rank
from benchmarks.search.quality import measured
from benchmarks.search.queries import KINDS, read, tags
from latchstring.thesaurus.words import tags as known

GRADES = {"a": 2, "b": 1, "c": 0}


@pytest.mark.parametrize(
    ("ranked", "expected"),
    [
        (["a", "b"], (1.0, 1.0, 1.0, 1.0)),
        (["x", "a"], (1.0, 0.5, 0.5, 3 / log2(3) / (3 + 1 / log2(3)))),
        (["c", "x"], (0.0, 0.0, 0.0, 0.0)),
        ([*list("0123456789"), "a"], (0.0, 0.0, 0.0, 0.0)),
    ],
)
def test_the_measures_are_what_one_counts_by_hand(
    ranked: list[str], expected: tuple[float, ...]
) -> None:
    found = (f(ranked, GRADES) for f in (hit, recall, reciprocal_rank, ndcg))
    assert tuple(found) == pytest.approx(expected)


def test_nothing_relevant_measures_nothing() -> None:
    assert (recall(["a"], {}), ndcg(["a"], {})) == (0.0, 0.0)


def test_every_language_has_an_everyday_query_for_each_need() -> None:
    rows = (HERE / "data" / "dc211_needs.tsv").read_text("utf-8").splitlines()[1:]
    needs = {row.split("\t")[0] for row in rows}
    assert sorted(tags()) == sorted(known())
    for tag in tags():
        asked = read(tag)
        assert {one.need for one in asked if one.kind == "everyday"} == needs, tag
        assert {one.kind for one in asked} <= set(KINDS) and len(asked) >= 148
    assert sum(len(read(tag)) for tag in tags()) > 4000


def test_each_split_is_about_half_and_both_are_all() -> None:
    dev, test = read("es", "dev"), read("es", "test")
    assert len(dev) + len(test) == len(read("es"))
    assert 0.3 < len(dev) / len(read("es")) < 0.7


def test_judgements_name_services_that_are_there() -> None:
    ids = {row["id"] for row in town.read()}
    grades = town_grades()
    assert {pk for found in grades.values() for pk in found} <= ids
    assert {grade for found in grades.values() for grade in found.values()} == {1, 2}


def test_spanish_queries_find_the_towns_services() -> None:
    grades = town_grades()
    asked = [one for one in read("es", "dev") if one.kind == "everyday" and one.need in grades]
    figures = measured(made_town(), grades, asked, misses=False)["es", "everyday"]
    assert 0.5 < sum(figures["hit@10"]) / len(asked) <= 1
