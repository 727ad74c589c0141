"""Publish: seal the catalogue as it stands into a new edition, and show it to readers.

  latchstring publish
  latchstring publish --at 2027-01-01        (as the page will look on that day)

The edition is built, checked and signed first; readers switch to it in one step, or keep the
one they have when anything is wrong.
"""

from __future__ import annotations

import argparse
import datetime as dt

from latchstring.cli import DONE
from latchstring.core.moment import instant
from latchstring.core.problem import shown, trouble
from latchstring.site.ready import catalogue

HELP = "show the catalogue to readers as a new edition"
YEARS = range(1970, 2201)
"""Years for which an edition can be built: rules and opening hours reach no further."""


def add(parser: argparse.ArgumentParser) -> None:
    """Arguments of `latchstring publish`."""
    parser.add_argument("--at", metavar="ISO-TIME", default="",
                        help="build for this moment instead of now")  # fmt: skip


def run(arguments: argparse.Namespace) -> int:
    """Complete what an interrupted import left, then publish."""
    at = _moment(arguments.at) if arguments.at else None
    home = catalogue()
    from latchstring.edition.publish import publish
    from latchstring.intake.importing import finish, importing

    with importing(home) as folder:
        for sentence in finish(folder, "command line"):
            print(shown(sentence))
    made = publish(home, at, by="command line")
    print(f"Edition {made.serial} is published.")
    for what, count in sorted(made.counts.items()):
        print(f"  {count:,} {what}")
    if made.withheld:
        print(f"Withheld services: {sum(made.withheld.values()):,}")
        for reason, count in sorted(made.withheld.items(), key=lambda row: -row[1]):
            print(f"  {count:,}  {reason}")
    return DONE


def _moment(text: str) -> dt.datetime:
    at = instant(text)
    if at.year not in YEARS:
        raise trouble(
            f'"{text}" is no time to publish for.',
            f"Choose one from {YEARS[0]} to {YEARS[-1]}.",
        )
    return at
