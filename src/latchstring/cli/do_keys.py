"""Show or change the key that signs editions.

  latchstring keys            the root key that readers pin, and the key that signs now
  latchstring keys --rotate   make a new key; the next edition is signed with it

Readers follow from the old key to the new one by themselves.
"""

from __future__ import annotations

import argparse

from latchstring.cli import DONE
from latchstring.core.problem import trouble
from latchstring.site.home import home

HELP = "show or change the key that signs editions"


def add(parser: argparse.ArgumentParser) -> None:
    """Arguments of `latchstring keys`."""
    parser.add_argument("--rotate", action="store_true", help="sign with a new key from now on")


def run(arguments: argparse.Namespace) -> int:
    """Rotate when asked, then show."""
    from latchstring.edition import withdrawals
    from latchstring.edition.folder import next_serial, publishing
    from latchstring.edition.keys import root_key, rotate, signing_key, trust

    where = home()
    if arguments.rotate:
        if not (where.keys / "edition.key").exists():
            raise trouble("There is no key yet.", "The first publish makes one.")
        with publishing(where.path):
            since = next_serial(where.path)
            rotate(where.keys, where.editions, since)
            # The old key may no longer vouch for the list of withdrawals: the new one does.
            key = signing_key(where.keys, where.editions)
            withdrawals.write(where.editions, withdrawals.listed(where.editions), since, key)
    root = root_key(where.editions)
    links = trust(where.editions, root).links
    print(f"Root key, which readers pin:  {root}")
    print(f"Signing now:                  {links[-1].key} (from edition {links[-1].since})")
    return DONE
