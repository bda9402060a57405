"""The style of pictures that stand alone: colours of both themes, rules, and their digests.

A picture on a foreign page carries its style inside. No character of it needs escaping in XML
or HTML, so that its SHA-256 can stand in the policy of the answer, which allows nothing else.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from string import Template

from smmbench.page_style import source_of


class Theme(StrEnum):
    """How a picture is coloured; `auto` follows the reader's machine."""

    AUTO = "auto"
    LIGHT = "light"
    DARK = "dark"


LIGHT: Mapping[str, str] = {
    "paper": "#f8faf9",
    "ink": "#16201d",
    "muted": "#53605b",
    "line": "#d3dcd8",
    "grid": "#e3e9e6",
    "band": "#869390",
    "own": "#3b9a86",
    "mark": "#b93a08",
    "accent": "#0b6e5f",
    "wrong": "#a3200d",
}
DARK: Mapping[str, str] = {
    "paper": "#101514",
    "ink": "#e8eeeb",
    "muted": "#a5b1ac",
    "line": "#35403c",
    "grid": "#27302d",
    "band": "#6f7c77",
    "own": "#2f9480",
    "mark": "#ff9466",
    "accent": "#66c7b3",
    "wrong": "#ff9c8c",
}
"""The colours of the site's style sheet, to which a test holds them."""

FONTS = "system-ui, -apple-system, Segoe UI, Roboto, Noto Sans, Noto Sans Georgian, sans-serif"

SHAPES = Template("""
text { font: 13px $fonts; font-variant-numeric: tabular-nums; }
.finding { font-size: 15px; font-weight: 700; }
.rung-name { font-weight: 600; }
.own { font-weight: 700; }
.tick, .median-name, .rung-range, .source { font-size: 12px; }
.rung-range { paint-order: stroke; stroke-width: 4px; }
.median { stroke-width: 1.5; stroke-dasharray: 2 4; }
.mark, .mark-line, .posted { stroke-width: 2; }
.mark-name { font-size: 15px; font-weight: 700; }
.posted { fill-opacity: .22; }
.in-one-line { display: none; }
@media (min-width: 700px) { .in-lines { display: none; } .in-one-line { display: inline; } }
""").substitute(fonts=FONTS)

COLOURS = Template("""
text, .rung-name.own, .rung-range.own { fill: $ink; }
.tick, .source, .rung-name, .rung-range { fill: $muted; }
.paper { fill: $paper; stroke: $line; }
.grid { stroke: $grid; }
.band { fill: $band; }
.band.own { fill: $own; }
.rung-range, .mark { stroke: $paper; }
.median { stroke: $ink; }
.span { stroke: $band; stroke-width: 3; }
.box-median { stroke: $paper; stroke-width: 2; }
.mark, .mark-name, .posted { fill: $mark; }
.mark-line, .posted { stroke: $mark; }
.wrong { fill: $wrong; }
""")

FRAME_SHAPES = Template("""
body { margin: 0; padding: 12px 14px; font: 15px/1.4 $fonts; font-variant-numeric: tabular-nums; }
h1 { margin: 0 0 4px; font-size: 16px; line-height: 1.3; text-wrap: balance; }
p { margin: 6px 0 0; font-size: 13px; }
svg { display: block; max-width: 100%; }
a { display: inline-block; padding: 3px 0; font-weight: 600; text-underline-offset: .18em; }
a:focus-visible { outline: 3px solid; outline-offset: 2px; }
.evidence { white-space: nowrap; padding: 0 .5em; border: 1px solid; border-radius: 99px; font-size: 12px; font-weight: 600; }
""").substitute(fonts=FONTS)  # fmt: skip  # noqa: E501

FRAME_COLOURS = Template("""
html { background: $paper; color: $ink; color-scheme: $scheme; }
p { color: $muted; }
a, .derived { color: $accent; }
.wrong { color: $wrong; }
""")


def _themed(shapes: str, colours: Template, theme: Theme) -> str:
    light = colours.substitute(LIGHT, scheme="light")
    dark = colours.substitute(DARK, scheme="dark")
    if theme is Theme.AUTO:
        return f"{shapes}{light}@media (prefers-color-scheme: dark) {{{dark}}}\n"
    return shapes + (dark if theme is Theme.DARK else light)


def picture_style(theme: Theme) -> str:
    """The rules of a ladder that stands alone."""
    return _themed(SHAPES, COLOURS, theme)


def frame_style(theme: Theme) -> str:
    """The rules of a frame with a ladder in it."""
    return _themed(
        SHAPES + FRAME_SHAPES, Template(COLOURS.template + FRAME_COLOURS.template), theme
    )


PICTURE_SOURCES = [source_of(picture_style(theme)) for theme in Theme]
FRAME_SOURCES = [source_of(frame_style(theme)) for theme in Theme]
