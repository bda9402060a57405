"""The OpenAPI document and the page made of it: whole, committed, and as the API is."""

import io
import json
from pathlib import Path

import jsonschema_rs
import pytest
from django.conf import settings
from django.core.management import call_command

from salaries.api.openapi import document, operations
from salaries.models import Survey
from tests.api.ask import EVERY, SENT, send
from tests.web.page import get

SNAPSHOT = Path(settings.BASE_DIR) / "docs/openapi.json"


def test_the_committed_document_is_the_one_the_product_prints() -> None:
    printed = io.StringIO()
    call_command("openapi", stdout=printed)
    assert printed.getvalue() == SNAPSHOT.read_text(encoding="utf-8"), "run: make openapi"


@pytest.mark.django_db
def test_the_site_serves_the_same_document() -> None:
    answer = send("GET", "/api/openapi.json")
    assert (answer.status, answer.headers["Content-Type"]) == (200, "application/json")
    assert answer.body == json.loads(SNAPSHOT.read_text(encoding="utf-8"))


def test_every_route_is_described() -> None:
    assert set(document()["paths"]) == {f"/api/v1/{name}" for name in (*EVERY, SENT)}
    assert document()["openapi"].startswith("3.1")


def test_every_parameter_says_what_it_is_and_is_bounded() -> None:
    for operation in operations(document()):
        for one in operation["parameters"]:
            told = one["schema"].get("items", one["schema"])
            bounds = {"maximum", "maxLength", "enum"} & told.keys() or "{2}" in told["pattern"]
            assert one["description"] and bounds, one["name"]


def test_every_reference_leads_to_a_schema() -> None:
    text = json.dumps(document())
    named = {part.split('"')[0] for part in text.split("#/components/schemas/")[1:]}
    assert named <= document()["components"]["schemas"].keys()


@pytest.mark.parametrize("name", EVERY)
def test_every_shape_is_a_schema_that_validators_take(name: str) -> None:
    answer = document()["paths"][f"/api/v1/{name}"]["get"]["responses"]["200"]
    schema = answer["content"]["application/json"]["schema"]
    jsonschema_rs.validator_for({**schema, "components": document()["components"]})


@pytest.mark.django_db
def test_the_page_names_every_route_parameter_shape_and_problem() -> None:
    page = get("/api/docs")
    ids = {element.attrs.get("id") for element in page.root.walk()}
    assert page.status == 200
    assert {SENT, *EVERY} | document()["components"]["schemas"].keys() <= ids
    assert {"problem-invalid-parameters", "problem-no-data"} <= ids
    for operation in operations(document()):
        for one in operation["parameters"]:
            assert one["name"] in page.text


@pytest.mark.django_db
def test_every_link_within_the_page_finds_its_place() -> None:
    page = get("/api/docs")
    ids = {element.attrs.get("id") for element in page.root.walk()}
    inner = [link[1:] for link in page.links if link.startswith("#")]
    assert len(inner) > 50 and set(inner) <= ids


@pytest.mark.django_db
def test_every_example_of_the_page_is_answered() -> None:
    links = [a.attrs["href"] for a in get("/api/docs").root.all("a", class_="try")]
    assert len(links) == len(EVERY)
    assert {send("GET", *link.split("?")).status for link in links} == {200}


@pytest.mark.django_db
def test_the_page_needs_no_survey_and_no_script() -> None:
    Survey.objects.all().delete()
    page = get("/api/docs")
    assert (page.status, page.root.all("script")) == (200, [])


@pytest.mark.django_db
def test_every_page_links_to_it() -> None:
    assert "/api/docs" in get("/").links
