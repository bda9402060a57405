"""The admin switched on, as SMMBENCH_ADMIN=1 does it, and somebody who may use it."""

from __future__ import annotations

import copy

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import clear_url_caches
from pytest_django import Settings

from salaries.domain.survey import Survey

BACKEND = "django.contrib.auth.backends.ModelBackend"
PASSWORD = "a long and quiet phrase"  # noqa: S105


@pytest.fixture
def admin_on(settings: Settings) -> None:
    """Addresses, middleware and context of the admin."""
    settings.ROOT_URLCONF = "smmbench.urls_with_admin"
    settings.MIDDLEWARE = [*settings.MIDDLEWARE, *settings.ADMIN_MIDDLEWARE]
    templates = copy.deepcopy(settings.TEMPLATES)
    templates[0]["OPTIONS"]["context_processors"] += settings.ADMIN_CONTEXT
    settings.TEMPLATES = templates
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # quick
    clear_url_caches()


@pytest.fixture
def superuser(survey: Survey, admin_on: None) -> User:
    """Somebody who may do everything."""
    return User.objects.create_superuser("vera", password=PASSWORD)


@pytest.fixture
def staff(superuser: User) -> Client:
    """A browser in which they are logged in."""
    client = Client()
    client.force_login(superuser, BACKEND)
    return client
