"""An installation with the shipped survey, made once and copied for each test."""

from pathlib import Path

import pytest

from tests.backup.installation import Installation, installed


@pytest.fixture(scope="session")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The database file of a new installation."""
    return installed(tmp_path_factory.mktemp("shipped")).database.read_bytes()


@pytest.fixture
def site(shipped: bytes, tmp_path: Path) -> Installation:
    """An installation of the test's own."""
    made = Installation(tmp_path)
    made.database.write_bytes(shipped)
    return made
