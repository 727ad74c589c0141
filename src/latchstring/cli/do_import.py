"""Put a directory into the catalogue: a 2-1-1 export, an HSDS file or data package.

  latchstring import 211.csv --format icarol --source "2-1-1 Metro"
  latchstring import services.ndjson --dry-run --report problems.csv

The same file twice changes nothing. What the source marks as excluded, inactive, not to be
referred to or confidential is kept for staff and never published. Bad rows are listed, and the
rest goes in. Nothing is shown to readers before you publish.
"""

from __future__ import annotations

import argparse
import itertools
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from latchstring.cli import DONE, WITH_PROBLEMS
from latchstring.cli.bar import Bar
from latchstring.core.problem import shown, trouble
from latchstring.intake.child import FORMATS
from latchstring.site.ready import catalogue

if TYPE_CHECKING:
    from latchstring.intake.importing import Result

HELP = "put a directory into the catalogue"
SHOWN = 20
"""Problems, and changed records, shown on the terminal; the report has all problems."""


def add(parser: argparse.ArgumentParser) -> None:
    """Arguments of `latchstring import`."""
    parser.add_argument("file", metavar="FILE", nargs="?", help="the file, folder or zip to read")
    parser.add_argument(
        "--format",
        choices=FORMATS,
        default="",
        help="what kind of file it is (guessed from its name when left out)",
    )
    parser.add_argument(
        "--source",
        metavar="NAME",
        default="",
        help="who the data is from (default: the file's name)",
    )
    parser.add_argument("--licence", metavar="TEXT", default="", help="the data's licence")
    parser.add_argument(
        "--vetted",
        action="store_true",
        help="the library checked who gives immigration legal help in this source",
    )
    parser.add_argument(
        "--library",
        metavar="NAME",
        default="",
        help="the library that owns the records (default: the first one)",
    )
    parser.add_argument(
        "--dry-run", action="store_true", help="show what would change, and change nothing"
    )
    parser.add_argument(
        "--report",
        metavar="FILE",
        type=Path,
        help="write every problem to this file (.csv or .json)",
    )
    parser.add_argument(
        "--resume", action="store_true", help="only complete an import that was interrupted"
    )
    parser.add_argument("--undo", metavar="NUMBER", type=int,
                        help="take a whole import back")  # fmt: skip


def run(arguments: argparse.Namespace) -> int:
    """Import, complete or undo."""
    home = catalogue()
    if arguments.resume:
        return _resume(home)
    if arguments.undo is not None:
        return _undo(home, arguments.undo)
    if not arguments.file:
        raise trouble("Which file?", "Write: latchstring import FILE")
    return _import(home, arguments)


def _import(home: Path, arguments: argparse.Namespace) -> int:
    from latchstring.intake.importing import Request, import_file
    from latchstring.intake.report import write_report

    bar = Bar()
    request = Request(
        path=Path(arguments.file),
        format=arguments.format,
        source=arguments.source,
        licence=arguments.licence,
        vetted=arguments.vetted,
        library=arguments.library,
        dry_run=arguments.dry_run,
    )
    with _report(arguments.report, request.path):
        try:
            result = import_file(home, request, bar)
        finally:
            bar.end()
        if arguments.report:
            write_report(arguments.report, result.problems)
    _tell(result, arguments.dry_run, arguments.report)
    wrong = any(problem.weight != "note" for problem in result.problems)
    return WITH_PROBLEMS if wrong else DONE


@contextmanager
def _report(report: Path | None, source: Path) -> Iterator[None]:
    """Find out that the report can be written before a long import, not after it."""
    if report is None:
        yield
        return
    if report.exists() and source.exists() and report.samefile(source):
        raise trouble("The report would overwrite the file.", "Give the report another name.")
    fresh = not report.exists()
    report.open("a").close()
    try:
        yield
    except BaseException:
        if fresh:
            report.unlink(missing_ok=True)
        raise


def _tell(result: Result, dry_run: bool, report: Path | None) -> None:
    did: dict[str, Counter[str]] = {}
    for (kind, what), count in result.applied.did.items():
        did.setdefault(kind, Counter())[what] += count
    would = "would be " if dry_run else ""
    for kind, counts in sorted(did.items()):
        told = ", ".join(f"{n:,} {would}{what}" for what, n in sorted(counts.items()))
        print(f"{kind.replace('_', ' ')}: {told}")
    if not did:
        print("Nothing is different from what the catalogue has.")
    _tell_changed(result, dry_run)
    _tell_withheld(result)
    for problem in itertools.islice(result.problems, SHOWN):
        print(f"- {problem}", file=sys.stderr)
    if len(result.problems) > SHOWN:
        rest = len(result.problems) - SHOWN
        where = f"see {report}" if report else "add --report FILE to see them"
        print(f"- … and {rest:,} more: {where}", file=sys.stderr)
    if not result.staged.walls.get("network", True):
        print("This system cannot cut the reading process off the network.", file=sys.stderr)
    print("Dry run: nothing was changed." if dry_run else f"Import {result.number} is complete. "
          "Readers see it after: latchstring publish")  # fmt: skip


def _tell_changed(result: Result, dry_run: bool) -> None:
    total = sum(n for (_, what), n in result.applied.did.items() if what == "changed")
    would = "would be changed" if dry_run else "changed"
    listed = result.applied.changed[:SHOWN]
    for name, fields in listed:
        told = f" ({', '.join(fields)})" if fields else ""
        print(shown(f"{would}: {name}{told}"))
    if total > len(listed):
        print(f"… and {total - len(listed):,} more {would}")


def _tell_withheld(result: Result) -> None:
    withheld = result.applied.withheld
    if withheld:
        print(f"Withheld from readers: {sum(withheld.values()):,}")
        for reason, count in withheld.most_common():
            print(f"  {count:,}  {reason}")
    if result.applied.hidden_places:
        print(f"Places whose address is not published: {result.applied.hidden_places:,}")


def _resume(home: Path) -> int:
    from latchstring.intake.importing import finish, importing

    with importing(home) as folder:
        done = finish(folder, "command line")
    print("\n".join(map(shown, done)) or "No import was interrupted.")
    return DONE


def _undo(home: Path, number: int) -> int:
    from latchstring.catalogue.models import Import
    from latchstring.intake.importing import importing
    from latchstring.intake.undo import undo

    found = Import.objects.filter(pk=number, state="complete").first()
    if found is None:
        raise trouble(f"There is no complete import {number}.", "The number stands in its report.")
    with importing(home):
        counts = undo(found, "command line")
    print(f"{counts['undone']:,} records are as they were before import {number}.")
    if counts["left"]:
        print(f"{counts['left']:,} were changed since and were left as they are.")
    return WITH_PROBLEMS if counts["left"] else DONE
