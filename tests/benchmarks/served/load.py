"""Load by wrk, one script for each kind of question, and what wrk has to say of it."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count, islice, product
from pathlib import Path
from urllib.parse import urlencode

from tests.benchmarks.served.servers import Server

SECONDS = 2
DIFFERENT = 20_000
"""Addresses in a list; more than one run asks for, so that none is asked twice in it."""
SCRIPT = """
local paths = {{}}
for line in io.lines("{paths}") do paths[#paths + 1] = line end
local at = {start}
request = function()
  at = at % #paths + 1
  return wrk.format("GET", paths[at])
end
done = function(summary, latency, requests)
  io.write(string.format("answers %d errors %d seconds %f p50 %f p99 %f\\n",
    summary.requests, summary.errors.status + summary.errors.timeout,
    summary.duration / 1e6, latency:percentile(50) / 1e3, latency:percentile(99) / 1e3))
end
"""
ANSWER = re.compile(r"answers (\d+) errors (\d+) seconds ([\d.]+) p50 ([\d.]+) p99 ([\d.]+)")


@dataclass(frozen=True)
class Load:
    """What a server was asked and how it went: answers a second, milliseconds."""

    rate: float
    p50: float
    p99: float


def wrk() -> str:
    """Where wrk is. Ends the run with what to install where it is not."""
    found = shutil.which("wrk")
    if found is None:
        sys.exit("make bench loads the servers by wrk, which is missing: apt-get install wrk")
    return found


@dataclass
class Questions:
    """Paths to ask one after another, and the headers to ask them with."""

    file: Path
    headers: tuple[str, ...] = ()
    asked: int = 0

    def put_to(self, server: Server, connections: int) -> Load:
        """Load a server for a while; each turn goes on where the one before it left off."""
        script = self.file.with_suffix(".lua")
        script.write_text(SCRIPT.format(paths=self.file, start=self.asked))
        command = [
            wrk(),
            "-t1",
            "--timeout=60s",
            f"-c{connections}",
            f"-d{SECONDS}s",
            "-s",
            str(script),
        ]
        command += [part for header in self.headers for part in ("-H", header)]
        done = subprocess.run([*command, server.address], capture_output=True, text=True)
        said = ANSWER.search(done.stdout)
        if not said or int(said[2]):
            raise RuntimeError(f"{self.file.stem}: {done.stdout}{done.stderr}")
        self.asked += int(said[1])
        return Load(int(said[1]) / float(said[3]), float(said[4]), float(said[5]))


def questions(folder: Path, name: str, paths: Iterator[str], *headers: str) -> Questions:
    """The first of many paths, written where wrk reads them."""
    file = folder / f"{name}.txt"
    file.write_text("\n".join(islice(paths, DIFFERENT)))
    return Questions(file, headers)


def always(path: str) -> Iterator[str]:
    """One address."""
    return iter([path])


def offers(path: str, cities: list[str]) -> Iterator[str]:
    """Offers, every one of them different: markets and bands in turn, each time another amount."""
    markets = product(cities, ("agency", "company"), (1, 2, 3, 4))
    turns = list(markets)
    for number in count():
        city, segment, band = turns[number % len(turns)]
        asked = {"city": city, "segment": segment, "band": band, "amount": 20_000 + 13 * number}
        yield f"{path}?{urlencode(asked)}"


def filters(cities: list[str]) -> Iterator[str]:
    """States of the city table, every one different: two cities, a least median, a look-up."""
    for number in count():
        pair = [("city", cities[number % len(cities)]), ("city", cities[number // 7 % len(cities)])]
        asked: tuple[list[tuple[str, object]], ...] = (
            [*pair, ("median_from", 10_000 + number)],
            [("median_from", 10_000 + number)],
            [("band", 3), ("amount", 20_000 + number)],
        )
        yield f"/cities/?{urlencode(asked[number % len(asked)])}"
