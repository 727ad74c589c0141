"""Which edition readers see. They ask at each request; asking costs two `stat` calls."""

from __future__ import annotations

import threading
from pathlib import Path

from latchstring.core.files import read_line
from latchstring.core.problem import Trouble, trouble
from latchstring.edition import withdrawals
from latchstring.edition.keys import root_key, trust
from latchstring.edition.manifest import INDEX, verify
from latchstring.edition.open import Edition
from latchstring.search.index import Index

CURRENT = "current"

_NOTHING = "Nothing has been published yet."
_Stamp = tuple[int, int, int]


class Editions:
    """The editions folder as a reader sees it.

    A new edition is verified before it is served. One that is unsigned, altered or older than
    what was served before is refused, and the reader goes on with what it has.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.refused = ""
        """Why the newest switch was refused; empty when it was not."""
        self._root = ""
        self._served: Edition | None = None
        self._sealed: frozenset[str] = frozenset()
        self._seen: tuple[_Stamp, _Stamp] | None = None
        self._lock = threading.Lock()

    def current(self) -> Edition:
        """The edition to serve now. Raises `Trouble` when there has never been a good one."""
        seen = (_stamp(self.folder / CURRENT), _stamp(self.folder / withdrawals.WITHDRAWN))
        if seen != self._seen:
            with self._lock:
                if seen != self._seen:
                    self._switch()
                    self._seen = seen
        if self._served is None:
            raise trouble(
                self.refused or "Nothing has been published yet.", "Run: latchstring publish"
            )
        return self._served

    def _switch(self) -> None:
        try:
            self._served, self.refused = self._open(self._served), ""
        except Trouble as error:
            self.refused = error.problem.what
        except OSError as error:
            self.refused = f"The editions cannot be read: {error.strerror}."
        except (ValueError, TypeError, KeyError) as error:
            self.refused = f"The editions are damaged: {error}."

    def _open(self, before: Edition | None) -> Edition:
        name = read_line(self.folder / CURRENT)
        if not name:
            raise trouble(_NOTHING, "Run: latchstring publish")
        # Pinned at the first look: whoever replaces the file later does not become believed.
        self._root = self._root or root_key(self.folder)
        believed = trust(self.folder, self._root)
        withdrawn = withdrawals.verified(self.folder, believed)
        folder = self.folder / name
        if before is not None and before.folder == folder:
            return Edition(folder, before.serial, before.index, withdrawn | self._sealed)
        manifest = verify(folder, believed)
        if not manifest.index:
            raise trouble(f"The edition in {name} has no index.", "Run: latchstring rollback")
        if before is not None and manifest.serial < before.serial:
            raise trouble(
                f"Edition {manifest.serial} is older than edition {before.serial}.",
                "Publish again: a way back has a new, higher number.",
            )
        index = Index.open(folder / INDEX)
        # The manifest names them too: a list that was lost brings nothing back.
        self._sealed = frozenset(manifest.withdrawn)
        return Edition(folder, manifest.serial, index, withdrawn | self._sealed)


def _stamp(path: Path) -> _Stamp:
    try:
        stat = path.stat()
    except FileNotFoundError:
        return (0, 0, 0)
    return (stat.st_mtime_ns, stat.st_ino, stat.st_size)
