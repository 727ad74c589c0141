"""The concepts of help and the words people say for them: list, check, export.

  latchstring thesaurus                    each language, how much of it is there and reviewed
  latchstring thesaurus --check FILE …     what is wrong with a file of words, row by row
  latchstring thesaurus --tidy FILE …      write it anew: sorted, nothing twice
  latchstring thesaurus --skos OUT         everything as SKOS (Turtle)

A library's own words stand in the folder `words` of its home, one file a language (es.txt), in the
same form as those of the program; the next publish takes them in.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from latchstring.cli import DONE, WITH_PROBLEMS
from latchstring.core.language import language
from latchstring.thesaurus import words
from latchstring.thesaurus.concepts import CONCEPTS
from latchstring.thesaurus.skos import turtle

HELP = "list, check or export the words for what people ask"


def add(parser: argparse.ArgumentParser) -> None:
    """Arguments of `latchstring thesaurus`."""
    parser.add_argument("--check", metavar="FILE", type=Path, nargs="+", help="look for faults")
    parser.add_argument(
        "--tidy", metavar="FILE", type=Path, nargs="+", help="sort, and drop doubles"
    )
    parser.add_argument("--skos", metavar="OUT", type=Path, help="write SKOS in Turtle")


def run(arguments: argparse.Namespace) -> int:
    """What was asked for, or the list."""
    if arguments.check:
        return _check(arguments.check)
    if arguments.tidy:
        for path in arguments.tidy:
            path.write_text(words.written(words.read(path)), encoding="utf-8")
        return DONE
    if arguments.skos:
        with arguments.skos.open("w", encoding="utf-8") as out:
            out.writelines(turtle())
        return DONE
    return _list()


def _check(paths: list[Path]) -> int:
    problems = [problem for path in paths for problem in words.check(path)]
    for problem in problems:
        print(f"- {problem}")
    return WITH_PROBLEMS if problems else DONE


def _list() -> int:
    print(f"{len(CONCEPTS)} concepts")
    for tag in words.tags():
        entries = words.load(tag).values()
        phrases = sum(len(list(entry.phrases())) for entry in entries)
        reviewed = sum(entry.reviewed for entry in entries)
        name = language(tag).english
        print(
            f"{tag:8} {name:24} {len(entries):4} concepts, {phrases:6,} phrases, {reviewed} reviewed"
        )
    return DONE
