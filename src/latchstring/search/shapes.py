"""What goes into the search and what comes out: the only things that other rooms must know."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol


@dataclass(frozen=True)
class Indexed:
    """One service as it goes into the index. All of it must be public.

    no: its number in the edition, counted upwards in the order of `build`. words: every text of
    it in every published language, and the names of its organization, languages, towns. terms: the
    English names of its taxonomy terms.
    places: (latitude, longitude) in degrees. topics: keys. spoken: BCP 47 tags. The last four
    fields are what filters and "near me" are looked up by in a directory of any size. language: BCP
    47 tag of the language in which the record itself is written. translated: (tag, English text,
    translation) of every translated text.
    """

    no: int
    id: str
    name: str
    aliases: Sequence[str]
    words: Sequence[str]
    terms: Sequence[str]
    places: Sequence[tuple[float, float]]
    topics: Sequence[str]
    spoken: Sequence[str]
    free: bool
    language: str = "en"
    translated: Sequence[tuple[str, str, str]] = ()


class Facts(Protocol):
    """What ranking and filters ask of one service.

    assured_state: a `core.freshness.State` at the clock of the request. places: (latitude,
    longitude) in degrees. languages: BCP 47 tags that are spoken there.
    """

    @property
    def id(self) -> str: ...
    @property
    def assured_state(self) -> str: ...
    @property
    def places(self) -> Sequence[tuple[float, float]]: ...
    @property
    def topics(self) -> frozenset[str]: ...
    @property
    def languages(self) -> frozenset[str]: ...
    @property
    def free(self) -> bool: ...
    @property
    def withdrawn(self) -> bool: ...


@dataclass(frozen=True)
class Filters:
    """What a service must be to appear at all. None and False: does not matter.

    topic: a topic's key. spoken: a BCP 47 tag; "es" also finds "es-MX".
    """

    topic: str | None = None
    spoken: str | None = None
    free: bool = False


@dataclass(frozen=True)
class Hit:
    """A found service. metres: to its nearest public place, None when either end is unknown.
    explained: one short English line for each thing that made the score, for staff."""

    no: int
    id: str
    score: float
    metres: float | None = None
    explained: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Answer:
    """What a search found and understood. meant: concepts, surest first. crises: dangers that the
    query may speak of, surest first: what helps then comes before all services; alarm: it most
    likely does. sure: how much of
    the query was understood, from 0 to 1. instead: concepts that may be meant too, nearest first.
    explained: a sentence for each concept of meant."""

    hits: list[Hit] = field(default_factory=list)
    meant: list[str] = field(default_factory=list)
    crises: list[str] = field(default_factory=list)
    alarm: bool = False
    sure: float = 0.0
    instead: list[str] = field(default_factory=list)
    explained: list[str] = field(default_factory=list)
