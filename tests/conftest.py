"""The shipped survey, loaded once for all tests; and no test sees what another one kept."""

import io
from collections.abc import Generator, Iterator

import pytest
from django.core.management import call_command
from django.test import override_settings
from django.utils import translation
from pytest_django import DjangoDbBlocker
from pytest_django.plugin import blocking_manager_key

from salaries import queries
from salaries.at_hand import Kept
from salaries.domain.survey import Survey


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> None:
    """The test database with the shipped survey in it."""
    with django_db_blocker.unblock():
        call_command("load_ranges", stdout=io.StringIO())


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(
    item: pytest.Item, nextitem: pytest.Item | None
) -> Generator[None, None, None]:
    """A test with real transactions leaves the database empty: load the survey for the next one.

    They run last, but a worker that is through with its own tests takes over another's.
    """
    yield
    marker = item.get_closest_marker("django_db")
    if nextitem and marker and marker.kwargs.get("transaction"):
        with item.config.stash[blocking_manager_key].unblock():
            call_command("load_ranges", stdout=io.StringIO())


@pytest.fixture(autouse=True)
def nothing_kept() -> Iterator[None]:
    """Each test reads the survey from its own database, and speaks English, whatever ran before."""
    translation.deactivate()
    queries._kept = Kept()
    queries._read_version.cache_clear()
    queries._with_figures.cache_clear()
    with override_settings(SURVEY_CHECK_SECONDS=0):
        yield


@pytest.fixture
def survey(db: None) -> Survey:
    """The shipped survey, loaded again where a test with real transactions has emptied it."""
    try:
        return queries.default_survey()
    except queries.NoSurveyError:
        call_command("load_ranges", stdout=io.StringIO())
        return queries.default_survey()
