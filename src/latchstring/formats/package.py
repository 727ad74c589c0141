"""The files of an HSDS tabular package, in a folder or a zip that somebody else made."""

from __future__ import annotations

import json
import lzma
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import IO, Any, Protocol

from latchstring.core.hsds import OBJECTS, RECORDS
from latchstring.core.problem import Problem, Weight, Where, trouble
from latchstring.formats.table_names import kind_named
from latchstring.formats.zip_folder import ZipFolder

DAMAGED = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, NotImplementedError, OSError)
"""What reading a member can raise when the zip, or the disk, is broken."""
_DESCRIPTION = "datapackage.json"
_LONGEST_DESCRIPTION = 5_000_000


class Folder(Protocol):
    """Where the files stand. Names use "/" and are relative."""

    def names(self) -> list[str]:
        """Every file's name."""

    def open(self, name: str) -> IO[bytes]:
        """One of `names` for reading."""


class DiskFolder:
    """A folder on disk; what a link leads out of it is not there."""

    def __init__(self, root: Path) -> None:
        self.root = root.resolve()

    def names(self) -> list[str]:
        return sorted(
            path.relative_to(self.root).as_posix()
            for path in (*self.root.glob("*"), *self.root.glob("*/*"))
            if path.is_file() and path.resolve().is_relative_to(self.root)
        )

    def open(self, name: str) -> IO[bytes]:
        return (self.root / name).open("rb")


class Package:
    """tables: HSDS object -> its files, one or more. problems: with files that are left out."""

    def __init__(self, folder: Folder) -> None:
        self.folder = folder
        self.problems: list[Problem] = []
        self._names = folder.names()
        self._base = _base(self._names)
        self.tables = self._tables()
        self._look_at_the_rest()

    def open(self, name: str) -> IO[bytes]:
        """A table's file, in bytes."""
        return self.folder.open(name)

    def _tables(self) -> dict[str, list[str]]:
        described = self._described()
        taken = {name for names in described.values() for name in names}
        tables = dict(described)
        for name in self._names:
            kind = _kind(name)
            if kind and kind not in described and name not in taken and self._is_here(name):
                tables.setdefault(kind, []).append(name)
        return {kind: tables[kind] for kind in OBJECTS if kind in tables}

    def _is_here(self, name: str) -> bool:
        return str(PurePosixPath(name).parent) == self._base

    def _described(self) -> dict[str, list[str]]:
        """What the package says of itself, where that names other files than the usual."""
        tables: dict[str, list[str]] = {}
        taken: set[str] = set()
        for resource in self._resources():
            kind = kind_named(str(resource.get("name", "")))
            paths = resource.get("path")
            for path in paths if isinstance(paths, list) else [paths]:
                name = self._inside(str(path)) if kind and path else ""
                if name in self._names and name not in taken:
                    tables.setdefault(kind, []).append(name)
                    taken.add(name)
        return tables

    def _resources(self) -> list[dict[str, Any]]:
        name = str(PurePosixPath(self._base) / _DESCRIPTION)
        if name not in self._names:
            return []
        with self.open(name) as stream:
            text = stream.read(_LONGEST_DESCRIPTION)
        try:
            found = json.loads(text)["resources"]
            return [resource for resource in found if isinstance(resource, dict)]
        except (ValueError, KeyError, TypeError, RecursionError):
            self._tell(
                "It does not describe the package, so the usual names of files count.",
                "Nothing needs to be done when all tables are read.",
                Where(name),
                "note",
            )
            return []

    def _inside(self, path: str) -> str:
        """The file's name, "" when the path leads out of the package."""
        pure = PurePosixPath(path)
        if pure.is_absolute() or ".." in pure.parts or "\\" in path or ":" in path:
            self._tell(
                f'"{path[:80]}" is no file in this package, so it was not read.',
                "Put the table beside the others and name it here without a path.",
                Where(_DESCRIPTION),
            )
            return ""
        return str(PurePosixPath(self._base) / pure)

    def _look_at_the_rest(self) -> None:
        taken = {name for names in self.tables.values() for name in names}
        for name in self._names:
            suffix = PurePosixPath(name).suffix.lower()
            if suffix == ".csv" and name not in taken:
                self._tell(
                    "This is no table of HSDS, or not beside the other tables: it was left out.",
                    "If it matters, name it as HSDS does and put it beside them.",
                    Where(name),
                )
            if suffix == ".zip":
                self._tell(
                    "A zip inside a package is not opened.",
                    "If it holds tables, import it by itself.",
                    Where(name),
                )

    def _tell(self, what: str, do: str, where: Where, weight: Weight = "refused") -> None:
        self.problems.append(Problem(what, do, where, weight))


@contextmanager
def opened(path: Path) -> Iterator[Package]:
    """The package in a folder or a zip. Raises `Trouble` when there is none."""
    if path.is_dir():
        yield _looked_through(DiskFolder(path), path)
        return
    with ZipFolder(path) as folder:
        yield _looked_through(folder, path)


def _looked_through(folder: Folder, path: Path) -> Package:
    try:
        return _with_records(Package(folder), path)
    except DAMAGED as error:
        raise trouble(
            "The package cannot be read: it is damaged.",
            "Copy or download it again, and compare its size.",
            Where(path.name),
        ) from error


def _with_records(package: Package, path: Path) -> Package:
    wanted = [OBJECTS[kind].path for kind in RECORDS[:3]]
    if any(kind in package.tables for kind in RECORDS):
        return package
    found = ", ".join(PurePosixPath(name).name for name in package.folder.names()[:10])
    raise trouble(
        f"There is no {', '.join(wanted)} here; found: {found or 'nothing'}.",
        "Give the folder or zip that holds HSDS's CSV tables.",
        Where(path.name),
    )


def _kind(name: str) -> str:
    pure = PurePosixPath(name)
    return kind_named(pure.stem) if pure.suffix.lower() == ".csv" else ""


def _base(names: list[str]) -> str:
    """The folder that holds most tables, the outermost of them: zips often wrap one around all."""
    known = (name for name in names if _kind(name) or PurePosixPath(name).name == _DESCRIPTION)
    parents = Counter(str(PurePosixPath(name).parent) for name in known)
    return max(parents, key=lambda parent: (parents[parent], -len(parent)), default=".")
