"""The product as operators run it: commands and servers in processes and folders of their own."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.ports import free_port

ROOT = Path(__file__).resolve().parents[2]
SECONDS = 60
"""How long anything may take that should happen by itself."""
GUNICORN = ("-m", "gunicorn", "smmbench.wsgi", "--threads=4", "--workers=1")
OFFER = "/offer/?city=moscow&segment=agency&band=3&amount=52000&basis=net"
API = "/api/v1/offer?city=moscow&segment=agency&band=3&amount=52000&basis=net"


ODD = ("SMMBENCH_", "LC_", "DJANGO_ALLOW_ASYNC_UNSAFE")
"""What the tests' own environment may hold and a site's does not."""


@dataclass(frozen=True)
class Answer:
    """What a server said to one request."""

    status: int
    headers: Mapping[str, str]
    text: str


@dataclass(frozen=True)
class Site:
    """A folder with a database, and what to set in the environment of its processes."""

    folder: Path
    more: Mapping[str, str] = field(default_factory=dict)

    @property
    def database(self) -> Path:
        """The SQLite file."""
        return self.folder / "site.sqlite3"

    @property
    def environment(self) -> dict[str, str]:
        """Of every process of the site."""
        kept = {k: v for k, v in os.environ.items() if not k.startswith(ODD)}
        return kept | {
            "SMMBENCH_STATE_DIR": str(self.folder),
            "DATABASE_URL": f"sqlite:///{self.database}",
            "DJANGO_SETTINGS_MODULE": "smmbench.settings",
            "PYTHONUNBUFFERED": "1",
            **self.more,
        }

    def start(self, *arguments: str) -> subprocess.Popen[str]:
        """A Python process; what it prints can be read from `stdout`."""
        return subprocess.Popen(
            [sys.executable, *arguments],
            cwd=ROOT,
            env=self.environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    def command(self, *arguments: str) -> tuple[int, str]:
        """A management command's exit code, and what it printed."""
        process = self.start("manage.py", *arguments)
        printed, _ = process.communicate(timeout=SECONDS)
        return process.returncode, printed

    def done(self, *arguments: str) -> str:
        """What a command printed that must succeed."""
        code, printed = self.command(*arguments)
        assert code == 0, printed
        return printed

    def rows(self, query: str) -> list[tuple[object, ...]]:
        """What the database says to a look from outside."""
        with closing(sqlite3.connect(self.database, timeout=SECONDS)) as database:
            return database.execute(query).fetchall()

    def is_whole(self) -> bool:
        """Does SQLite find nothing wrong in its file?"""
        return self.rows("PRAGMA integrity_check") == [("ok",)]


@dataclass(frozen=True)
class Server:
    """A server that answers."""

    address: str
    process: subprocess.Popen[str]

    def ask(self, path: str, data: bytes | None = None) -> Answer:
        """GET, or POST with data."""
        return ask(self.address + path, data)

    def stopped(self) -> int:
        """Its exit code after SIGTERM."""
        self.process.terminate()
        return self.process.wait(SECONDS)


def ask(url: str, data: bytes | None = None) -> Answer:
    """An answer of any status. Raises OSError where there is none."""
    try:
        with urllib.request.urlopen(url, data, timeout=SECONDS) as got:  # noqa: S310
            return Answer(got.status, dict(got.headers), got.read().decode(errors="replace"))
    except urllib.error.HTTPError as got:
        return Answer(got.code, dict(got.headers), got.read().decode(errors="replace"))


def until(holds: Callable[[], bool], what: str, seconds: float = SECONDS) -> float:
    """Wait for something; gives the seconds it took. Fails when it never comes."""
    began = time.monotonic()
    while not holds():
        assert time.monotonic() - began < seconds, f"{what} never came"
        time.sleep(0.05)
    return time.monotonic() - began


def _answers(address: str, process: subprocess.Popen[str]) -> bool:
    assert process.poll() is None, process.communicate()[0]
    try:
        return ask(f"{address}/healthz").status == 200
    except OSError:
        return False


@contextmanager
def serving(site: Site, *how: str) -> Iterator[Server]:
    """The site served by `manage.py serve`, or as the arguments say."""
    port = free_port()
    listen = ("--bind", f"127.0.0.1:{port}") if how else ("--port", str(port))
    address = f"http://127.0.0.1:{port}"
    log = (site.folder / "server.log").open("a")
    with (
        log,
        subprocess.Popen(
            [sys.executable, *(how or ("manage.py", "serve")), *listen],
            cwd=ROOT,
            env=site.environment,
            stdout=log,
            stderr=log,
            text=True,
        ) as process,
    ):
        try:
            until(lambda: _answers(address, process), "the first answer")
            yield Server(address, process)
        finally:
            if process.poll() is None:
                process.kill()
