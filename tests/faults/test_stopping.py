"""A server told to stop (SIGTERM) answers what it has in hand, takes nothing new, and ends well."""

from __future__ import annotations

import http.client
import signal
import urllib.request

import pytest

from tests.faults.conftest import Tell
from tests.faults.product import GUNICORN, Server, Site, serving, until

SHEET = b"city,segment,band,amount\n" + b"Moscow,agency,3,52000\n" * 2_000
SERVERS = {"serve": (), "gunicorn": GUNICORN}


def sent_in_part(server: Server) -> http.client.HTTPConnection:
    """A request of which the server has the first half."""
    connection = http.client.HTTPConnection(server.address.removeprefix("http://"), timeout=60)
    connection.putrequest("POST", "/api/v1/bulk")
    connection.putheader("Content-Type", "text/csv")
    connection.putheader("Content-Length", str(len(SHEET)))
    connection.endheaders(SHEET[: len(SHEET) // 2])
    return connection


def answers(server: Server) -> bool:
    """Is a new connection served?"""
    try:
        urllib.request.urlopen(f"{server.address}/healthz", timeout=2).close()  # noqa: S310
    except OSError:
        return False
    return True


def test_a_terminal_that_is_closed_stops_it_in_the_same_way(site: Site) -> None:
    with serving(site) as server:
        connection = sent_in_part(server)
        assert server.ask("/healthz").status == 200
        server.process.send_signal(signal.SIGHUP)
        until(lambda: not answers(server), "an end of what is new")
        connection.send(SHEET[len(SHEET) // 2 :])
        answer = connection.getresponse()
        answer.read()
        assert (answer.status, server.process.wait(60)) == (200, 0)


@pytest.mark.parametrize("how", SERVERS.values(), ids=SERVERS)
def test_a_request_in_hand_is_answered_after_the_signal_to_stop(
    site: Site, how: tuple[str, ...], tell: Tell
) -> None:
    with serving(site, *how) as server:
        idle = http.client.HTTPConnection(server.address.removeprefix("http://"), timeout=60)
        idle.request("GET", "/healthz")
        idle.getresponse().read()
        connection = sent_in_part(server)
        assert server.ask("/healthz").status == 200
        server.process.terminate()
        until(lambda: not answers(server), "an end of what is new")
        connection.send(SHEET[len(SHEET) // 2 :])
        answer = connection.getresponse()
        judged = answer.read()
        code = server.process.wait(60)
    assert (answer.status, code) == (200, 0), judged[:300]
    kind = "gunicorn" if how else "serve"
    tell(f"SIGTERM with a request half sent ({kind})", "200, nothing new taken, exit code 0")
