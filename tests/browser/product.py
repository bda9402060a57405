"""The product as its users start it: `manage.py serve`, in a process and a folder of its own."""

from __future__ import annotations

import os
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.databases import own_database
from tests.ports import free_port

ROOT = Path(__file__).resolve().parents[2]
ANNOUNCED = "SMM Bench is at "


@contextmanager
def served(state: Path, *options: str, **settings: str) -> Iterator[str]:
    """Serve the site from a fresh database; gives the address, without a slash."""
    command = [sys.executable, "manage.py", "serve", "--port", str(free_port()), *options]
    with (
        own_database(state) as url,
        (state / "errors.txt").open("w+") as errors,
        subprocess.Popen(
            command,
            cwd=ROOT,
            env=environment(state, url) | settings,
            stdout=subprocess.PIPE,
            stderr=errors,
            text=True,
        ) as process,
    ):
        try:
            yield _address(process, errors.name)
        finally:
            process.terminate()
            process.wait()  # before its database is removed


def environment(state: Path, url: str) -> dict[str, str]:
    """What a process of the product is told: its own folder and database, and nothing else."""
    strange = ("SMMBENCH_", "DJANGO_ALLOW_ASYNC_UNSAFE")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(strange)}
    own = {"SMMBENCH_STATE_DIR": str(state), "DATABASE_URL": url, "PYTHONUNBUFFERED": "1"}
    return kept | own


def _address(process: subprocess.Popen[str], errors: str) -> str:
    """What the process prints when it listens. Raises RuntimeError when it ends before that."""
    assert process.stdout is not None
    for line in process.stdout:
        if line.startswith(ANNOUNCED):
            address = line.removeprefix(ANNOUNCED).split("/ ")[0]
            with urllib.request.urlopen(f"{address}/readyz", timeout=30) as answer:  # noqa: S310
                assert answer.status == 200
            return address
    raise RuntimeError(f"manage.py serve ended early: {Path(errors).read_text()}")
