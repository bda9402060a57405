"""A gunicorn worker that gives a thread to a request once it has come whole.

gunicorn's own reads on a thread, for as long as a sender takes; a few slow ones stop a worker.
Here slow bytes cost memory alone, until they are late. HTTP/1 without TLS, behind a proxy.
"""

from __future__ import annotations

import re
import time
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from io import BytesIO
from selectors import EVENT_READ
from socket import SHUT_WR
from typing import Any

from django.conf import settings
from gunicorn.workers.gthread import ThreadWorker

IDLE, LONGEST, SENDING, LINGERING = 15.0, 120.0, 20.0, 2.0
"""Seconds until a byte, for a whole request, until an answer's next part is taken, and for the
answer to be read before the connection is closed."""
LONGEST_HEAD = 64 * 1024
MOST_HELD = 64_000_000
"""Bytes of all requests on their way to one worker; bodies beyond that are not taken in."""
LENGTH = re.compile(rb"\r\ncontent-length:[ \t]*0*(\d{1,18})[ \t]*\r\n", re.IGNORECASE)
EXPECTS = re.compile(rb"\r\nexpect:[ \t]*100-continue[ \t]*\r\n", re.IGNORECASE)
CONTINUE = b"HTTP/1.1 100 Continue\r\n\r\n"
TOO_LONG = b"HTTP/1.1 431 Headers Too Large\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"


@dataclass
class Coming:
    """A connection on which something is waited for."""

    conn: Any
    taken: bytearray
    is_closing: bool = False
    began: float = field(default_factory=time.monotonic)
    latest: float = field(default_factory=time.monotonic)
    whole: int = 0
    """How many bytes the request will have; 0 until its head is there."""

    @property
    def is_whole(self) -> bool:
        """Can it be answered?"""
        return 0 < self.whole <= len(self.taken)

    def is_late(self, is_stopping: bool) -> bool:
        """Has it been waited for long enough?"""
        now = time.monotonic()
        if self.is_closing:
            return now - self.began > LINGERING
        idle = LINGERING if is_stopping and not self.taken else IDLE
        return now - self.latest > idle or now - self.began > LONGEST

    def add(self, data: bytes) -> None:
        """Some more of it."""
        if data:
            self.latest = time.monotonic()
            self.taken += data
        if self.taken and not self.whole:
            self._read_head()

    def _read_head(self) -> None:
        """Find how long the request is. A body that is never read is not waited for."""
        end = self.taken.find(b"\r\n\r\n") + 4
        if end < 4:
            is_bare = self.taken.count(b"\n") != self.taken.count(b"\r\n")
            self.whole = len(self.taken) if is_bare else 0  # refused by gunicorn at once
            return
        head = bytes(self.taken[:end])
        length = LENGTH.search(head)
        body = int(length[1]) if length else 0
        is_read = body <= settings.DATA_UPLOAD_MAX_MEMORY_SIZE
        self.whole = end + (body if is_read else 0)
        self.conn.is_unread = not is_read or b"transfer-encoding" in head.lower()
        if len(self.taken) < self.whole and EXPECTS.search(head):
            with suppress(OSError):
                self.conn.sock.send(CONTINUE)


class Worker(ThreadWorker):
    """gunicorn's threaded worker, with every wait for a sender in its one loop."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.coming: dict[Any, Coming] = {}

    def enqueue_req(self, conn: Any) -> None:
        """Wait for a request; gunicorn would take a thread for that."""
        conn.is_unread = False
        ahead = conn.parser.unreader.take_buffered() if conn.parser else b""
        self._wait(Coming(conn, bytearray(ahead)))

    def handle_request(self, req: Any, conn: Any) -> bool:
        """Answer. What is left of a body is not read, so nothing can follow it."""
        conn.sock.settimeout(SENDING)
        if conn.is_unread:
            req.body = BytesIO()
        try:
            return bool(super().handle_request(req, conn)) and not conn.is_unread
        except TimeoutError:
            self.log.debug("An answer was not taken.")
            return False

    def finish_request(self, conn: Any, fs: Future[Any]) -> None:
        """Close without waiting in the loop until the other side has read the answer."""
        if fs.cancelled() or fs.exception() or fs.result():
            super().finish_request(conn, fs)
            return
        with suppress(OSError):
            conn.sock.shutdown(SHUT_WR)
        self._wait(Coming(conn, bytearray(), is_closing=True))

    def murder_pending(self) -> None:
        """Close what is late; gunicorn's loop asks for it once a second."""
        super().murder_pending()
        for coming in list(self.coming.values()):
            if coming.is_late(is_stopping=not self.alive):
                self._close(coming)

    def _wait(self, coming: Coming) -> None:
        sock = coming.conn.sock
        self.coming[sock] = coming
        try:
            sock.setblocking(False)
            self.poller.register(sock, EVENT_READ, partial(self._take, coming))
        except (OSError, ValueError):  # closed already
            self._close(coming)
        else:
            self._take(coming, sock)

    def _take(self, coming: Coming, sock: Any) -> None:
        """Take what has come, and see what is to be done with it."""
        try:
            data = sock.recv(256 * 1024)
        except BlockingIOError:
            data = None
        except OSError:
            data = b""
        if data == b"":
            self._close(coming)
        elif not coming.is_closing:
            coming.add(data or b"")
            self._judge(coming)

    def _judge(self, coming: Coming) -> None:
        """To a thread with a whole request, away with one that is too long."""
        if coming.is_whole:
            self._forget(coming)
            coming.conn.init()
            coming.conn.parser.unreader.unread(bytes(coming.taken))
            coming.conn.data_ready = True
            super().enqueue_req(coming.conn)
        elif not coming.whole and len(coming.taken) > LONGEST_HEAD:
            with suppress(OSError):
                coming.conn.sock.send(TOO_LONG)
            self._close(coming)
        elif len(coming.taken) > LONGEST_HEAD and self._held() > MOST_HELD:
            self._close(coming)

    def _held(self) -> int:
        return sum(len(coming.taken) for coming in self.coming.values())

    def _forget(self, coming: Coming) -> None:
        sock = coming.conn.sock
        self.coming.pop(sock, None)
        with suppress(OSError, KeyError, ValueError):  # closed already
            self.poller.unregister(sock)

    def _close(self, coming: Coming) -> None:
        self._forget(coming)
        self.nr_conns -= 1
        coming.conn.close()
