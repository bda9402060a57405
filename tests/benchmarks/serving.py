"""How the site serves beside an empty Django view, Datasette and the database, in one run.

    python -m tests.benchmarks.serving [ROUNDS]        (Linux, with wrk; 5 rounds unless told)

Each side is a server of its own with one sync worker; sides take turns, and each figure is the
ratio of medians. Needs the packages of requirements-bench.txt.
"""

from __future__ import annotations

import csv
import os
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import AbstractContextManager, ExitStack
from dataclasses import astuple, dataclass
from pathlib import Path

from tests.benchmarks.served import databases
from tests.benchmarks.served.load import (
    Load,
    Questions,
    always,
    filters,
    offers,
    questions,
    wrk,
)
from tests.benchmarks.served.servers import (
    BARE,
    PRODUCT,
    ROOT,
    Server,
    datasette,
    free_port,
    gunicorn,
    running,
)
from tests.benchmarks.side_by_side import ROUNDS

DATA = ROOT / "data"
EVERY_PAGE = ("/", "/vacancy/", "/band/", "/compare/", "/bulk/", "/method/", "/data/", "/embed/")
LANGUAGES = ("", "/ru", "/ka")
CONNECTIONS = 4


@dataclass(frozen=True)
class Row:
    """A ratio: what it is of, what it came to, and what it was asked to be at least, or at most."""

    name: str
    ratio: float
    asked: float
    at_most: bool = False

    def __str__(self) -> str:
        held = self.ratio <= self.asked if self.at_most else self.ratio >= self.asked
        bound = "≤" if self.at_most else "≥"
        verdict = "held" if held else "SHORT"
        return f"{self.name:<58}{self.ratio:>9.2f}  {bound} {self.asked:<6g}{verdict}"


@dataclass(frozen=True)
class Side:
    """A question put to a server."""

    server: Server
    questions: Questions
    connections: int = CONNECTIONS

    def turn(self) -> Load:
        """One load of it."""
        return self.questions.put_to(self.server, self.connections)


def cities() -> list[str]:
    """The slugs of the shipped cities."""
    with (DATA / "cities.csv").open(encoding="utf-8", newline="") as file:
        return [row["slug"] for row in csv.DictReader(file)]


def tag_of(server: Server, path: str) -> str:
    """The validator of a page."""
    with urllib.request.urlopen(server.address + path) as response:  # noqa: S310
        return str(response.headers["ETag"])


def sides(folder: Path, bare: Server, ours: Server, theirs: Server) -> dict[str, Side]:
    """Everything that is loaded, by name."""
    known = cities()
    tag = f"If-None-Match: {tag_of(ours, '/cities/')}"
    rows = "/bench/hh_ranges.json?_shape=array&_size=max"

    def side(name: str, server: Server, paths: Iterator[str], *headers: str) -> Side:
        return Side(server, questions(folder, name, paths, *headers))

    offer = side("offer", ours, offers("/offer/", known))
    return {
        "bare": side("bare", bare, always("/")),
        "offer": offer,
        "cities": side("cities", ours, always("/cities/")),
        "filter": side("filter", ours, filters(known)),
        "304": side("304", ours, always("/cities/"), tag),
        "api offer": side("api-offer", ours, offers("/api/v1/offer", known)),
        "api ranges": side("api-ranges", ours, always("/api/v1/ranges")),
        "datasette page": side("table", theirs, always("/bench/hh_ranges")),
        "datasette json": side("json", theirs, always(rows)),
        "offer, one": Side(ours, offer.questions, connections=1),
    }


def middle(loads: list[Load]) -> Load:
    """The median of several loads, each figure by itself."""
    return Load(*(statistics.median(figures) for figures in zip(*map(astuple, loads), strict=True)))


def measured(found: dict[str, Side], rounds: int) -> dict[str, Load]:
    """The median load of each side; sides take turns, after one turn that does not count."""
    turns = [{name: side.turn() for name, side in found.items()} for _ in range(rounds + 1)][1:]
    return {name: middle([turn[name] for turn in turns]) for name in found}


def served(loads: dict[str, Load]) -> list[Row]:
    """The ratios of loads."""
    rate = {name: load.rate for name, load in loads.items()}
    one, bare = loads["offer, one"], rate["bare"]
    ranges, theirs = rate["api ranges"], rate["datasette json"]
    return [
        Row("/offer/, each time another question, beside bare", rate["offer"] / bare, 0.35),
        Row("/cities/ as first seen, beside bare", rate["cities"] / bare, 0.75),
        Row("/cities/, each time another filter, beside bare", rate["filter"] / bare, 0.10),
        Row("/cities/ answered by 304, beside bare", rate["304"] / bare, 0.70),
        Row("/offer/ at one connection, p99 beside p50", one.p99 / one.p50, 2, at_most=True),
        Row("/api/v1/offer, beside bare", rate["api offer"] / bare, 0.40),
        Row("/api/v1/ranges, all rows, beside bare", ranges / bare, 0.35),
        Row("table page, beside Datasette’s", rate["cities"] / rate["datasette page"], 15),
        Row("all rows as JSON, beside Datasette’s", ranges / theirs, 1.6),
    ]


def memory(bare: Server) -> Iterator[Row]:
    """What a new worker holds that served every page in every language; then the API, too."""
    pages = [*EVERY_PAGE, "/offer/?city=ufa&segment=agency&band=2&amount=30000", "/cities/"]
    pages += [f"/cities/{city}/" for city in cities()]
    of_a_worker = "memory of a worker, every page served"
    with gunicorn(PRODUCT) as ours:
        _ask(ours, [lang + page for lang in LANGUAGES for page in pages])
        yield Row(f"{of_a_worker}, beside bare", _beside(ours, bare), 1.4, at_most=True)
        _ask(ours, [f"/api/v1/{name}" for name in ("ranges", "attributes", "surveys")])
        yield Row(f"{of_a_worker} and the API", _beside(ours, bare), 1.4, at_most=True)


def _ask(server: Server, paths: list[str]) -> None:
    for path in paths:
        urllib.request.urlopen(server.address + path).close()  # noqa: S310


def _beside(ours: Server, bare: Server) -> float:
    return ours.megabytes / bare.megabytes


def starting(folder: Path, rounds: int) -> Row:
    """How soon `serve` gives its first answer, beside runserver in a project just started."""
    subprocess.run(
        [sys.executable, "-m", "django", "startproject", "bare", str(folder)], check=True
    )
    runserver = [sys.executable, str(folder / "manage.py"), "runserver", "--noreload"]
    serve = [sys.executable, "manage.py", "serve", "--port"]
    turns = [(first_answer(serve), first_answer(runserver)) for _ in range(rounds)]
    ours, theirs = (statistics.median(side) for side in zip(*turns, strict=True))
    return Row("serve’s first answer, beside bare runserver’s", ours / theirs, 2, at_most=True)


def first_answer(command: list[str]) -> float:
    """Seconds from the start of a process to its first answer; the port is its last argument."""
    port, start = free_port(), time.perf_counter()
    settings = {"DJANGO_SETTINGS_MODULE": PRODUCT if "serve" in command else "bare.settings"}
    with running([*command, str(port)], port, **settings):
        return time.perf_counter() - start


def loading(name: str, database: AbstractContextManager[str]) -> Row:
    """How long 100,000 rows take to be read, checked and stored, beside the rows alone."""
    command = [sys.executable, "-m", "tests.benchmarks.served.loading"]
    with database as address:
        environment = {**os.environ, "DATABASE_URL": address}
        done = subprocess.run(
            command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, check=True
        )
    return Row(f"loading 100,000 rows, beside {name}", float(done.stdout), 1.5, at_most=True)


def into_sqlite(folder: Path) -> Path:
    """The shipped table in SQLite, for Datasette."""
    file = folder / "bench.db"
    with (DATA / "hh_ranges.csv").open(encoding="utf-8", newline="") as table:
        header, *rows = csv.reader(table)
    with sqlite3.connect(file) as database:
        kinds = ("text", "text", "text", "integer", "integer", "integer")
        columns = ", ".join(f"{name} {kind}" for name, kind in zip(header, kinds, strict=True))
        database.execute(f"create table hh_ranges ({columns})")
        database.executemany("insert into hh_ranges values (?, ?, ?, ?, ?, ?)", rows)
    return file


def loaded(folder: Path, rounds: int) -> list[Row]:
    """Everything that takes servers and wrk."""
    with ExitStack() as up:
        bare, ours = (up.enter_context(gunicorn(settings)) for settings in (BARE, PRODUCT))
        theirs = up.enter_context(datasette(into_sqlite(folder)))
        rows = served(measured(sides(folder, bare, ours, theirs), rounds))
        return [*rows, *memory(bare)]


def main() -> None:
    """Print the table."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS
    wrk()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        print(f"{os.cpu_count()} cores, {rounds} rounds")
        print(*loaded(folder, rounds), sep="\n", flush=True)
        print(starting(folder, rounds), flush=True)
    print(loading("executemany on SQLite", databases.sqlite()), flush=True)
    print(loading("COPY on PostgreSQL", databases.postgresql()))


if __name__ == "__main__":
    main()
