"""`manage.py backup` and `restore` on SQLite: whole or not at all, and never by mistake."""

from __future__ import annotations

import json
import os
import signal
import socket
import sqlite3
import stat
import time
import urllib.request
import zipfile
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from tests.backup.installation import Installation


def changed(backup: Path, **about: Any) -> Path:
    """The same backup, saying something else of itself."""
    other = backup.with_name("other.zip")
    with zipfile.ZipFile(backup) as source, zipfile.ZipFile(other, "w") as target:
        told = json.loads(source.read("backup.json")) | about
        target.writestr("backup.json", json.dumps(told))
        target.writestr("database.sqlite3", source.read("database.sqlite3"))
    return other


@pytest.fixture
def backup(site: Installation) -> Path:
    """A backup from before something changed."""
    path = site.folder / "bench.zip"
    site.run("backup", str(path))
    site.note_a_load()
    return path


def test_a_backup_is_a_zip_with_a_whole_database_that_only_its_owner_reads(
    site: Installation, backup: Path
) -> None:
    with zipfile.ZipFile(backup) as archive:
        archive.extract("database.sqlite3", site.folder)
    with closing(sqlite3.connect(site.folder / "database.sqlite3")) as found:
        assert found.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert found.execute("SELECT count(*) FROM salaries_salaryrange").fetchone() == (96,)
    assert stat.S_IMODE(backup.stat().st_mode) == 0o600
    assert not [path for path in site.folder.iterdir() if path.name.startswith(".")]


def test_what_was_backed_up_comes_back_and_what_was_there_is_kept(
    site: Installation, backup: Path
) -> None:
    printed = site.run("restore", str(backup))
    assert site.loads() == 1
    (kept,) = site.folder.glob("before-restore-*.zip")
    assert str(kept) in printed
    site.run("restore", str(kept))
    assert site.loads() == 2


def test_a_backup_restores_into_an_empty_installation(backup: Path, tmp_path: Path) -> None:
    other = Installation(tmp_path / "other")
    other.run("restore", str(backup))
    assert other.loads() == 1


def test_a_file_that_is_there_is_replaced_only_when_that_is_said(
    site: Installation, backup: Path
) -> None:
    before = backup.read_bytes()
    assert "--force" in site.run("backup", str(backup), code=1)
    assert backup.read_bytes() == before
    site.run("backup", str(backup), "--force")
    assert backup.read_bytes() != before


def test_where_nothing_can_be_written_nothing_is_left(site: Installation) -> None:
    taken = site.folder / "folder"
    taken.mkdir()
    assert "cannot be written" in site.run("backup", str(taken), "--force", code=1)


def test_a_folder_that_is_not_there_is_not_made(site: Installation) -> None:
    said = site.run("backup", str(site.folder / "nosuch" / "x.zip"), code=1)
    assert "There is no folder" in said and "nosuch" in said
    assert not (site.folder / "nosuch").exists()


def test_without_a_database_there_is_no_backup(tmp_path: Path) -> None:
    empty = Installation(tmp_path / "new")
    assert "no database yet" in empty.run("backup", str(tmp_path / "x.zip"), code=1)
    assert not (tmp_path / "x.zip").exists()


def test_a_broken_database_is_not_backed_up(site: Installation) -> None:
    site.sql("PRAGMA journal_mode=DELETE")
    content = bytearray(site.database.read_bytes())
    content[9000:30000] = os.urandom(21000)
    site.database.write_bytes(content)
    assert "not sound" in site.run("backup", str(site.folder / "x.zip"), code=1)
    assert not (site.folder / "x.zip").exists()


def test_any_damage_to_a_backup_is_noticed_and_nothing_changes(
    site: Installation, backup: Path
) -> None:
    whole = backup.read_bytes()
    flipped = bytearray(whole)
    flipped[len(whole) // 2] ^= 1
    for content in (bytes(flipped), whole[: len(whole) // 2], whole[:-30], b"", b"PK\x03\x04"):
        backup.write_bytes(content)
        assert "damaged" in site.run("restore", str(backup), code=1)
    assert site.loads() == 2


@pytest.mark.parametrize(
    ("about", "said"),
    [
        ({"product": "another"}, "no backup of SMM Bench"),
        ({"migrations": [1]}, "no backup of SMM Bench"),
        ({"content": "../../x"}, "no backup of SMM Bench"),
        ({"sha256": "0" * 64}, "damaged"),
        ({"format": 2, "version": "9.0.0"}, "newer version, 9.0.0"),
        ({"migrations": ["salaries.0999_later"], "version": "9.0.0"}, "newer version, 9.0.0"),
        ({"vendor": "postgresql"}, "postgresql database, and this one is sqlite"),
    ],
)
def test_a_backup_that_is_not_for_here_is_refused(
    about: dict[str, Any], said: str, site: Installation, backup: Path
) -> None:
    assert said in " ".join(site.run("restore", str(changed(backup, **about)), code=1).split())
    assert (site.loads(), list(site.folder.glob("before-*"))) == (2, [])


def test_what_is_no_backup_is_refused(site: Installation) -> None:
    assert "no backup" in site.run("restore", "data/cities.csv", code=1)
    assert "cannot be read" in site.run("restore", str(site.folder / "nothing.zip"), code=1)


def test_a_restore_that_is_killed_leaves_the_old_or_the_new(
    site: Installation, backup: Path
) -> None:
    for tenths in range(4, 14, 2):
        process = site.start("manage.py", "restore", str(backup))
        time.sleep(tenths / 10)
        process.send_signal(signal.SIGKILL)
        process.communicate()
        assert site.sql("PRAGMA integrity_check") == [("ok",)]
        assert site.loads() in {1, 2}


def served_version(address: str) -> str:
    with urllib.request.urlopen(f"{address}/api/v1/surveys", timeout=30) as answer:  # noqa: S310
        return str(json.loads(answer.read()))


def until_served(address: str) -> str:
    for _ in range(300):
        try:
            return served_version(address)
        except OSError:
            time.sleep(0.1)
    raise AssertionError("nobody answers")


def test_workers_serve_what_was_restored_without_a_restart(site: Installation) -> None:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    backup = site.folder / "first.zip"
    site.run("backup", str(backup))
    server = site.start("-m", "gunicorn", "-w", "2", "-b", f"127.0.0.1:{port}", "smmbench.wsgi")
    try:
        address = f"http://127.0.0.1:{port}"
        first = until_served(address)
        site.sql("UPDATE salaries_survey SET version = 'abcdef0' || substr(version, 8)")
        time.sleep(2)
        assert {served_version(address) == first for _ in range(8)} == {False}
        site.run("restore", str(backup))
        time.sleep(2)
        assert {served_version(address) for _ in range(8)} == {first}
    finally:
        server.terminate()
        server.communicate(timeout=30)
