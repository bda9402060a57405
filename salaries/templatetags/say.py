"""What templates need to say numbers; figures of pages arrive as ready strings."""

from __future__ import annotations

from django import template
from django.conf import settings
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from salaries import numbers, words
from salaries.chosen import PARAMETER, chosen
from salaries.presenters.parts import link
from smmbench.static import plotly_style_ids
from smmbench.version import VERSION

register = template.Library()

register.filter("number", numbers.number)
register.filter("segment_name", words.segment_name)
register.simple_tag(plotly_style_ids)
register.simple_tag(numbers.separators)


def money_in_use(request: HttpRequest) -> dict[str, str]:
    """For every template: the sign of the survey's currency, and how a sentence names it."""
    return {"sign": numbers.symbol(), "currency": numbers.spoken()}


@register.simple_tag
def page(name: str, *args: str) -> str:
    """The address of a page, with the survey where one is chosen."""
    return link(name, (), *args)


@register.simple_tag
def survey_field() -> SafeString:
    """For forms that are asked by GET: the survey where one is chosen."""
    if not chosen():
        return mark_safe("")
    return format_html('<input type="hidden" name="{}" value="{}">', PARAMETER, chosen())


@register.simple_tag
def product_version() -> str:
    """The version of the product, such as `0.1.0`."""
    return VERSION


@register.simple_tag
def page_style() -> SafeString:
    """The rules that every page carries, ready for its style element: a file of ours, squeezed."""
    return mark_safe(settings.PAGE_STYLE)  # noqa: S308


@register.filter
def segment_shape(segment: str) -> str:
    """The style class of a kind of employer's dot: filled or open."""
    return "dot-open" if segment == "company" else "dot-filled"
