"""Sessions, users and messages under /admin/ and nowhere else: readers' pages never touch one."""

from __future__ import annotations

import re
from collections.abc import Awaitable

from django.conf import settings
from django.contrib.auth.middleware import AuthenticationMiddleware
from django.contrib.messages.middleware import MessageMiddleware
from django.contrib.sessions.middleware import SessionMiddleware
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.deprecation import MiddlewareMixin

LANGUAGES = "|".join(code for code, _name in settings.LANGUAGES)
ADMIN = re.compile(rf"/(?:(?:{LANGUAGES})/)?admin(?:/|$)")
"""Where the admin lives, in every language."""


class AdminOnly(MiddlewareMixin):
    """Steps aside for every address but the admin's."""

    def __call__(self, request: HttpRequest) -> HttpResponseBase | Awaitable[HttpResponseBase]:
        """The answer, with what the next class adds where it is the admin's."""
        if ADMIN.match(request.path_info):
            return super().__call__(request)
        return self.get_response(request)


class AdminSessions(AdminOnly, SessionMiddleware):
    """Django's sessions, in the admin."""


class AdminUsers(AdminOnly, AuthenticationMiddleware):
    """Django's `request.user`, in the admin."""


class AdminMessages(AdminOnly, MessageMiddleware):
    """Django's messages, in the admin."""
