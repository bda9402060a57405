"""What DATABASE_URL becomes: one file, or a pool of checked connections; no secret in a message."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from smmbench import databases

ADDRESS = "postgres://user:secret@db.example:5433/bench"


def test_postgresql_has_a_pool_of_connections_that_are_checked() -> None:
    found = databases.read(ADDRESS)
    assert found["OPTIONS"]["pool"] == databases.POOL
    assert (found["CONN_MAX_AGE"], found["CONN_HEALTH_CHECKS"]) == (0, True)
    assert (found["HOST"], found["PORT"], found["NAME"]) == ("db.example", 5433, "bench")


def test_what_the_address_asks_of_the_driver_is_kept() -> None:
    options = databases.read(f"{ADDRESS}?sslmode=require&connect_timeout=9")["OPTIONS"]
    assert options["sslmode"] == "require"
    assert int(options["connect_timeout"]) == 9


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "pgsql"])
def test_each_name_of_postgresql_is_understood(scheme: str) -> None:
    found = databases.read(ADDRESS.replace("postgres", scheme))
    assert found["ENGINE"] == databases.POSTGRESQL


def test_the_folder_of_a_file_is_made(tmp_path: Path) -> None:
    databases.read(f"sqlite:///{tmp_path / 'deep' / 'bench.sqlite3'}")
    assert (tmp_path / "deep").is_dir()


@pytest.mark.parametrize("missing", ["psycopg", "psycopg_pool"])
def test_without_the_driver_the_remedy_is_named(
    monkeypatch: pytest.MonkeyPatch, missing: str
) -> None:
    monkeypatch.setattr(databases, "find_spec", lambda name: None if name == missing else name)
    with pytest.raises(ImproperlyConfigured, match=r"pip install -r requirements-production\.txt"):
        databases.read(ADDRESS)


@pytest.mark.parametrize(
    "address",
    ["postgres://user:secret@host", "postgres://user:secret@host:x/n", "mysql://user:secret@h/n"],
)
def test_a_refusal_shows_the_form_and_never_the_password(address: str) -> None:
    with pytest.raises(ImproperlyConfigured) as refused:
        databases.read(address)
    assert "postgres://user:password@host:5432/name" in str(refused.value)
    assert "secret" not in str(refused.value)
