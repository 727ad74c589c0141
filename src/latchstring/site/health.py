"""What `latchstring doctor` looks at: each finding says what is wrong, where, and what to do."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from latchstring.catalogue import history
from latchstring.catalogue.models import Change, Import, Record
from latchstring.core.problem import Trouble
from latchstring.edition.current import Editions
from latchstring.edition.folder import Listed, editions
from latchstring.edition.keys import KEY

ROOM = 1024**3
"""Bytes of free space below which doctor warns."""


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at. `wrong` is empty when all is well."""

    looked_at: str
    wrong: str = ""
    do: str = ""


def findings(home: Path) -> Iterator[Finding]:
    """Look at everything, one finding after the other."""
    for check in CHECKS:
        yield from check(home)


def _space(home: Path) -> Iterator[Finding]:
    free = shutil.disk_usage(home).free
    wrong = "" if free > ROOM else f"Only {free // 1024**2} MB are free where {home} lies."
    yield Finding("free space", wrong, "Make room: publishing needs space for one more edition.")


def _key(home: Path) -> Iterator[Finding]:
    path = home / "keys" / KEY
    wrong = ""
    if path.exists() and path.stat().st_mode & 0o077:
        wrong = f"Other users of this computer can read {path}."
    yield Finding("signing key", wrong, f"Run: chmod 600 {path}")


def _imports(_home: Path) -> Iterator[Finding]:
    run = Import.objects.filter(state="applying").first()
    wrong = f"The import of {run.name} is not complete." if run else ""
    yield Finding("imports", wrong, "Run: latchstring import --resume")


def _edition(home: Path) -> Iterator[Finding]:
    wrong = ""
    try:
        Editions(home / "editions").current()
    except Trouble as error:
        wrong = str(error)
    yield Finding("current edition, its signature and every byte", wrong, "")


def _history(home: Path) -> Iterator[Finding]:
    """Every chain, and the seals that the kept editions hold over them."""
    altered = [text for pk in _records() if (text := history.broken(pk))]
    yield Finding(
        "history of every record",
        f"{altered[0]} ({len(altered)} in all)" if altered else "",
        "Compare with a backup: somebody wrote to the database past the desk.",
    )
    for row in editions(home):
        yield Finding(f"history as edition {row.serial} sealed it", _seal_broken(row), _TAMPERED)


_TAMPERED = "Entries of the history were altered or removed since; compare with a backup."


def _records() -> Iterator[str]:
    yield from Change.objects.order_by("record_id").values_list("record_id", flat=True).distinct()
    yield from Record.objects.filter(version=0).values_list("pk", flat=True)


def _seal_broken(row: Listed) -> str:
    sealed = row.manifest.history
    then = history.heads(int(str(sealed["entries"])))
    return "" if then.root == sealed["root"] else "The history is not what was sealed."


def _walls(_home: Path) -> Iterator[Finding]:
    code = "from latchstring.intake.limits import enclose; print(enclose()['network'])"
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    wrong = "" if said.stdout.strip() == "True" else "Files are read with the network in reach."
    yield Finding(
        "walls around the reading of files", wrong, "Allow user namespaces in the kernel."
    )


CHECKS: tuple[Callable[[Path], Iterator[Finding]], ...] = (
    _space,
    _key,
    _imports,
    _edition,
    _history,
    _walls,
)
