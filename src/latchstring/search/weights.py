"""The numbers in `weights.json`, which the browser's twin of similar and recognise reads as well."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

WEIGHTS: dict[str, Any] = json.loads(
    Path(__file__).with_name("weights.json").read_text(encoding="utf-8")
)
"""By module, then by name."""
