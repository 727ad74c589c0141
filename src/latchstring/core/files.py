"""Files that are there whole or not at all."""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from latchstring.core.problem import Trouble, trouble

_BACK = "Put it back from your backup."


def write_file(path: Path, body: bytes, mode: int = 0o644) -> None:
    """Write beside, flush to disk, and rename: a crash leaves the old file or the new one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    handle = os.open(beside, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, mode)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(body)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
    flush_folder(path.parent)


def flush_folder(folder: Path) -> None:
    """Make renames in the folder survive a power cut."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def alone(folder: Path, taken: Trouble, wait: bool = False) -> Iterator[None]:
    """Hold the folder's lock, which ends with this process. Where another has it, wait for it or
    raise `taken`."""
    with (folder / ".lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise taken from error
        yield


def read_json(path: Path, do: str = _BACK) -> dict[str, Any]:
    """The JSON object in a file; empty when there is none. Raises `Trouble` with what to `do`
    when the file holds anything else."""
    try:
        value = json.loads(path.read_bytes())
    except FileNotFoundError:
        return {}
    except (ValueError, RecursionError) as error:
        raise damaged(path, do) from error
    if not isinstance(value, dict):
        raise damaged(path, do)
    return value


def read_line(path: Path, do: str = _BACK) -> str:
    """The line of text in a file; empty when there is none. Raises `Trouble` as `read_json`."""
    try:
        return path.read_text("utf-8").strip()
    except FileNotFoundError:
        return ""
    except UnicodeDecodeError as error:
        raise damaged(path, do) from error


def damaged(path: Path, do: str = _BACK) -> Trouble:
    """To raise when a file does not hold what it should."""
    return trouble(f"{path.parent.name}/{path.name} is damaged and cannot be read.", do)


def sha256(path: Path) -> str:
    """SHA-256 of a file, in hex."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def folder_sha256(folder: Path) -> str:
    """One hash over the names and bytes of all files in a flat folder."""
    total = hashlib.sha256()
    for path in sorted(folder.iterdir()):
        if path.is_file() and not path.name.endswith(".lock"):
            total.update(f"{path.name} {sha256(path)}\n".encode())
    return total.hexdigest()
