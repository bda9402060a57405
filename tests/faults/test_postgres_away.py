"""PostgreSQL stopped under a site and started again: the same as with SQLite's file."""

from __future__ import annotations

from pathlib import Path

from tests.faults.conftest import Tell
from tests.faults.product import API, OFFER, Answer, Site, serving, until
from tests.postgres import EMBEDDED, running

GUNICORN = ("-m", "gunicorn", "--config", "python:smmbench.gunicorn")


def is_kept(answer: Answer) -> bool:
    """200 from memory, and the answer says so."""
    assert answer.status == 200, answer.text
    return "Survey-Last-Checked" in answer.headers


def test_a_site_answers_from_memory_until_postgresql_is_back(tmp_path: Path, tell: Tell) -> None:
    with running(EMBEDDED) as cluster:
        site = Site(tmp_path, {"DATABASE_URL": cluster.server_url})
        site.done("migrate", "--verbosity=0")
        site.done("load_ranges")
        with serving(site, *GUNICORN) as server:
            assert not is_kept(server.ask(OFFER))
            cluster.stop()
            until(lambda: is_kept(server.ask(OFFER)), "an answer from memory")
            assert is_kept(server.ask(API))
            assert (server.ask("/readyz").status, server.ask("/healthz").status) == (503, 200)
            cluster.start()
            took = until(lambda: not is_kept(server.ask(OFFER)), "a fresh answer")
            until(lambda: server.ask("/readyz").status == 200, "readiness")
    tell(
        "PostgreSQL stopped under gunicorn, pool and all",
        f"pages and API from memory, with note; readyz 503, healthz 200; back in {took:.1f} s",
    )
