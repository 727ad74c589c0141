"""List the kept editions, newest first. A star stands before the one that readers see."""

from __future__ import annotations

import argparse

from latchstring.cli import DONE
from latchstring.core.moment import iso
from latchstring.site.home import home

HELP = "list the kept editions"


def add(parser: argparse.ArgumentParser) -> None:
    """No arguments."""


def run(arguments: argparse.Namespace) -> int:
    """Print one line an edition."""
    from latchstring.edition.folder import editions

    rows = editions(home().path)
    for row in rows:
        back = f"  (the content of edition {row.back_to})" if row.back_to else ""
        star = "*" if row.current else " "
        print(f"{star} {row.serial:5}  {iso(row.made_at)}  {row.services:,} services{back}")
    if not rows:
        print("Nothing has been published yet.")
    return DONE
