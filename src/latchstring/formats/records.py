"""What one HSDS object of a source becomes: its records apart, with steady ids, checked."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import replace

from latchstring.core import language
from latchstring.core.check import check
from latchstring.core.hsds import OBJECTS, RECORDS
from latchstring.core.problem import Problem, Where
from latchstring.core.shape import Document, split, steady_id, with_uuids
from latchstring.formats.found import Found


def _holders(target: str) -> frozenset[str]:
    """The kinds of object in which a `target` can stand, at any depth."""
    found = {target}
    while True:
        more = {
            kind for kind, table in OBJECTS.items() for f in table.children if f.target in found
        }
        if more <= found:
            return frozenset(found)
        found |= more


_LANGUAGE_HOLDERS = _holders("language")


class Records:
    """Takes the objects of one file in turn and remembers, in some bytes each, what it has seen."""

    def __init__(self, source: str) -> None:
        self.source = source
        self._rows: dict[bytes, int] = {}
        self._embedded: set[bytes] = set()
        self._renamed: set[bytes] = set()

    def take(
        self,
        kind: str,
        item: Document,
        where: Where,
        kept: dict[str, str] | None = None,
        partial: bool = False,
    ) -> Iterator[Found | Problem]:
        """The records in the object, embedded ones first, and every problem with them.

        kept: columns that HSDS has not. partial: the object itself stood embedded in another.
        """
        steady, made = with_uuids(kind, item, self.source)
        originals = {steady_id(self.source, k, raw): raw for raw in made for k in RECORDS}
        *inner, outer = split(kind, steady)
        for inner_kind, document in inner:
            source_id = originals.get(document["id"], "")
            found = Found(inner_kind, document, where, source_id=source_id, partial=True)
            yield from self._checked(found)
        source_id = originals.get(steady["id"], "")
        found = Found(*outer, where, source_id=source_id, kept=kept or {}, partial=partial)
        yield from self._checked(found)

    def _checked(self, found: Found) -> Iterator[Found | Problem]:
        kind, where = found.kind, found.where
        if found.partial and self._repeats(kind, found.document):
            return
        clean, aside, problems = check(kind, found.document, where)
        yield from (_inside(kind, problem) if found.partial else problem for problem in problems)
        if any(problem.weight == "refused" for problem in problems):
            return
        again = None if found.partial else self._again(kind, clean, where)
        if again:
            yield again
            return
        found = replace(found, document=clean, kept={**found.kept, **aside})
        yield from self._remarks(found, aside)
        yield _service(found, aside) if kind == "service" else found

    def _repeats(self, kind: str, document: Document) -> bool:
        """Whether this very record stood embedded before, as an agency does in each service."""
        key = _key(kind, json.dumps(document, sort_keys=True))
        if key in self._embedded:
            return True
        self._embedded.add(key)
        return False

    def _again(self, kind: str, document: Document, where: Where) -> Problem | None:
        key = _key(kind, str(document["id"]))
        first = self._rows.setdefault(key, where.row or 0)
        if first == (where.row or 0):
            return None
        return Problem(
            f"The {_named(kind)} of row {first} has the same id, so this one was left out.",
            "Give each its own id in the source, or delete the one that is out of date.",
            replace(where, field="id"),
        )

    def _remarks(self, found: Found, aside: dict[str, str]) -> Iterator[Problem]:
        kind, document, where = found.kind, found.document, found.where
        key = _key(kind, found.source_id)
        if found.source_id and key not in self._renamed:
            self._renamed.add(key)
            yield _renamed(kind, found.source_id, where)
        if kind == "service" and not document.get("organization_id"):
            yield _without_organization(document, where)
        if kind == "service" and "status" in aside:
            yield _strange_status(aside["status"], where)
        for path, name in strange_languages(kind, document, ""):
            yield strange_language(name, replace(where, field=path))


def _key(kind: str, text: str) -> bytes:
    return hashlib.blake2b(
        f"{kind}\x1f{text}".encode("utf-8", "surrogatepass"), digest_size=16
    ).digest()


def _named(kind: str) -> str:
    return kind.replace("_", " ")


def _inside(kind: str, problem: Problem) -> Problem:
    field = f"{kind}/{problem.where.field}"
    return replace(problem, where=replace(problem.where, field=field))


def _service(found: Found, aside: dict[str, str]) -> Found:
    """With what a service says of itself: whether it is open, and when somebody checked that."""
    # A status in words of the source's own most often says that the service has closed.
    gone = found.document.get("status") in ("inactive", "defunct") or "status" in aside
    return replace(
        found,
        marks=("inactive",) if gone else (),
        assured_on=str(found.document.get("assured_date", ""))[:10],
    )


def strange_languages(kind: str, document: Document, path: str) -> Iterator[tuple[str, str]]:
    """(path, what is written there) for each language in the document that we do not know."""
    if kind == "language":
        code, name = str(document.get("code", "")), str(document.get("name", ""))
        if not language.known(code) and language.by_name(name) is None and (code or name):
            yield path + ("code" if code else "name"), code or name
    for field in OBJECTS[kind].children:
        value = document.get(field.name)
        if value and field.target in _LANGUAGE_HOLDERS and field.target not in RECORDS:
            for item in value if isinstance(value, list) else [value]:
                yield from strange_languages(field.target, item, f"{path}{field.name}/")


def _renamed(kind: str, source_id: str, where: Where) -> Problem:
    return Problem(
        f'The id "{source_id[:80]}" of this {_named(kind)} is no UUID, so it got one made from it.',
        "Nothing needs to be done: the next import gives the same one, and the old id is kept.",
        replace(where, field="id"),
        "kept",
    )


def _without_organization(service: Document, where: Where) -> Problem:
    return Problem(
        f'The service "{str(service["name"])[:80]}" has no organization.',
        "It is kept and withheld until somebody says whose service it is.",
        replace(where, field="organization_id"),
        "kept",
    )


def _strange_status(status: str, where: Where) -> Problem:
    return Problem(
        f'The status "{status[:80]}" does not say whether the service is open.',
        "It is kept and withheld until the source or the desk gives it the status active.",
        replace(where, field="status"),
        "kept",
    )


def strange_language(name: str, where: Where) -> Problem:
    """The note about a language that we do not know."""
    return Problem(
        f'"{name[:80]}" is a language that we do not know.',
        "It is kept as it is; a tag such as es or ar, or an English name, lets readers find it.",
        where,
        "note",
    )
