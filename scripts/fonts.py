"""Copies the reader's fonts into the package, from the npm packages `@fontsource/noto-sans-*`.

Writes beside them: `fonts.css` (the @font-face rules), `fonts.json` (which fonts a page in a
script needs, and every file's size and SHA-256) and each family's licence. Run it after `npm ci`.

A page preloads every file of its script's list in `fonts.json`, whichever letters are on it. A
browser left to itself, with or without `unicode-range`, fetches a family further down the list
when its first letter appears, and so tells the server what was typed or found.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "node_modules" / "@fontsource"
FONTS = ROOT / "src" / "latchstring" / "reader" / "static" / "fonts"
WEIGHTS = (400, 700)


@dataclass(frozen=True)
class Part:
    """The letters of one script, in one file for each weight."""

    family: str
    """The name in CSS."""
    package: str
    subset: str

    def source(self, weight: int) -> Path:
        name = f"{self.package}-{self.subset}-{weight}-normal.woff2"
        return SOURCE / self.package / "files" / name

    def target(self, weight: int) -> Path:
        script = "" if self.package.endswith(self.subset) else f"-{self.subset}"
        return FONTS / f"{self.package}{script}-{weight}.woff2"


LATIN = Part("Noto Sans", "noto-sans", "latin")
LATIN_EXTENDED = Part("Noto Sans Latin Extended", "noto-sans", "latin-ext")
ARABIC = Part("Noto Sans Arabic", "noto-sans-arabic", "arabic")
MYANMAR = Part("Noto Sans Myanmar", "noto-sans-myanmar", "myanmar")

# Digits, brackets and the names of agencies are Latin in every script.
SCRIPTS = {
    "Latn": (LATIN, LATIN_EXTENDED),
    "Arab": (LATIN, LATIN_EXTENDED, ARABIC),
    "Mymr": (LATIN, LATIN_EXTENDED, MYANMAR),
}
PARTS = (LATIN, LATIN_EXTENDED, ARABIC, MYANMAR)


def rule(part: Part, weight: int) -> str:
    return f"""@font-face {{
  font-family: "{part.family}";
  font-style: normal;
  font-weight: {weight};
  font-display: swap;
  src: url("{part.target(weight).name}") format("woff2");
}}
"""


def face(part: Part, weight: int) -> dict[str, Any]:
    file = part.target(weight)
    content = file.read_bytes()
    return {
        "file": file.name,
        "family": part.family,
        "weight": weight,
        "bytes": len(content),
        "sha256": hashlib.sha256(content).hexdigest(),
    }


def version(package: str) -> str:
    return str(json.loads((SOURCE / package / "package.json").read_text("utf-8"))["version"])


def copy() -> None:
    """An empty folder, then every file and the licence of each family."""
    shutil.rmtree(FONTS, ignore_errors=True)
    FONTS.mkdir(parents=True)
    for part in PARTS:
        shutil.copyfile(SOURCE / part.package / "LICENSE", FONTS / f"{part.package}.OFL.txt")
        for weight in WEIGHTS:
            shutil.copyfile(part.source(weight), part.target(weight))


def facts() -> dict[str, Any]:
    return {
        "licence": "OFL-1.1",
        "packages": {f"@fontsource/{p.package}": version(p.package) for p in PARTS},
        "scripts": {
            script: {
                "families": [part.family for part in parts],
                "files": [part.target(weight).name for part in parts for weight in WEIGHTS],
            }
            for script, parts in SCRIPTS.items()
        },
        "faces": [face(part, weight) for part in PARTS for weight in WEIGHTS],
    }


def main() -> None:
    copy()
    rules = [rule(part, weight) for part in PARTS for weight in WEIGHTS]
    (FONTS / "fonts.css").write_text("\n".join(rules), "utf-8")
    listed = facts()
    (FONTS / "fonts.json").write_text(json.dumps(listed, indent=2) + "\n", "utf-8")
    total = sum(each["bytes"] for each in listed["faces"])
    print(f"{FONTS.relative_to(ROOT)}: {len(listed['faces'])} files, {total} bytes")


if __name__ == "__main__":
    main()
