"""The site's own machinery: settings that fail loudly, the secret key, static addresses."""

import os
import stat
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.exceptions import ImproperlyConfigured
from django.test import Client, override_settings

from smmbench import environment, secret_key, static, wsgi

ROOT = Path(__file__).parents[2]
SHOW = "from django.conf import settings as s; print({expression})"


def python(code: str, folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run code in a process of its own, with its own state directory and nothing set."""
    ours = {name for name in os.environ if name.startswith(("SMMBENCH_", "DATABASE_", "DJANGO_"))}
    clean = {name: value for name, value in os.environ.items() if name not in ours}
    named = {"DJANGO_SETTINGS_MODULE": "smmbench.settings", "SMMBENCH_STATE_DIR": str(folder)}
    return subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env=clean | named | environment,
        capture_output=True,
        text=True,
        timeout=60,
    )


def setting(expression: str, folder: Path, **environment: str) -> str:
    done = python(SHOW.format(expression=expression), folder, **environment)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_the_secret_key_is_made_once_and_only_its_owner_reads_it(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "secret_key"
    key = secret_key.read_or_make(path)
    assert (secret_key.read_or_make(path), len(key) >= 50) == (key, True)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [found.name for found in path.parent.iterdir()] == ["secret_key"]


def test_two_installations_have_two_keys(tmp_path: Path) -> None:
    assert secret_key.read_or_make(tmp_path / "a") != secret_key.read_or_make(tmp_path / "b")


def test_processes_that_start_together_end_up_with_one_key(tmp_path: Path) -> None:
    with ThreadPoolExecutor(4) as pool:
        keys = list(pool.map(lambda _: setting("s.SECRET_KEY", tmp_path), range(4)))
    assert len(set(keys)) == 1
    assert [path.name for path in tmp_path.iterdir()] == ["secret_key"]


def test_a_key_from_the_environment_is_used_and_none_is_made(tmp_path: Path) -> None:
    given = "given" * 8
    assert setting("s.SECRET_KEY", tmp_path, SMMBENCH_SECRET_KEY=given) == given
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(("value", "debug"), [("1", "True"), ("0", "False"), ("", "False")])
def test_debug_is_on_only_when_asked_for(tmp_path: Path, value: str, debug: str) -> None:
    assert setting("s.DEBUG", tmp_path, SMMBENCH_DEBUG=value) == debug


def test_debug_is_off_unless_said_otherwise(tmp_path: Path) -> None:
    assert setting("s.DEBUG", tmp_path) == "False"


def test_a_switch_that_is_neither_on_nor_off_fails_with_the_remedy(tmp_path: Path) -> None:
    done = python(SHOW.format(expression="s.DEBUG"), tmp_path, SMMBENCH_DEBUG="banana")
    assert done.returncode != 0
    assert "SMMBENCH_DEBUG is 'banana'; set it to 1 (on) or 0 (off)." in done.stderr


def test_a_wrong_switch_names_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SMMBENCH_DEBUG", "yes")
    with pytest.raises(ImproperlyConfigured, match="SMMBENCH_DEBUG is 'yes'"):
        environment.switch("SMMBENCH_DEBUG")


def test_the_hosts_served_are_ones_own_unless_set(tmp_path: Path) -> None:
    expression = "','.join(s.ALLOWED_HOSTS)"
    assert setting(expression, tmp_path) == "localhost,127.0.0.1,[::1]"
    assert setting(expression, tmp_path, SMMBENCH_ALLOWED_HOSTS="a.org,b.org") == "a.org,b.org"


def test_another_database_is_taken_from_its_address(tmp_path: Path) -> None:
    found = setting(
        "s.DATABASES['default']['ENGINE'], s.DATABASES['default']['HOST']",
        tmp_path,
        DATABASE_URL="postgres://u:p@db.example/x",
    )
    assert found == "django.db.backends.postgresql db.example"


def test_the_embedded_database_lets_readers_go_on_and_writers_queue(tmp_path: Path) -> None:
    expression = "s.DATABASES['default']['NAME'], s.DATABASES['default']['OPTIONS']"
    found = setting(expression, tmp_path)
    assert found.startswith(str(tmp_path / "smmbench.sqlite3"))
    assert "IMMEDIATE" in found and "journal_mode=WAL" in found


def test_an_unknown_host_is_refused(tmp_path: Path) -> None:
    response = Client().get("/healthz", headers={"host": "evil.example"})
    assert response.status_code == 400


@pytest.mark.parametrize("name", ["css/site.css", "js/charts.js", "img/favicon.svg"])
def test_a_static_address_carries_the_digest_of_its_content(name: str) -> None:
    path = finders.find(name)
    assert isinstance(path, str)
    assert staticfiles_storage.url(name) == f"/static/{name}?v={static.digest(path)}"


def test_another_content_has_another_digest(tmp_path: Path) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    one.write_text("a")
    other.write_text("b")
    assert len(static.digest(str(one))) == 12
    assert static.digest(str(one)) != static.digest(str(other))


def test_a_static_file_that_is_not_there_is_an_error_of_ours() -> None:
    with pytest.raises(ValueError, match="no static file"):
        staticfiles_storage.url("css/nothing.css")


def test_of_plotlys_package_one_file_is_published() -> None:
    listed = static.PlotlyFinder().list([])  # type: ignore[no-untyped-call]
    assert [name for name, _ in listed] == ["plotly.min.js"]


def test_htmx_comes_from_its_package_and_nothing_else_does() -> None:
    found = finders.find("htmx-4.min.js")
    assert isinstance(found, str) and Path(found).parts[-3:-1] == ("static", "django_htmx")
    listed = static.HtmxFinder().list([])  # type: ignore[no-untyped-call]
    assert [name for name, _ in listed] == ["htmx-4.min.js"]


def test_without_plotly_the_remedy_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(static, "find_spec", lambda name: None)
    with pytest.raises(ImproperlyConfigured, match="make install"):
        static.PlotlyFinder()


def test_without_its_finder_plotlys_script_is_missed() -> None:
    ours_only = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    with (
        override_settings(STATICFILES_FINDERS=ours_only),
        pytest.raises(ImproperlyConfigured, match="not among the static files"),
    ):
        static.plotly_style_ids.__wrapped__()


def test_the_page_holds_an_element_for_each_style_sheet_plotly_would_add() -> None:
    found = static.plotly_style_ids()
    assert found and all(len(ident) == 64 for ident in found)


def test_the_server_is_given_an_application() -> None:
    assert callable(wsgi.application)


@pytest.mark.parametrize(
    ("name", "value", "remedy"),
    [
        ("SMMBENCH_DEBUGG", "1", "SMMBENCH_DEBUG"),
        ("DATABASE_URL", "nonsense", "sqlite:////folder/file.sqlite3"),
        ("DATABASE_URL", "nosuch://host/name", "sqlite:////folder/file.sqlite3"),
        ("DATABASE_URL", "postgres://user:password@host:port/name", "@host:5432/name"),
        ("DATABASE_URL", "postgres://user:password@host", "names no database"),
        ("DATABASE_URL", "mysql://user:password@host/name", "not tested with"),
    ],
)
def test_a_setting_that_cannot_be_meant_stops_the_start_with_its_remedy(
    name: str, value: str, remedy: str, tmp_path: Path
) -> None:
    done = python(SHOW.format(expression="s.DEBUG"), tmp_path, **{name: value})
    assert done.returncode == 1
    assert "ImproperlyConfigured" in done.stderr and remedy in done.stderr.splitlines()[-1]


def test_hosts_may_be_spaced_and_an_empty_list_means_the_default(tmp_path: Path) -> None:
    spaced = setting("s.ALLOWED_HOSTS", tmp_path, SMMBENCH_ALLOWED_HOSTS=" a.example , b.example,")
    assert spaced == "['a.example', 'b.example']"
    assert "localhost" in setting("s.ALLOWED_HOSTS", tmp_path, SMMBENCH_ALLOWED_HOSTS="")
