"""A small directory for search tests: services, their facts, and an index of them on disk."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from latchstring.search.face import Index, Indexed, build


@dataclass(frozen=True)
class Known:
    """The facts of one service."""

    id: str
    assured_state: str = "current"
    places: list[tuple[float, float]] = field(default_factory=list)
    topics: frozenset[str] = frozenset()
    languages: frozenset[str] = frozenset()
    free: bool = False
    withdrawn: bool = False


@dataclass(frozen=True)
class Service:
    """One service as a test writes it down."""

    name: str
    text: str = ""
    aliases: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()
    state: str = "current"
    place: tuple[float, float] | None = None
    topics: tuple[str, ...] = ()
    spoken: tuple[str, ...] = ()
    free: bool = False
    withdrawn: bool = False
    language: str = "en"

    def indexed(self, no: int) -> Indexed:
        places = [self.place] if self.place else []
        words = [self.text]
        return Indexed(
            no,
            self.name,
            self.name,
            self.aliases,
            words,
            self.terms,
            places,
            self.topics,
            self.spoken,
            self.free,
            self.language,
        )

    def known(self) -> Known:
        return Known(
            self.name,
            self.state,
            [self.place] if self.place else [],
            frozenset(self.topics),
            frozenset(self.spoken),
            self.free,
            self.withdrawn,
        )


class Shelf:
    """An edition of such services. Their names are their ids."""

    def __init__(self, folder: Path, services: Iterable[Service]) -> None:
        self.services = list(services)
        build(folder, (one.indexed(no) for no, one in enumerate(self.services)))
        self.index = Index.open(folder)
        self.asked: list[int] = []

    def facts(self, no: int) -> Known | None:
        self.asked.append(no)
        return self.services[no].known()
