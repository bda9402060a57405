"""`serve --workers`: gunicorn with our settings, reloaded and stopped without losing an answer."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from gunicorn.config import KNOWN_SETTINGS

from salaries.management.commands import serve
from smmbench import gunicorn as ours
from tests.browser.product import ANNOUNCED, ROOT, environment
from tests.databases import own_database
from tests.ports import free_port


@contextmanager
def served(
    folder: Path, workers: int = 2, **more: str
) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """The process and the address of the site with so many workers."""
    port = free_port()
    command = [sys.executable, "manage.py", "serve", f"--port={port}", f"--workers={workers}"]
    with (
        own_database(folder) as url,
        (folder / "errors").open("w") as errors,
        subprocess.Popen(
            command,
            cwd=ROOT,
            env=environment(folder, url) | more,
            stdout=subprocess.PIPE,
            stderr=errors,
            text=True,
        ) as process,
    ):
        try:
            assert process.stdout is not None
            assert any(line.startswith(ANNOUNCED) for line in process.stdout)
            yield process, f"http://127.0.0.1:{port}"
        finally:
            process.terminate()
            process.wait(60)


def status(address: str) -> int:
    with urllib.request.urlopen(address, timeout=60) as answer:  # noqa: S310
        return int(answer.status)


@contextmanager
def asking(address: str) -> Iterator[list[int]]:
    """Ask again and again, one request after another; gives the statuses, 0 for no answer."""
    answers, done = list[int](), threading.Event()

    def ask() -> None:
        while not done.is_set():
            try:
                answers.append(status(address))
            except OSError:
                answers.append(0)

    thread = threading.Thread(target=ask)
    thread.start()
    try:
        yield answers
    finally:
        done.set()
        thread.join()


def wait_until_replaced(log: Path) -> None:
    """Until gunicorn has said that two workers came for two that went."""
    deadline = time.monotonic() + 60
    said = ""
    while (said.count("Booting worker"), said.count("Worker exiting")) != (4, 2):
        assert time.monotonic() < deadline, said
        time.sleep(0.1)
        said = log.read_text()


def test_every_setting_of_ours_is_one_of_gunicorns() -> None:
    given = {name for name in vars(ours) if not name.startswith("_")} - {
        "annotations",
        "Any",
        "os",
        "logs",
    }
    assert given <= {setting.name for setting in KNOWN_SETTINGS}
    assert {"worker_class", "graceful_timeout", "max_requests_jitter", "accesslog"} <= given


def test_every_line_is_an_object_where_json_is_asked_for(tmp_path: Path) -> None:
    with served(tmp_path, SMMBENCH_LOGS="json") as (process, address):
        assert status(f"{address}/healthz") == 200
        process.send_signal(signal.SIGHUP)
        wait_until_replaced(tmp_path / "errors")
        process.terminate()
        assert process.wait(60) == 0
    lines = (tmp_path / "errors").read_text().splitlines()
    assert {json.loads(line)["logger"] for line in lines} >= {"gunicorn.error"}


def test_nothing_that_a_reader_asks_is_logged() -> None:
    assert ours.accesslog is None


def test_many_workers_serve_and_a_reload_replaces_them_without_losing_an_answer(
    tmp_path: Path,
) -> None:
    with served(tmp_path) as (process, address):
        assert status(f"{address}/readyz") == status(f"{address}/cities/") == 200
        with asking(f"{address}/healthz") as answers:
            process.send_signal(signal.SIGHUP)
            wait_until_replaced(tmp_path / "errors")
        assert set(answers) == {200}
        process.terminate()
        assert process.wait(60) == 0


def test_without_gunicorn_the_remedy_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(serve, "find_spec", lambda name: None)
    with pytest.raises(CommandError, match=r"pip install -r requirements-production\.txt"):
        call_command("serve", workers=2)


@pytest.mark.parametrize("workers", [0, -1, 101, 10**30])
def test_a_number_of_workers_that_cannot_be_is_refused(workers: int) -> None:
    with pytest.raises(CommandError, match="from 1 to 100"):
        call_command("serve", workers=workers)
