"""`python -m latchstring.cli` is `latchstring`."""

import sys

from latchstring.cli import main

sys.exit(main())
