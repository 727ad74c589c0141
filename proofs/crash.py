"""kill -9 in the middle of an import or a publish: nothing acknowledged is lost, readers see
only whole editions, and the next command puts things right.

    .venv/bin/python proofs/crash.py --kills 200

The moment of each kill is drawn anew over the length of a whole run. Prints one line a proof.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "benchmarks"))

import made

from latchstring.edition.current import Editions

RUN = [sys.executable, "-m", "latchstring.cli"]


@dataclass
class Home:
    """A home of its own, and commands in it."""

    path: Path

    def command(self, *words: str) -> list[str]:
        return [*RUN, *words]

    @property
    def env(self) -> dict[str, str]:
        env = {**os.environ, "LATCHSTRING_HOME": str(self.path)}
        env.pop("LATCHSTRING_DATABASE", None)
        return env

    def run(self, *words: str) -> tuple[int, str]:
        """Exit code and output of a command that is let alone."""
        done = subprocess.run(
            self.command(*words), env=self.env, capture_output=True, text=True, check=False
        )
        return done.returncode, done.stdout + done.stderr

    def kill(self, seconds: float, *words: str) -> bool:
        """Start a command and kill it -9 after so long; True when it was still running."""
        with subprocess.Popen(
            self.command(*words), env=self.env, stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL, start_new_session=True,
        ) as process:  # fmt: skip
            try:
                process.wait(seconds)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                return True
        return False

    def served(self) -> int:
        """The serial that a reader starting now serves; raises when there is none."""
        return Editions(self.path / "editions").current().serial

    def services(self) -> int:
        """How many services the catalogue has."""
        with closing(sqlite3.connect(self.path / "catalogue.sqlite3")) as db:
            (count,) = db.execute(
                "SELECT count(*) FROM catalogue_record WHERE kind='service'"
            ).fetchone()
        return int(count)


def seconds(home: Home, *words: str) -> float:
    """How long a command takes when it is let alone."""
    start = time.perf_counter()
    code, said = home.run(*words)
    if code > 1:
        raise RuntimeError(said)
    return time.perf_counter() - start


def kill_publish(home: Home, kills: int, dice: random.Random) -> str:
    """Kill a publish at random moments; readers always have a whole edition."""
    length = seconds(home, "publish")
    hit = 0
    for _ in range(kills):
        before = home.served()
        hit += home.kill(dice.uniform(0.05, length), "publish")
        if home.served() < before:
            raise AssertionError("an older edition is served after a kill")
    code, said = home.run("publish")
    if code != 0:
        raise AssertionError(f"publishing does not work after the kills: {said}")
    return f"publish: {hit} of {kills} kills hit; 0 readers without a whole edition"


def kill_import(home: Home, file: Path, count: int, kills: int, dice: random.Random) -> str:
    """Kill an import at random moments; the next command completes it, history stays whole."""
    length = seconds(home, "import", str(file), "--source", "made", "--dry-run")
    hit = 0
    for number in range(kills):
        fresh = Home(home.path.parent / f"import-{number}")
        hit += fresh.kill(dice.uniform(0.05, length), "import", str(file), "--source", "made")
        code, said = fresh.run("import", str(file), "--source", "made")
        if code != 0 or fresh.services() != count:
            raise AssertionError(f"after a kill: {fresh.services()} of {count} services; {said}")
        code, said = fresh.run("publish")
        code, said = fresh.run("doctor")
        if code != 0:
            raise AssertionError(f"doctor after a kill: {said}")
    return f"import: {hit} of {kills} kills hit; {count} of {count} services there after the next"


def prove(kills: int, count: int, seed: int = 1) -> list[str]:
    """Both proofs in a folder that is gone afterwards."""
    dice = random.Random(seed)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "made.ndjson"
        made.write(file, count)
        home = Home(Path(folder) / "home")
        seconds(home, "import", str(file), "--source", "made")
        return [
            kill_publish(home, kills, dice),
            kill_import(home, file, count, max(1, kills // 4), dice),
        ]


def main() -> None:
    """Print one line a proof."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--services", type=int, default=2000)
    asked = parser.parse_args()
    for line in prove(asked.kills, asked.services):
        print(line)


if __name__ == "__main__":
    main()
