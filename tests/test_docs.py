"""The documentation says what is there: settings, commands, dependencies, rooms, links, symbols."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from importlib import import_module
from importlib.metadata import metadata
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
SOURCE, DOCS = ROOT / "src" / "latchstring", ROOT / "docs"
NOT_OURS = {
    ".git", ".venv", ".tools", ".hypothesis", ".mypy_cache", ".ruff_cache", ".pytest_cache",
    ".import_linter_cache", "node_modules", "var", "dist", "__pycache__",
}  # fmt: skip
"""Folders that are made and never committed."""
ROOMS = sorted(path.parent.name for path in SOURCE.glob("*/__init__.py"))
FLOWS = sorted((DOCS / "flows").glob("*.md"))
PAGES = [*sorted(ROOT.glob("*.md")), *sorted(DOCS.rglob("*.md"))]
ENDINGS = (".py", ".md", ".json", ".css", ".html", ".po", ".sqlite", ".sqlite3")


def ours(folder: Path = ROOT) -> Iterator[Path]:
    """Every file of the checkout that is, or will be, committed."""
    for path in sorted(folder.iterdir()):
        if path.is_dir():
            if path.name not in NOT_OURS and not path.name.endswith(".egg-info"):
                yield from ours(path)
        else:
            yield path


def texts(*endings: str) -> Iterator[tuple[Path, str]]:
    for path in ours():
        if not endings or path.name.endswith(endings):
            try:
                yield path, path.read_text("utf-8")
            except UnicodeDecodeError:
                continue


def read(name: str) -> str:
    return (DOCS / name).read_text("utf-8")


def settings_in(text: str) -> set[str]:
    return set(re.findall(r"\bLATCHSTRING_[A-Z_]+\b", text))


def test_each_setting_of_the_code_is_in_the_docs_and_no_other() -> None:
    places = [SOURCE, ROOT / "scripts"]
    code = [path.read_text("utf-8") for place in places for path in place.rglob("*.py")]
    code += [(ROOT / name).read_text("utf-8") for name in ("run", "test", "scripts/setup.sh")]
    code.append((ROOT / "tests" / "conftest.py").read_text("utf-8"))
    assert settings_in("\n".join(code)) == settings_in(read("operate/settings.md"))


def test_the_page_of_the_commands_is_what_the_program_says() -> None:
    script = str(ROOT / "scripts" / "commands_doc.py")
    made = subprocess.run([sys.executable, script], capture_output=True, text=True, check=True)
    # Versions of Python break the lines of a help text in different places.
    assert made.stdout.split() == read("commands.md").split(), (
        "Run: .venv/bin/python scripts/commands_doc.py > docs/commands.md"
    )


def test_each_command_has_its_part_of_the_page() -> None:
    files = {path.stem.removeprefix("do_") for path in (SOURCE / "cli").glob("do_*.py")}
    told = re.findall(r"^## latchstring (\w+)$", read("commands.md"), re.M)
    assert set(told) == files


def licences() -> dict[str, str]:
    """Package -> licence, as the tables of the page have them."""
    rows = re.findall(r"^\| `([^`]+)` \| ([^|]+) \|", read("dependencies.md"), re.M)
    return {name: licence.strip() for name, licence in rows}


def python_packages() -> set[str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    wanted = [*project["project"]["dependencies"], *project["dependency-groups"]["dev"]]
    return {re.split(r"[\[<>=~! ]", line)[0] for line in wanted}


def node_packages() -> set[str]:
    package = json.loads((ROOT / "package.json").read_text("utf-8"))
    return set(package.get("dependencies", {})) | set(package["devDependencies"])


def test_each_dependency_is_in_the_docs_with_its_licence() -> None:
    assert set(licences()) == python_packages() | node_packages()


@pytest.mark.parametrize("name", sorted(python_packages()))
def test_the_licence_is_the_one_that_the_package_states(name: str) -> None:
    told = metadata(name)
    stated = " ".join([told["License-Expression"] or "", told["License"] or ""])
    digits = re.sub(r"\W+", " ", stated).casefold()
    for word in re.findall(r"\w+", licences()[name]):
        assert word.casefold() in digits


@pytest.mark.parametrize("name", sorted(node_packages()))
def test_the_licence_of_a_node_package_is_the_one_that_it_states(name: str) -> None:
    path = ROOT / "node_modules" / name / "package.json"
    if not path.exists():
        pytest.skip("The npm packages are not installed: ./test installs them.")
    assert json.loads(path.read_text("utf-8"))["license"] == licences()[name]


@pytest.mark.parametrize("room", ROOMS)
def test_each_room_has_a_page(room: str) -> None:
    assert (DOCS / "rooms" / f"{room}.md").exists()


def test_the_index_names_every_page() -> None:
    index = read("README.md")
    pages = [p.relative_to(DOCS).as_posix() for p in DOCS.rglob("*.md") if p.name != "README.md"]
    assert [page for page in pages if f"({page})" not in index] == []


def links(text: str) -> list[str]:
    """Targets of Markdown links inside the checkout."""
    found = re.findall(r"\]\(([^()\s]+)\)", re.sub(r"```.*?```|`[^`]*`", "", text, flags=re.S))
    return [link.partition("#")[0] for link in found if not re.match(r"[a-z]+:|#", link)]


def test_each_link_leads_somewhere() -> None:
    lost = [
        f"{path.relative_to(ROOT)}: {link}"
        for path, text in texts(".md")
        for link in links(text)
        if not (path.parent / link).exists()
    ]
    assert lost == []


def test_a_link_is_told_from_code_and_from_an_address() -> None:
    text = "[a](b.md#c) `[d](e.md)` [f](https://example.org/) [g](#h) ![i](j.png)"
    assert links(text) == ["b.md", "j.png"]


@pytest.mark.parametrize("path", FLOWS, ids=lambda path: path.stem)
def test_a_flow_opens_with_the_list_of_its_files(path: Path) -> None:
    text, tests = path.read_text("utf-8").split("\nShown by:")
    title, files, prose = re.split(r"\n\n", text, maxsplit=2)
    named = re.findall(r"^- `([^`]+)`", files, re.M)
    assert title.startswith("# ") and len(named) == len(files.splitlines())
    assert [name for name in named if not (SOURCE / name).exists()] == []
    assert re.findall(r"`[\w./]+\.(?:py|html|po)`", prose) == [], "Prose names symbols only."
    assert tests.strip()


def named_files(text: str) -> set[str]:
    """Tests and files of Python in backticks; what is to be filled in (`do_VERB.py`) is none."""
    found = re.findall(r"`([\w/]+\.py|test_\w+)`", text)
    return {name for name in found if not re.search("[A-Z]{3}", name)}


def known_tests() -> set[str]:
    """Every test function, and every file of Python with and without its folders."""
    found: set[str] = set()
    for path, text in texts(".py"):
        parts = path.relative_to(ROOT).parts
        found.update("/".join(parts[at:]) for at in range(len(parts)))
        if parts[0] == "tests":
            found.update(re.findall(r"^def (test_\w+)", text, re.M))
    return found


def test_each_test_and_file_that_the_docs_name_is_there() -> None:
    known = known_tests()
    found = {p.name: named_files(p.read_text("utf-8")) - known for p in PAGES}
    assert {name: lost for name, lost in found.items() if lost} == {}


def symbols(text: str) -> set[str]:
    """What stands in backticks as `room.module.name`."""
    rooms = "|".join(ROOMS)
    found = re.findall(rf"`((?:{rooms})\.[A-Za-z_.]+)(?:\(\))?`", text)
    return {name for name in found if not name.endswith(ENDINGS)}


def resolves(name: str) -> bool:
    """Whether there is such a module, or such a thing in one."""
    parts = name.split(".")
    for length in range(len(parts), 0, -1):
        try:
            found: object = import_module(".".join(["latchstring", *parts[:length]]))
        except ModuleNotFoundError:
            continue
        return _has(found, parts[length:])
    return False


def _has(found: object, names: list[str]) -> bool:
    for name in names:
        fields = getattr(found, "__dataclass_fields__", {})
        if not hasattr(found, name) and name not in fields:
            return False
        found = getattr(found, name, None)
    return True


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_each_symbol_in_the_docs_is_in_the_code(path: Path) -> None:
    assert [name for name in symbols(path.read_text("utf-8")) if not resolves(name)] == []


def test_a_symbol_that_is_nowhere_is_noticed() -> None:
    assert resolves("edition.keys.rotate") and resolves("core.entry.Entry.due_on")
    assert not resolves("edition.keys.rotated") and not resolves("edition.locks")
    assert symbols("`edition.keys.rotate` and `edition.sqlite`, `other.thing`") == {
        "edition.keys.rotate"
    }


NOT_HERE = [rf"(?<![\w.<]){re.escape(f'/{name}/')}" for name in ("work", "root")] + [
    "sub" + "agent"
]
"""Folders of the machine on which something was written, and its tools."""


def strange(text: str) -> list[str]:
    return [found[0] for pattern in NOT_HERE for found in re.finditer(pattern, text)]


def test_no_file_tells_of_the_machine_that_it_was_written_on() -> None:
    found = {str(p.relative_to(ROOT)): strange(text) for p, text in texts() if strange(text)}
    assert found == {}


def test_a_path_of_a_machine_is_noticed() -> None:
    assert strange("open('/" + "work/main/x')") and strange("in /" + "root/.cache")
    assert not strange("https://example.org/" + "work/")


def test_only_tests_name_temporary_folders() -> None:
    scratch = "/" + "tmp/"
    found = [p.relative_to(ROOT) for p, text in texts() if scratch in text]
    assert [path for path in found if path.parts[0] != "tests"] == []
