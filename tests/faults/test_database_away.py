"""A database that goes away and comes back: what is kept is served, and nobody restarts a thing."""

from __future__ import annotations

import os
from collections.abc import Callable

import pytest

from tests.faults.conftest import Tell
from tests.faults.product import API, GUNICORN, OFFER, Answer, Server, Site, serving, until

LAST_CHECKED = "Survey-Last-Checked"
SERVERS = {"serve": (), "gunicorn": GUNICORN}
every_server = pytest.mark.parametrize("how", SERVERS.values(), ids=SERVERS)


def is_kept(answer: Answer) -> bool:
    """200 from memory, and the answer says so."""
    assert answer.status == 200, answer.text
    return LAST_CHECKED in answer.headers


def away(site: Site) -> None:
    """Move the database away, with what SQLite lays beside it."""
    for each in site.folder.glob("site.sqlite3*"):
        each.rename(site.folder / f"moved-{each.name}")


def back(site: Site) -> None:
    for each in site.folder.glob("moved-*"):
        each.rename(site.folder / each.name.removeprefix("moved-"))


def garbled(site: Site) -> None:
    """Lay another file in its place, as a wrong copy would."""
    away(site)
    site.database.write_bytes(os.urandom(20_000))


def restored(site: Site) -> None:
    site.database.unlink()
    back(site)


FAULTS: dict[str, tuple[Callable[[Site], None], Callable[[Site], None]]] = {
    "moved away": (away, back),
    "overwritten by other bytes": (garbled, restored),
}


@every_server
@pytest.mark.parametrize("fault", FAULTS)
def test_a_site_answers_from_memory_until_its_database_is_back(
    site: Site, how: tuple[str, ...], fault: str, tell: Tell
) -> None:
    break_it, mend = FAULTS[fault]
    with serving(site, *how) as server:
        assert not is_kept(server.ask(OFFER))
        break_it(site)
        until(lambda: is_kept(server.ask(OFFER)), "an answer from memory")
        assert "as it was last read" in server.ask(OFFER).text
        assert is_kept(server.ask(API))
        assert states(server) == (503, 200)
        mend(site)
        took = until(lambda: not is_kept(server.ask(OFFER)), "a fresh answer")
        until(lambda: states(server) == (200, 200), "readiness")
    kind = "gunicorn" if how else "serve"
    tell(
        f"SQLite file {fault} under {kind}",
        f"pages and API from memory, with note; readyz 503, healthz 200; back in {took:.1f} s",
    )


def states(server: Server) -> tuple[int, int]:
    return server.ask("/readyz").status, server.ask("/healthz").status


def test_no_empty_database_is_made_in_the_place_of_one_that_is_gone(site: Site) -> None:
    with serving(site) as server:
        away(site)
        until(lambda: is_kept(server.ask(OFFER)), "an answer from memory")
        assert server.ask(f"{OFFER}&v=0000000-1").status == 200
        assert server.ask("/readyz").status == 503
        assert not site.database.exists()


def test_a_process_that_starts_without_its_database_says_so_and_serves_once_it_is_there(
    site: Site, tell: Tell
) -> None:
    away(site)
    with serving(site, *GUNICORN) as server:
        page, program = server.ask(OFFER), server.ask(API)
        assert (page.status, program.status) == (503, 503)
        assert "DATABASE_URL" in page.text and "problem-unavailable" in program.text
        assert int(page.headers["Retry-After"]) > 0
        back(site)
        took = until(lambda: server.ask(OFFER).status == 200, "an answer")
    tell("started without its database (gunicorn)", f"503 in words; serves {took:.1f} s after")


def test_pages_on_a_database_not_migrated_say_what_to_run(site: Site, tell: Tell) -> None:
    site.database.write_bytes(b"")
    with serving(site, *GUNICORN) as server:
        page = server.ask(OFFER)
        assert (page.status, "manage.py migrate" in page.text) == (503, True)
        assert "manage.py migrate" in server.ask("/readyz").text
    tell("database not migrated (gunicorn)", "503 in words: run manage.py migrate")
