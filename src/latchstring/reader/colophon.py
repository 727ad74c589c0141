"""The facts of an edition: how many services, how well checked today, and from whom."""

from __future__ import annotations

import datetime as dt
import json
from collections import Counter
from dataclasses import dataclass

from latchstring.core.freshness import freshness
from latchstring.core.moment import as_date
from latchstring.reader.served import Visit


@dataclass(frozen=True)
class Source:
    """Where records come from, under which licence, and how many services they are."""

    name: str
    licence: str
    services: int


@dataclass(frozen=True)
class Colophon:
    """Services in the edition, by whether their last check still counts today."""

    services: int
    current: int
    overdue: int
    unknown: int
    sources: list[Source]


@dataclass(frozen=True)
class _Counted:
    """The count of one day: the same for every reader, so it is done once."""

    key: tuple[int, dt.date, int]
    states: Counter[str]


_COUNTED: list[_Counted] = []


def colophon(visit: Visit) -> Colophon:
    """The facts on this day."""
    states = _states(visit)
    overdue = states["overdue"] + states["expired"]
    return Colophon(
        services=states.total(),
        current=states["current"] + states["due"],
        overdue=overdue,
        unknown=states["unknown"],
        sources=[Source(*row) for row in json.loads(visit.meta.get("sources") or "[]")],
    )


def _states(visit: Visit) -> Counter[str]:
    key = (visit.session.serial, visit.today, len(visit.session.withdrawn))
    if not _COUNTED or _COUNTED[0].key != key:
        _COUNTED[:] = [_Counted(key, _count(visit))]
    return _COUNTED[0].states


def _count(visit: Visit) -> Counter[str]:
    states: Counter[str] = Counter()
    for _, facts in visit.session.stored_facts():
        if facts.id not in visit.session.withdrawn:
            checked, due = as_date(facts.assured_on), as_date(facts.due_on)
            states[freshness(checked, due, visit.today).state] += 1
    return states
