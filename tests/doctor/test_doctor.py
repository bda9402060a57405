"""`manage.py doctor`: each thing that can be wrong is named with what mends it."""

from __future__ import annotations

import io
import json
import shutil
import sys
import time
from collections import namedtuple
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import OperationalError, connection
from django.db.migrations.recorder import MigrationRecorder
from django.test import override_settings

from salaries.models import Survey
from smmbench.doctor import database, environment, machine, metrics, site
from smmbench.doctor.findings import Finding, State
from tests.backup.installation import Installation
from tests.faults.product import Site

pytestmark = pytest.mark.django_db
Usage = namedtuple("Usage", "free")


def found(findings: Any, name: str) -> Finding:
    """The finding of a name, of all findings; a fault or an oddity always has a remedy."""
    one: Finding
    (one,) = [finding for finding in findings if finding.name == name]
    assert bool(one.remedy) == (one.state is not State.WELL)
    return one


def diagnosed() -> tuple[dict[str, Any], int]:
    """What it writes for programs, and its exit code."""
    out, code = io.StringIO(), 0
    try:
        call_command("doctor", "--json", stdout=out)
    except SystemExit as ended:
        code = int(ended.code or 0)
    return json.loads(out.getvalue()), code


def test_nothing_is_wrong_with_this_installation(survey: object) -> None:
    told, code = diagnosed()
    faults = [one for one in told["findings"] if one["state"] == "fault"]
    assert (faults, code) == ([], 0)
    assert {
        "python",
        "packages",
        "clock",
        "disk",
        "database",
        "migrations",
        "survey",
        "static",
    } <= {one["name"] for one in told["findings"]}


def test_any_fault_ends_with_one() -> None:
    Survey.objects.all().delete()
    told, code = diagnosed()
    (fault,) = [one for one in told["findings"] if one["state"] == "fault"]
    assert (fault["name"], code) == ("survey", 1)
    assert "load_ranges" in fault["remedy"]


def test_settings_are_shown_with_where_they_are_from_and_secrets_hidden() -> None:
    given = {
        "SMMBENCH_SECRET_KEY": "very-secret",
        "SENTRY_DSN": "https://very-secret@sentry.example/1",
        "DATABASE_URL": "postgres://bench:very-secret@db/bench",
        "SMMBENCH_LOGS": "json",
    }
    shown = {one.name: one for one in environment.settings_of(given)}
    assert "very-secret" not in repr(shown)
    assert (shown["SMMBENCH_LOGS"].value, shown["SMMBENCH_LOGS"].source) == ("json", "environment")
    assert shown["SMMBENCH_DEBUG"].source == "default"
    assert shown["DATABASE_URL"].value == "postgres://bench:***@db/bench"


@pytest.mark.parametrize(
    "url",
    [
        "postgres://u@h/db?password=geheim",
        "postgres://u:geheim@h/db",
        "postgres://u:ge@he/im-geheim@h/db",
        "postgres://u:a?geheim@h/db?sslmode=require",
        "postgres://u:a#geheim@h/db",
        "postgres://u:@geheim:@h/db?user=a@b",
        "postgres://u@h/db?sslmode=require&pass%77ord=geheim",
        "postgres://u@h/db?password=a&geheim",
        "postgres://u@h/db?geheim",
        "postgres://u@h/db?sslmode=require;password=geheim",
        "postgres://u@h/db;password=geheim",
        "postgres://u@h/db#password=geheim",
        "postgres:u:geheim@h/db",
        "host=h password=geheim",
    ],
)
def test_no_form_of_an_address_shows_its_password(url: str) -> None:
    assert "geheim" not in repr(environment.settings_of({"DATABASE_URL": url}))


@pytest.mark.parametrize(
    "url", ["sqlite:////srv/smm/bench.sqlite3", "postgres://u@db.example:5432/x?sslmode=require"]
)
def test_an_address_without_a_password_is_shown_whole(url: str) -> None:
    assert environment.without_password(url) == url


def test_an_old_python_is_a_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 9, 1))
    assert machine.python().state is State.FAULT


def test_another_version_of_a_package_is_a_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(machine, "version", lambda name: "0.0.1")
    assert "django" in machine.packages().said


def test_little_room_on_the_disk_is_a_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda folder: Usage(1_000_000))
    assert "200 MB" in found([machine.disk(machine.folders()[0])], "disk").remedy


def test_a_clock_before_the_product_itself_is_a_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(time, "time", lambda: 1_000_000.0)
    assert found([machine.clock()], "clock").state is State.FAULT


def test_a_secret_key_that_others_may_read_is_odd(tmp_path: Path) -> None:
    (tmp_path / "secret_key").touch(mode=0o644)
    assert "chmod 600" in found([machine.permissions(tmp_path)], "permissions").remedy


def test_a_folder_that_is_not_there_is_a_fault(tmp_path: Path) -> None:
    assert found([machine.permissions(tmp_path / "nowhere")], "permissions").state is State.FAULT


@pytest.mark.parametrize("url", ["", "sqlite:///{folder}/other/deep/x.sqlite3"])
def test_looking_makes_no_folder_no_key_and_no_database(tmp_path: Path, url: str) -> None:
    site = Site(tmp_path / "state", {"DATABASE_URL": url.format(folder=tmp_path)})
    code, printed = site.command("doctor")
    assert (code, list(tmp_path.iterdir())) == (1, [])
    assert f"there is no folder {tmp_path / 'state'}" in printed
    assert "database: There is no database yet" in printed


def test_looking_leaves_an_empty_file_empty(tmp_path: Path) -> None:
    site = Site(tmp_path)
    site.database.touch()
    assert "There is no database yet" in site.command("doctor")[1]
    assert [(one.name, one.stat().st_size) for one in tmp_path.iterdir()] == [("site.sqlite3", 0)]


def test_the_folder_of_the_database_is_looked_at_beside_the_state(tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    site = Site(tmp_path, {"DATABASE_URL": f"sqlite:///{other}/x.sqlite3"})
    told = json.loads(site.command("doctor", "--json")[1])
    assert str(other) in {one["said"] for one in told["findings"] if one["name"] == "permissions"}


def test_a_database_that_is_a_folder_is_named(tmp_path: Path) -> None:
    site = Site(tmp_path)
    site.database.mkdir()
    assert f"unable to open database file: {site.database}" in site.command("doctor")[1]


def test_a_database_of_a_newer_version_is_a_fault() -> None:
    MigrationRecorder(connection).record_applied("salaries", "0999_later")
    assert "salaries.0999_later" in found(database.database(), "migrations").said


def test_a_database_that_is_not_migrated_is_one_fault(tmp_path: Path) -> None:
    new = Installation(tmp_path)
    printed = new.run("doctor", code=1)
    assert "manage.py migrate" in printed
    assert [line[0] for line in printed.splitlines()].count("x") == 1


def test_a_database_that_does_not_answer_is_a_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    def away() -> None:
        raise OperationalError("connection refused")

    monkeypatch.setattr(connection, "ensure_connection", away)
    assert "DATABASE_URL" in found(database.database(), "database").remedy


def test_files_that_are_missing_are_a_fault() -> None:
    with override_settings(STATICFILES_FINDERS=[]):
        assert "plotly.min.js" in found([site.static_files()], "static").said


def test_a_catalogue_that_is_not_compiled_is_a_fault(tmp_path: Path) -> None:
    with override_settings(LOCALE_PATHS=[tmp_path]):
        assert "make messages" in found([site.catalogues()], "catalogues").remedy


@pytest.mark.parametrize(
    ("names", "debug", "state"),
    [
        (["localhost"], True, State.WELL),
        (["bench.example"], False, State.WELL),
        (["bench.example"], True, State.FAULT),
        (["*"], False, State.ODD),
    ],
)
def test_debug_pages_for_everybody_are_a_fault(names: list[str], debug: bool, state: State) -> None:
    with override_settings(ALLOWED_HOSTS=names, DEBUG=debug):
        assert found([site.hosts()], "hosts").state is state


@pytest.mark.parametrize(
    ("https", "names", "proxies", "words"),
    [
        (True, ["bench.example"], 0, "to itself for ever"),
        (True, ["localhost"], 0, "to itself for ever"),
        (False, ["bench.example"], 0, "counts as one client"),
        (False, ["localhost"], 0, ""),
        (True, ["bench.example"], 1, ""),
    ],
)
def test_where_a_proxy_is_likely_one_is_asked_for(
    https: bool, names: list[str], proxies: int, words: str
) -> None:
    with override_settings(HTTPS=https, ALLOWED_HOSTS=names, PROXIES=proxies):
        told = list(site.proxies())
    assert ([words in one.said for one in told]) == ([True] if words else [])


@pytest.mark.parametrize("host", ["nosuch.invalid", "192.0.2.1", "a" * 70])
def test_an_address_for_metrics_that_is_not_this_machines_is_a_fault(host: str) -> None:
    with override_settings(METRICS=(host, 9100)):
        assert next(metrics.metrics()).state is State.FAULT


def test_metrics_of_several_workers_want_a_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("PROMETHEUS_MULTIPROC_DIR", raising=False)
    monkeypatch.setenv("WEB_CONCURRENCY", "4")
    with override_settings(METRICS=("127.0.0.1", 9100)):
        assert "PROMETHEUS_MULTIPROC_DIR" in found(metrics.metrics(), "metrics").remedy
        monkeypatch.setenv("PROMETHEUS_MULTIPROC_DIR", str(tmp_path))
        assert found(metrics.metrics(), "metrics").state is State.WELL
        monkeypatch.setenv("PROMETHEUS_MULTIPROC_DIR", str(tmp_path / "nowhere"))
        assert found(metrics.metrics(), "metrics").state is State.ODD


def test_a_site_for_everybody_hears_djangos_own_checks() -> None:
    with override_settings(ALLOWED_HOSTS=["bench.example"], SECURE_HSTS_SECONDS=0):
        assert any("security.W004" in one.said for one in site.deployment())
    with override_settings(ALLOWED_HOSTS=["localhost"]):
        assert list(site.deployment()) == []


def test_what_stops_the_start_is_a_fault_beside_the_settings(tmp_path: Path) -> None:
    site = Installation(tmp_path, url="nonsense")
    printed = site.run("doctor", code=1)
    assert "x start: SMM Bench cannot start: DATABASE_URL cannot be read" in printed
    told = json.loads(site.run("doctor", "--json", code=1))
    assert [one["state"] for one in told["findings"]] == ["fault"]
    assert "SMMBENCH_STATE_DIR" in {one["name"] for one in told["settings"]}


def test_an_empty_secret_key_is_a_fault_of_the_start(tmp_path: Path) -> None:
    (tmp_path / "secret_key").touch()
    assert f"{tmp_path / 'secret_key'} holds no" in Installation(tmp_path).run("doctor", code=1)


@pytest.fixture(scope="module")
def deployed(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """A migrated and loaded site, set up as docs/deploy.md has it."""
    settings = {
        "SMMBENCH_HTTPS": "1",
        "SMMBENCH_PROXIES": "1",
        "SMMBENCH_ALLOWED_HOSTS": "bench.example,127.0.0.1",
    }
    made = Site(tmp_path_factory.mktemp("deployed"), settings)
    made.done("migrate", "--verbosity=0")
    made.done("load_ranges")
    return made


@pytest.mark.parametrize("admin", ["0", "1"])
def test_a_right_deployment_has_nothing_to_mend(deployed: Site, admin: str) -> None:
    site = Site(deployed.folder, {**deployed.more, "SMMBENCH_ADMIN": admin})
    told = json.loads(site.done("doctor", "--json"))
    assert [one for one in told["findings"] if one["state"] != "ok"] == []
