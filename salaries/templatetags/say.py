"""What templates need to say numbers; figures of pages arrive as ready strings."""

from __future__ import annotations

from django import template

from salaries import numbers, words
from smmbench.static import plotly_style_ids
from smmbench.version import VERSION

register = template.Library()

register.filter("number", numbers.number)
register.filter("segment_name", words.segment_name)
register.simple_tag(plotly_style_ids)
register.simple_tag(numbers.separators)


@register.simple_tag
def product_version() -> str:
    """The version of the product, such as `0.1.0`."""
    return VERSION


@register.filter
def segment_shape(segment: str) -> str:
    """The style class of a kind of employer's dot: filled or open."""
    return "dot-filled" if segment == "agency" else "dot-open"
