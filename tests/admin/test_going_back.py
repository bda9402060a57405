"""Going back to an earlier version: looked at first, done in one piece, written down."""

from __future__ import annotations

import pytest
from django.test import Client
from pytest_django import Settings

from salaries import queries
from salaries.ingest.versions import forget
from salaries.models import Change, Survey
from tests.admin.journey import LOG, VERSIONS, hidden, load, text_of
from tests.ingest.builders import shipped

pytestmark = pytest.mark.django_db


def other(median: int) -> bytes:
    return shipped((",55000\n", f",{median}\n"))


def use(survey: Survey) -> str:
    return f"{VERSIONS}{survey.pk}/use/"


def go_back(client: Client, survey: Survey) -> str:
    page = client.get(use(survey))
    answer = client.post(use(survey), {**hidden(page), "confirm": "1"}, follow=True)
    return text_of(answer)


def test_a_version_from_before_is_one_button_and_one_confirmation_away(staff: Client) -> None:
    first = Survey.objects.get(is_current=True)
    load(staff, other(54_000))
    assert use(first) in staff.get(VERSIONS).content.decode()
    assert "54 000 → 55 000" in text_of(staff.get(use(first))).replace("\xa0", " ")
    assert f"Version {first.version[:7]} is in use again." in go_back(staff, first)
    assert queries.default_survey().version == first.version


def test_any_earlier_version_can_come_back_not_the_last_alone(staff: Client) -> None:
    first = Survey.objects.get(is_current=True)
    for median in (54_000, 53_000, 52_000):
        load(staff, other(median))
    go_back(staff, first)
    assert Survey.objects.get(is_default=True) == first
    assert Survey.objects.count() == 4


def test_the_log_says_who_went_back_from_what_to_what(staff: Client) -> None:
    first = Survey.objects.get(is_current=True)
    load(staff, other(54_000))
    second = Survey.objects.get(is_current=True)
    go_back(staff, first)
    change = Change.objects.latest("id")
    assert (change.by, change.action) == ("vera", "restored")
    assert (change.before, change.after) == (second.version, first.version)
    said = text_of(staff.get(LOG))
    assert f"vera Put in use again {first.slug} {second.version[:7]} {first.version[:7]}" in said


def test_looking_changes_nothing(staff: Client) -> None:
    first = Survey.objects.get(is_current=True)
    load(staff, other(54_000))
    page = staff.get(use(first))
    staff.post(use(first), {**hidden(page)})
    assert not Survey.objects.get(pk=first.pk).is_current


def test_a_confirmation_that_is_damaged_or_too_old_says_that_nothing_was_done(
    staff: Client, settings: Settings
) -> None:
    first = Survey.objects.get(is_current=True)
    load(staff, other(54_000))
    seen = hidden(staff.get(use(first)))["seen"]
    settings.SESSION_COOKIE_AGE = -1
    for each in ("made up", "", seen):
        answer = staff.post(use(first), {"confirm": "1", "seen": each})
        assert answer.status_code == 400
        assert "Nothing was changed: the page that was confirmed is too old" in text_of(answer)
    assert not Survey.objects.get(pk=first.pk).is_current


def test_a_load_between_looking_and_confirming_stops_it(staff: Client) -> None:
    first = Survey.objects.get(is_current=True)
    load(staff, other(54_000))
    page = staff.get(use(first))
    load(staff, other(53_000))
    answer = staff.post(use(first), {**hidden(page), "confirm": "1"})
    assert answer.status_code == 409
    assert "another version was put in use since this page was made" in text_of(answer)
    assert not Survey.objects.get(pk=first.pk).is_current


def test_the_version_in_use_offers_no_button(staff: Client) -> None:
    page = staff.get(use(Survey.objects.get(is_current=True)))
    assert "This version is in use already." in text_of(page)
    assert 'name="confirm"' not in page.content.decode()


def test_a_version_that_is_not_there_is_not_found(staff: Client) -> None:
    assert staff.get(f"{VERSIONS}999999/use/").status_code == 404


def test_the_log_outlives_the_versions_it_names(staff: Client) -> None:
    first = Survey.objects.get(is_current=True)
    load(staff, other(54_000))
    forget(0)
    assert not Survey.objects.filter(pk=first.pk).exists()
    assert Change.objects.latest("id").before == first.version
