"""The editions folder as the publishing side sees it: numbers, the switch, what is kept."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from latchstring.core.files import alone, flush_folder, read_json, read_line, write_file
from latchstring.core.moment import instant
from latchstring.core.problem import trouble
from latchstring.edition.current import CURRENT
from latchstring.edition.manifest import MANIFEST, Manifest, look

KEEP = 10
BUILDING = ".building"
PUBLISHERS = "publishers.json"
"""Who published which serial. It stays here: editions go out, staff names do not."""


@dataclass(frozen=True)
class Listed:
    """One kept edition, for people."""

    serial: int
    made_at: datetime
    services: int
    current: bool
    back_to: int | None
    by: str
    folder: Path
    manifest: Manifest


def editions(home: Path) -> list[Listed]:
    """The kept editions, newest first."""
    now, names = current_name(home / "editions"), read_json(home / PUBLISHERS)
    sealed = [path for path in folders(home) if (path / MANIFEST).exists()]
    return [_listed(path, path.name == now, names) for path in sealed]


def own_words(home: Path) -> Path:
    """Where a library keeps words of its own for what people ask (`thesaurus.words`)."""
    return home / "words"


def folders(home: Path) -> list[Path]:
    """Every kept edition's folder, newest first, whatever is in it."""
    found = [path for path in (home / "editions").glob("*-*") if path.is_dir()]
    named = [path for path in found if path.name.split("-")[0].isdecimal()]
    return sorted(named, key=serial_of, reverse=True)


def serial_of(folder: Path) -> int:
    """The serial that a folder's name tells."""
    return int(folder.name.split("-")[0])


def _listed(path: Path, current: bool, names: dict[str, str]) -> Listed:
    made = look(path)
    by = names.get(str(made.serial), "")
    services = made.counts.get("services", 0)
    when = instant(made.made_at)
    return Listed(made.serial, when, services, current, made.back_to, by, path, made)


def current_name(folder: Path) -> str:
    """The name of the folder that readers see; empty before the first edition."""
    return read_line(folder / CURRENT, "Remove the file and publish again.")


def next_serial(home: Path) -> int:
    """One more than any edition that is kept."""
    return max(map(serial_of, folders(home)), default=0) + 1


def name_for(manifest: Manifest) -> str:
    """The folder name of an edition: its serial and the start of its content's hash."""
    return f"{manifest.serial:08d}-{manifest.file[:8]}"


def place(home: Path, built: Path, manifest: Manifest) -> Path:
    """Move a sealed folder among the editions; readers do not see it yet."""
    final = home / "editions" / name_for(manifest)
    if final.exists():
        shutil.rmtree(final)
    built.rename(final)
    flush_folder(final.parent)
    return final


def switch(home: Path, to: Path) -> None:
    """Readers see this edition from their next request on."""
    write_file(home / "editions" / CURRENT, to.name.encode())


def published_by(home: Path, serial: int) -> str:
    """Who published an edition; empty when nobody noted it."""
    return str(read_json(home / PUBLISHERS).get(str(serial), ""))


def sign_off(home: Path, serial: int, by: str) -> None:
    """Note who published an edition."""
    names = {**read_json(home / PUBLISHERS), str(serial): by}
    write_file(home / PUBLISHERS, json.dumps(names).encode(), mode=0o600)


def prune(home: Path) -> None:
    """Keep the last ten and the current one."""
    now = current_name(home / "editions")
    for path in folders(home)[KEEP:]:
        if path.name != now:
            shutil.rmtree(path, ignore_errors=True)


@contextmanager
def publishing(home: Path, wait: bool = False) -> Iterator[Path]:
    """One publisher at a time. Gives an empty folder to build in, gone afterwards.

    While another publish, way back or withdrawal is running, waits or raises `Trouble`.
    """
    folder = home / "editions"
    folder.mkdir(parents=True, exist_ok=True)
    taken = trouble("Another publish is running.", "Wait until it has finished, then try again.")
    with alone(folder, taken, wait):
        building = folder / BUILDING
        shutil.rmtree(building, ignore_errors=True)
        building.mkdir()
        try:
            yield building
        finally:
            shutil.rmtree(building, ignore_errors=True)
