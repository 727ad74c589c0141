"""A small directory for tests: one organization, an open pantry and a hidden shelter."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from small_catalogue import SmallCatalogue

from latchstring.catalogue.models import Record
from latchstring.edition.current import Editions
from latchstring.edition.open import Edition
from latchstring.edition.publish import Published, publish


@dataclass
class Town:
    """A small directory: one organization, an open pantry and a hidden shelter."""

    home: Path
    catalogue: SmallCatalogue
    owner: Record
    hall: Record
    refuge: Record
    pantry: Record
    shelter: Record

    def publish(self) -> Published:
        """Publish the catalogue as it stands."""
        return publish(self.home, by="Ada")

    def current(self) -> Edition:
        """What a reader that has just started sees."""
        return Editions(self.home / "editions").current()

    def files(self) -> bytes:
        """Every byte that readers could ever get: all kept editions, packs and indexes."""
        paths = sorted((self.home / "editions").rglob("*"))
        return b"\n".join(path.read_bytes() for path in paths if path.is_file())
