"""Pictures, styles and fonts: the same for every reader, kept by browsers for a year.

The folder's own hash stands in its address, so that a new release is a new address and a style
sheet finds its fonts beside it.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from django.utils.safestring import SafeString

from latchstring.core.language import language

FOLDER = Path(__file__).with_name("static")
MAX_AGE = 365 * 24 * 3600
"""Seconds."""


def _digest() -> str:
    total = hashlib.sha256()
    for path in sorted(FOLDER.rglob("*")):
        if path.is_file():
            total.update(f"{path.relative_to(FOLDER)}\0".encode() + path.read_bytes())
    return total.hexdigest()[:12]


FAMILIES = {"Latn": ("Noto Sans",), "Arab": ("Noto Sans", "Noto Sans Arabic")}
"""Fonts by the script of the page; `style.css` names the same ones. Other scripts on it come
from the reader's system: a font that loads when its first letter appears would tell."""
FACES: list[dict[str, str]] = json.loads((FOLDER / "fonts" / "fonts.json").read_bytes())["faces"]
PREFIX = f"/static/{_digest()}/"
PICTURES = {
    # Our own files, read once at start: no text of anybody else's is in them.
    path.stem: SafeString(
        path.read_text(encoding="utf-8").strip().replace("<svg ", '<svg aria-hidden="true" ')
    )
    for path in sorted((FOLDER / "pictures").glob("*.svg"))
}


def address(name: str) -> str:
    """Where a browser finds the file of that name."""
    return PREFIX + name


def fonts(tag: str) -> list[str]:
    """Addresses of the fonts that a page in the language loads, all of them, whatever is typed."""
    families = FAMILIES.get(language(tag).script, FAMILIES["Latn"])
    return [address(f"fonts/{face['file']}") for face in FACES if face["family"] in families]
