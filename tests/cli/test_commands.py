"""The commands as a librarian meets them: what they say, and how they end."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
import zipfile
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest
from small_catalogue import an_id

from latchstring.cli import VERBS, parser
from latchstring.cli.database import of_database

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

    def run(*words: object, database: str = "") -> Said:
        env = {**os.environ, "LATCHSTRING_HOME": str(tmp_path / "home")}
        env["LATCHSTRING_DATABASE"] = database
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
    assert "xx-nobody" in run("search", "pantry", "--lang", "xx-nobody").text
    asked = tmp_path / "asked.ndjson"
    asked.write_text('{"id": "1", "lang": "es", "query": "pantry"}\nnonsense\n')
    answers = tmp_path / "answers.ndjson"
    batch = run("search", "--batch", asked, "--output", answers)
    assert batch.code == 1 and "asked.ndjson, row 2" in batch.text
    assert json.loads(answers.read_text()) == {
        "id": "1",
        "services": [GOOD["id"]],
        "understood": ["food_pantry"],
        "crises": [],
    }
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
        (["publish", "--at", "0001-01-01"], "from 1970 to 2200"),
        (["publish", "--at", "2201-01-01"], "from 1970 to 2200"),
        (["search", "x", "--limit", "0"], "no number from 1 to 1000"),
        (["search", "x", "--limit", "1001"], "no number from 1 to 1000"),
        (["search", "x", "--limit", "many"], "no number from 1 to 1000"),
        (["import", "/dev/zero", "--format", "icarol"], "zero is no file"),
        (["rollback", "7"], "no earlier edition"),
        (["withdraw", "nothing", "--why", "x"], "no record"),
        (["search", "x"], "published yet"),
        (["reader", "--port", "70000"], "no port"),
        (["keys", "--rotate"], "no key yet"),
    ],
)
def test_a_command_that_cannot_be_done_says_why(run, words: list[str], told: str) -> None:
    said = run(*words)
    assert said.code == 2 and told in said.text


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


@pytest.mark.slow
def test_what_changed_is_told_without_signs_that_steer_the_terminal(run, tmp_path: Path) -> None:
    path = ndjson(tmp_path / "town.ndjson", {**GOOD, "name": "Pan\x1b[2Jtry"})
    run("import", path, "--source", "Town")
    ndjson(path, {**GOOD, "name": "Pan\x1b[2Jtry", "email": "a@b.org", "minimum_age": "\x9b1"})
    dry = run("import", path, "--source", "Town", "--dry-run")
    assert "would be changed: Pan�[2Jtry (email" in dry.text
    said = run("import", path, "--source", "Town")
    assert "\nchanged: Pan�[2Jtry (email" in said.text and "�1" in said.text
    run("publish")
    said.text += run("search", "pan").text + run("search", "pan", "--json").text
    assert said.text.count("Pan�[2Jtry") == 3
    assert not {"\x1b", "\x9b"} & set(said.text)


@pytest.mark.slow
def test_a_report_that_cannot_be_written_is_told_before_the_import(run, tmp_path: Path) -> None:
    path = ndjson(tmp_path / "town.ndjson", GOOD)
    said = run("import", path, "--source", "Town", "--report", tmp_path / "no" / "report.csv")
    assert said.code == 2 and "report.csv" in said.text
    said = run("import", path, "--source", "Town", "--report", path)
    assert said.code == 2 and "overwrite" in said.text and path.stat().st_size
    assert not (tmp_path / "home" / "imports").exists()
    run("import", tmp_path / "none.ndjson", "--report", tmp_path / "report.csv")
    assert not (tmp_path / "report.csv").exists()


@pytest.mark.slow
def test_a_database_that_is_not_there_is_one_sentence(run) -> None:
    said = run("publish", database="postgresql://ada:secret@127.0.0.1:1/town")
    assert said.code == 2 and "LATCHSTRING_DATABASE" in said.text and "secret" not in said.text


@pytest.mark.slow
def test_a_catalogue_that_is_no_database_is_one_sentence(run, tmp_path: Path) -> None:
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "catalogue.sqlite3").write_bytes(b"no database at all " * 1000)
    said = run("doctor")
    assert said.code == 2 and "catalogue.sqlite3" in said.text and "backup" in said.text


def test_a_full_disk_is_told_from_other_errors(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "small")) as small:
        small.execute("PRAGMA max_page_count=2")
        small.execute("CREATE TABLE t (x)")
        with pytest.raises(sqlite3.Error) as full:
            small.execute("INSERT INTO t VALUES (zeroblob(100000))")
    assert "free space" in of_database(full.value)
    assert of_database(ValueError("a fault of ours")) == ""
