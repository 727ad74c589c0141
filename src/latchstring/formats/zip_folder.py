"""A zip from somebody else as a folder to read from: nothing is unpacked to disk."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path
from types import TracebackType
from typing import IO

from latchstring.core.problem import Trouble, Where, trouble

MOST_FILES = 500
MOST_BYTES = 2 * 1024**3
"""Bytes of all files unpacked."""
MOST_RATIO = 200
"""Times that a file may grow when it is unpacked; text grows about ten times."""
SMALL = 10 * 1024 * 1024
"""Bytes up to which a file may grow by any ratio."""
_LONGEST_LIST = 1024 * 1024
"""Bytes of the zip's list of files, which is held in memory before anything can be counted."""


class ZipFolder:
    """Use as a context manager. Raises `Trouble` for what is no whole, harmless zip.

    A member gives no more bytes than the zip's directory declares for it.
    """

    def __init__(self, path: Path) -> None:
        self._where = Where(path.name)
        try:
            if _size_of_list(path) > _LONGEST_LIST:
                raise self._refused("The zip's list of files is too long for a directory.")
            self._zip = zipfile.ZipFile(path)
        except (zipfile.BadZipFile, NotImplementedError, ValueError) as error:
            raise self._no_zip(path) from error
        except OSError as error:
            raise trouble(
                f"The file cannot be read: {error.strerror or 'it breaks off'}.",
                "Check its name and that this program may open it.",
                self._where,
            ) from error
        try:
            self._members = self._checked(self._zip.infolist())
        except Trouble:
            self._zip.close()
            raise

    def __enter__(self) -> ZipFolder:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._zip.close()

    def names(self) -> list[str]:
        """Files as the zip names them, hidden ones and folders left out."""
        return [name for name in self._members if not _is_hidden(name)]

    def open(self, name: str) -> IO[bytes]:
        return self._zip.open(self._members[name])

    def _checked(self, members: list[zipfile.ZipInfo]) -> dict[str, zipfile.ZipInfo]:
        if len(members) > MOST_FILES:
            raise self._refused(f"The zip holds {len(members):,} files: too many for a directory.")
        if any(member.flag_bits & 1 for member in members):
            raise self._refused("The zip is locked with a password.")
        if sum(member.file_size for member in members) > MOST_BYTES:
            raise self._refused(f"Unpacked, the zip has more than {MOST_BYTES // 1024**3} GB.")
        for member in members:
            if member.file_size > max(SMALL, MOST_RATIO * member.compress_size):
                raise self._refused(f'"{member.filename[:80]}" in the zip grows as a bomb does.')
        files = [member for member in members if not member.is_dir()]
        return {member.filename: member for member in reversed(files)}

    def _refused(self, what: str) -> Trouble:
        return trouble(f"{what} It was not opened.", "Pack the CSV tables alone.", self._where)

    def _no_zip(self, path: Path) -> Trouble:
        with path.open("rb") as raw:
            is_begun = raw.read(2) == b"PK"
        if is_begun:
            return trouble(
                "This is not a whole zip: its end is missing or damaged.",
                "Copy or download it again, and compare its size.",
                self._where,
            )
        return trouble(
            "This is neither a zip nor a folder of CSV tables.",
            "Give the zip, or the folder that the tables stand in.",
            self._where,
        )


def _size_of_list(path: Path) -> int:
    """What the end of the zip declares (PKWARE APPNOTE 4.3.14, 4.3.16); the largest when several
    places look like it, since a forger decides which one is read."""
    with path.open("rb") as raw:
        raw.seek(-min(path.stat().st_size, 70_000), 2)
        tail = raw.read()
    plain = (tail[m.start() + 12 : m.start() + 16] for m in re.finditer(b"PK\x05\x06", tail))
    large = (tail[m.start() + 40 : m.start() + 48] for m in re.finditer(b"PK\x06\x06", tail))
    sizes = [int.from_bytes(size, "little") for size in (*plain, *large)]
    return max((size for size in sizes if size != 0xFFFFFFFF), default=0)


def _is_hidden(name: str) -> bool:
    return any(part.startswith((".", "__MACOSX")) for part in name.split("/"))
