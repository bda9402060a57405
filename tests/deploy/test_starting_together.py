"""Machines that start at once on an empty PostgreSQL take turns."""

from __future__ import annotations

import subprocess
import sys
import urllib.request
from contextlib import ExitStack
from pathlib import Path

import psycopg

from tests.browser.product import ANNOUNCED, ROOT, environment
from tests.deploy import process
from tests.ports import free_port
from tests.postgres import Cluster, fresh

MACHINES = 4


def start(folder: Path, url: str, port: int) -> subprocess.Popen[str]:
    """One machine: its own folder, so no file that it could lock together with the others."""
    folder.mkdir()
    command = [sys.executable, "manage.py", "serve", "--port", str(port)]
    return subprocess.Popen(
        command,
        cwd=ROOT,
        env=environment(folder, url),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def until_served(machine: subprocess.Popen[str]) -> str:
    """What it printed until it served, or until it ended."""
    assert machine.stdout is not None
    printed = ""
    for line in machine.stdout:
        printed += line
        if line.startswith(ANNOUNCED):
            break
    return printed


def ready(port: int) -> bool:
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/readyz", timeout=60) as answer:
        return bool(answer.read() == b"ready\n")


def test_four_machines_that_start_at_once_migrate_and_load_once(
    cluster: Cluster, tmp_path: Path
) -> None:
    ports = [free_port() for _ in range(MACHINES)]
    with fresh(cluster.server_url) as url, ExitStack() as running:
        machines = [start(tmp_path / str(port), url, port) for port in ports]
        for machine in machines:
            running.enter_context(machine)
            running.callback(machine.terminate)
        printed = [until_served(machine) for machine in machines]
        assert all(ANNOUNCED in text for text in printed), printed
        assert sum("Loaded hh_ranges.csv" in text for text in printed) == 1
        assert all(ready(port) for port in ports)


def test_two_loads_at_once_store_the_table_once(cluster: Cluster, tmp_path: Path) -> None:
    with fresh(cluster.server_url) as url:
        process.printed(tmp_path, url, "manage.py", "migrate", "--verbosity=0")
        command = [sys.executable, "manage.py", "load_ranges"]
        told = environment(tmp_path, url)
        loads = [
            subprocess.Popen(command, cwd=ROOT, env=told, stdout=subprocess.PIPE, text=True)
            for _ in range(3)
        ]
        printed = [load.communicate(timeout=process.SECONDS)[0] for load in loads]
        assert [load.returncode for load in loads] == [0, 0, 0]
        assert sum("nothing changed" in text for text in printed) == 2
        with psycopg.connect(url) as connection:
            assert connection.execute("SELECT count(*) FROM salaries_load").fetchone() == (1,)


def test_a_machine_that_dies_in_its_turn_holds_up_nobody(cluster: Cluster, tmp_path: Path) -> None:
    held = "from smmbench import turns; from pathlib import Path; import os, django; django.setup()"
    dies = "turns.one_at_a_time(Path('x')).__enter__(); os.kill(os.getpid(), 9)"
    with fresh(cluster.server_url) as url:
        assert process.python(tmp_path, url, "-c", f"{held}; {dies}").returncode == -9
        says = "turns.one_at_a_time(Path('x')).__enter__(); print('my turn')"
        assert "my turn" in process.printed(tmp_path, url, "-c", f"{held}; {says}")
