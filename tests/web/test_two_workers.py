"""Workers that keep a survey in memory: a load by another process shows in each, soon."""

from __future__ import annotations

import os
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from tests.databases import own_database
from tests.domain.builders import TABLE
from tests.ports import free_port
from tests.web.test_lean_worker import ROOT, run

SECONDS_AT_MOST = 2
SERVE = """
import sys
from wsgiref.simple_server import make_server
from smmbench.wsgi import application
make_server("127.0.0.1", int(sys.argv[1]), application).serve_forever()
"""


@contextmanager
def worker(folder: Path, url: str) -> Iterator[str]:
    """The address of a process that serves the site from a database that others share."""
    port = str(free_port())
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "smmbench.settings",
        "SMMBENCH_STATE_DIR": str(folder),
        "DATABASE_URL": url,
    }
    command = [sys.executable, "-c", SERVE, port]
    process = subprocess.Popen(command, cwd=ROOT, env=environment, stderr=subprocess.DEVNULL)
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        process.kill()
        process.wait()


def read(address: str) -> str:
    """The page, as soon as its server listens."""
    for _ in range(600):
        try:
            with urllib.request.urlopen(address, timeout=60) as answer:  # noqa: S310
                return str(answer.read().decode())
        except OSError:  # it does not listen yet
            time.sleep(0.1)
    raise AssertionError(f"no answer from {address}")


def test_a_loaded_survey_shows_in_every_worker_within_two_seconds(tmp_path: Path) -> None:
    changed = tmp_path / "changed.csv"
    changed.write_text(TABLE.read_text(encoding="utf-8").replace(",55000\n", ",54000\n"))
    with own_database(tmp_path) as url, ExitStack() as up:
        run(tmp_path, url, "manage.py", "migrate", "--verbosity=0")
        run(tmp_path, url, "manage.py", "load_ranges")
        workers = [up.enter_context(worker(tmp_path, url)) for _ in range(2)]
        pages = [address + "/cities/" for address in workers]
        assert ["54\u00a0000" in read(page) for page in pages] == [False, False]
        run(tmp_path, url, "manage.py", "load_ranges", str(changed))
        time.sleep(SECONDS_AT_MOST)
        assert ["54\u00a0000" in read(page) for page in pages] == [True, True]
