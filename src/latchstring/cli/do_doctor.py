"""Look at everything and say what is wrong, where, and what to do."""

from __future__ import annotations

import argparse

from latchstring.cli import DONE, WITH_PROBLEMS
from latchstring.core.problem import shown
from latchstring.site.ready import catalogue

HELP = "say what is wrong, and what to do"


def add(parser: argparse.ArgumentParser) -> None:
    """No arguments."""


def run(arguments: argparse.Namespace) -> int:
    """Print one line for each thing that was looked at."""
    home = catalogue()
    from latchstring.site.health import findings

    wrong = 0
    for finding in findings(home):
        if finding.wrong:
            wrong += 1
            print(shown(f"!! {finding.looked_at}: {finding.wrong} {finding.do}".rstrip()))
        else:
            print(f"ok {finding.looked_at}")
    return WITH_PROBLEMS if wrong else DONE
