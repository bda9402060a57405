"""A disk that fills up during a load: nothing is stored, and the old data go on being served."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.faults.conftest import Tell
from tests.faults.large_survey import write
from tests.faults.product import OFFER, Site, serving

LIMITED = """
import resource, runpy, sys
resource.setrlimit(resource.RLIMIT_FSIZE, (700_000, 700_000))
sys.argv = sys.argv[1:]
runpy.run_module("tests.faults.large_survey", run_name="__main__")
"""
"""A load whose process may write no file longer than this: what a quota does."""


@pytest.fixture
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(tmp_path_factory.mktemp("large"))


def load(site: Site, *arguments: str) -> tuple[int, str]:
    process = site.start(*arguments)
    printed, _ = process.communicate(timeout=300)
    return process.returncode, printed


def surveys(site: Site) -> tuple[object, ...]:
    """What is stored: surveys, cities and ranges, counted."""
    tables = ("survey", "city", "salaryrange", "load")
    return tuple(site.rows(f"SELECT count(*) FROM salaries_{one}")[0][0] for one in tables)  # noqa: S608


def test_a_load_onto_a_full_disk_stores_nothing_and_the_old_data_are_served(
    small_disk: Site, large: Path, tell: Tell
) -> None:
    before = surveys(small_disk)
    with serving(small_disk) as server:
        code, printed = load(small_disk, "-m", "tests.faults.large_survey", str(large))
        after = server.ask(OFFER)
    assert (code, "The disk is full" in printed, "Traceback" in printed) == (1, True, False)
    assert (surveys(small_disk), small_disk.is_whole()) == (before, True)
    assert (after.status, "Survey-Last-Checked" in after.headers) == (200, False)
    tell("disk full (tmpfs) during a load", "said so, rolled back, file whole, old data served")


def test_a_load_that_may_write_no_more_stores_nothing(site: Site, large: Path, tell: Tell) -> None:
    before = surveys(site)
    code, printed = load(site, "-c", LIMITED, "x", str(large))
    assert (code, "Traceback" in printed) == (1, False), printed
    assert (surveys(site), site.is_whole()) == (before, True)
    with serving(site) as server:
        assert server.ask(OFFER).status == 200
    tell("file size limit (RLIMIT_FSIZE) during a load", "refused, rolled back, file whole")
