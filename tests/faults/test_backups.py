"""Backups while others write: each holds one moment, whole."""

from __future__ import annotations

import sqlite3
import subprocess
import zipfile
from collections import Counter
from contextlib import closing
from pathlib import Path

import pytest

from tests.backup.installation import Installation, installed

BACKUPS = 20
WRITERS = 4
PAIRS = """
import django, sys, time
django.setup()
from django.db import transaction
from salaries.models import Load, Survey
survey = Survey.objects.get()
for number in range(20_000):
    name = f"{sys.argv[1]}-{number}"
    with transaction.atomic():
        for half in "ab":
            Load.objects.create(survey=survey, file_name=name, sha256=half, version="", rows=number)
    if number % 3 == 2:
        with transaction.atomic():
            Load.objects.filter(file_name=f"{sys.argv[1]}-{number - 1}").delete()
    time.sleep(0.003)
"""
"""Writes, and at times removes, two rows of one name in one transaction: never one alone."""
BACK_UP = """
import django, pathlib, sys, time
django.setup()
from django.core.management import call_command
for number in range(int(sys.argv[2])):
    call_command("backup", pathlib.Path(sys.argv[1]) / f"{number}.zip")
    time.sleep(0.1)
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Installation:
    return installed(tmp_path_factory.mktemp("site"))


@pytest.fixture
def writers(site: Installation) -> list[subprocess.Popen[str]]:
    return [site.start("-c", PAIRS, f"writer{number}") for number in range(WRITERS)]


def pairs(backup: Path, folder: Path) -> Counter[str]:
    """How many rows of each name a backup holds; fails where its database is not sound."""
    with zipfile.ZipFile(backup) as archive:
        archive.extract("database.sqlite3", folder)
    with closing(sqlite3.connect(folder / "database.sqlite3")) as found:
        assert found.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        rows = found.execute("SELECT file_name FROM salaries_load WHERE version = ''")
        return Counter(name for (name,) in rows)


def test_no_backup_made_under_a_load_of_writers_is_inconsistent(
    site: Installation, writers: list[subprocess.Popen[str]], tmp_path: Path
) -> None:
    try:
        maker = site.start("-c", BACK_UP, str(tmp_path), str(BACKUPS))
        printed, _ = maker.communicate(timeout=300)
        assert maker.returncode == 0, printed
        assert all(writer.poll() is None for writer in writers)
    finally:
        for writer in writers:
            writer.kill()
            writer.communicate()
    found = [pairs(tmp_path / f"{number}.zip", tmp_path) for number in range(BACKUPS)]
    halves = [one for one in found if set(one.values()) - {2}]
    grown = [len(one) for one in found]
    print(f"\n{BACKUPS} backups beside {WRITERS} writers: {len(halves)} inconsistent")
    print(f"pairs in the first {grown[0]}, in the last {grown[-1]}")
    assert halves == []
    assert grown == sorted(grown) and grown[-1] > grown[0]
