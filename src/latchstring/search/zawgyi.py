"""Burmese typed with the old Zawgyi fonts, written again as Unicode.

Zawgyi puts signs in the order in which they are seen, and at code points that mean other signs in
Unicode. The rules are the correspondence of the two (Unicode Technical Note 11); the code points
stand in `fold.json`.
"""

from __future__ import annotations

import re

from latchstring.search.tables import TABLES


def _characters(codes: str) -> str:
    return "".join(chr(int(code, 16)) for code in codes.split())


_LETTERS = {int(code, 16): _characters(to) for code, to in TABLES["zawgyi"].items()}
_CONSONANT = "[\u1000-\u1021\u1025\u1027\u103f]"
_KINZI = "\u1004\u103a\u1039"
_ABOVE = re.compile(f"(\u1031?\u103c?)({_CONSONANT})((?:\u1039{_CONSONANT})?)\u1064")
_SYLLABLE = re.compile(
    f"(\u1031?)(\u103c?)((?:{_KINZI})?{_CONSONANT}(?:\u1039{_CONSONANT})?)([\u103b-\u103e]*)"
)
_ROWS = ("\u1000-\u1004", "\u1005-\u1009", "\u100b-\u100f", "\u1010-\u1014", "\u1015-\u1019")
"""Letters stack only on letters of their own row."""
_EVIDENCE = re.compile(
    # The vowel before its consonant; a stacker that stacks nothing; signs that Unicode puts behind
    # a letter at the beginning of a word or behind a vowel; asat before a vowel.
    "(?:^|[\u102b-\u1030\u1032\u1036-\u103a])\u1031|\u1039(?![\u1000-\u1021\u103f])"
    "|(?:^|[\u102b-\u1032\u1036-\u1039])[\u103b\u107e-\u1084]|\u103a[\u102b-\u1030\u1032]"
    f"|[\u1033\u1034]|\u1031[\u107e-\u1084]|[\u107e-\u1084]{_CONSONANT}|"
    + "|".join(f"[{row}]\u1039(?![{row}])" for row in _ROWS)
)


def unicode(run: str) -> str:
    """Burmese letters as Unicode has them; what can hardly be Zawgyi stays as it is."""
    if _EVIDENCE.search(run) is None:
        return run
    written = converted(run)
    return run if _EVIDENCE.search(written) else written


def converted(run: str) -> str:
    """Zawgyi in Unicode."""
    text = _ABOVE.sub(rf"\1{_KINZI}\2\3", run.translate(_LETTERS))
    text = _SYLLABLE.sub(_ordered, text)
    return text.replace("\u102f\u102d", "\u102d\u102f").replace("\u1036\u102f", "\u102f\u1036")


def _ordered(match: re.Match[str]) -> str:
    before, ra, letter, medials = match.groups()
    return letter + "".join(sorted(ra + medials)) + before
