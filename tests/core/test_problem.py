"""A problem reads as a sentence, and travels between processes unharmed."""

from __future__ import annotations

import json
import pickle
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from latchstring.core.problem import Problem, Trouble, Where, sentences, shown, trouble

places = st.builds(Where, st.text(), st.none() | st.integers(0), st.text())
problems = st.builds(
    Problem, st.text(), st.text(), places, st.sampled_from(["note", "kept", "refused"])
)
EMPTY = Problem("The name is empty.", "Fill it in.", Where("a.csv", 7, "name"))


def test_it_says_where_what_and_what_to_do() -> None:
    assert str(EMPTY) == "a.csv, row 7, field name: The name is empty. Fill it in."


def test_a_problem_of_no_place_says_none() -> None:
    assert str(Problem("It is late.", "Hurry.")) == "It is late. Hurry."


@pytest.mark.parametrize(
    ("where", "text"),
    [
        (Where(), ""),
        (Where("a.csv"), "a.csv"),
        (Where(row=0), "row 0"),
        (Where("a.csv", field="name"), "a.csv, field name"),
    ],
)
def test_a_place_names_what_is_known(where: Where, text: str) -> None:
    assert str(where) == text


def test_a_reader_completes_the_place_and_contradicts_nothing() -> None:
    told = Problem("It is empty.", "Fill it in.", Where(field="name"))
    assert told.at("a.csv", 7).where == Where("a.csv", 7, "name")
    assert EMPTY.at("b.csv", 9) == EMPTY
    assert EMPTY.at() == EMPTY


@given(problems)
def test_it_comes_back_from_json(problem: Problem) -> None:
    assert Problem.from_dict(json.loads(json.dumps(problem.as_dict()))) == problem


@given(problems)
def test_it_comes_back_from_another_process(problem: Problem) -> None:
    assert pickle.loads(pickle.dumps(problem)) == problem


@pytest.mark.parametrize("data", [{}, {"what": "x", "do": "y", "where": "z"}, {"nobody": 1}])
def test_what_is_no_problem_is_told_from_one(data: dict[str, object]) -> None:
    with pytest.raises(TypeError):
        Problem.from_dict(data)


def test_trouble_carries_its_problem() -> None:
    with pytest.raises(Trouble, match="row 7") as caught:
        raise trouble(EMPTY.what, EMPTY.do, EMPTY.where)
    assert caught.value.problem == EMPTY


def test_each_problem_is_a_line() -> None:
    assert list(sentences([EMPTY, EMPTY])) == [str(EMPTY), str(EMPTY)]


@given(st.text(st.characters(categories=["Cc", "Cs", "Zl", "Zp", "L", "Zs"])))
def test_what_is_shown_cannot_steer_a_terminal(text: str) -> None:
    told = shown(text)
    assert len(told) == len(text)
    assert not {unicodedata.category(letter) for letter in told} & {"Cc", "Cs", "Zl", "Zp"}
    assert all(new in (old, "�") for new, old in zip(told, text, strict=True))


def test_a_problem_is_one_line_without_signs_that_steer_a_terminal() -> None:
    evil = Problem("It says \x1b[2J\n.", "Look \x9b.", Where("a\rb.csv", 7, "\x07"))
    assert str(evil) == "a�b.csv, row 7, field �: It says �[2J�. Look �."
    assert evil.plain() == Problem("It says �[2J�.", "Look �.", Where("a�b.csv", 7, "�"))
    assert str(Trouble(evil)) == str(evil)
