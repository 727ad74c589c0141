"""The commands as a librarian meets them: what they say, and how they end."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pytest
from small_catalogue import an_id

from latchstring.cli import VERBS, parser

OWNER = {"id": an_id("Org"), "name": "Org", "description": "An organization."}
GOOD = {"id": an_id("Pantry"), "name": "Pantry", "status": "active", "organization": OWNER}


@dataclass
class Said:
    """How a command ended and all that it said."""

    code: int
    text: str


@pytest.fixture
def run(tmp_path: Path):
    """Runs a command in a home of its own."""

    def run(*words: object) -> Said:
        env = {**os.environ, "LATCHSTRING_HOME": str(tmp_path / "home")}
        env.pop("LATCHSTRING_DATABASE", None)
        env.pop("DJANGO_SETTINGS_MODULE", None)
        line = [sys.executable, "-m", "latchstring.cli", *map(str, words)]
        done = subprocess.run(
            line, env=env, cwd=tmp_path, capture_output=True, text=True, check=False
        )
        text = done.stdout + done.stderr
        assert "Traceback" not in text, text
        return Said(done.returncode, text)

    return run


def ndjson(path: Path, *services: dict) -> Path:
    path.write_text("".join(json.dumps(service) + "\n" for service in services))
    return path


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_has_help_for_a_librarian(verb: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        parser().parse_args([verb, "--help"])
    assert ended.value.code == 0
    assert f"latchstring {verb}" in capsys.readouterr().out


@pytest.mark.slow
def test_from_a_file_to_a_search_and_back(run, tmp_path: Path) -> None:
    path = ndjson(tmp_path / "town.ndjson", GOOD)
    assert run("search", "pantry").code == 2
    assert run("import", path, "--source", "Town").code == 0
    assert run("publish").code == 0
    found = run("search", "pantry", "--lang", "en", "--json")
    assert json.loads(found.text)[0]["id"] == GOOD["id"]
    asked = tmp_path / "asked.ndjson"
    asked.write_text('{"id": "1", "lang": "es", "query": "pantry"}\nnonsense\n')
    answers = tmp_path / "answers.ndjson"
    batch = run("search", "--batch", asked, "--output", answers)
    assert batch.code == 1 and "asked.ndjson, row 2" in batch.text
    assert json.loads(answers.read_text()) == {"id": "1", "services": [GOOD["id"]]}
    assert run("doctor").code == 0
    assert run("rollback").code == 2
    assert run("publish").code == 0
    assert "Edition 3" in run("rollback").text
    assert run("withdraw", GOOD["id"], "--why", "a test").code == 0
    assert "Nothing was found" in run("search", "pantry").text
    assert run("keys", "--rotate").code == 0
    assert run("publish").code == 0
    assert run("doctor").code == 0


BAD = {
    "an empty file": (b"", 2, "empty"),
    "a wrong encoding": (b'{"id": "x", "name": "caf\xe9"}\n', None, "encod"),
    "no json at all": (b"hello\n", 2, "no JSON"),
    "an id that is no UUID": (json.dumps({**GOOD, "id": "17"}).encode(), 1, "17"),
    "a service without an organization": (
        json.dumps({k: v for k, v in GOOD.items() if k != "organization"}).encode(),
        1,
        "organization",
    ),
    "a language nobody knows": (
        json.dumps({**GOOD, "languages": [{"id": an_id("l"), "name": "Klingonese"}]}).encode(),
        0,
        "Klingonese",
    ),
    "a schedule that is none": (
        json.dumps({**GOOD, "schedules": [{"id": an_id("s"), "opens_at": "noonish"}]}).encode(),
        1,
        "noonish",
    ),
    "duplicate ids": ((json.dumps(GOOD) + "\n" + json.dumps(GOOD) + "\n").encode(), 1, "row 2"),
    "a 10 MB field": (
        (json.dumps({**GOOD, "description": "x" * 10_000_000}) + "\n").encode(),
        None,
        "row 1",
    ),
}


@pytest.mark.slow
@pytest.mark.parametrize("what", BAD)
def test_bad_input_gets_a_clear_sentence(run, tmp_path: Path, what: str) -> None:
    body, code, told = BAD[what]
    path = tmp_path / "bad.ndjson"
    path.write_bytes(body)
    said = run("import", path, "--source", "Town")
    assert told in said.text and "bad.ndjson" in said.text
    assert said.code == code or (code is None and said.code in (1, 2))


@pytest.mark.slow
def test_half_a_zip_and_a_bomb_are_refused_whole(run, tmp_path: Path) -> None:
    package = tmp_path / "town.zip"
    with zipfile.ZipFile(package, "w", zipfile.ZIP_DEFLATED) as out:
        out.writestr("services.csv", "id,name,status\n" + "0" * 60_000_000)
    bomb = run("import", package)
    assert bomb.code == 2 and "town.zip" in bomb.text
    package.write_bytes(package.read_bytes()[: package.stat().st_size // 2])
    half = run("import", package)
    assert half.code == 2 and "town.zip" in half.text


@pytest.mark.slow
@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["import"], "Which file"),
        (["import", "nowhere.ndjson"], "nowhere.ndjson"),
        (["import", "notes.txt"], "--format"),
        (["publish", "--at", "soon"], "no time"),
        (["rollback", "7"], "no earlier edition"),
        (["withdraw", "nothing", "--why", "x"], "no record"),
        (["search", "x", "--lang", "xx-nobody"], "xx-nobody"),
        (["reader", "--port", "70000"], "no port"),
        (["keys", "--rotate"], "no key yet"),
    ],
)
def test_a_command_that_cannot_be_done_says_why(run, words: list[str], told: str) -> None:
    said = run(*words)
    assert said.code == 2 and (told in said.text or "published yet" in said.text)


@pytest.mark.slow
def test_a_database_address_that_is_none_is_refused_loudly(tmp_path: Path) -> None:
    env = {
        **os.environ,
        "LATCHSTRING_HOME": str(tmp_path),
        "LATCHSTRING_DATABASE": "postgresql://h:abc/x",
    }
    line = [sys.executable, "-m", "latchstring.cli", "publish"]
    done = subprocess.run(line, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 2 and "LATCHSTRING_DATABASE" in done.stderr
    assert "Traceback" not in done.stderr
