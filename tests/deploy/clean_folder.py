"""A clean folder to run a deployment's steps in, with the locked production packages alone."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from tests.browser.product import ROOT

LOCK = "requirements-production.txt"
SECONDS = 120


@dataclass(frozen=True)
class Machine:
    """A folder that stands for the root of a machine on which nothing is installed but Python."""

    root: Path

    @property
    def python(self) -> Path:
        """Its Python, in an environment that holds the production packages and no others."""
        return self.root / "python/bin/python"

    def prepare(self) -> None:
        """Make its Python. The packages are those of this machine, for tests use no network."""
        subprocess.run([sys.executable, "-m", "venv", self.root / "python"], check=True)
        (site,) = (self.root / "python/lib").glob("python*/site-packages")
        for name in re.findall(r"^([\w.-]+)(?:\[.*\])?==", (ROOT / LOCK).read_text(), flags=re.M):
            for source in _installed(name):
                target = site / source.name
                if not target.exists():
                    target.symlink_to(source)

    def here(self, text: str) -> str:
        """A text of the deployment with its absolute paths led into this folder."""
        return re.sub(r"(?<![\w./])/(srv|var/lib|etc)/", rf"{self.root}/\1/", text)

    def environment(self, given: Mapping[str, str]) -> dict[str, str]:
        """Nothing of this process but what finds programs; no network for pip."""
        path = f"{self.python.parent}:{os.environ['PATH']}"
        own = {"PATH": path, "HOME": str(self.root), "PIP_NO_INDEX": "1", "LANG": "C.UTF-8"}
        return {**own, "PIP_DISABLE_PIP_VERSION_CHECK": "1", **given}


def _installed(name: str) -> list[Path]:
    """The top-level files and folders of a package; none where this platform does not need it."""
    try:
        found = distribution(name)
    except PackageNotFoundError:
        return []
    tops = {file.parts[0] for file in found.files or ()} - {"..", "__pycache__"}
    return [Path(str(found.locate_file(top))) for top in sorted(tops)]


@contextmanager
def started(
    command: list[str], folder: Path, environment: Mapping[str, str], log: Path
) -> Iterator[subprocess.Popen[bytes]]:
    """A server, stopped at the end."""
    with log.open("wb") as said:
        server = subprocess.Popen(command, cwd=folder, env=environment, stdout=said, stderr=said)
    try:
        yield server
    finally:
        server.terminate()
        server.wait(SECONDS)


def wait_for(port: int, server: subprocess.Popen[bytes], log: Path) -> None:
    """Until something listens. Fails with what the server said when it ended instead."""
    deadline = time.monotonic() + SECONDS
    while time.monotonic() < deadline:
        assert server.poll() is None, log.read_text()[-2000:]
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise AssertionError(log.read_text()[-2000:])


def get(port: int, path: str) -> tuple[int, str]:
    """Status and text of a page, asked for as the proxy does that speaks HTTPS to readers."""
    told = {"X-Forwarded-For": "192.0.2.1", "X-Forwarded-Proto": "https"}
    asked = urllib.request.Request(f"http://127.0.0.1:{port}{path}", headers=told)
    with urllib.request.urlopen(asked, timeout=60) as answer:  # noqa: S310
        return answer.status, answer.read().decode()
