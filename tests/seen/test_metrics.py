"""Metrics: what is counted, in one process and in several, and that labels stay few."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import OperationalError
from django.test import Client
from prometheus_client import generate_latest

from salaries import queries
from smmbench.gunicorn import on_starting
from smmbench.seen import metrics, options, visits
from tests.web.test_settings import python

pytestmark = pytest.mark.django_db


@pytest.fixture
def counting() -> Iterator[None]:
    visits.observers.append(metrics.observe)
    queries.refresh_failed.connect(metrics.count_failed_refresh, dispatch_uid="test")
    yield
    queries.refresh_failed.disconnect(dispatch_uid="test")
    visits.observers.remove(metrics.observe)


def value(name: str, **labels: str) -> float:
    return metrics.own.get_sample_value(name, labels) or 0


def test_a_request_is_counted_by_route_method_and_status(counting: None) -> None:
    labels = {"route": "offer", "method": "GET", "status": "200"}
    before = value("smmbench_requests_total", **labels)
    Client().get("/offer/")
    Client().get("/ka/offer/")
    assert value("smmbench_requests_total", **labels) == before + 2
    assert value("smmbench_request_seconds_count", route="offer") >= 2


def test_no_client_can_add_a_label(counting: None) -> None:
    def labels() -> set[Sequence[str]]:
        return set(metrics.requests._metrics)

    Client().generic("BREW", "/nowhere/0")
    before = labels()
    for n in range(20):
        Client().generic(f"BREW{n}", f"/nowhere/{n}")
        Client().generic("BREW", f"/{n}?{n}", headers={"host": "localhost"})
    assert labels() == before


def test_the_product_and_the_survey_in_use_are_told(survey: object) -> None:
    found = {one.name: one for one in metrics.InUse().collect()}
    assert found["smmbench_build_info"].samples[0].labels == {"version": "0.1.0"}
    assert found["smmbench_survey_info"].samples[0].labels["slug"]
    assert 0 <= found["smmbench_survey_age_seconds"].samples[0].value < 24 * 3600


def test_a_refresh_that_fails_is_counted(
    counting: None, survey: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    def locked() -> tuple[int, str]:
        raise OperationalError("database is locked")

    before = value("smmbench_survey_refresh_failures_total")
    monkeypatch.setattr(queries, "_list", locked)
    Client(raise_request_exception=False).get("/offer/")
    assert value("smmbench_survey_refresh_failures_total") == before + 1


def test_they_are_written_as_prometheus_reads_them(survey: object) -> None:
    assert b"smmbench_build_info{version=" in generate_latest(metrics.registry())


@pytest.mark.parametrize("given", ["9100", ":9100", "localhost:", "localhost:0", "a:70000", "a:b"])
def test_an_address_that_is_none_is_refused_with_the_remedy(given: str) -> None:
    with pytest.raises(ImproperlyConfigured, match=r"127\.0\.0\.1:9100"):
        options.metrics_address({"SMMBENCH_METRICS": given})


def test_without_its_package_the_remedy_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(options, "find_spec", lambda name: None)
    with pytest.raises(ImproperlyConfigured, match=r"requirements-production\.txt"):
        options.metrics_address({"SMMBENCH_METRICS": "localhost:9100"})
    with pytest.raises(ImproperlyConfigured, match=r"requirements-production\.txt"):
        options.sentry_dsn({"SENTRY_DSN": "https://key@sentry.example/1"})


def test_a_name_that_cannot_be_looked_up_leaves_the_site_without_metrics(
    counting: None, caplog: pytest.LogCaptureFixture
) -> None:
    metrics.start("a" * 70, 9100)
    visits.observers.pop()
    assert "no metrics at" in caplog.text


@pytest.mark.parametrize(("workers", "folder", "warned"), [(2, "", 1), (1, "", 0), (2, "/x", 0)])
def test_workers_that_count_by_themselves_are_told_of_at_the_start(
    monkeypatch: pytest.MonkeyPatch, workers: int, folder: str, warned: int
) -> None:
    monkeypatch.setenv("SMMBENCH_METRICS", "127.0.0.1:9100")
    monkeypatch.setenv("PROMETHEUS_MULTIPROC_DIR", folder)
    said: list[str] = []
    log = SimpleNamespace(warning=said.append)
    on_starting(SimpleNamespace(cfg=SimpleNamespace(workers=workers), log=log))
    assert ["PROMETHEUS_MULTIPROC_DIR" in one for one in said] == [True] * warned


def test_an_unknown_style_of_the_log_is_refused() -> None:
    with pytest.raises(ImproperlyConfigured, match="text or json"):
        options.log_style({"SMMBENCH_LOGS": "xml"})


def test_switched_off_nothing_of_them_is_imported(tmp_path: Path) -> None:
    code = "import sys, smmbench.wsgi; print({'prometheus_client', 'sentry_sdk'} & {*sys.modules})"
    assert python(code, tmp_path).stdout == "set()\n"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def gunicorn(port: int, **environment: str) -> Iterator[None]:
    """Three workers on loopback."""
    command = [sys.executable, "-m", "gunicorn", "-w", "3", "-b", f"127.0.0.1:{port}"]
    server = subprocess.Popen(
        [*command, "smmbench.wsgi"],
        cwd=settings.BASE_DIR,
        env={**os.environ, **environment},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(timeout=30)


def fetch(address: str) -> str:
    """What an address answers, asked again while nobody listens yet."""
    for _ in range(200):
        try:
            with urllib.request.urlopen(address, timeout=60) as answer:  # noqa: S310
                return str(answer.read().decode())
        except OSError:
            time.sleep(0.1)
    raise AssertionError(f"{address} does not answer")


def counted(address: str, line: str) -> float:
    found = [one for one in fetch(address).splitlines() if one.startswith(line)]
    return float(found[0].split()[-1]) if found else 0


def test_several_workers_are_counted_together_on_one_port(tmp_path: Path) -> None:
    site, port = free_port(), free_port()
    named = {
        "SMMBENCH_STATE_DIR": str(tmp_path),
        "DATABASE_URL": "",
        "SMMBENCH_METRICS": f"127.0.0.1:{port}",
        "PROMETHEUS_MULTIPROC_DIR": str(tmp_path / "shared"),
    }
    with gunicorn(site, **named):
        for _ in range(30):
            assert fetch(f"http://127.0.0.1:{site}/healthz") == "ok\n"
        line = 'smmbench_requests_total{method="GET",route="healthz",status="200"}'
        assert counted(f"http://127.0.0.1:{port}/metrics", line) == 30
        assert counted(f"http://127.0.0.1:{port}/metrics", "smmbench_build_info") == 1
