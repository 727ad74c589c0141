"""A card in few words, for a list of results."""

from __future__ import annotations

from dataclasses import replace

from latchstring.core.text import Text


def first_words(text: Text, limit: int = 160) -> Text:
    """The text's first `limit` characters at most, on one line, cut where a word ends.

    A script without spaces is cut between letters, never before a mark that belongs to the one
    before. What is cut ends in "…", counted in the limit.
    """
    whole = " ".join(text.text.split())
    if len(whole) <= limit:
        return replace(text, text=whole)
    head = whole[: max(limit - 1, 1)]
    space = head.rfind(" ", limit // 2) if not whole[len(head)].isspace() else len(head)
    head = head[:space] if space > 0 else _between_letters(whole, len(head))
    return replace(text, text=head.rstrip(" ,;:.–-،؛") + "…")


def _between_letters(whole: str, end: int) -> str:
    """Before a letter that carries its own marks: marks and joiners are no letters or digits."""
    while end > 1 and not whole[end].isalnum():
        end -= 1
    return whole[:end]
