"""`serve --workers` with senders that take their time: nobody waits for them."""

from __future__ import annotations

import socket
import time
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

import pytest

from smmbench import whole_requests
from tests.deploy.test_workers import served, status

BODY = b"POST /api/v1/bulk HTTP/1.1\r\nHost: localhost\r\nContent-Length: 4000000\r\n\r\n"
STARTS = {
    "nothing": b"",
    "head": b"GET /healthz HTTP/1.1\r\nHost: loc",
    "body": BODY + b"city",
    "chunks": b"POST /bulk/ HTTP/1.1\r\nHost: localhost\r\n"
    b"Transfer-Encoding: chunked\r\n\r\n5\r\nc",
    "too long": BODY.replace(b"4000000", b"9000000000") + b"city",
    "a closing one": b"GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
}
SLOW = 40
SOON = 8.0
"""Seconds; a machine that is busy with other tests takes some by itself."""


@pytest.fixture(scope="module")
def port(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    with served(tmp_path_factory.mktemp("slow"), workers=1) as (_process, address):
        assert status(f"{address}/api/v1/surveys") == 200
        yield int(address.rpartition(":")[2])


@contextmanager
def connections(port: int, start: bytes, how_many: int) -> Iterator[list[socket.socket]]:
    """Connections that have sent so much and are quiet."""
    with ExitStack() as stack:
        opened = [
            stack.enter_context(socket.create_connection(("127.0.0.1", port), 60))
            for _ in range(how_many)
        ]
        for one in opened:
            one.sendall(start)
        yield opened


def answer(port: int, sent: bytes) -> bytes:
    with socket.create_connection(("127.0.0.1", port), 60) as connection:
        connection.sendall(sent)
        return connection.recv(65_536)


@pytest.mark.parametrize("start", STARTS.values(), ids=STARTS)
def test_slow_senders_keep_nobody_waiting(port: int, start: bytes) -> None:
    with connections(port, start, SLOW):
        time.sleep(0.5)
        began = time.monotonic()
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=60) as got:
            assert got.status == 200
        assert time.monotonic() - began < SOON


def test_who_sends_nothing_more_is_closed(port: int) -> None:
    with connections(port, STARTS["head"], 1) as [head], connections(port, BODY, 1) as [body]:
        began = time.monotonic()
        assert head.recv(1) == body.recv(1) == b""
        assert time.monotonic() - began < whole_requests.IDLE + 10


def test_a_request_in_pieces_is_answered_and_so_is_the_next_one_sent_with_it(port: int) -> None:
    asked = b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n"
    with socket.create_connection(("127.0.0.1", port), 60) as connection:
        for piece in (asked[:20], asked[20:] + asked):
            connection.sendall(piece)
            time.sleep(0.2)
        got = b""
        while got.count(b"HTTP/1.1 200") < 2:
            more = connection.recv(65_536)
            assert more, got
            got += more


def test_who_asks_first_whether_to_send_is_told_to(port: int) -> None:
    sheet = b"city,segment,band,amount\nMoscow,agency,3,52000\n"
    head = BODY.replace(b"4000000", str(len(sheet)).encode())
    head = head.replace(b"\r\n\r\n", b"\r\nContent-Type: text/csv\r\nExpect: 100-continue\r\n\r\n")
    with socket.create_connection(("127.0.0.1", port), 60) as connection:
        connection.sendall(head)
        assert connection.recv(25) == b"HTTP/1.1 100 Continue\r\n\r\n"
        connection.sendall(sheet)
        got = b""
        while b"52000" not in got:
            got += connection.recv(65_536)
        assert b"HTTP/1.1 200" in got


def test_a_head_that_does_not_end_is_refused(port: int) -> None:
    endless = b"GET / HTTP/1.1\r\n" + b"X-More: of this\r\n" * 5_000
    assert answer(port, endless).startswith(b"HTTP/1.1 431 ")


def test_a_line_without_its_return_is_refused_at_once(port: int) -> None:
    assert answer(port, b"GET / HTTP/1.1\n\n").startswith(b"HTTP/1.1 400 ")


def test_an_address_that_is_too_long_is_refused_by_our_own_page(port: int) -> None:
    asked = b"GET /?q=%s HTTP/1.1\r\nHost: localhost\r\n\r\n" % (b"x" * 17_000)
    told = answer(port, asked)
    assert told.startswith(b"HTTP/1.1 414 ")
    assert b"SMM Bench" in told or b"Content-Security-Policy" in told


def test_a_body_that_is_too_long_is_refused_before_it_comes(port: int) -> None:
    told = answer(port, STARTS["too long"])
    assert told.startswith(b"HTTP/1.1 413 ")
    assert b"application/problem+json" in told
