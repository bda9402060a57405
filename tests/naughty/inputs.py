"""The strings and sheets: npm's `blns` and `csv-spectrum` as they come, and our own junk."""

from __future__ import annotations

import json
import os
from pathlib import Path
from urllib.parse import unquote_to_bytes

import pytest

from salaries.sheets.limits import WEB
from tests.web.test_bad_input import JUNK

MODULES = Path(__file__).parent / "node_modules"
MISSING = "not installed: run `npm ci --ignore-scripts` in tests/naughty"

if not MODULES.is_dir():
    if os.environ.get("CI"):
        pytest.fail(MISSING, pytrace=False)
    pytest.skip(MISSING, allow_module_level=True)

BIG_LIST = MODULES / "blns" / "resources" / "blns.json"
MISTOLD = {"1234567890": "2095257564"}
"""A telephone number that csv-spectrum gives otherwise in its sheet than in its JSON."""
SPECTRUM = sorted((MODULES / "csv-spectrum" / "csvs").glob("*.csv"))


def strings() -> list[bytes]:
    """Every string once, as it goes over the wire."""
    listed: list[str] = json.loads(BIG_LIST.read_text(encoding="utf-8"))
    ours = [unquote_to_bytes(junk) for junk in JUNK.values()]
    return list(dict.fromkeys([*(one.encode() for one in listed), *ours]))


def told(sheet: Path) -> list[dict[str, str]]:
    """The rows of a sheet of csv-spectrum as the file beside it says they are to be read."""
    beside = sheet.parents[1] / "json" / f"{sheet.stem}.json"
    rows: list[dict[str, str]] | dict[str, str] = json.loads(beside.read_text(encoding="utf-8"))
    listed = [rows] if isinstance(rows, dict) else rows
    return [{name: MISTOLD.get(cell, cell) for name, cell in row.items()} for row in listed]


STRINGS = strings()
TEXTS = [one.decode(errors="replace") for one in STRINGS]
"""The same as text, for what cannot be sent as bytes."""
CELLS = [text for text in TEXTS if len(text) <= WEB.cell_chars and "\0" not in text]
"""Those that a cell of a sheet can hold."""
