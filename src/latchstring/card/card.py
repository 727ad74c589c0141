"""What a reader sees of a service, in words of the reader's language, ready for any page or paper.

Plain values only: no markup, no URL of ours. `card/draw.py` makes a Card; a page shows it.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from latchstring.core.freshness import State
from latchstring.core.text import Text


@dataclass(frozen=True)
class Phone:
    """A number as people dial it; `href` is `tel:…` (`sms:…` for text messages), empty for a fax
    and where no number could be read."""

    number: str
    href: str
    kind: str = ""
    """voice, fax, tty, text, cell or "": a code, the label stands in `label`."""
    label: Text | None = None
    extension: str = ""
    languages: list[Text] = field(default_factory=list)


@dataclass(frozen=True)
class Hours:
    """One line of opening hours: `days`, `times` or both in the reader's language, with a `note`
    where they end on a date; or only `note`, in the source's words."""

    days: Text | None = None
    times: Text | None = None
    note: Text | None = None


@dataclass(frozen=True)
class PlaceLine:
    """One place where the service is given. Coordinates in degrees, None when unknown."""

    name: Text | None = None
    address: list[str] = field(default_factory=list)
    note: Text | None = None
    transport: Text | None = None
    access: list[Text] = field(default_factory=list)
    hours: list[Hours] = field(default_factory=list)
    phones: list[Phone] = field(default_factory=list)
    latitude: float | None = None
    longitude: float | None = None
    metres: float | None = None


@dataclass(frozen=True)
class Checked:
    """When it was last checked, by whom, and what a reader should do about it."""

    state: State
    sentence: Text
    """"Last checked on 3 May 2026 by …" or "We do not know when this was last checked."""
    warning: Text | None = None
    """A plain warning, when the date is overdue or unknown."""


@dataclass(frozen=True)
class Told:
    """A statement with its source: membership of a network, a former name, a fact not checked."""

    sentence: Text
    source: str = ""
    url: str = ""
    checked: bool = False


@dataclass(frozen=True)
class Card:
    """Everything shown about one service. `Text.tag` says in which language each text really is."""

    id: str
    name: Text
    organization: Text
    summary: Text
    alert: Text | None = None
    also_known: list[str] = field(default_factory=list)
    eligibility: Text | None = None
    cost: list[Text] = field(default_factory=list)
    free: bool = False
    documents: list[Text] = field(default_factory=list)
    documents_known: bool = False
    """False: the source says nothing about documents, so the page says "ask first"."""
    languages: list[Text] = field(default_factory=list)
    interpretation: Text | None = None
    hours: list[Hours] = field(default_factory=list)
    places: list[PlaceLine] = field(default_factory=list)
    place_withheld: bool = False
    phones: list[Phone] = field(default_factory=list)
    email: str = ""
    website: str = ""
    """http(s) only."""
    apply: Text | None = None
    area: list[Text] = field(default_factory=list)
    accreditation: Text | None = None
    told: list[Told] = field(default_factory=list)
    checked: Checked | None = None
    careful: bool = False
    untranslated: bool = False
    """True when some words above stand in another language than the reader's."""
    draft: bool = False
    """True when some words above are translations that nobody has reviewed yet."""
    source: str = ""
    licence: str = ""
    successor_id: str = ""
