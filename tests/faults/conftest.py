"""What each fault did, told as a table at the end; and a site of its own for each test."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.faults.product import Site

Tell = Callable[[str, str], None]
TOLD = pytest.StashKey[list[tuple[str, str]]]()


@pytest.fixture
def tell(request: pytest.FixtureRequest) -> Tell:
    """Note for the table what was done and what was seen."""
    rows = request.config.stash.setdefault(TOLD, [])
    return lambda done, seen: rows.append((done, seen))


@pytest.hookimpl
def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    """Print the table."""
    rows = config.stash.get(TOLD, [])
    width = max((len(done) for done, _ in rows), default=0)
    terminalreporter.section("faults: what was done, what was seen")
    for done, seen in rows:
        terminalreporter.write_line(f"{done:<{width}}  {seen}")


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A database file with the shipped survey in it."""
    site = Site(tmp_path_factory.mktemp("prepared"))
    site.done("migrate", "--verbosity=0")
    site.done("load_ranges")
    return site.database.read_bytes()


@pytest.fixture
def site(prepared: bytes, tmp_path: Path) -> Site:
    """A folder with that database."""
    made = Site(tmp_path)
    made.database.write_bytes(prepared)
    return made


@pytest.fixture
def small_disk(tmp_path: Path, prepared: bytes) -> Iterator[Site]:
    """A site on a disk of its own, with little room left."""
    folder = tmp_path / "disk"
    folder.mkdir()
    size = f"size={len(prepared) + 900_000}"
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", size, "tmpfs", str(folder)], capture_output=True, text=True
    )
    if mounted.returncode:
        pytest.skip(f"nothing can be mounted here ({mounted.stderr.strip()}); a limit stands in")
    site = Site(folder)
    site.database.write_bytes(prepared)
    yield site
    subprocess.run(["umount", "--lazy", str(folder)], check=True)
