"""Settings that cannot be meant stop the start: each is named, with what would be right."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from smmbench import secret_key
from tests.faults.product import Site
from tests.web.test_settings import SHOW, python

PLENTY = "a long text, as random as can be"


@pytest.mark.parametrize("content", [b"", b"short\n", b"\xff" * 50, None])
def test_a_file_that_holds_no_key_stops_the_start_and_is_named(
    tmp_path: Path, content: bytes | None
) -> None:
    path = tmp_path / "secret_key"
    if content is None:
        path.mkdir()
    else:
        path.write_bytes(content)
    with pytest.raises(ImproperlyConfigured, match="or remove it") as refused:
        secret_key.read_or_make(path)
    assert str(path) in str(refused.value)
    assert path.is_dir() or path.read_bytes() == content


def test_a_key_is_on_the_disk_before_it_has_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    named: list[bool] = []
    path = tmp_path / "secret_key"
    monkeypatch.setattr(os, "fsync", lambda number: named.append(path.exists()))
    secret_key.read_or_make(path)
    assert (named, path.exists()) == ([False], True)


def test_a_short_key_from_the_environment_stops_the_start(tmp_path: Path) -> None:
    done = python(SHOW.format(expression="s.DEBUG"), tmp_path, **{"SMMBENCH_SECRET_KEY": "geheim"})
    assert done.returncode == 1 and "geheim" not in done.stderr
    assert "fewer than 32 characters" in done.stderr.splitlines()[-1]


@pytest.mark.parametrize(
    ("given", "remedy"),
    [
        ({"SMMBENCH_STATE_DIR": "/proc/xx"}, "SMMBENCH_STATE_DIR"),
        ({"SMMBENCH_STATE_DIR": "/proc"}, "SMMBENCH_STATE_DIR"),
        ({"SMMBENCH_STATE_DIR": __file__}, "SMMBENCH_STATE_DIR"),
        ({"SMMBENCH_STATE_DIR": "/proc/xx", "SMMBENCH_SECRET_KEY": PLENTY}, "SMMBENCH_STATE_DIR"),
        ({"SMMBENCH_STATE_DIR": __file__, "SMMBENCH_SECRET_KEY": PLENTY}, "SMMBENCH_STATE_DIR"),
        ({"DATABASE_URL": "sqlite:////proc/xx/bench.sqlite3"}, "DATABASE_URL"),
        (
            {"SMMBENCH_METRICS": "127.0.0.1:9100", "PROMETHEUS_MULTIPROC_DIR": "/proc/x"},
            "PROMETHEUS_MULTIPROC_DIR",
        ),
    ],
)
def test_a_folder_that_cannot_be_had_stops_the_start_with_the_remedy(
    tmp_path: Path, given: dict[str, str], remedy: str
) -> None:
    code, printed = Site(tmp_path, {"DATABASE_URL": "", **given}).command("check")
    assert (code, "Traceback" in printed) == (1, False), printed
    assert "SMM Bench cannot start: " in printed and remedy in printed


@pytest.mark.parametrize("folder", ["/proc/xx", __file__])
def test_doctor_looks_at_a_state_folder_that_cannot_be_had(tmp_path: Path, folder: str) -> None:
    site = Site(tmp_path, {"DATABASE_URL": "", "SMMBENCH_STATE_DIR": folder})
    code, printed = site.command("doctor")
    assert (code, "Traceback" in printed) == (1, False), printed
    assert f"x permissions: there is no folder {folder}" in printed


@pytest.mark.parametrize(
    ("name", "value", "remedy"),
    [
        ("SMMBENCH_ALLOWED_HOSTS", ",", "names no host; write names alone"),
        ("SMMBENCH_ALLOWED_HOSTS", "https://bench.example/", "no scheme, port, path or space"),
        ("SMMBENCH_ALLOWED_HOSTS", "a b", "'a b'"),
        ("SMMBENCH_ALLOWED_HOSTS", "bench.example,a.example:8000", "'a.example:8000'"),
        ("SMMBENCH_ALLOWED_HOSTS", "::1", "[::1]"),
        ("DATABASE_URL", "sqlite:///", "names no file; write it as sqlite:////folder/file"),
        ("DATABASE_URL", "sqlite://:memory:", "names no file"),
        ("SMMBENCH_LIMITS", "api=0", "each number from 1 to 1000000"),
    ],
)
def test_what_cannot_be_meant_stops_the_start_with_what_would_be_right(
    tmp_path: Path, name: str, value: str, remedy: str
) -> None:
    done = python(SHOW.format(expression="s.DEBUG"), tmp_path, **{name: value})
    said = done.stderr.splitlines()[-1]
    assert done.returncode == 1 and name in said and remedy in said


@pytest.mark.parametrize(
    "dsn", ["foo", "https://sentry.example/1", "https://geheim@sentry.example"]
)
def test_what_is_no_dsn_stops_the_start_without_being_shown(tmp_path: Path, dsn: str) -> None:
    done = python(SHOW.format(expression="s.DEBUG"), tmp_path, SENTRY_DSN=dsn)
    said = done.stderr.splitlines()[-1]
    assert "SENTRY_DSN is no DSN" in said and dsn not in said
