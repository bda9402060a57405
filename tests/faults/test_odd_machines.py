"""The zone, the language and the clock of a machine change no byte of what comes out."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.faults.conftest import Tell
from tests.faults.product import ROOT, SECONDS, Site

EVERYTHING = """
import hashlib, json, pathlib, sys
import django
django.setup()
from django.test import Client
from salaries.ingest import survey_files
def digest(data): return hashlib.sha256(data).hexdigest()[:16]
question = "city=moscow&segment=agency&band=3&amount=52000&basis=net"
paths = [
    *(f"{base}{path}" for base in ("/", "/ru/", "/ka/") for path in (
        "", f"offer/?{question}", "cities/", "cities/omsk/", "method/", "data/", "band/")),
    *(f"/cities/?export={kind}" for kind in ("csv", "xlsx", "json")),
    f"/api/v1/offer?{question}", "/api/v1/ranges", "/api/openapi.json", "/sitemap.xml",
]
def body(path):
    answer = Client(SERVER_NAME="localhost").get(path)
    assert answer.status_code == 200, path
    return b"".join(answer)
said = {path: digest(body(path)) for path in paths}
content = survey_files.read_survey(survey_files.SurveyFiles(*map(pathlib.Path, sys.argv[1:])))
said["load"] = digest(repr(content).encode())
print(json.dumps(said))
"""
FILES = ("hh_ranges.csv", "hh_ranges.toml", "band_requirements.csv", "cities.csv")
OFFERS = "город,работодатель,опыт,оклад\nМосква,агентство,3,52000\nİstanbul,ajans,1,40000\n"
MACHINES: dict[str, dict[str, str]] = {
    "TZ=Pacific/Kiritimati": {"TZ": "Pacific/Kiritimati"},
    "TZ=America/Adak": {"TZ": "America/Adak"},
    "LANG=C PYTHONUTF8=0": {"LANG": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    "LC_ALL=POSIX": {"LC_ALL": "POSIX"},
    "LC_ALL=tr_TR.UTF-8": {"LC_ALL": "tr_TR.UTF-8"},
}
CLOCKS = ("2005-03-01 12:00:00", "2069-10-26 00:30:00")


def everything(site: Site, before: tuple[str, ...] = ()) -> dict[str, str]:
    """Digests of pages, exports, API, a judged sheet and what a load reads."""
    files = [str(ROOT / "data" / name) for name in FILES]
    sheet, judged = site.folder / "offers.csv", site.folder / "judged.csv"
    sheet.write_text(OFFERS, encoding="utf-8")
    said: dict[str, str] = json.loads(run(site, before, "-c", EVERYTHING, *files))
    judged.unlink(missing_ok=True)
    run(site, before, "manage.py", "judge", str(sheet), "-o", str(judged), "--quiet")
    return said | {"judge": judged.read_bytes().hex()}


def run(site: Site, before: tuple[str, ...], *arguments: str) -> str:
    done = subprocess.run(
        [*before, sys.executable, *arguments],
        cwd=ROOT,
        env=site.environment,
        capture_output=True,
        timeout=3 * SECONDS,
    )
    assert done.returncode == 0, done.stderr.decode(errors="replace")
    return done.stdout.decode()


@pytest.fixture(scope="module")
def usual(
    prepared: bytes, tmp_path_factory: pytest.TempPathFactory
) -> tuple[bytes, dict[str, str]]:
    """What an ordinary machine gives."""
    site = placed(tmp_path_factory.mktemp("usual"), prepared, {"LANG": "C.UTF-8"})
    return prepared, everything(site)


def placed(folder: Path, prepared: bytes, more: Mapping[str, str]) -> Site:
    site = Site(folder, more)
    site.database.write_bytes(prepared)
    return site


def turkish(folder: Path) -> dict[str, str]:
    """Where a Turkish locale made for the test lies; nothing where none can be made."""
    tool = shutil.which("localedef")
    made = folder / "tr_TR.UTF-8"
    if tool is None:
        return {}
    subprocess.run([tool, "-i", "tr_TR", "-f", "UTF-8", str(made)], capture_output=True)
    return {"LOCPATH": str(folder)} if made.exists() else {}


@pytest.mark.parametrize("machine", MACHINES)
def test_zone_and_language_change_nothing(
    usual: tuple[bytes, dict[str, str]], tmp_path: Path, machine: str, tell: Tell
) -> None:
    prepared, expected = usual
    made = turkish(tmp_path) if "tr_TR" in machine else {}
    site = placed(tmp_path, prepared, MACHINES[machine] | made)
    assert everything(site) == expected
    note = "" if made or "tr_TR" not in machine else " (the locale itself could not be made here)"
    tell(machine, f"same bytes: {len(expected)} pages, exports, answers, sheets and loads{note}")


def undated(said: dict[str, str]) -> dict[str, str]:
    """What names no day of its own: other pages, exports, API, sheets and loads."""
    dated = re.compile(r"/(ru/|ka/)?(offer/\?.*|cities/|cities/omsk/)")
    return {name: digest for name, digest in said.items() if not dated.fullmatch(name)}


@pytest.mark.parametrize("clock", CLOCKS)
def test_the_date_changes_nothing(
    usual: tuple[bytes, dict[str, str]], tmp_path: Path, clock: str, tell: Tell
) -> None:
    if shutil.which("faketime") is None:
        tell(f"clock at {clock}", "not tried: faketime is not installed")
        pytest.skip("faketime is not installed")
    prepared, expected = usual
    site = placed(tmp_path, prepared, {"LANG": "C.UTF-8", "FAKETIME_DONT_FAKE_MONOTONIC": "1"})
    seen = undated(everything(site, ("faketime", clock)))
    assert seen == undated(expected)
    tell(f"clock at {clock}", f"same bytes: {len(seen)}, pages that say what day it is apart")
