"""Grade the headers of every public page over HTTPS; ends with 1 below A+ or 130."""

from __future__ import annotations

import json
import os
import shutil
import ssl
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from smmbench.environment import KNOWN
from tests.browser.product import ROOT
from tests.headers.routes import ADMIN, EMBEDDED, ROUTES
from tests.ports import free_port

HERE = Path(__file__).parent
GRADER = HERE / "node_modules" / "@mdn" / "mdn-http-observatory"
GRADE, LEAST, LEAST_EMBEDDED = "A+", 130, 120
PATIENCE = 60
SWITCH = "SMMBENCH_ADMIN"


def needed(name: str, package: str) -> str:
    """The path of a command. Ends the run without it."""
    return shutil.which(name) or sys.exit(f"No {name}. On Debian: apt-get install {package}")


def install() -> None:
    """The grader from its lock, and an empty list of hosts that browsers know by heart."""
    if not GRADER.exists():
        npm = needed("npm", "npm")
        subprocess.run([npm, "ci", "--ignore-scripts"], cwd=HERE, check=True)
    (GRADER / "conf" / "hsts-preload.json").write_text("{}", encoding="utf-8")


def certificate(folder: Path) -> tuple[Path, Path]:
    """A certificate for localhost that signs itself, good for a day, and its key."""
    cert, key = folder / "cert.pem", folder / "key.pem"
    kind = ["-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1", "-subj", "/CN=localhost"]
    files = ["-addext", "subjectAltName=DNS:localhost", "-keyout", str(key), "-out", str(cert)]
    subprocess.run(
        [needed("openssl", "openssl"), "req", *kind, *files], check=True, capture_output=True
    )
    return cert, key


@contextmanager
def served(folder: Path, cert: Path, key: Path, settings: dict[str, str]) -> Iterator[int]:
    """The site by gunicorn over HTTPS on a port of this machine; waits until it is ready."""
    ours = {k: v for k, v in os.environ.items() if not k.startswith("SMMBENCH_")}
    database = {"DATABASE_URL": f"sqlite:///{folder / 'headers.sqlite3'}"}
    environment = ours | {"SMMBENCH_STATE_DIR": str(folder)} | database | settings
    for command in (["migrate", "--verbosity", "0"], ["load_ranges"]):
        subprocess.run(
            [sys.executable, "manage.py", *command], cwd=ROOT, env=environment, check=True
        )
    port = free_port()
    gunicorn = [sys.executable, "-m", "gunicorn", "smmbench.wsgi", "--log-level", "warning"]
    tls = ["--bind", f"localhost:{port}", "--certfile", str(cert), "--keyfile", str(key)]
    with subprocess.Popen([*gunicorn, *tls], cwd=ROOT, env=environment) as process:
        try:
            wait_for(port, cert)
            yield port
        finally:
            process.terminate()


def wait_for(port: int, cert: Path) -> None:
    """Return when the site is ready. Raises OSError when it is not in time."""
    trust = ssl.create_default_context(cafile=str(cert))
    give_up = time.monotonic() + PATIENCE
    while True:
        try:
            urllib.request.urlopen(f"https://localhost:{port}/readyz", context=trust, timeout=5)
            return
        except OSError:
            if time.monotonic() > give_up:
                raise
            time.sleep(0.2)


def graded(port: int, cert: Path, paths: list[str]) -> list[dict[str, Any]]:
    """What the grader says of each path."""
    node = needed("node", "nodejs")
    environment = os.environ | {"NODE_EXTRA_CA_CERTS": str(cert)}
    done = subprocess.run(
        [node, "grade.mjs", str(port), *paths],
        cwd=HERE,
        env=environment,
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    )
    return [json.loads(line) for line in done.stdout.splitlines()]


def is_enough(name: str, said: dict[str, Any]) -> bool:
    """Is the grade what is asked of this page?"""
    least = LEAST_EMBEDDED if name in EMBEDDED else LEAST
    return bool(said["status"] == 200 and said["grade"] == GRADE and said["score"] >= least)


def main() -> int:
    """Serve, grade, print; 1 when a page falls short."""
    install()
    settings = {"SMMBENCH_HTTPS": "1"} | ({SWITCH: "1"} if SWITCH in KNOWN else {})
    pages = ROUTES | EMBEDDED | (ADMIN if SWITCH in KNOWN else {})
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        cert, key = certificate(folder)
        with served(folder, cert, key, settings) as port:
            found = graded(port, cert, list(pages.values()))
    table = Table("page", "grade", "score", "lost", title="Mozilla's HTTP Observatory")
    for page, said in zip(pages, found, strict=True):
        lost = ", ".join(f"{what} {change}" for what, change in said["lost"])
        mark = "" if is_enough(page, said) else "[red]"
        table.add_row(page, f"{mark}{said['grade']}", str(said["score"]), lost)
    Console().print(table)
    return int(not all(map(is_enough, pages, found)))


if __name__ == "__main__":
    sys.exit(main())
