"""The language of a command: that of the terminal, where the site speaks it."""

from __future__ import annotations

import os
from collections.abc import Mapping

import django
from django.conf import settings
from django.utils import translation

VARIABLES = ("LC_ALL", "LC_MESSAGES", "LANG")
"""What a terminal says of its language, the strongest first."""


def language(environment: Mapping[str, str]) -> str:
    """The code of the language, English where the terminal's is not one of the site's.

    >>> language({"LANG": "ru_RU.UTF-8"}), language({"LANG": "ru_RU.UTF-8", "LC_ALL": "C"})
    ('ru', 'en')
    """
    named = next(filter(None, (environment.get(name) for name in VARIABLES)), "")
    code = named.replace(".", "_").split("_")[0].lower()
    return code if code in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE


def speak() -> None:
    """Let this process speak the language of its terminal."""
    django.setup()
    translation.activate(language(os.environ))
