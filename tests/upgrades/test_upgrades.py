"""Databases of earlier versions, each brought up to this one: nothing lost, the same answers."""

from __future__ import annotations

import gzip
import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from django.conf import settings

from tests.backup.installation import Installation, installed

FOLDER = Path(__file__).parent
KEPT = sorted(FOLDER.glob("*.sql.gz"))
ASK = """
import django
django.setup()
from django.test import Client
for address in ("/readyz", "/api/v1/ranges", "/api/v1/cities", "/api/v1/surveys"):
    answer = Client(SERVER_NAME="localhost").get(address)
    print(answer.status_code, answer.content.decode())
"""


def answers(site: Installation) -> str:
    printed, _ = site.start("-W", "ignore", "-c", ASK).communicate(timeout=120)
    lines = [line for line in printed.splitlines() if " INFO " not in line]
    return re.sub(r'"loaded_at":"[^"]*"', "", "\n".join(lines))


@pytest.fixture(scope="module")
def expected(tmp_path_factory: pytest.TempPathFactory) -> str:
    """What a new installation answers."""
    return answers(installed(tmp_path_factory.mktemp("new")))


@pytest.mark.parametrize("kept", KEPT, ids=lambda path: path.name.removesuffix(".sql.gz"))
def test_a_database_of_an_earlier_version_is_upgraded_whole(
    kept: Path, expected: str, tmp_path: Path
) -> None:
    site = Installation(tmp_path)
    with closing(sqlite3.connect(site.database)) as database:
        database.executescript(gzip.decompress(kept.read_bytes()).decode())
    site.run("migrate", "--verbosity=0")
    assert site.loads() == 1
    site.run("load_ranges")  # columns added since are filled by the files
    assert expected.startswith("200 ready")
    assert answers(site) == expected


def test_each_version_among_the_changes_has_its_database() -> None:
    changes = (Path(settings.BASE_DIR) / "CHANGELOG.md").read_text(encoding="utf-8")
    versions = set(re.findall(r"^## (\d+\.\d+\.\d+)", changes, re.M))
    assert versions and versions == {path.name.partition("-")[0] for path in KEPT}
