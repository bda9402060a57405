"""docs/security.md names every requirement of level 1, and only tests that there are."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
ROWS = [
    [cell.strip() for cell in line.strip("|").split(" | ")]
    for line in (ROOT / "docs/security.md").read_text(encoding="utf-8").splitlines()
    if re.match(r"\| \d", line)
]
STATES = {"met", "met in part", "not met", "not applicable"}
LEVEL_1 = """
1.2.1-5 1.3.1-2 1.5.1 2.1.1 2.2.1-2 2.3.1 3.2.1-2 3.3.1 3.4.1-2 3.5.1-3 4.1.1 4.4.1 5.2.1-2 5.3.1-2
6.1.1 6.2.1-8 6.3.1-2 6.4.1-2 7.2.1-4 7.4.1-2 8.1.1 8.2.1-2 8.3.1 9.1.1-3 9.2.1 10.4.1-5 11.3.1-2
11.4.1 12.1.1 12.2.1-2 13.4.1 14.2.1 14.3.1 15.1.1 15.2.1 15.3.1
"""
"""The requirements of OWASP ASVS 5.0 at level 1."""
ADMIN = "tests/admin"
NAMED = sorted({name for row in ROWS for name in re.findall(r"`(tests/[^`]+)`", row[3])})


def spread(text: str) -> set[str]:
    """`1.2.1-3` as its three requirements."""
    found = set()
    for part in text.split():
        section, _dot, last = part.rpartition(".")
        first, _dash, end = last.partition("-")
        found |= {f"{section}.{n}" for n in range(int(first), int(end or first) + 1)}
    return found


def test_every_requirement_of_level_1_is_answered_once() -> None:
    items = [item for row in ROWS for item in row[0].split(", ")]
    assert len(items) == len(set(items))
    assert len(spread(LEVEL_1)) == 70 and spread(LEVEL_1) <= set(items)


@pytest.mark.parametrize("row", ROWS, ids=[row[0] for row in ROWS])
def test_a_requirement_is_met_by_a_test_or_says_why_not(row: list[str]) -> None:
    item, level, state, how = row
    assert state in STATES and set(level) <= set("123, ")
    assert "tests/" in how or state != "met" or item == "15.1.1"
    assert len(how) > 12


@pytest.mark.parametrize("name", NAMED)
def test_every_test_named_exists(name: str) -> None:
    path, _colons, function = name.partition("::")
    if path.startswith(ADMIN) and not (ROOT / ADMIN).exists():
        pytest.skip("the admin is not here yet")
    assert f"\ndef {function}(" in (ROOT / path).read_text(encoding="utf-8")


def test_what_the_site_is_made_of_can_be_listed() -> None:
    command = [str(Path(sys.executable).with_name("cyclonedx-py")), "requirements"]
    done = subprocess.run(
        [*command, "--pyproject", "pyproject.toml", "requirements.txt"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    listed = json.loads(done.stdout)
    names = {one["name"] for one in listed["components"]}
    assert {"django", "waitress", "plotly"} <= names and listed["bomFormat"] == "CycloneDX"


def test_the_packages_are_at_peace_with_one_another() -> None:
    done = subprocess.run([sys.executable, "-m", "pip", "check"], capture_output=True, text=True)
    assert (done.returncode, done.stdout.strip()) == (0, "No broken requirements found.")
