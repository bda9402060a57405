"""The same page in every language: for the menu, and for search engines."""

from __future__ import annotations

from dataclasses import dataclass

from django import template
from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.http import HttpRequest
from django.urls import get_script_prefix
from django.utils.translation import get_language

from salaries.presenters.parts import without_version

register = template.Library()

LONGEST_ADDRESS = 4_000
"""Characters of an address that its other languages repeat; no question of ours is longer."""


@dataclass(frozen=True, slots=True)
class Alternate:
    """This page in one language, by its own name.

    `href` keeps the whole query; `canonical` is the whole address, without a version.
    """

    code: str
    name: str
    href: str
    canonical: str
    is_current: bool


@register.simple_tag(takes_context=True)
def alternates(context: template.Context) -> list[Alternate]:
    """This page in every language; nothing where an error page knows of no request."""
    request = context.get("request")
    kept = context.get("kept")
    if request is None or not _is_ours(request):
        return []
    asked = request.get_full_path()
    if len(asked) > LONGEST_ADDRESS:
        asked = request.path
    lasting = without_version(kept.path if kept else asked)
    return [
        Alternate(
            code,
            name,
            _in_language(asked, code),
            request.build_absolute_uri(_in_language(lasting, code)),
            code == get_language(),
        )
        for code, name in settings.LANGUAGES
    ]


def _is_ours(request: HttpRequest) -> bool:
    """Was the page asked of a host of ours? Whole addresses can be told of no other."""
    try:
        request.get_host()
    except DisallowedHost:
        return False
    return True


def _in_language(address: str, code: str) -> str:
    """A path and query of ours in a language; only other languages than English have a prefix."""
    bare = address.removeprefix(get_script_prefix())
    first, _slash, rest = bare.partition("/")
    if first in dict(settings.LANGUAGES) and first != settings.LANGUAGE_CODE:
        bare = rest
    prefix = "" if code == settings.LANGUAGE_CODE else f"{code}/"
    return f"{get_script_prefix()}{prefix}{bare}"
