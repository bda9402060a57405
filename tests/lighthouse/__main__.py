"""Measure four pages three times each as a telephone gets them; ends with 1 below the limits."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from statistics import median
from typing import Any

from rich.console import Console
from rich.table import Table

from tests.browser.product import served

HERE = Path(__file__).parent
PAGES = {
    "home": "/",
    "offer answer": "/offer/?city=moscow&segment=agency&band=3&amount=52000&basis=net",
    "a city": "/cities/omsk/",
    "city table": "/cities/",
}
LEAST = {"performance": 95, "accessibility": 100, "best-practices": 100, "seo": 100}
RUNS = 3
ATTEMPTS = 4
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
FLAGS = "--headless=new --no-sandbox --disable-gpu --no-first-run --disable-background-networking"
Scores = dict[str, int]


def chromium() -> str:
    """The browser to measure with. Ends the run where there is none."""
    found = os.environ.get("CHROME_PATH") or next(filter(None, map(shutil.which, BROWSERS)), None)
    return found or sys.exit("No Chromium. On Debian: apt-get install chromium")


def lighthouse() -> list[str]:
    """The command, installed from the lock where it is missing. Ends the run without npm."""
    command = HERE / "node_modules" / ".bin" / "lighthouse"
    if not command.exists():
        npm = shutil.which("npm")
        if npm is None or shutil.which("node") is None:
            sys.exit("Lighthouse needs Node.js 18 or newer and npm. On Debian: apt-get install npm")
        subprocess.run([npm, "ci", "--ignore-scripts"], cwd=HERE, check=True)
    return [str(command)]


def measure(command: list[str], address: str, browser: str) -> tuple[Scores, list[str]]:
    """One run on one page: its scores of 100, and what kept a score from being whole.

    Chromium now and then records no trace at all, and Lighthouse says to run it again: so we do.
    """
    for _attempt in range(ATTEMPTS):
        found = report(command, address, browser)
        if found and "runtimeError" not in found:
            scores = {name: round(100 * found["categories"][name]["score"]) for name in LEAST}
            return scores, faults(found)
    sys.exit(f"Lighthouse could not measure {address}; what it says stands above.")


def report(command: list[str], address: str, browser: str) -> dict[str, Any]:
    """What Lighthouse found on a page; empty where it wrote nothing."""
    with tempfile.TemporaryDirectory() as folder:
        written = Path(folder) / "report.json"
        asked = ["--output=json", f"--output-path={written}", "--quiet", f"--chrome-flags={FLAGS}"]
        only = f"--only-categories={','.join(LEAST)}"
        environment = os.environ | {"CHROME_PATH": browser}
        subprocess.run([*command, address, only, *asked], env=environment, check=False)
        return json.loads(written.read_text(encoding="utf-8")) if written.exists() else {}


def faults(found: Mapping[str, Mapping[str, dict[str, object]]]) -> list[str]:
    """Audits that are not whole in a category whose limit is not reached."""
    short = [name for name in LEAST if _score(found["categories"][name]) * 100 < LEAST[name] - 0.5]
    audits = [audit for name in short for audit in found["categories"][name]["auditRefs"]]  # type: ignore[attr-defined]
    weighed = [found["audits"][audit["id"]] for audit in audits if audit["weight"]]
    return [
        f"{audit['title']} {audit.get('displayValue', '')}".strip()
        for audit in weighed
        if audit["score"] is not None and _score(audit) < 0.9
    ]


def _score(one: Mapping[str, object]) -> float:
    """A score from 0 to 1; one that could not be told is 0."""
    return float(str(one["score"] or 0))


def shown(medians: Mapping[str, Scores]) -> Table:
    """The medians, those below their limit in red."""
    table = Table(title=f"Lighthouse, mobile, median of {RUNS}")
    for name in ("page", *(f"{name} ≥ {least}" for name, least in LEAST.items())):
        table.add_column(name, justify="left" if name == "page" else "right")
    for page, scores in medians.items():
        cells = [f"[red]{s}[/]" if s < LEAST[name] else str(s) for name, s in scores.items()]
        table.add_row(page, *cells)
    return table


def main() -> int:
    """Serve the product, measure, print; 1 when a median is below its limit."""
    command, browser, console = lighthouse(), chromium(), Console()
    medians = {}
    with tempfile.TemporaryDirectory() as state, served(Path(state)) as address:
        for page, path in PAGES.items():
            runs = [measure(command, address + path, browser) for _run in range(RUNS)]
            medians[page] = {name: round(median(s[name] for s, _ in runs)) for name in LEAST}
            for said in sorted({fault for _scores, found in runs for fault in found}):
                console.print(f"{page}: {said}")
    console.print(shown(medians))
    return int(any(s[name] < LEAST[name] for s in medians.values() for name in LEAST))


if __name__ == "__main__":
    sys.exit(main())
