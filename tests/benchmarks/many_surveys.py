"""How fast pages are with fifty surveys of a thousand cities, beside the shipped one alone.

    python -m tests.benchmarks.many_surveys [ROUNDS]     (Linux, with wrk; 5 rounds unless told)

Two servers of one worker take turns: the database of one holds the shipped survey, that of the
other fifty large ones beside it. First the same pages of the shipped survey; then pages of the
large ones, beside the same pages of the shipped. A city by four surveys has twelve pictures
where it has four by one, so a third of the speed is asked of it. Speed is answers by a second of
the worker's own processor time, which hardly changes with what else the machine does.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from itertools import count
from pathlib import Path
from urllib.parse import urlencode

from tests.benchmarks.served import databases
from tests.benchmarks.served.filling import TOWN, name
from tests.benchmarks.served.load import Questions, always, filters, offers, questions, wrk
from tests.benchmarks.served.servers import PRODUCT, ROOT, Server, gunicorn
from tests.benchmarks.served.surveys import CITIES
from tests.benchmarks.serving import Row, cities
from tests.benchmarks.side_by_side import ROUNDS

SURVEYS = 50
KEPT = 10
"""Large surveys that are asked in turn; as many as a process keeps, and some to spare."""


@dataclass(frozen=True)
class Pair:
    """A page of the shipped survey alone, and the page that is set beside it."""

    name: str
    alone: Questions
    among: Questions
    asked: float


def of_large(path: str, surveys: int) -> Iterator[str]:
    """Offers in cities of large surveys, one survey after the other, never twice the same."""
    for number in count():
        asked = {
            "city": f"city-{number % CITIES}",
            "segment": "company",
            "band": 1 + number % 4,
            "amount": 20_000 + 13 * number,
            "survey": name(number % surveys),
        }
        yield f"{path}?{urlencode(asked)}"


def sheets_of(path: str, surveys: int) -> Iterator[str]:
    """Pages of the city tables of large surveys, one survey after the other."""
    for number in count():
        survey, page = name(number % surveys), 1 + number // surveys % (CITIES * 2 // 25)
        asked = {"median_from": 10_000 + number, "page": page, "survey": survey}
        yield f"{path}?{urlencode(asked)}"


def pairs(folder: Path) -> list[Pair]:
    """Everything that is asked."""
    known, made = cities(), count()

    def ask(paths: Iterator[str]) -> Questions:
        return questions(folder, str(next(made)), paths)

    def same(name: str, paths: Callable[[], Iterator[str]]) -> Pair:
        return Pair(f"{name}, shipped", ask(paths()), ask(paths()), asked=0.9)

    def large(name: str, alone: Iterator[str], among: Iterator[str]) -> Pair:
        return Pair(f"{name}, {CITIES:,} cities", ask(alone), ask(among), asked=0.9)

    city = "/cities/kazan/?prices=2020-01"
    quiet = f"/cities/{TOWN}/?survey={name(SURVEYS - 1)}"
    busy = f"/cities/city-7/?survey={name(0)}"
    return [
        same("/offer/", partial(offers, "/offer/", known)),
        same("/api/v1/offer", partial(offers, "/api/v1/offer", known)),
        same("/cities/", partial(always, "/cities/")),
        same("/cities/, each time another filter", partial(filters, known)),
        same("a city", partial(always, city)),
        large("/offer/", offers("/offer/", known), of_large("/offer/", 1)),
        large("/offer/ of ten surveys", offers("/offer/", known), of_large("/offer/", KEPT)),
        large("/api/v1/offer", offers("/api/v1/offer", known), of_large("/api/v1/offer", 1)),
        large("/cities/, a page", filters(known), sheets_of("/cities/", 1)),
        large("a city", always(city), always(quiet)),
        Pair("a city by four surveys", ask(always(city)), ask(always(busy)), asked=0.33),
    ]


def filled(database: str, surveys: int) -> None:
    """Load a database in a process of its own."""
    command = [sys.executable, "-m", "tests.benchmarks.served.filling", str(surveys)]
    environment = {**os.environ, "DATABASE_URL": database}
    subprocess.run(command, cwd=ROOT, env=environment, check=True)


def cost(asked: Questions, server: Server) -> float:
    """Processor seconds of a worker for an answer, over one turn of questions."""
    before, answers = server.processor_seconds, asked.asked
    while asked.asked == answers:  # a starved machine may answer nothing in a whole turn
        asked.put_to(server, 1)
    return (server.processor_seconds - before) / (asked.asked - answers)


def measured(pair: Pair, alone: Server, among: Server, rounds: int) -> Row:
    """How fast among many surveys beside the one alone, in turns."""
    turns = [(cost(pair.alone, alone), cost(pair.among, among)) for _ in range(rounds + 1)][1:]
    by_one, by_many = (statistics.median(side) for side in zip(*turns, strict=True))
    return Row(pair.name, by_one / by_many, pair.asked)


def main() -> None:
    """Print the table."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS
    wrk()
    with ExitStack() as up:
        folder = Path(up.enter_context(tempfile.TemporaryDirectory()))
        addresses = [up.enter_context(databases.sqlite()) for _ in "12"]
        for address, surveys in zip(addresses, (0, SURVEYS), strict=True):
            filled(address, surveys)
        alone, among = (up.enter_context(gunicorn(PRODUCT, DATABASE_URL=a)) for a in addresses)
        print(f"{SURVEYS} surveys of {CITIES:,} cities beside the shipped one alone")
        for pair in pairs(folder):
            print(measured(pair, alone, among, rounds), flush=True)
        print(f"memory of a worker: {alone.megabytes:.0f} MB, {among.megabytes:.0f} among many")


if __name__ == "__main__":
    main()
