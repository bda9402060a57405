"""Many connections that ask again as soon as they are answered, and what each was answered."""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from dataclasses import dataclass, field
from itertools import count
from statistics import quantiles

PATIENCE = 20
"""Seconds that a connection waits for an answer before it gives up."""
OFFER = "/offer/?city=moscow&segment=agency&band=3&amount={}&basis=net"


@dataclass
class Seen:
    """Answers by status, how long each took, and connections that were not answered."""

    connections: int
    statuses: Counter[int] = field(default_factory=Counter)
    seconds: list[float] = field(default_factory=list)
    unanswered: int = 0
    lasted: float = 0

    @property
    def rate(self) -> float:
        """Answers a second."""
        return len(self.seconds) / self.lasted

    def percentile(self, place: int) -> float:
        """In milliseconds; infinite where hardly anybody was answered."""
        few = len(self.seconds) < 2
        return float("inf") if few else 1_000 * quantiles(self.seconds, n=100)[place - 1]


def load(port: int, connections: int, seconds: float) -> Seen:
    """Ask by so many connections at once, for so long."""
    return asyncio.run(_load(port, connections, seconds))


async def _load(port: int, connections: int, seconds: float) -> Seen:
    seen, numbers, began = Seen(connections), count(20_000), time.monotonic()
    end = began + seconds
    await asyncio.gather(*(_user(port, seen, numbers, end) for _ in range(connections)))
    seen.lasted = time.monotonic() - began
    return seen


async def _user(port: int, seen: Seen, numbers: count[int], end: float) -> None:
    try:
        async with asyncio.timeout(end - time.monotonic() + PATIENCE):
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
            while time.monotonic() < end:
                began = time.monotonic()
                status = await _ask(reader, writer, OFFER.format(next(numbers)))
                seen.statuses[status] += 1
                seen.seconds.append(time.monotonic() - began)
            writer.close()
    except (OSError, TimeoutError, asyncio.IncompleteReadError):
        seen.unanswered += 1


async def _ask(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, path: str) -> int:
    writer.write(f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".encode())
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").lower()
    await reader.readexactly(int(head.partition("content-length: ")[2].split("\r\n")[0]))
    return int(head.split()[1])
