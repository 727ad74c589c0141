"""Walls around the process that reads an outside file: memory, time, disk, and no network."""

from __future__ import annotations

import ctypes
import os
import resource
import signal
from contextlib import suppress

MEMORY = 512 * 1024 * 1024
"""Bytes of address space beyond what the interpreter itself maps at its start."""
SECONDS = 600
"""CPU seconds."""
WRITES = 2 * 1024 * 1024 * 1024
"""Largest file that it may write (its own scratch space), in bytes."""

_NEW_USER, _NEW_NET = 0x10000000, 0x40000000
_PARENT_DEATH_SIGNAL = 1


def enclose() -> dict[str, bool]:
    """Put up the walls around this process. Returns which of them stand; memory, time and disk
    always do, the network only where the kernel allows (`latchstring doctor` says)."""
    mapped = _mapped()
    _limit(resource.RLIMIT_AS, mapped + MEMORY)
    _limit(resource.RLIMIT_CPU, SECONDS)
    _limit(resource.RLIMIT_FSIZE, WRITES)
    _limit(resource.RLIMIT_CORE, 0)
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_NPROC, (0, 0))
    network = _no_network()
    # Only now: the kernel forgets this wish when a process enters a new user namespace.
    _die_with_parent()
    return {"memory": True, "time": True, "disk": True, "network": network}


def _limit(what: int, value: int) -> None:
    _, hard = resource.getrlimit(what)
    if hard != resource.RLIM_INFINITY:
        value = min(value, hard)
    resource.setrlimit(what, (value, value))


def _mapped() -> int:
    with open("/proc/self/statm") as file:  # noqa: PTH123
        return int(file.read().split()[0]) * os.sysconf("SC_PAGE_SIZE")


def _no_network() -> bool:
    """A network namespace with nothing in it, not even a loopback that is up."""
    libc = ctypes.CDLL(None, use_errno=True)
    return any(libc.unshare(flags) == 0 for flags in (_NEW_NET, _NEW_USER | _NEW_NET))


def _die_with_parent() -> None:
    """Where the kernel is Linux: an import that is killed leaves no process reading on."""
    prctl = getattr(ctypes.CDLL(None), "prctl", None)
    if prctl is not None:
        prctl(_PARENT_DEATH_SIGNAL, int(signal.SIGKILL), 0, 0, 0)
