"""One version, written once, and told wherever the product says which one it is."""

import json
import re
import tomllib
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from smmbench.version import VERSION

ROOT = Path(settings.BASE_DIR)


def test_it_is_the_one_of_the_project_file() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert project["project"]["version"] == VERSION
    assert re.fullmatch(r"\d+\.\d+\.\d+", VERSION)


@pytest.mark.django_db
def test_pages_and_the_api_tell_it() -> None:
    assert f"SMM Bench {VERSION}" in Client().get("/method/").content.decode()
    assert json.loads(Client().get("/api/openapi.json").content)["info"]["version"] == VERSION


def test_it_is_the_newest_of_the_changes() -> None:
    named = re.findall(r"^## (\S+)", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.M)
    assert named[0] == VERSION


def test_no_code_has_it_written_again() -> None:
    code = [*ROOT.glob("salaries/**/*.py"), *ROOT.glob("smmbench/**/*.py")]
    again = re.compile(rf"""["']{re.escape(VERSION)}["']""")
    assert [path for path in code if again.search(path.read_text(encoding="utf-8"))] == []
