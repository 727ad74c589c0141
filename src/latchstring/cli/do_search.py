"""Search the current edition, as a reader would.

  latchstring search "food pantry" --lang en --near 20001
  latchstring search "me quieren sacar de la casa" --lang es --explain
  latchstring search --batch questions.ndjson --output answers.ndjson

A batch file has one question a line, {"id": …, "lang": …, "query": …}; the answers are
{"id": …, "services": [ids, best first], "understood": [concepts], "crises": [concepts]}.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from latchstring.cli import DONE, WITH_PROBLEMS
from latchstring.core import postal
from latchstring.core.language import known, language
from latchstring.core.problem import Problem, Where, shown, trouble
from latchstring.site.home import home

if TYPE_CHECKING:
    from latchstring.edition.open import Served
    from latchstring.search.face import Answer

HELP = "search the current edition"
MOST = 1000
"""Services that one question may ask for."""


def add(parser: argparse.ArgumentParser) -> None:
    """Arguments of `latchstring search`."""
    parser.add_argument("query", metavar="QUERY", nargs="?", help="what a reader would type")
    parser.add_argument("--lang", metavar="TAG", default="en", help="the reader's language")
    parser.add_argument("--limit", metavar="N", type=_count, default=10, help="how many (10)")
    parser.add_argument("--near", metavar="ZIP", default="", help="prefer what is near this ZIP")
    parser.add_argument("--explain", action="store_true", help="say what was understood, and why")
    parser.add_argument("--json", action="store_true", help="print JSON instead of lines")
    parser.add_argument("--batch", metavar="IN", type=Path, help="many questions, as NDJSON")
    parser.add_argument("--output", metavar="OUT", type=Path, help="answers, as NDJSON")


def _count(text: str) -> int:
    try:
        number = int(text)
    except ValueError:
        number = 0
    if not 1 <= number <= MOST:
        raise argparse.ArgumentTypeError(f'"{text}" is no number from 1 to {MOST}')
    return number


def run(arguments: argparse.Namespace) -> int:
    """One question or a batch."""
    from latchstring.edition.current import Editions

    edition = Editions(home().editions).current()
    with edition.session() as session:
        if arguments.batch:
            return _batch(session, arguments)
        if arguments.query is None:
            raise trouble("What are you looking for?", 'Write: latchstring search "food pantry"')
        return _one(session, arguments)


def _one(session: Served, arguments: argparse.Namespace) -> int:
    from latchstring.search.face import search

    tag = language(arguments.lang).tag
    near = _near(arguments.near)
    answer = search(session, arguments.query, tag, near=near, limit=arguments.limit)
    rows = [_row(session, hit.id, hit.metres) for hit in answer.hits]
    if arguments.explain:
        _explain(answer)
        rows = [row | {"why": hit.explained} for row, hit in zip(rows, answer.hits, strict=True)]
    if arguments.json:
        print(json.dumps(rows, ensure_ascii=False, indent=1))
    else:
        for row in rows:
            away = f"  {row['metres'] / 1609.344:.1f} mi" if row["metres"] is not None else ""
            print(f"{row['id']}  {row['name']}{away}")
            for reason in row.get("why", []):
                print(f"    {reason}")
        if not rows:
            print("Nothing was found. Ask with other words, or at the desk.")
    return DONE


def _explain(answer: Answer) -> None:
    """What was understood, on standard error, so that --json stays JSON."""
    said = "\n".join(f"  {reason}" for reason in answer.explained) or "  nothing"
    print(f"Understood, {answer.sure:.0%} of the words:\n{said}", file=sys.stderr)
    if answer.crises:
        print(f"Danger: {', '.join(answer.crises)}", file=sys.stderr)


def _near(zip_code: str) -> postal.Place | None:
    place = postal.place(zip_code) if zip_code else None
    if zip_code and place is None:
        raise trouble(f'"{zip_code}" is no ZIP that we know.', "Write five digits, such as 20001.")
    return place


def _row(session: Served, service_id: str, metres: float | None) -> dict[str, Any]:
    entry = session.entry(service_id)
    name = shown(str(entry.document.get("name") or "")) if entry else ""
    return {"id": service_id, "name": name, "metres": metres}


def _batch(session: Served, arguments: argparse.Namespace) -> int:
    from latchstring.search.face import search

    problems = 0
    with _output(arguments.output) as out:
        for item in _questions(arguments.batch):
            if isinstance(item, Problem):
                problems += 1
                print(f"- {item}", file=sys.stderr)
                continue
            tag = _tag(str(item.get("lang") or arguments.lang))
            found = search(session, item["query"], tag, limit=arguments.limit)
            answer = {
                "id": item["id"],
                "services": [hit.id for hit in found.hits],
                "understood": found.meant,
                "crises": found.crises,
            }
            out.write(json.dumps(answer, ensure_ascii=False) + "\n")
    return WITH_PROBLEMS if problems else DONE


def _tag(given: str) -> str:
    """The tag of our table; one that we do not know is only a hint that says nothing."""
    return language(given).tag if known(given) else given


def _output(path: Path | None) -> Any:
    return path.open("w", encoding="utf-8") if path else _Stdout()


class _Stdout:
    def __enter__(self) -> Any:
        return sys.stdout

    def __exit__(self, *_: object) -> None:
        sys.stdout.flush()


def _questions(path: Path) -> Iterator[dict[str, Any] | Problem]:
    with path.open(encoding="utf-8-sig", errors="replace") as file:
        for row, line in enumerate(file, start=1):
            if not line.strip():
                continue
            try:
                item = json.loads(line)
                yield {"id": item["id"], "query": str(item["query"]), "lang": item.get("lang")}
            except (ValueError, KeyError, TypeError, AttributeError):
                yield Problem(
                    "This line is no question.",
                    'Write {"id": …, "lang": …, "query": …} on one line.',
                    Where(path.name, row),
                )
