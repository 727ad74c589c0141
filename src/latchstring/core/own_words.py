"""Words in a language's own vocabulary, from our table or CLDR's file of that language alone.

Trap: Babel's own look-ups are not used for words. Where a locale lacks an entry they answer with
the root's ("Mon", "M11"), with another language's (`ht` inherits from `fr_HT`), or with whatever
language was asked first in this process (python-babel issue 1234, open in 2.18: a resolved alias
is written into data that all locales share; once Swahili was asked for its stand-alone Monday,
Ukrainian answers "Jumatatu" as well). So each file of Babel's CLDR data is read as it stands, and
only files of the same language and script complete it: `es_US`, `es_419`, `es`.
"""

from __future__ import annotations

import pickle
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from babel import localedata
from babel.core import get_global

from latchstring.core.language import Language


def own_text(language: Language, *path: str | int) -> str | None:
    """The text at a path of CLDR's data: `own_text(amharic, "days", "format", "wide", 0)`.

    Patterns of dates and times come as text. None where the language has no word of its own.
    """
    for words in _vocabularies(language):
        found: Any = words
        for step in path:
            found = found.get(step) if isinstance(found, Mapping) else None
        found = getattr(found, "pattern", found)
        if isinstance(found, str) and found and (language.tag, path[0]) not in _NOT_ITS_OWN:
            return found
    return None


def _vocabularies(language: Language) -> Iterator[Mapping[Any, Any]]:
    if language.tag in _OURS:
        yield _OURS[language.tag]
    name = language.babel or ""
    while name:
        yield _file(name)
        name = _parent(name)


def _parent(name: str) -> str:
    """The more general file of the same language and script; "" at the top."""
    above, _, last = name.rpartition("_")
    is_script = len(last) == 4
    return "" if is_script or not above else get_global("parent_exceptions").get(name, above)


@cache
def _file(name: str) -> Mapping[Any, Any]:
    """One file without its parents. The names come from our table of languages, not from readers."""
    with Path(localedata.resolve_locale_filename(name)).open("rb") as file:
        return dict(pickle.load(file))  # noqa: S301 - a file of the installed Babel package


_NOT_ITS_OWN = frozenset(
    {("ug", "list_patterns")}
    | {(tag, "languages") for tag in ("luo", "ki", "kam", "guz", "gaa", "tn", "tig")}
)
"""Parts of CLDR files that hold another language's words: Uyghur lists say "and"; names of
languages are Swahili in Luo, Kikuyu, Kamba and Kisii, English in Ga and Setswana, and Amharic
in Tigre."""

_HAITIAN_DAYS = ("lendi", "madi", "mèkredi", "jedi", "vandredi", "samdi", "dimanch")
_HAITIAN_MONTHS = (
    *("janvye", "fevriye", "mas", "avril", "me", "jen"),
    *("jiyè", "out", "septanm", "oktòb", "novanm", "desanm"),
)
_OURS: Mapping[str, Mapping[str, Any]] = {
    "ht": {
        "days": {"format": {"wide": dict(enumerate(_HAITIAN_DAYS))}},
        "months": {"format": {"wide": dict(enumerate(_HAITIAN_MONTHS, start=1))}},
        "date_formats": {"long": "d MMMM y", "full": "EEEE d MMMM y"},
        "list_patterns": {"standard": {"2": "{0} ak {1}"}},
    },
}
"""Our own words, shaped like CLDR's data."""
