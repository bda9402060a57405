"""Home, method, the pages for what went wrong, and the two addresses for operators."""

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client, RequestFactory
from django.views.defaults import server_error

from salaries import models, queries
from tests.web.page import MAIN_OFFER, get, read_html

pytestmark = pytest.mark.django_db

PAGES = (
    "/",
    "/offer/",
    "/vacancy/",
    "/band/",
    "/cities/",
    "/cities/omsk/",
    "/compare/",
    "/method/",
    "/data/",
)
every_page = pytest.mark.parametrize("path", PAGES)


def test_the_home_page_asks_the_offer_at_once() -> None:
    form = get("/").root.one("form", class_="question")
    fields = {e.attrs["name"] for tag in ("input", "select") for e in form.all(tag)}
    assert (form.attrs["action"], form.attrs["method"]) == ("/offer/", "get")
    assert fields == MAIN_OFFER.keys() | {"v"}


def test_the_home_page_draws_all_twelve_cities_highest_first() -> None:
    names = get("/").root.one("svg", class_="ranking").all("text", class_="city-name")
    assert [name.text for name in names][:2] == ["Moscow", "Saint Petersburg"]
    assert len(names) == 12


def test_the_home_page_leads_to_each_of_the_three_users_pages() -> None:
    ways = [way.attrs["href"] for way in get("/").root.all("a", class_="way")]
    assert ways == ["/offer/", "/vacancy/", "/cities/"]


def test_the_method_page_explains_each_of_the_four_labels() -> None:
    labels = get("/method/").root.one("section", id="evidence")
    words = [label.text for label in labels.all("dt")]
    assert words == ["published", "derived", "modelled", "scenario"]
    assert all(meaning.text for meaning in labels.all("dd"))


def test_the_method_page_says_what_the_source_does_not() -> None:
    said = get("/method/").root.one("section", id="data").all("li")
    assert len(said) == 4 and "gross or net" in said[0].text


def test_the_method_page_finds_an_example_in_a_survey_without_moscow() -> None:
    models.Market.objects.filter(city__slug="moscow").delete()
    page = get("/method/")
    assert "Saint Petersburg" in page.root.one("section", id="example").text


@pytest.mark.parametrize("path", ["/nowhere", "/offer/x/", "/cities/%00/", "/%ff/", "/ruu/", "/*"])
def test_an_unknown_path_is_our_own_404_with_ways_on(path: str) -> None:
    page = get(path)
    assert (page.status, "no such page" in page.h1) == (404, True)
    assert {"/", "/offer/", "/vacancy/", "/cities/", "/method/"} <= set(page.links)


def test_a_path_without_its_slash_is_sent_on_with_its_question() -> None:
    response = Client().get("/offer?city=omsk")
    assert (response.status_code, response.headers["Location"]) == (301, "/offer/?city=omsk")


def test_our_own_fault_is_told_on_a_page_of_ours() -> None:
    response = server_error(RequestFactory().get("/"))
    page = read_html(response.content.decode())
    assert (response.status_code, "our side" in page.one("h1").text) == (500, True)
    assert "/static/css/site.css?v=" in page.one("link", rel="stylesheet").attrs["href"]


@every_page
def test_without_a_survey_every_page_says_how_to_load_one(path: str) -> None:
    models.Survey.objects.all().delete()
    page = get(path)
    assert (page.status, "manage.py load_ranges" in page.text) == (503, True)


@every_page
def test_a_head_request_is_answered_without_a_body(path: str) -> None:
    response = Client().head(path)
    assert (response.status_code, response.content) == (200, b"")


@every_page
@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_pages_only_read(path: str, method: str) -> None:
    response = getattr(Client(), method)(path)
    assert (response.status_code, response.headers["Allow"]) == (405, "GET, HEAD, OPTIONS")


def operators(path: str) -> tuple[int, str]:
    response = Client().get(path)
    assert response.headers["Content-Type"] == "text/plain; charset=utf-8"
    return response.status_code, response.content.decode().strip()


@pytest.mark.parametrize("path", ["/healthz", "/readyz", "/robots.txt", "/sitemap.xml"])
@pytest.mark.parametrize("method", ["OPTIONS", "DELETE", "PUT", "POST", "PATCH", "TRACE"])
def test_what_is_for_machines_is_only_read(path: str, method: str) -> None:
    response = Client().generic(method, path)
    assert (response.status_code, response.headers["Allow"]) == (405, "GET, HEAD")
    assert response.content == b"This address is only read\n"
    assert Client().head(path).status_code == 200


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
def test_a_monitor_that_names_another_host_is_told_in_one_line(path: str) -> None:
    response = Client().get(path, headers={"host": "evil.example"})
    assert response.status_code == 400 and b"SMMBENCH_ALLOWED_HOSTS" in response.content
    assert response.headers["Content-Type"] == "text/plain; charset=utf-8"


def test_the_process_is_alive_even_without_a_survey() -> None:
    models.Survey.objects.all().delete()
    assert operators("/healthz") == (200, "ok")


def test_a_site_with_a_survey_is_ready() -> None:
    assert operators("/readyz") == (200, "ready")


def test_a_site_without_a_survey_is_not_ready_and_says_what_to_run() -> None:
    models.Survey.objects.all().delete()
    status, said = operators("/readyz")
    assert (status, "load_ranges" in said) == (503, True)


def test_a_site_becomes_ready_once_the_survey_is_loaded() -> None:
    models.Survey.objects.all().delete()
    call_command("load_ranges", verbosity=0)
    assert operators("/readyz") == (200, "ready")


def test_a_site_not_migrated_is_not_ready_and_says_what_to_run() -> None:
    for app, last in MigrationLoader(connection).graph.leaf_nodes("salaries"):
        MigrationRecorder(connection).record_unapplied(app, last)
    status, said = operators("/readyz")
    assert (status, "manage.py migrate" in said) == (503, True)


def test_a_broken_database_makes_the_site_not_ready() -> None:
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE salaries_survey RENAME TO lost")
    status, said = operators("/readyz")
    assert (status, "The database" in said) == (503, True)


def test_a_survey_is_served_from_the_process_not_from_the_database_each_time() -> None:
    first = queries.default_survey()
    assert queries.default_survey() is first
