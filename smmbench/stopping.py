"""A server that is told to stop takes no more requests and answers those it has."""

from __future__ import annotations

import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from types import FrameType
from typing import Any

from waitress import wasyncore
from waitress.channel import HTTPChannel

STOPS = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)
"""A terminal that is closed sends the last."""
LONGEST = 30.0
"""Seconds that requests in hand may take to end."""


def run_until_stopped(server: Any) -> None:
    """Run a waitress server until a signal to stop; then finish what is in hand and return.

    Ctrl-C once more, while it finishes, ends it at once.
    """
    sockets = server._map if hasattr(server, "_map") else server.map
    try:
        with _stop_signals() as stopped:
            while not stopped:
                wasyncore.loop(timeout=1, map=sockets, use_poll=True, count=1)
        with suppress(KeyboardInterrupt):
            _refuse_more(sockets)
            _finish(sockets)
    finally:
        server.task_dispatcher.shutdown(timeout=1)
        wasyncore.close_all(sockets)


@contextmanager
def _stop_signals() -> Iterator[list[int]]:
    """A list that is no longer empty once a signal to stop has come.

    Nothing is raised: it would strike anywhere, in the middle of reading a request, too.
    """
    came = list[int]()

    def note(number: int, frame: FrameType | None) -> None:
        came.append(number)

    before = {each: signal.signal(each, note) for each in STOPS}
    try:
        yield came
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)


def _refuse_more(sockets: dict[int, Any]) -> None:
    """Stop listening: whoever connects now is refused by the system."""
    for one in list(sockets.values()):
        if getattr(one, "accepting", False):
            wasyncore.dispatcher.close(one)


def _finish(sockets: dict[int, Any]) -> None:
    """Go on until every request in hand is answered and sent, but not for ever."""
    deadline = time.monotonic() + LONGEST
    while time.monotonic() < deadline:
        wasyncore.loop(timeout=0.1, map=sockets, use_poll=True, count=1)
        channels = [one for one in sockets.values() if isinstance(one, HTTPChannel)]
        for idle in filter(_is_idle, channels):
            idle.handle_close()
        if all(_is_idle(one) for one in channels):
            return


def _is_idle(channel: HTTPChannel) -> bool:
    """Nothing received in part, nothing being answered, nothing left to send."""
    return not (channel.requests or channel.request or channel.total_outbufs_len)
