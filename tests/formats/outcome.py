"""What a reader of files took, and what it said when it took nothing."""

from __future__ import annotations

import pytest

from latchstring.core.problem import Problem, Trouble
from latchstring.formats.found import Found, Reading


def sorted_out(reading: Reading) -> tuple[list[Found], list[Problem]]:
    """The records and the problems, apart."""
    items = list(reading)
    return (
        [item for item in items if isinstance(item, Found)],
        [item for item in items if isinstance(item, Problem)],
    )


def refused(reading: Reading) -> Problem:
    """Why nothing at all could be read."""
    with pytest.raises(Trouble) as error:
        list(reading)
    assert error.value.problem.do
    return error.value.problem
