"""In which language a program is answered: `lang=`, else its Accept-Language, else English."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_supported_language_variant
from django.utils.translation import gettext as _
from django.utils.translation.trans_real import parse_accept_lang_header

from salaries.api.problems import FieldError, Problem, ProblemError

MOST_HEADER = 200
"""Characters of an Accept-Language header that are read."""


def accepted(request: HttpRequest) -> str:
    """The best of the languages that the header names; the site's own where there is none."""
    header = request.headers.get("Accept-Language", "")[:MOST_HEADER]
    for code, _quality in parse_accept_lang_header(header.lower()):
        if code == "*":
            break
        try:
            return get_supported_language_variant(code)
        except LookupError:
            continue
    return settings.LANGUAGE_CODE


def asked(request: HttpRequest) -> str | None:
    """The language that `lang=` names. Raises ProblemError for one that there is not."""
    if "lang" not in request.GET:
        return None
    given = set(request.GET.getlist("lang"))
    codes = [code for code, _name in settings.LANGUAGES]
    if len(given) == 1 and given <= set(codes):
        return given.pop()
    said = _("Choose one of the languages: %(codes)s.") % {"codes": ", ".join(codes)}
    error = FieldError("query.lang", "unsupported_language", said)
    raise ProblemError(Problem.UNSUPPORTED_LANGUAGE, [error])
