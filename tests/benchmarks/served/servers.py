"""Servers as production runs them, each a process of its own on a free port of loopback."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[3]
BIN = Path(sys.executable).parent
PATIENCE = 60
PRODUCT, BARE = "smmbench.settings", "tests.benchmarks.served.bare_settings"


@dataclass(frozen=True)
class Server:
    """A running server: where it listens, and its first process."""

    port: int
    pid: int

    @property
    def address(self) -> str:
        """Its root, without a slash at the end."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def worker(self) -> int:
        """The process that answers: gunicorn's one child."""
        return int(Path(f"/proc/{self.pid}/task/{self.pid}/children").read_text().split()[0])

    @property
    def processor_seconds(self) -> float:
        """What the worker has used of processors since its start."""
        fields = Path(f"/proc/{self.worker}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    @property
    def megabytes(self) -> float:
        """Resident memory of the worker."""
        status = Path(f"/proc/{self.worker}/status").read_text()
        line = next(line for line in status.splitlines() if line.startswith("VmRSS:"))
        return int(line.split()[1]) / 1024


def free_port() -> int:
    """A port on which nobody listens."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def wait_for(address: str, process: subprocess.Popen[bytes]) -> None:
    """Until the address answers at all. Raises RuntimeError when the server ends, or never does."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and process.poll() is None:
        try:
            with urllib.request.urlopen(address, timeout=PATIENCE):  # noqa: S310
                return
        except OSError:
            time.sleep(0.005)
    raise RuntimeError(f"no answer from {address}")


@contextmanager
def running(command: list[str], port: int, path: str = "/", **settings: str) -> Iterator[Server]:
    """A server from a command, from its first answer until the end of the block."""
    environment = {**os.environ, **settings}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # a second start finds what the first compiled
    process = subprocess.Popen(
        command, cwd=ROOT, env=environment, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL
    )
    try:
        wait_for(f"http://127.0.0.1:{port}{path}", process)
        yield Server(port, process.pid)
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(PATIENCE)


@contextmanager
def gunicorn(settings: str, **environment: str) -> Iterator[Server]:
    """The application under settings, by gunicorn with one sync worker."""
    port = free_port()
    command = [str(BIN / "gunicorn"), "--worker-class=sync", "--workers=1", "--no-control-socket"]
    command += [f"--bind=127.0.0.1:{port}", "--log-level=critical", "smmbench.wsgi"]
    with running(command, port, DJANGO_SETTINGS_MODULE=settings, **environment) as server:
        yield server


@contextmanager
def datasette(database: Path) -> Iterator[Server]:
    """Datasette with a database that it may take for unchanging."""
    port = free_port()
    command = [str(BIN / "datasette"), "serve", "-i", str(database), "--port", str(port)]
    with running(command, port) as server:
        yield server
