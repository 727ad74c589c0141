"""Import: read, stage, show the difference, apply. One at a time, resumable at any point."""

from __future__ import annotations

import csv
import fcntl
import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from latchstring.catalogue.models import Import, Library, Source
from latchstring.core.files import sha256, write_file
from latchstring.core.moment import now
from latchstring.core.problem import Problem, Trouble, Where, trouble
from latchstring.intake import sandbox
from latchstring.intake.apply import DRY, Applied, Applying
from latchstring.intake.stage import Progress, Staged, silent, stage
from latchstring.intake.undo import undo

STAGED = "found.ndjson"
ABOUT = "about.json"


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


@dataclass
class Result:
    """What came of it; `number` is the import's id, 0 for a dry run."""

    number: int
    staged: Staged
    applied: Applied
    problems: list[Problem] = field(default_factory=list)


def import_file(home: Path, request: Request, progress: Progress = silent) -> Result:
    """Read a file and put it into the catalogue.

    Raises `Trouble` when nothing can be read, or another import is running; then the catalogue
    is as it was. Bad rows are problems in the result, and the rest goes in.
    """
    with importing(home) as folder:
        finish(folder, request.by, progress)
        format_name = request.format or guess(request.path)
        source_name = request.source or request.path.name
        staging = folder / "staging"
        shutil.rmtree(staging, ignore_errors=True)
        staging.mkdir()
        try:
            said = sandbox.lines(format_name, request.path, source_name)
            staged = stage(staging / STAGED, said, progress)
            run = _begin(request, format_name, source_name, staged)
            return _apply(run, folder, staging, staged, progress)
        finally:
            shutil.rmtree(staging, ignore_errors=True)


def _apply(run: Import, folder: Path, staging: Path, staged: Staged, progress: Progress) -> Result:
    dry = run.state == DRY
    place = folder / str(run.pk)
    write_file(staging / ABOUT, json.dumps(sorted(staged.hidden)).encode())
    shutil.rmtree(place, ignore_errors=True)
    staging.rename(place)
    applied = Applying(run, staged.hidden, progress).all(place / STAGED)
    problems = [*staged.problems, *applied.problems]
    if dry:
        run.delete()
    else:
        _complete(run)
    # Staged lines hold internal notes and confidential addresses: they go as soon as they can.
    shutil.rmtree(place)
    return Result(0 if dry else run.pk, staged, applied, problems)


def _complete(run: Import) -> None:
    run.state, run.finished_at = "complete", now()
    run.save(update_fields=["state", "finished_at"])


def _begin(request: Request, format_name: str, source_name: str, staged: Staged) -> Import:
    source, _ = Source.objects.get_or_create(
        name=source_name, defaults={"licence": request.licence}
    )
    if request.vetted and not source.vetted:
        source.vetted = True
        source.save(update_fields=["vetted"])
    return Import.objects.create(
        name=request.path.name,
        format=format_name,
        source=source,
        library=_library(request.library),
        staged=STAGED,
        staged_sha256=staged.sha256,
        lines=staged.lines,
        state=DRY if request.dry_run else "applying",
        by=request.by,
        started_at=now(),
    )


def _library(name: str) -> Library:
    libraries = Library.objects.order_by("pk")
    found = libraries.filter(name__iexact=name).first() if name else libraries.first()
    if found is None and not libraries.exists():
        return Library.objects.create(name=name or "Our library")
    if found is None:
        known = ", ".join(libraries.values_list("name", flat=True))
        raise trouble(f'There is no library "{name}".', f"Libraries here: {known}.")
    return found


@contextmanager
def importing(home: Path) -> Iterator[Path]:
    """One import at a time. Gives the folder for staged files."""
    folder = home / "imports"
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    with (folder / ".lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise trouble(
                "Another import is running.", "Wait until it has finished, then try again."
            ) from error
        yield folder


def finish(folder: Path, by: str, progress: Progress = silent) -> list[str]:
    """Complete or undo what an interrupted import left. Returns what was done, as sentences."""
    Import.objects.filter(state=DRY).delete()
    done = []
    for run in Import.objects.filter(state="applying").order_by("pk"):
        place = folder / str(run.pk)
        if (place / STAGED).exists() and sha256(place / STAGED) == run.staged_sha256:
            hidden = json.loads((place / ABOUT).read_bytes())
            Applying(run, hidden, progress).all(place / STAGED)
            _complete(run)
            done.append(f"The interrupted import of {run.name} was completed.")
        else:
            counts = undo(run, by)
            done.append(
                f"The interrupted import of {run.name} was undone: {counts['undone']} records "
                f"are as they were, {counts['left']} were changed since and left."
            )
        shutil.rmtree(place, ignore_errors=True)
    return done


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
        "Add --format hsds-json, hsds-csv or icarol.",
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


def write_report(path: Path, result: Result) -> None:
    """Every problem as a row: JSON when the file's name ends in .json, else CSV.

    Cells that a spreadsheet would take for a formula get an apostrophe in front.
    """
    rows = [problem.as_dict() for problem in result.problems]
    if path.suffix.lower() == ".json":
        path.write_text(json.dumps(rows, ensure_ascii=False, indent=1), encoding="utf-8")
        return
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        out = csv.writer(file)
        out.writerow(["file", "row", "field", "weight", "what is wrong", "what to do"])
        for problem in result.problems:
            where = problem.where
            cells = [
                where.file,
                where.row or "",
                where.field,
                problem.weight,
                problem.what,
                problem.do,
            ]
            out.writerow([_harmless(str(cell)) for cell in cells])


def _harmless(cell: str) -> str:
    return f"'{cell}" if cell[:1] in "=+-@\t\r" else cell


__all__ = ["Request", "Result", "Trouble", "finish", "import_file", "importing", "write_report"]
