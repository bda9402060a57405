"""What a picture shows is said in words too: its finding, and every number drawn in its table."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

import pytest

from tests.browser.pages import LANGUAGES, in_language
from tests.browser.watch import MORE_ANSWERS, WITH_PICTURES, WITHOUT_PICTURES
from tests.web.page import Element, Page, get

pytestmark = pytest.mark.django_db

NUMBER = re.compile(r"[−+]?\d[\d\s]*(?:[.,]\d+)?")
MARKS = {
    "rect": ("band", "posted"),
    "circle": ("dot-filled", "dot-open", "dot-step1", "median-point"),
    "line": ("span", "median", "mark-line"),
}
each_language = pytest.mark.parametrize("code", LANGUAGES)
each_picture = pytest.mark.parametrize("path", WITH_PICTURES.values(), ids=list(WITH_PICTURES))
PAGES = WITH_PICTURES | WITHOUT_PICTURES | MORE_ANSWERS


def ask(code: str, path: str) -> Page:
    """A page in a language."""
    address, _, query = in_language(code, path).partition("?")
    return get(address, raw=query)


def numbers(text: str) -> list[float]:
    """Every number of a text; a ratio (× 0.54) counts in per cent, as it is drawn."""
    plain = [re.sub(r"\s", "", found).replace(",", ".") for found in NUMBER.findall(text)]
    return [float(n.replace("−", "-")) * (100 if text.startswith("×") else 1) for n in plain]


def table_of(figure: Element) -> list[float]:
    """Every number of the picture's table, its heading left out."""
    table = figure.one("details").one("table")
    bodies = [*table.all("tbody"), *table.all("tfoot")]
    cells = [cell for body in bodies for cell in body.walk() if cell.tag in {"th", "td"}]
    return [number for cell in cells for number in numbers(cell.text)]


def places(svg: Element) -> Iterator[float]:
    """Where something is drawn along the axis that means an amount, per cent of the width."""
    for one in svg.walk():
        if "viewbox" in one.attrs or one is svg:
            continue  # a plane of its own: the curves
        classes = one.attrs.get("class", "").split()
        if not set(classes) & set(MARKS.get(one.tag, ())) and one.tag != "svg":
            continue
        x = [one.attrs[name] for name in ("x", "cx", "x1", "x2") if "%" in one.attrs.get(name, "")]
        yield from (float(place.rstrip("%")) for place in x)
        if one.tag == "rect":
            yield float(one.attrs["x"].rstrip("%")) + float(one.attrs["width"].rstrip("%"))


def amounts_drawn(svg: Element) -> tuple[list[float], float]:
    """What is drawn, as amounts read off the axis' own labels, and how exactly they can be read."""
    ticks = [
        (float(tick.attrs["x"].rstrip("%")), numbers(tick.text)[0])
        for tick in svg.all("text", class_="tick")
        if tick.attrs["text-anchor"] == "middle"
    ]
    (x0, low), (x1, high) = ticks[0], ticks[-1]
    per = (high - low) / (x1 - x0)
    return [low + (place - x0) * per for place in places(svg)], 0.02 * per


@each_language
@pytest.mark.parametrize("path", PAGES.values(), ids=list(PAGES))
def test_a_drawing_says_its_finding_or_is_silent_beside_its_words(path: str, code: str) -> None:
    page = ask(code, path)
    for svg in page.root.all("svg"):
        if svg.attrs.get("aria-hidden") == "true" or "x" in svg.attrs:
            continue  # silent, or a part of another drawing
        said = [svg.one("title"), svg.one("desc")]
        assert svg.attrs["role"] == "img"
        assert svg.attrs["aria-labelledby"].split() == [words.attrs["id"] for words in said]
        assert all(words.text for words in said)
    for image in page.root.all("img"):
        assert image.attrs["alt"]


@each_language
@each_picture
def test_a_pictures_finding_is_its_caption_and_its_table_is_named_by_it(
    path: str, code: str
) -> None:
    for figure in ask(code, path).root.all("figure"):
        finding = figure.one("figcaption").text
        assert figure.one("svg", role="img").one("title").text == finding
        assert (
            figure.one("details").one("div", role="region").attrs["aria-label"].split()
            == finding.split()
        )


@each_language
@each_picture
def test_what_is_drawn_stands_in_the_table(path: str, code: str) -> None:
    for figure in ask(code, path).root.all("figure"):
        drawn, exactness = amounts_drawn(figure.one("svg", role="img"))
        said = [0, *table_of(figure)]
        missing = [
            round(amount)
            for amount in drawn
            if all(abs(amount - number) > exactness for number in said)
        ]
        assert drawn and missing == [], figure.one("figcaption").text


@each_picture
def test_what_plotly_draws_stands_in_the_table(path: str) -> None:
    figures = ask("en", path).root.all("figure")
    for figure in (one for one in figures if not one.all("svg", class_="curves")):
        traces = json.loads(figure.one("script").raw)["data"]
        said = table_of(figure)
        for trace in traces:
            base = trace.get("base") or [0] * len(trace["x"])
            ends = {*base, *(b + x for b, x in zip(base, trace["x"], strict=True))} - {0}
            missing = [end for end in ends if all(abs(end - number) > 0.5 for number in said)]
            assert missing == [], (figure.one("figcaption").text, trace.get("name"))
