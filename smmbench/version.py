"""The version of the product. It is written once, in pyproject.toml."""

import tomllib
from pathlib import Path
from typing import Final

PROJECT = Path(__file__).resolve().parent.parent / "pyproject.toml"
VERSION: Final[str] = tomllib.loads(PROJECT.read_text(encoding="utf-8"))["project"]["version"]
"""Such as `0.1.0`."""
