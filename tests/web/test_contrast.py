"""The style sheet’s colours against one another, where axe cannot tell what is under a word."""

from __future__ import annotations

import re
from itertools import product

import pytest

from tests.browser.product import ROOT

SHEETS = {
    name: (ROOT / "static/css" / name).read_text(encoding="utf-8")
    for name in ("site.css", "pages.css")
}
DARK = "@media screen and (prefers-color-scheme: dark)"
TOKEN = re.compile(r"--([a-z-]+):\s*#([0-9a-f]{6})\b")
GROUNDS = ("paper", "surface", "wash")
WORDS = dict.fromkeys(("ink", "muted", "accent", "lower", "high"), GROUNDS) | {
    "wrong": ("paper", "surface"),
    "low": ("paper", "surface"),
    "mid": ("paper", "surface"),
    "mark": ("surface",),  # the amount over a ladder
    "accent-ink": ("accent",),
    "paper": ("ink",),  # what hovering over a chart says
}
"""Each colour that words have, and the grounds they have it on."""
MARKS = dict.fromkeys(("low", "lower", "mid", "high", "band", "own"), ("paper", "surface")) | {
    "muted": ("surface",),  # the edge of a field
    "accent": GROUNDS,  # the ring of the focus, a company's dot
    "wrong": ("surface",),
    "mark": ("paper", "surface"),
    "median": ("surface", "band", "own"),
}
"""Each colour that a shape has which says something, and what it lies on."""
FROM_ELSEWHERE = {"tone": ("low", "lower", "mid", "high", "muted"), "kind": ("accent", "lower")}
FROM_ELSEWHERE["kind"] += ("high", "wrong")


def colours(scheme: str) -> dict[str, str]:
    """The tokens that name a colour, as the scheme has them."""
    light, dark = SHEETS["site.css"].split(DARK, 1)
    plain = dict(TOKEN.findall(light))
    assert len(plain) > 15
    return plain | dict(TOKEN.findall(dark)) if scheme == "dark" else plain


def luminance(colour: str) -> float:
    """Relative luminance by WCAG 2.2, 0 for black to 1 for white."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """How many times lighter the lighter colour is, from 1 to 21."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def too_faint(scheme: str, pairs: dict[str, tuple[str, ...]], least: float) -> list[str]:
    """Every pair below a limit, with what it has."""
    named = colours(scheme)
    found = [
        (name, ground, contrast(named[name], named[ground]))
        for name, grounds in pairs.items()
        for ground in grounds
    ]
    return [f"{name} on {ground}: {has:.2f}" for name, ground, has in found if has < least]


def test_contrast_is_what_the_standard_says() -> None:
    assert contrast("000000", "ffffff") == pytest.approx(21)
    assert contrast("777777", "ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_words_stand_out_from_what_is_under_them(scheme: str) -> None:
    assert too_faint(scheme, WORDS, 4.5) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_shapes_that_say_something_stand_out_too(scheme: str) -> None:
    assert too_faint(scheme, MARKS, 3) == []


@pytest.mark.parametrize("name", SHEETS)
def test_no_word_has_a_colour_or_a_ground_that_is_not_weighed_here(name: str) -> None:
    words = set(re.findall(r"(?<![a-z-])color: var\(--([a-z-]+)\)", SHEETS[name]))
    for place, of in FROM_ELSEWHERE.items():
        words = words - {place} | (set(of) if place in words else set())
    assert words and words <= WORDS.keys()
    plain = re.findall(r"(?<![a-z-])color: (?!var|inherit|transparent)[^;}]+", SHEETS[name])
    assert plain == []


def test_a_pictures_words_are_weighed_too() -> None:
    rules = re.findall(
        r"svg [^{}]*(?:text|name|range|tick|heading)[^{}]*{([^}]*)}", SHEETS["site.css"]
    )
    fills = {fill for rule, fill in product(rules, WORDS) if f"fill: var(--{fill})" in rule}
    assert fills == {"ink", "muted", "mark"}
