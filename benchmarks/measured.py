"""Runs a command and tells what it cost: seconds, CPU seconds, peak memory of all its processes."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import psutil

EVERY = 0.05
"""Seconds between two looks at the memory."""


@dataclass(frozen=True)
class Cost:
    """Wall and CPU seconds; peak resident memory in MB, summed over the command's processes."""

    seconds: float
    cpu: float
    memory: float

    def __str__(self) -> str:
        return f"{self.seconds:.1f} s ({self.cpu:.1f} s CPU), {self.memory:.0f} MB"


def cost(command: list[str], home: Path) -> Cost:
    """Run to the end, in that home. Raises when it fails with an exit code above 1."""
    env = {**os.environ, "LATCHSTRING_HOME": str(home)}
    env.pop("PYTHONDONTWRITEBYTECODE", None)
    start, before = time.perf_counter(), os.times()
    with subprocess.Popen(command, env=env, stdout=subprocess.DEVNULL) as process:
        peak = 0
        while process.poll() is None:
            peak = max(peak, _resident(process.pid))
            time.sleep(EVERY)
    if process.returncode > 1:
        raise RuntimeError(f"{' '.join(command)} failed with {process.returncode}")
    after = os.times()
    cpu = sum(after[2:4]) - sum(before[2:4])
    return Cost(time.perf_counter() - start, cpu, peak / 1e6)


def _resident(pid: int) -> int:
    with suppress(psutil.Error):
        parent = psutil.Process(pid)
        return sum(p.memory_info().rss for p in [parent, *parent.children(recursive=True)])
    return 0


def latchstring(*words: str) -> list[str]:
    """A command of ours, as a list."""
    return [sys.executable, "-m", "latchstring.cli", *words]


def machine() -> str:
    """What it ran on, in a line."""
    cores = os.cpu_count()
    load = os.getloadavg()[0]
    return f"{cores} cores, Python {sys.version.split()[0]}, load {load:.1f} at the start"
