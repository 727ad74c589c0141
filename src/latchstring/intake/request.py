"""What somebody asks to import, looked at before anything is read."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from latchstring.core.problem import Where, shown, trouble
from latchstring.intake.child import FORMATS

LONGEST_NAME = 200
"""Characters in the name of a source or a library, and in a licence."""


@dataclass(frozen=True)
class Request:
    """What to import, from whom, for which library. `format` "" is guessed from the file."""

    path: Path
    format: str = ""
    source: str = ""
    licence: str = ""
    vetted: bool = False
    library: str = ""
    dry_run: bool = False
    by: str = "command line"


def complete(request: Request) -> Request:
    """The request with its format and source filled in.

    Raises `Trouble` for a name that cannot be stored, and for a path that is no file or folder:
    reading from a pipe or a device might never end.
    """
    for what in ("source", "licence", "library"):
        _storable(what, getattr(request, what))
    path = request.path
    if path.exists() and not (path.is_file() or path.is_dir()):
        raise trouble(
            f"{path.name} is no file and no folder.",
            "Save what it gives as a file, and import that.",
        )
    source = request.source.strip() or shown(path.name)[:LONGEST_NAME]
    return replace(request, format=request.format or guess(path), source=source)


def _storable(what: str, text: str) -> None:
    if len(text) > LONGEST_NAME:
        raise trouble(
            f"The {what} has {len(text):,} characters.",
            f"Use at most {LONGEST_NAME}.",
            Where(field=what),
        )
    if shown(text) != text:
        raise trouble(
            f'The {what} "{text}" has characters that cannot be stored.',
            "Use letters, digits, spaces and signs, on one line.",
            Where(field=what),
        )


def guess(path: Path) -> str:
    """The format of a file or folder, from its name and first line."""
    if path.is_dir() or path.suffix.lower() == ".zip":
        return "hsds-csv"
    if path.suffix.lower() in (".json", ".ndjson", ".jsonl"):
        return "hsds-json"
    if path.suffix.lower() == ".csv" and "ResourceAgencyNum" in _first_line(path):
        return "icarol"
    raise trouble(
        f"What kind of file {path.name} is cannot be told from its name.",
        f"Add --format and one of these: {', '.join(FORMATS)}.",
        Where(path.name),
    )


def _first_line(path: Path) -> str:
    try:
        with path.open(encoding="utf-8-sig", errors="replace") as file:
            return file.readline(100_000)
    except OSError as error:
        raise trouble(
            f"{path.name} cannot be read: {error.strerror}.", "Check the name and its folder."
        ) from error
