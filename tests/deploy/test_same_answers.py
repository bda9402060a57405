"""The same data give the same bytes: on SQLite, on PostgreSQL by a role that only reads, on its
replica."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from django.urls import resolve

from salaries import urls
from salaries.api.urls import v1
from smmbench.backup import container
from smmbench.version import VERSION
from tests.browser.product import ROOT
from tests.deploy import process, walk
from tests.postgres import Cluster, execute, fresh

READER = "reader"
API, API_URLS = "/api", "salaries.api.urls"
ASK = """
import django
django.setup()
from django.test import Client
print(Client(SERVER_NAME="localhost").get("/readyz").content.decode())
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("same")


@pytest.fixture(scope="module")
def on_sqlite(folder: Path) -> list[str]:
    """Every answer where the survey is in a file."""
    url = f"sqlite:///{folder / 'same.sqlite3'}"
    process.load(folder, url)
    return process.walk(folder, url)


@pytest.fixture(scope="module")
def on_postgresql(cluster: Cluster, folder: Path) -> Iterator[str]:
    """The address of the survey on PostgreSQL, for a role that may SELECT and nothing else."""
    with fresh(cluster.server_url) as url:
        process.load(folder, url)
        execute(url, "CREATE ROLE {} LOGIN", READER)
        execute(url, "GRANT SELECT ON ALL TABLES IN SCHEMA public TO {}", READER)
        yield as_reader(url)
        execute(url, "DROP OWNED BY {}", READER)
        execute(url, "DROP ROLE {}", READER)


def as_reader(url: str) -> str:
    return url.replace("//smm_bench@", f"//{READER}@")


def view_of(path: str) -> object:
    """The view that answers an address; the API's are looked up when one of them is asked for."""
    is_api = path.startswith(API)
    return resolve(path.removeprefix(API) if is_api else path, API_URLS if is_api else None).func


def test_the_walk_visits_every_page_and_every_route_of_the_api() -> None:
    asked = {question.address.partition("?")[0] for question in walk.questions()}
    visited = {view_of(path) for path in asked if path[:4] not in {"/ru/", "/ka/"}}
    every = {pattern.callback for pattern in [*urls.urlpatterns, *v1]}
    assert every <= visited


def test_the_walk_meets_no_error_of_ours(on_sqlite: list[str]) -> None:
    answers = [json.loads(line) for line in on_sqlite]
    assert [one for one in answers if one["status"] >= 500] == []
    assert len([one for one in answers if one["status"] == 200]) > 90


def test_every_answer_is_the_same_for_a_role_that_may_only_read(
    folder: Path, on_sqlite: list[str], on_postgresql: str
) -> None:
    assert process.walk(folder, on_postgresql) == on_sqlite


def test_that_role_is_told_that_it_may_not_restore(
    folder: Path, on_postgresql: str, tmp_path: Path
) -> None:
    content, path = tmp_path / "database.sql", tmp_path / "backup.zip"
    content.write_text("SELECT 1;")
    made_at, digest = "2026-11-01T12:00:00+00:00", container.digest(content)
    ours = (container.PRODUCT, container.FORMAT, VERSION, "postgresql", made_at)
    container.write(path, container.About(*ours, content.name, digest, []), content)
    refused = process.python(folder, on_postgresql, "manage.py", "restore", str(path))
    assert refused.returncode == 1
    assert "does not own them" in refused.stderr and "move the database" not in refused.stderr


def test_that_role_can_store_nothing(folder: Path, on_postgresql: str, tmp_path: Path) -> None:
    changed = tmp_path / "changed.csv"
    shipped = (ROOT / "data/hh_ranges.csv").read_text(encoding="utf-8")
    changed.write_text(shipped.replace(",55000\n", ",54000\n"), encoding="utf-8")
    refused = process.python(folder, on_postgresql, "manage.py", "load_ranges", str(changed))
    assert refused.returncode == 1
    assert "Nothing was loaded" in refused.stderr and "permission denied" in refused.stderr


def test_every_answer_is_the_same_on_a_replica(
    cluster: Cluster, folder: Path, on_sqlite: list[str], on_postgresql: str
) -> None:
    with cluster.replica() as replica:
        url = on_postgresql.replace(f":{cluster.port}/", f":{replica.port}/")
        with psycopg.connect(url) as connection:
            assert connection.execute("SELECT pg_is_in_recovery()").fetchone() == (True,)
        assert process.walk(folder, url) == on_sqlite


def test_what_is_loaded_into_the_primary_is_ready_on_the_replica(
    cluster: Cluster, folder: Path
) -> None:
    with cluster.replica() as replica, fresh(cluster.server_url) as url:
        process.load(folder, url)
        there = url.replace(f":{cluster.port}/", f":{replica.port}/")
        wait_for(there, "SELECT count(*) FROM salaries_load")
        assert process.printed(folder, there, "-c", ASK).strip() == "ready"


def wait_for(url: str, query: str) -> None:
    """Until the replica has what the primary has."""
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        try:
            with psycopg.connect(url) as connection:
                if connection.execute(query.encode()).fetchone() == (1,):
                    return
        except psycopg.Error:
            pass
        time.sleep(0.1)
    pytest.fail("the replica never caught up")
