"""The browser's twin of the search, run by node: asked in batches, answers as Python's."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from latchstring.search.fold import fold
from latchstring.search.recognise import Understood, chosen, recognise
from latchstring.search.tables import TABLES
from latchstring.search.vocabulary import Lexis, split
from latchstring.search.weights import WEIGHTS
from latchstring.thesaurus.concepts import CONCEPTS

SCRIPT = Path(__file__).with_name("twin.js")
Question = dict[str, Any]
"""As `twin.js` describes it."""


class Twin:
    """One node process with the words of some languages."""

    def __init__(self, vocabulary: Mapping[str, Lexis]) -> None:
        node = shutil.which("node")
        if node is None:
            pytest.skip("Node.js is not on this machine: the browser's search is not compared.")
        pipe = subprocess.PIPE
        self._process = subprocess.Popen(
            [node, str(SCRIPT)], stdin=pipe, stdout=pipe, stderr=pipe, encoding="utf-8"
        )
        self._send(
            {
                "tables": TABLES,
                "weights": WEIGHTS,
                "concepts": [{"key": one.key, "crisis": one.crisis} for one in CONCEPTS.values()],
                "vocabulary": "".join(f"{one.line}\n" for one in vocabulary.values()),
            }
        )

    def ask(self, questions: Sequence[Question]) -> None:
        """Let it think; `answers` waits for the answers."""
        self._send(questions)

    def answers(self) -> list[Any]:
        """The answers to the oldest questions that have none yet."""
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        assert line, self.close()
        found: list[Any] = json.loads(line)
        return found

    def close(self) -> str:
        """Ends it. Returns what it complained about."""
        return self._process.communicate()[1]

    def _send(self, what: object) -> None:
        # In ASCII: half a surrogate pair has no UTF-8, and node ends lines at U+2028.
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(what) + "\n")
        self._process.stdin.flush()


def answer(question: Question, vocabulary: Mapping[str, Lexis]) -> Any:
    """What Python says to a question, in the twin's form."""
    text = question["text"]
    plain = {"fold": fold(text), "words": split(text)}
    if "hint" not in question:
        return plain
    written = set(question.get("written", ()))
    found = recognise(text, vocabulary, question["hint"], written.__contains__)
    if "key" in question:
        found = chosen(found, question["key"])
    return {**plain, "understood": _plain(found)}


def _plain(found: Understood) -> dict[str, Any]:
    return {**vars(found), "meanings": [vars(meaning) for meaning in found.meanings]}
