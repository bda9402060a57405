"""Headers of proxies: read when the operator said how many there are, and by nobody otherwise."""

from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client, override_settings

from smmbench.proxies import read_forwarded
from tests.web.test_settings import SHOW, python, setting

FORGED = {
    "x-forwarded-for": "198.51.100.1",
    "x-forwarded-proto": "https",
    "x-forwarded-host": "evil.example",
    "forwarded": "for=198.51.100.1;proto=https;host=evil.example",
    "x-real-ip": "198.51.100.1",
    "x-forwarded-ssl": "on",
    "x-forwarded-port": "8443",
}
PEER = "203.0.113.9"


def seen(forwarded: str, proxies: int) -> str:
    """The client's address as the site sees it."""
    meta = {"REMOTE_ADDR": PEER, "HTTP_X_FORWARDED_FOR": forwarded}
    read_forwarded(meta, proxies)
    return meta["REMOTE_ADDR"]


def scheme(forwarded: str, proxies: int) -> str:
    meta = {"REMOTE_ADDR": PEER, "HTTP_X_FORWARDED_PROTO": forwarded}
    read_forwarded(meta, proxies)
    return meta["HTTP_X_FORWARDED_PROTO"]


def test_forged_headers_change_nothing_where_no_proxy_is_named() -> None:
    plain = Client().get("/robots.txt", REMOTE_ADDR=PEER)
    forged = Client().get("/robots.txt", REMOTE_ADDR=PEER, headers=FORGED)
    request = forged.wsgi_request
    assert forged.content == plain.content
    assert (request.scheme, request.get_host()) == ("http", "testserver")
    assert request.META["REMOTE_ADDR"] == PEER


@override_settings(SECURE_SSL_REDIRECT=True)
def test_a_forged_scheme_does_not_open_plain_http() -> None:
    assert Client().get("/robots.txt", headers=FORGED).status_code == 301


@pytest.mark.parametrize(
    ("forwarded", "proxies", "address"),
    [
        ("192.0.2.7", 1, "192.0.2.7"),
        ("198.51.100.1, 192.0.2.7", 1, "192.0.2.7"),
        ("198.51.100.1, 192.0.2.7, 10.0.0.2", 2, "192.0.2.7"),
        ("192.0.2.7:4711", 1, "192.0.2.7"),
        ("[2001:db8::7]:4711", 1, "2001:db8::7"),
        ("2001:db8::7", 1, "2001:db8::7"),
    ],
)
def test_the_client_stands_as_many_places_from_the_right_as_there_are_proxies(
    forwarded: str, proxies: int, address: str
) -> None:
    assert seen(forwarded, proxies) == address


@pytest.mark.parametrize(
    "forwarded", ["", "192.0.2.7", "nonsense, x", "1.2.3, 192.0.2.7", ",", "[", "a:b, c"]
)
def test_a_list_that_did_not_come_through_every_proxy_is_not_read(forwarded: str) -> None:
    assert seen(forwarded, 2) == PEER


def test_the_scheme_is_what_the_outermost_trusted_proxy_saw() -> None:
    assert scheme("HTTPS", 2) == "https"
    assert scheme("https, http", 1) == "http"
    assert scheme("https, http, http", 2) == "http"


@override_settings(PROXIES=1, SECURE_PROXY_SSL_HEADER=("HTTP_X_FORWARDED_PROTO", "https"))
def test_behind_a_named_proxy_address_and_scheme_are_its_own_and_the_host_is_not() -> None:
    own = {"host": "testserver"}
    request = Client().get("/robots.txt", headers=FORGED | own).wsgi_request
    assert request.META["REMOTE_ADDR"] == "198.51.100.1"
    assert (request.scheme, request.get_host()) == ("https", "testserver")


@override_settings(PROXIES=1, USE_X_FORWARDED_HOST=True, ALLOWED_HOSTS=["bench.example"])
def test_the_host_is_read_only_when_that_is_said_and_must_be_one_of_ours() -> None:
    ours = Client().get("/healthz", headers={"x-forwarded-host": "bench.example"})
    assert ours.status_code == 200
    assert Client().get("/robots.txt", headers=FORGED).status_code == 400


def test_settings_name_the_proxies_and_what_they_may_say(tmp_path: Path) -> None:
    expression = "s.PROXIES, s.SECURE_PROXY_SSL_HEADER, s.USE_X_FORWARDED_HOST"
    assert setting(expression, tmp_path) == "0 None False"
    both = {"SMMBENCH_PROXIES": "2", "SMMBENCH_FORWARDED_HOST": "1"}
    header = "('HTTP_X_FORWARDED_PROTO', 'https')"
    assert setting(expression, tmp_path, **both) == f"2 {header} True"


@pytest.mark.parametrize(
    ("name", "value", "remedy"),
    [
        ("SMMBENCH_PROXIES", "many", "set it to a number from 0 to 9"),
        ("SMMBENCH_PROXIES", "-1", "set it to a number from 0 to 9"),
        ("SMMBENCH_PROXIES", "10", "set it to a number from 0 to 9"),
        ("SMMBENCH_FORWARDED_HOST", "1", "needs SMMBENCH_PROXIES"),
        ("SMMBENCH_HTTPS", "on", "set it to 1 (on) or 0 (off)"),
        ("SMMBENCH_LIMITS", "api=0", "cannot be read at 'api=0'; set it to 1 (on), 0 (off)"),
        ("SMMBENCH_LIMITS", "ap=5", "cannot be read at 'ap=5'"),
        ("SMMBENCH_LIMITS", "yes", "cannot be read at 'yes'"),
    ],
)
def test_a_setting_that_cannot_be_meant_stops_the_start(
    name: str, value: str, remedy: str, tmp_path: Path
) -> None:
    done = python(SHOW.format(expression="s.DEBUG"), tmp_path, **{name: value})
    assert done.returncode == 1 and remedy in done.stderr.splitlines()[-1]


def test_this_site_reads_no_proxy_unless_told() -> None:
    assert settings.PROXIES == 0
