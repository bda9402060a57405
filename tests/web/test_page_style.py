"""The style inside each page: the rules of css/site.css, shorter, and all that the policy lets."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.conf import settings
from hypothesis import given
from hypothesis import strategies as st

from smmbench.page_style import source_of, squeezed
from tests.web.page import get

SHEET = (Path(__file__).parents[2] / "static/css/site.css").read_text(encoding="utf-8")


def rules(sheet: str) -> list[str]:
    """Selectors and declarations in their order, without any space or comment."""
    bare = re.sub(r"/\*.*?\*/", "", sheet, flags=re.DOTALL)
    return [re.sub(r"\s", "", part) for part in re.split(r"[{};]", bare) if part.strip()]


def test_no_rule_is_lost_or_moved() -> None:
    assert rules(settings.PAGE_STYLE) == rules(SHEET)
    assert len(settings.PAGE_STYLE) < len(SHEET) * 0.95


def test_what_means_something_keeps_its_space() -> None:
    kept = ["h2 + .scroll", "calc(var(--s3) + .1em)", '"▲ "', ".ask > *", "a:is(:hover,"]
    assert [text for text in kept if text not in settings.PAGE_STYLE] == []


@given(st.lists(st.sampled_from(["a", ".b", "{", "}", ";", ":", ",", " ", "\n", "/*x*/", "1px"])))
def test_squeezing_twice_is_squeezing_once(parts: list[str]) -> None:
    once = squeezed("".join(parts))
    assert rules(once) == rules("".join(parts))


def test_nothing_in_it_ends_its_element_early() -> None:
    assert "<" not in settings.PAGE_STYLE and "&" not in settings.PAGE_STYLE


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/", "/offer/", "/cities/omsk/", "/nowhere/", "/ka/method/"])
def test_a_page_carries_the_style_that_its_policy_names(path: str) -> None:
    page = get(path)
    style = page.root.one("style")
    assert style.attrs["id"] == "plotly.js-style-global"
    assert source_of(style.text) in page.headers["Content-Security-Policy"]


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/", "/offer/?city=omsk&segment=agency&band=2&amount=30000"])
def test_the_first_picture_waits_for_no_style_sheet(path: str) -> None:
    sheets = get(path).root.all("link", rel="stylesheet")
    assert [sheet.attrs.get("media") for sheet in sheets] == ["print"]


@pytest.mark.django_db
def test_a_citys_ladders_come_before_the_sheet_that_the_rest_waits_for() -> None:
    tags = list(get("/cities/omsk/").root.walk())
    order = [e.tag for e in tags if e.tag == "svg" or "pages.css" in e.attrs.get("href", "")]
    assert order.index("link") == 3  # the wordmark and two ladders
