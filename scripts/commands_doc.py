"""Prints docs/commands.md: the help text of every command, as the program gives it.

.venv/bin/python scripts/commands_doc.py > docs/commands.md
"""

from __future__ import annotations

import io
import os
import sys
from contextlib import redirect_stdout, suppress

os.environ["COLUMNS"] = "80"

from latchstring.cli import VERBS, parser

HEAD = """# The commands

The program is `latchstring`, in a checkout `.venv/bin/latchstring`. Every command works on the
folder that `LATCHSTRING_HOME` names; [settings.md](operate/settings.md) lists the other variables.

This page is made by `scripts/commands_doc.py`, and a test compares the two. To change a text,
change the command's file `src/latchstring/cli/do_COMMAND.py`, then write the page anew:
`.venv/bin/python scripts/commands_doc.py > docs/commands.md`
"""


def said(*words: str) -> str:
    """What `latchstring WORDS --help` prints."""
    out = io.StringIO()
    with redirect_stdout(out), suppress(SystemExit):
        parser().parse_args([*words, "--help"])
    return out.getvalue().strip()


def document() -> str:
    """The whole page."""
    parts = [HEAD, f"## latchstring\n\n```text\n{said()}\n```\n"]
    parts += [f"## latchstring {verb}\n\n```text\n{said(verb)}\n```\n" for verb in VERBS]
    return "\n".join(parts)


if __name__ == "__main__":
    sys.stdout.write(document())
