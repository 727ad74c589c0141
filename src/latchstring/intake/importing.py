"""Import: read, stage, show the difference, apply. One at a time, resumable at any point."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from django.db import transaction
from django.db.models import ProtectedError

from latchstring.catalogue.models import Import, Library, Source
from latchstring.core.files import alone, sha256
from latchstring.core.moment import now
from latchstring.core.problem import Problem, shown, trouble
from latchstring.intake import sandbox
from latchstring.intake.apply import DRY, Applied, Applying
from latchstring.intake.request import Request, complete, guess
from latchstring.intake.stage import Progress, Staged, silent, stage
from latchstring.intake.undo import undo

__all__ = ["Request", "Result", "finish", "guess", "import_file", "importing"]

STAGED = "found.ndjson"


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
    request = complete(request)
    with importing(home) as folder:
        finish(folder, request.by, progress)
        staging = folder / "staging"
        staging.mkdir()
        try:
            staged = _read(request, staging, progress)
            run = _begin(request, staged)
            try:
                return _apply(run, folder, staging, staged, progress)
            finally:
                if request.dry_run:
                    _forget(run, folder)
        finally:
            shutil.rmtree(staging, ignore_errors=True)


def _read(request: Request, staging: Path, progress: Progress) -> Staged:
    # Inside `staging`: what the reading process puts aside must go with it, also after kill -9.
    scratch = staging / "scratch"
    scratch.mkdir()
    said = sandbox.lines(request.format, request.path, request.source, scratch)
    with closing(said):
        staged = stage(staging / STAGED, said, progress)
    shutil.rmtree(scratch)
    return staged


def _apply(run: Import, folder: Path, staging: Path, staged: Staged, progress: Progress) -> Result:
    place = folder / str(run.pk)
    staging.rename(place)
    applied = Applying(run, progress).all(place / STAGED)
    problems = [problem.plain() for problem in (*staged.problems, *applied.problems)]
    if run.state == DRY:
        return Result(0, staged, applied, problems)
    _complete(run)
    # Staged lines hold internal notes and confidential addresses: they go as soon as they can.
    shutil.rmtree(place)
    return Result(run.pk, staged, applied, problems)


def _complete(run: Import) -> None:
    run.state, run.finished_at = "complete", now()
    run.save(update_fields=["state", "finished_at"])


@transaction.atomic
def _begin(request: Request, staged: Staged) -> Import:
    source, new_source = Source.objects.get_or_create(
        name=request.source, defaults={"licence": request.licence}
    )
    library, new_library = _library(request.library)
    # A dry run has nothing to resume: there stands instead what must go when it ends.
    made = "source " * new_source + "library" * new_library
    if request.vetted and not source.vetted:
        source.vetted = True
        if not request.dry_run:
            source.save(update_fields=["vetted"])
    return Import.objects.create(
        name=shown(request.path.name),
        format=request.format,
        source=source,
        library=library,
        staged=made if request.dry_run else STAGED,
        staged_sha256=staged.sha256,
        lines=staged.lines,
        state=DRY if request.dry_run else "applying",
        by=request.by,
        started_at=now(),
    )


def _forget(run: Import, folder: Path) -> None:
    """Leave nothing of a dry run: not its lines, and no source or library that it made."""
    shutil.rmtree(folder / str(run.pk), ignore_errors=True)
    made = run.staged.split()
    with transaction.atomic():
        run.delete()
        for name in made:
            # What somebody has used meanwhile is protected, and stays.
            with suppress(ProtectedError):
                getattr(run, name).delete()


def _library(name: str) -> tuple[Library, bool]:
    """The library of that name, and whether it is new."""
    libraries = Library.objects.order_by("pk")
    found = libraries.filter(name__iexact=name).first() if name else libraries.first()
    if found is None and not libraries.exists():
        return Library.objects.create(name=name or "Our library"), True
    if found is None:
        known = ", ".join(libraries.values_list("name", flat=True))
        raise trouble(f'There is no library "{name}".', f"Libraries here: {known}.")
    return found, False


@contextmanager
def importing(home: Path) -> Iterator[Path]:
    """One import at a time. Gives the folder for staged files."""
    folder = home / "imports"
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    taken = trouble("Another import is running.", "Wait until it has finished, then try again.")
    with alone(folder, taken):
        yield folder


def finish(folder: Path, by: str, progress: Progress = silent) -> list[str]:
    """Complete or undo what an interrupted import left. Returns what was done, as sentences."""
    for run in Import.objects.filter(state=DRY).select_related("source", "library"):
        _forget(run, folder)
    _sweep(folder)
    done = []
    for run in Import.objects.filter(state="applying").order_by("pk"):
        place = folder / str(run.pk)
        if (place / STAGED).exists() and sha256(place / STAGED) == run.staged_sha256:
            Applying(run, progress).all(place / STAGED)
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


def _sweep(folder: Path) -> None:
    """Remove what a killed process left: staged lines hold what must never be published."""
    wanted = set(Import.objects.filter(state="applying").values_list("pk", flat=True))
    for place in folder.iterdir():
        if place.is_dir() and place.name not in map(str, wanted):
            shutil.rmtree(place)
