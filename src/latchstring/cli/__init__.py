"""The commands. One file a verb; `main` lists them by itself."""

from __future__ import annotations

import argparse
import sys
from importlib import import_module
from typing import Protocol

from latchstring.cli.database import of_database
from latchstring.core.problem import Trouble, shown

VERBS = (
    "run",
    "import",
    "publish",
    "editions",
    "rollback",
    "withdraw",
    "search",
    "thesaurus",
    "reader",
    "desk",
    "doctor",
    "keys",
)
"""In the order of `--help`. The verb `import` lives in `cli/do_import.py`, and so on."""

DONE, WITH_PROBLEMS, NOTHING = 0, 1, 2
"""Exit codes: all well; done, with problems listed; nothing done."""


class Verb(Protocol):
    """What each file of this folder offers."""

    HELP: str

    def add(self, parser: argparse.ArgumentParser) -> None:
        """Declare the verb's arguments."""

    def run(self, arguments: argparse.Namespace) -> int:
        """Do it; returns an exit code, raises `Trouble` when nothing was done."""


def verb(name: str) -> Verb:
    """The module behind a verb."""
    module: Verb = import_module(f"latchstring.cli.do_{name}")
    return module


def parser() -> argparse.ArgumentParser:
    """The whole command line, help texts included."""
    top = argparse.ArgumentParser(
        prog="latchstring",
        description="A welcome desk for everyone who needs help and fears to ask. "
        "Everything lives in the folder that LATCHSTRING_HOME names (default: var).",
        epilog="Exit codes: 0 all well, 1 done with problems listed, 2 nothing done.",
    )
    verbs = top.add_subparsers(dest="verb", required=True, metavar="COMMAND")
    for name in VERBS:
        module = verb(name)
        sub = verbs.add_parser(
            name,
            help=module.HELP,
            description=module.__doc__,
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        module.add(sub)
    return top


def main(words: list[str] | None = None) -> int:
    """Run one command. Never shows a traceback for what a person can put right."""
    arguments = parser().parse_args(words)
    try:
        return verb(arguments.verb).run(arguments)
    except Trouble as error:
        print(error, file=sys.stderr)
        return NOTHING
    except KeyboardInterrupt:
        print("Stopped.", file=sys.stderr)
        return NOTHING
    except OSError as error:
        print(shown(_disk(error)), file=sys.stderr)
        return NOTHING
    except Exception as error:
        sentence = of_database(error)
        if not sentence:
            raise
        print(shown(sentence), file=sys.stderr)
        return NOTHING


def _disk(error: OSError) -> str:
    place = f" ({error.filename})" if error.filename else ""
    return (
        f"The computer could not do that{place}: {error.strerror or error}. "
        "Nothing half-done is shown to readers. Check free space and permissions, then try again."
    )


if __name__ == "__main__":
    sys.exit(main())
