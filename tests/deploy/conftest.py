"""A PostgreSQL server for these tests, whatever the others run on."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from tests.postgres import EMBEDDED, Cluster, running, version_of


@pytest.fixture(scope="session")
def cluster() -> Iterator[Cluster]:
    """A server of the version that the tests run on, or the embedded one."""
    url = os.environ.get("DATABASE_URL", "")
    version = version_of(url) if url.startswith("postgres") else EMBEDDED
    try:
        with running(version) as server:
            yield server
    except FileNotFoundError as missing:
        if os.environ.get("CI"):
            raise
        pytest.skip(str(missing))
