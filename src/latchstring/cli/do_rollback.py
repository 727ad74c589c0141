"""Go back to an earlier edition. Its content is published again under a new, higher number.

  latchstring rollback          the edition before the current one
  latchstring rollback 12       edition 12; `latchstring editions` lists them

The catalogue does not change. What was withdrawn stays withdrawn.
"""

from __future__ import annotations

import argparse

from latchstring.cli import DONE
from latchstring.site.ready import catalogue

HELP = "show an earlier edition again"


def add(parser: argparse.ArgumentParser) -> None:
    """Arguments of `latchstring rollback`."""
    parser.add_argument("edition", metavar="EDITION", type=int, nargs="?",
                        help="its number (default: the one before)")  # fmt: skip


def run(arguments: argparse.Namespace) -> int:
    """Publish the old content anew."""
    home = catalogue()
    from latchstring.edition.publish import rollback

    made = rollback(home, arguments.edition, by="command line")
    print(f"Edition {made.serial} is published, with {made.counts.get('services', 0):,} services.")
    return DONE
