"""The product as its users start it: `manage.py serve`, in a process and a folder of its own."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ANNOUNCED = "SMM Bench is at "


def free_port() -> int:
    """A port of this machine that nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port: int = taken.getsockname()[1]
    return port


def environment_of(state: Path) -> dict[str, str]:
    """Nothing set but where the database is: in `state`."""
    return {k: v for k, v in os.environ.items() if not k.startswith("SMMBENCH_")} | {
        "SMMBENCH_STATE_DIR": str(state),
        "DATABASE_URL": f"sqlite:///{state / 'browser.sqlite3'}",
        "PYTHONUNBUFFERED": "1",
    }


@contextmanager
def served(state: Path, **settings: str) -> Iterator[str]:
    """Serve the site from a fresh database in `state`; gives the address, without a slash."""
    environment = environment_of(state) | settings
    command = [sys.executable, "manage.py", "serve", "--port", str(free_port())]
    with (
        (state / "errors.txt").open("w+") as errors,
        subprocess.Popen(
            command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=errors, text=True
        ) as process,
    ):
        try:
            yield _address(process, errors.name)
        finally:
            process.terminate()


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
