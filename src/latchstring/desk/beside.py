"""What stands beside the document of a service: who checked it, how long it holds, who may give
immigration advice there, whether it was withdrawn."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from latchstring.catalogue import store
from latchstring.catalogue.edit import Assured
from latchstring.catalogue.keeping import AUTHORITIES, Keeping
from latchstring.catalogue.models import Library
from latchstring.desk import field as one
from latchstring.desk.days import today_at
from latchstring.desk.field import Box, Field, Values

HOW = (("phone", "by phone"), ("visit", "by a visit"), ("web", "on the website"))

CHECKED = (
    Field("_checked", "I checked all of this today", "tick"),
    Field("_how", "How", "choice", choices=HOW),
)
VALID = (
    Field("_from", "Holds from", "date", "Leave empty when it holds already."),
    Field("_until", "Holds until", "date", "Readers do not see it after that day."),
)
AUTHORITY = Field(
    "_authority",
    "Who gives legal advice on immigration",
    "choice",
    "Needed for immigration legal help: without it the service is withheld.",
    choices=(("", "Nobody, or not known"), *AUTHORITIES.items()),
)
AGAIN = Field("_again", "Let readers see it again after the next publish", "tick")


@dataclass(frozen=True)
class Beside:
    """What the form says beside the document. None leaves it as it is."""

    keeping: Keeping
    assured: Assured | None
    valid: tuple[dt.date | None, dt.date | None]


def fill(state: store.State) -> Values:
    """The inputs for a record."""
    begins, ends = state.valid
    return {
        "_checked": "",
        "_how": "phone",
        "_from": begins.isoformat() if begins else "",
        "_until": ends.isoformat() if ends else "",
        "_authority": state.keeping.authority,
        "_again": "",
    }


def boxes(
    state: store.State | None, values: Values, errors: dict[str, str]
) -> dict[str, list[Box]]:
    """The fields as the page shows them, by group."""
    withdrawn = bool(state and state.keeping.withdrawn)
    groups = {"checked": CHECKED, "valid": VALID, "authority": (AUTHORITY,)}
    shown = {name: one.boxes(fields, values, errors) for name, fields in groups.items()}
    shown["again"] = one.boxes((AGAIN,), values, errors) if withdrawn else []
    return shown


def read(values: Values, state: store.State, errors: dict[str, str], library: Library) -> Beside:
    """What was typed; sentences for what cannot be taken go to `errors`."""
    begins, ends = (_date(values, field.name, errors) for field in VALID)
    if begins and ends and ends < begins:
        errors["_until"] = "It would end before it begins. Correct one of the two dates."
    authority = values.get("_authority", "")
    if authority and authority not in AUTHORITIES and authority != state.keeping.authority:
        errors["_authority"] = "Choose one of the list."
    keeping = state.keeping.but(authority=authority)
    if values.get("_again"):
        keeping = keeping.but(withdrawn="")
    checked = checked_today(library, values.get("_how", "")) if values.get("_checked") else None
    return Beside(keeping, checked, (begins, ends))


def checked_today(library: Library, how: str) -> Assured:
    """A check made today. Readers are told the library's name, not a colleague's: that stands
    in the history."""
    day = today_at(library)
    due = day + dt.timedelta(days=library.assure_days)
    return Assured(day, library.name, how if how in dict(HOW) else "phone", due)


def _date(values: Values, name: str, errors: dict[str, str]) -> dt.date | None:
    typed = values.get(name, "").strip()
    if not typed:
        return None
    try:
        return dt.date.fromisoformat(typed)
    except ValueError:
        errors[name] = f"“{typed}” is no date. Write it like 2027-01-31"
        return None
