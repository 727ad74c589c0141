"""How far a reader may trust a date: current, due, overdue or long overdue at a given clock."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

State = Literal["current", "due", "overdue", "expired", "unknown"]
"""current: checked and not yet due. due: staff should check soon; readers see no warning.
overdue: past its date, "call first". expired: overdue as long again as the check was meant to
last. unknown: nobody is known to have checked it."""

DAYS = 180
"""How long a check lasts when a library says nothing else."""
SOON = 30
"""Days before the due date in which staff are reminded."""


@dataclass(frozen=True)
class Freshness:
    """The state at one clock, with the dates that it follows from (None: unknown)."""

    state: State
    assured_on: dt.date | None = None
    due_on: dt.date | None = None

    @property
    def warns(self) -> bool:
        """True when a reader must be told to call first."""
        return self.state in ("overdue", "expired", "unknown")


def freshness(assured_on: dt.date | None, due_on: dt.date | None, today: dt.date) -> Freshness:
    """Dates are calendar dates where the library is. A check dated after today counts as none:
    a date that cannot be true must not pass as fresh."""
    if assured_on is None or assured_on > today:
        return Freshness("unknown")
    due = due_on or dt.date.fromordinal(min(assured_on.toordinal() + DAYS, dt.date.max.toordinal()))
    length = max((due - assured_on).days, 1)
    past = (today - due).days
    if past > length:
        state: State = "expired"
    elif past > 0:
        state = "overdue"
    elif past >= -SOON:
        state = "due"
    else:
        state = "current"
    return Freshness(state, assured_on, due)


def in_force(valid_from: dt.date | None, valid_until: dt.date | None, today: dt.date) -> bool:
    """True from the first day to the last, both included."""
    return (valid_from is None or valid_from <= today) and (
        valid_until is None or today <= valid_until
    )
