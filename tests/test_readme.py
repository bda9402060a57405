"""What the README promises is what the product does."""

from __future__ import annotations

import re
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.test import Client

ROOT = Path(settings.BASE_DIR)
README = (ROOT / "README.md").read_text(encoding="utf-8")
WORKED = "/offer/?city=moscow&segment=agency&band=3&amount=52000&basis=net"


@pytest.mark.django_db
def test_the_picture_is_the_one_the_product_draws() -> None:
    drawn = StringIO()
    call_command("draw_ladder", "moscow", "agency", "3", "52000", stdout=drawn)
    assert drawn.getvalue() == (ROOT / "docs/ladder.svg").read_text(encoding="utf-8")


@pytest.mark.django_db
@pytest.mark.parametrize("figure", ["60 %", "3 000", "55 000", "42nd", "44th", "46th"])
def test_each_worked_figure_stands_on_the_page(client: Client, figure: str) -> None:
    page = client.get(WORKED).content.decode().replace("\u00a0", " ")
    assert figure in page
    assert figure in README


def test_each_command_is_a_target() -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), flags=re.M))
    assert {"run", "test"} <= set(re.findall(r"^    make (\w+)", README, flags=re.M)) <= targets


def test_each_link_leads_to_a_file() -> None:
    links = re.findall(r"\]\((?!http)([^)]+)\)", README)
    assert links
    assert [link for link in links if not (ROOT / link).exists()] == []


def test_every_setting_read_is_documented() -> None:
    settings_file = (ROOT / "smmbench/settings.py").read_text(encoding="utf-8")
    read = set(re.findall(r'"((?:SMMBENCH|DATABASE)_[A-Z_]+)"', settings_file))
    documented = (ROOT / "docs/settings.md").read_text(encoding="utf-8")
    assert {name for name in read if f"`{name}`" not in documented} == set()
