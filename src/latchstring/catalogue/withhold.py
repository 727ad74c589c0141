"""What the public must not see, and why. Safety before completeness: in doubt, withhold."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from latchstring.catalogue.keeping import Keeping
from latchstring.core.shape import Document

EXCLUDED = "The source says: do not publish"
INACTIVE = "The source says that it is not active"
DO_NOT_REFER = "The source says: do not refer"
NO_ORGANIZATION = "It has no organization"
NO_AUTHORITY = "Immigration legal help, and the kind of authority is not recorded"
WITHDRAWN = "It was withdrawn"
LOOSE = "It belongs to nothing in this catalogue"

_MARKS = {"excluded": EXCLUDED, "inactive": INACTIVE, "do not refer": DO_NOT_REFER}
_PUBLIC_KINDS = {"organization", "location", "service", "taxonomy", "taxonomy_term"}

_VIOLENCE = re.compile(
    r"domestic\s+(violence|abuse)|\bDV\b|family\s+violence|violence\s+against\s+wom[ae]n"
    r"|(spous\w*|partner)\W+(\w+\W+)?(abuse|violence)|intimate\s+partner|dating\s+violence"
    r"|(gender|sexual)[\s-]+(based\s+)?violence|battered|abused\s+wom[ae]n|survivors?\s+of\s+abuse"
    r"|\brape\b|sexual(ly)?\s+(assault|exploit|abuse)|traffick|safe[\s-]?(house|home|haven)s?\b"
    r"|wom[ae]n['\u2019]?s\s+(shelter|refuge)|crisis\s+shelter|stalking|honou?r\s+violence"
    r"|violencia\s+(dom[eé]stica|familiar|intrafamiliar|sexual|de\s+g[eé]nero)|maltratad[ao]s"
    r"|casa\s+segura|trata\s+de\s+personas|العنف\s+(المنزلي|الأسري|الجنسي)|الاتجار\s+بالبشر|بيت\s+آمن",
    re.IGNORECASE,
)
_LEGAL = re.compile(
    r"\blegal|\blaw(yers?|\s+(clinic|cent(er|re)|school|office|firm|project))\b|attorney"
    r"|representation|representatives?\b|\bcounsel\b|\bdefen[cs]e\b"
    r"|\babogad[oa]s?\b|\blegal(es)?\b",
    re.IGNORECASE,
)
_PAPERS = re.compile(
    r"(immigration|citizenship|naturali[sz]ation|asylum|visa|green\s+card)\s+"
    r"(advi[cs]e|form|paper|document|application|petition)|green\s+cards?\b|deport"
    r"|(immigration|asylum|DACA|TPS|U-?\s?visa|naturali[sz]ation)\s+(renewal\s+)?(clinic|workshop)"
    r"|accredited\s+representative",
    re.IGNORECASE,
)
_IMMIGRATION = re.compile(
    r"i[mn]?migra|asylum|asilo|naturali[sz]|deport|\bvisas?\b|green\s+card|refugee|\bDACA\b|\bTPS\b"
    r"|\bU-?visa|removal\s+proceeding",
    re.IGNORECASE,
)
_IMMIGRATION_LEGAL = re.compile(
    r"(immigration|naturali[sz]ation|citizenship|asylum)[\w/,\s-]{0,40}(legal|law\b|attorney)"
    r"|(legal|law\b|attorney)[\w/,\s-]{0,40}(immigra|naturali[sz]|asylum|deport|refugee)"
    r"|deportation\s+(defen[cs]e|assistance)|immigration\s+(court|petition|application)",
    re.IGNORECASE,
)


def told(document: Document, terms: Iterable[str] = ()) -> str:
    """Names and taxonomy terms of a record: what it says that it is."""
    heads = [str(document.get(name) or "") for name in ("name", "alternate_name")]
    return " · ".join([*heads, *terms])


def sensitive(document: Document, terms: Iterable[str] = ()) -> bool:
    """True for domestic-violence, trafficking and safe-house services: their places stay
    confidential until the operator's written permission is recorded."""
    text = f"{told(document, terms)} · {document.get('description') or ''}"
    return bool(_VIOLENCE.search(text))


def gives_immigration_advice(document: Document, terms: Iterable[str] = ()) -> bool:
    """True when the service says that it gives legal help in immigration matters."""
    heads = told(document, terms)
    if _PAPERS.search(heads) or (_IMMIGRATION.search(heads) and _LEGAL.search(heads)):
        return True
    return bool(_IMMIGRATION_LEGAL.search(f"{heads} · {document.get('description') or ''}"))


def reasons(
    kind: str, document: Document, keeping: Keeping, vetted: bool, terms: Iterable[str] = ()
) -> list[str]:
    """Why this record must not be published; empty when it may. `vetted`: its source is."""
    found = [_MARKS[mark] for mark in keeping.marks if mark in _MARKS]
    if kind not in _PUBLIC_KINDS:
        found.append(LOOSE)
    if kind == "service":
        found += _service_reasons(document, keeping, vetted, terms)
    if keeping.withdrawn:
        found.append(WITHDRAWN)
    return list(dict.fromkeys(found))


def _service_reasons(
    document: Document, keeping: Keeping, vetted: bool, terms: Iterable[str]
) -> list[str]:
    found = []
    if document.get("status") in ("inactive", "defunct", None):
        found.append(INACTIVE)
    if not document.get("organization_id"):
        found.append(NO_ORGANIZATION)
    if not vetted and not keeping.authority and gives_immigration_advice(document, terms):
        found.append(NO_AUTHORITY)
    return found


def hides(confidential: bool, keeping: Keeping) -> bool:
    """True when a location's place must not be published: nobody permitted it in writing."""
    return confidential and not keeping.permission


_PUBLIC_OF_A_PLACE = {"id", "location_type", "organization_id", "phones", "languages", "schedules"}
"""All that is left of a confidential place: not even its name, which is often an address."""


def part(document: Document) -> tuple[Document, Document]:
    """A confidential location as (what may be published, what may not)."""
    public = {name: value for name, value in document.items() if name in _PUBLIC_OF_A_PLACE}
    secret = {name: value for name, value in document.items() if name not in public}
    return public, secret


_STREET = (
    r"street|st|avenue|ave|av|road|rd|boulevard|blvd|drive|dr|lane|ln|court|ct|place|pl|way"
    r"|terrace|ter|circle|cir|highway|hwy|parkway|pkwy|square|sq|pike|alley|loop|trail|plaza"
    r"|crescent|cres|heights|hts|broadway"
)
_SIDE = r"(?:[NS]\.?[EW]?\.?|[EW]\.?)"
_UNIT = r"(?:suite|ste|apt|unit|room|rm|floor|#)\.?\s*[\w-]+"
_WORD = (
    r"(?!(?:a|an|the|to|in|on|for|and|or|we|you|your|our|is|are|at|per|every|with|from|by|who)\b)"
    r"[\w'.-]+"
)
_ADDRESS = re.compile(
    rf"\b\d{{1,6}}(?:-\d+)?[A-Za-z]?\s+(?:{_SIDE}\s+)?(?:{_WORD}\s+){{1,6}}(?:{_STREET})\b\.?"
    rf"(?:,?\s*{_SIDE}(?!\w))?(?:,?\s*{_UNIT})?"
    r"(?:,?\s*[A-Z][\w .]{1,30},?\s+[A-Z]{2}\s+\d{5}(?:-\d{4})?)?"
    r"|\b\d{1,6}\s+(?:broadway\b|avenue\s+of\s+(?:the\s+)?\w+)"
    r"|\b(?:calle|avenida|carrera|paseo)\s+(?:[\w'.-]+\s+){1,4}?\d{1,6}\b"
    r"|\b\d{1,6}\s+(?:calle|avenida|carrera|paseo)\s+[\w'.-]+"
    r"|\bcorner\s+of\s+[\w'. -]{2,40}?\s+(?:and|&)\s+[\w'.-]+",
    re.IGNORECASE,
)
_GONE = "[address withheld]"
_TAIL = re.compile(rf"(?:{_STREET}|{_SIDE})\.?", re.IGNORECASE)


def core_words(line: str) -> tuple[str, ...]:
    """What an address line says however it is written: "77 Elm St, Apt 3" and "77 elm street"
    are both ("77", "elm")."""
    words = re.findall(r"\w+", re.split(_UNIT, line, maxsplit=1, flags=re.IGNORECASE)[0])
    core = [word for word in words if not _TAIL.fullmatch(word)]
    return tuple(word.casefold() for word in (core if len(core) > 1 else words))


def scrub(text: str, known: Iterable[str] = (), any_address: bool = False) -> str:
    """The text without the `known` addresses, codes and coordinates, however they are spelled,
    and without any street address when asked."""
    for line in known:
        words = [re.escape(word) for word in core_words(line)]
        if words:
            tail = rf"(?:\W+(?:{_STREET})\b\.?)?(?:\W+{_SIDE}(?!\w))?"
            pattern = r"\b" + r"\W+".join(words) + r"\b" + tail
            text = re.sub(pattern, _GONE, text, flags=re.IGNORECASE)
    return _ADDRESS.sub(_GONE, text) if any_address else text


def addresses(secret: Document) -> list[str]:
    """What of a secret place must be found again in free texts: the first lines of its
    addresses, its postal codes, its coordinates."""
    rows = _dicts(secret.get("addresses"))
    lines = [str(row.get("address_1") or "") for row in rows]
    codes = [str(row.get("postal_code") or "") for row in rows]
    points = [str(secret[name]) for name in ("latitude", "longitude") if name in secret]
    return [
        *(line for line in lines if any(ch.isdigit() for ch in line)),
        *(text for text in (*codes, *points) if sum(ch.isdigit() for ch in text) >= 5),
    ]


def place_key(document: Document) -> tuple[str, ...]:
    """Equal for two locations of one organization at one address; empty without an address."""
    for address in _dicts(document.get("addresses")):
        words = core_words(str(address.get("address_1") or ""))
        if words and address.get("address_type") != "postal":
            return (str(document.get("organization_id") or ""), *words)
    return ()


def _dicts(value: Any) -> list[Document]:
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []
