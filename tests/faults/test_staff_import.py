"""A staff import that the disk or another writer stops: 503, nothing stored, old data served."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from pathlib import Path

import pytest

from tests.faults.conftest import Tell
from tests.faults.large_survey import write
from tests.faults.product import OFFER, SECONDS, Site, serving
from tests.faults.test_disk_full import surveys


@contextmanager
def full(site: Site) -> Iterator[None]:
    """Not a byte is left on the disk."""
    ballast = site.folder / "ballast"
    with ballast.open("wb", buffering=0) as file:
        try:
            while file.write(b"0" * 4_096) == 4_096:
                pass
        except OSError:
            pass
    yield
    ballast.unlink()


@contextmanager
def locked(site: Site) -> Iterator[None]:
    """Somebody writes and does not end."""
    with closing(sqlite3.connect(site.database, isolation_level=None)) as writer:
        writer.execute("BEGIN IMMEDIATE")
        yield
        writer.execute("ROLLBACK")


FAULTS: dict[str, Callable[[Site], AbstractContextManager[None]]] = {
    "disk full": full,
    "database locked by a writer": locked,
}


@pytest.mark.parametrize("fault", FAULTS)
def test_an_import_that_cannot_be_stored_is_503_and_the_old_data_are_served(
    small_disk: Site, tmp_path: Path, fault: str, tell: Tell
) -> None:
    site = Site(small_disk.folder, {"SMMBENCH_ADMIN": "1"})
    before = surveys(site)
    process = site.start("-m", "tests.faults.importing", str(write(tmp_path / "large")))
    assert process.stdin and process.stdout
    assert process.stdout.readline().strip() == "ready"
    with FAULTS[fault](site), serving(site, "-m", "gunicorn", "smmbench.wsgi") as server:
        printed, _ = process.communicate("go\n", timeout=3 * SECONDS)
        assert server.ask(OFFER).status == 200
    status, retry_after = map(int, printed.split()[-2:])
    assert (status, retry_after > 0, "Traceback" in printed) == (503, True, False), printed
    assert (surveys(site), site.is_whole()) == (before, True)
    tell(f"{fault} during a staff import", "503 with Retry-After, rolled back, old data served")
