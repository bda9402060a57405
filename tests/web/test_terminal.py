"""Commands speak the language of the terminal; what they write for programs never changes."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from django.conf import settings

from smmbench import terminal


def run(*arguments: str, **environment: str) -> str:
    spoken = {name: value for name, value in os.environ.items() if name not in terminal.VARIABLES}
    command = [sys.executable, "manage.py", *arguments]
    done = subprocess.run(
        command, env=spoken | environment, cwd=settings.BASE_DIR, capture_output=True, check=True
    )
    return done.stdout.decode()


@pytest.mark.parametrize(
    ("locale", "said"),
    [
        ("C.UTF-8", "exit with 3"),
        ("tr_TR.UTF-8", "exit with 3"),
        ("ru_RU.UTF-8", "файл CSV или XLSX"),
        ("ka_GE.UTF-8", "ფაილი"),
    ],
)
def test_the_help_is_in_the_language_of_the_terminal(locale: str, said: str) -> None:
    assert said in " ".join(run("judge", "--help", LANG=locale, PYTHONUTF8="1").split())


def test_the_strongest_variable_names_the_language() -> None:
    told = {"LC_ALL": "ka_GE", "LC_MESSAGES": "ru_RU", "LANG": "C"}
    assert terminal.language(told) == "ka"
    assert terminal.language(told | {"LC_ALL": ""}) == "ru"
    assert terminal.language({}) == "en"


def test_what_is_written_for_programs_is_the_same_in_every_locale() -> None:
    assert run("openapi", LANG="ru_RU.UTF-8") == run("openapi", LANG="C.UTF-8")
