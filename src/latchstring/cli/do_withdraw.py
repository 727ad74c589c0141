"""Withdraw now: take a record or an address out of the current and every kept edition.

  latchstring withdraw 3a19ff88-4620-4d17-9830-ac1d859eb5d5 --why "the agency asked"

ID is the last part of a service page's address, or an organization's or a location's id from
the desk. An organization goes with its services; of a location the address goes. Readers stop
seeing it at their next page; going back to an earlier edition does not bring it in again.
"""

from __future__ import annotations

import argparse

from latchstring.cli import DONE, WITH_PROBLEMS
from latchstring.site.ready import catalogue

HELP = "take a record or an address out of every edition, now"


def add(parser: argparse.ArgumentParser) -> None:
    """Arguments of `latchstring withdraw`."""
    parser.add_argument("id", metavar="ID", help="the id of a service, organization or location")
    parser.add_argument("--why", metavar="TEXT", required=True, help="the reason, for the history")


def run(arguments: argparse.Namespace) -> int:
    """Withdraw and say from how many editions."""
    home = catalogue()
    from latchstring.edition.withdraw import withdraw

    gone = withdraw(home, arguments.id.strip(), arguments.why, by="command line")
    records = "record" if len(gone.ids) == 1 else "records"
    print(f"{len(gone.ids)} {records} withdrawn from {gone.editions} kept editions.")
    for serial in gone.dropped:
        print(f"Edition {serial} had been altered since it was sealed; it was removed.")
    return WITH_PROBLEMS if gone.dropped else DONE
