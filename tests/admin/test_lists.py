"""The lists of what is stored can be read, in every language, and not written."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from salaries.models import Survey
from tests.admin.journey import load, text_of
from tests.ingest.builders import shipped, stored

pytestmark = pytest.mark.django_db

LISTS = ("survey", "change", "load", "market", "salaryrange", "city")


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize("prefix", ["", "/ru", "/ka"])
def test_a_list_is_shown_in_every_language(staff: Client, name: str, prefix: str) -> None:
    answer = staff.get(f"{prefix}/admin/salaries/{name}/")
    assert answer.status_code == 200
    assert f'<html lang="{prefix.strip("/") or "en"}"' in answer.content.decode()


@pytest.mark.parametrize("name", LISTS)
def test_a_list_offers_neither_adding_nor_changing_nor_removing(staff: Client, name: str) -> None:
    before, address = stored(), f"/admin/salaries/{name}/"
    assert staff.get(f"{address}add/").status_code == 403
    assert staff.post(f"{address}1/delete/", {"post": "yes"}).status_code in {302, 403}
    assert staff.post(f"{address}1/change/", {}).status_code in {302, 403}
    assert stored() == before


@pytest.mark.parametrize("name", LISTS)
def test_a_search_for_anything_is_answered(staff: Client, name: str) -> None:
    for words in ("omsk", "' OR 1=1 --", "\U0001f600"):
        assert staff.get(f"/admin/salaries/{name}/", {"q": words}).status_code == 200


def test_a_list_asks_the_database_no_more_for_more_rows(staff: Client) -> None:
    with CaptureQueriesContext(connection) as asked:
        said = text_of(staff.get("/admin/salaries/salaryrange/"))
    assert "96 pay ranges" in said
    assert len(asked) <= 12


def test_a_version_is_told_with_its_source(staff: Client) -> None:
    survey = Survey.objects.get(is_current=True)
    said = text_of(staff.get(f"/ru/admin/salaries/survey/{survey.pk}/change/"))
    assert "Исследовательский центр Superjob, март 2015 года" in said
    assert survey.version in said and "I, II, III, IV" in said


def test_the_history_of_a_version_is_the_log(staff: Client) -> None:
    load(staff, shipped((",55000\n", ",54000\n")))
    survey = Survey.objects.get(is_current=True)
    answer = staff.get(f"/admin/salaries/survey/{survey.pk}/history/")
    assert answer.status_code == 302 and answer["Location"] == "/admin/salaries/change/"
    assert "the command line Loaded" in text_of(staff.get("/admin/salaries/change/"))


def test_people_are_managed_by_djangos_own_pages(staff: Client, superuser: User) -> None:
    for address in ("auth/user/", "auth/user/add/", f"auth/user/{superuser.pk}/change/"):
        assert staff.get(f"/admin/{address}").status_code == 200
