"""How often a client has come to a door in this minute, counted in Django's cache."""

from __future__ import annotations

import time
from dataclasses import dataclass

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from salaries.doors.clients import client_of

WINDOW = 60
"""Seconds in which requests are counted together."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How a client stands with a door: requests allowed and left, seconds until it counts anew."""

    door: str
    most: int
    left: int
    seconds: int

    @property
    def is_over(self) -> bool:
        """Has the client come too often?"""
        return self.left < 0

    def tell(self, response: HttpResponseBase) -> None:
        """Say it in the answer's headers (RateLimit of the IETF's draft, Retry-After)."""
        response.headers["RateLimit-Policy"] = f'"{self.door}";q={self.most};w={WINDOW}'
        left = max(self.left, 0)
        response.headers["RateLimit"] = f'"{self.door}";r={left};t={self.seconds}'
        if self.is_over:
            response.headers["Retry-After"] = str(self.seconds)
            response.headers["Cache-Control"] = "no-store"


def knock(door: str, request: HttpRequest) -> Standing | None:
    """Count a request; None where nobody is limited."""
    if door not in settings.LIMITS:
        return None
    now = time.time()
    client = client_of(request.META.get("REMOTE_ADDR", ""), now)
    return counted(door, client, now) if client else None


def counted(door: str, client: str, now: float) -> Standing:
    """Count a client at a moment, in seconds since 1970."""
    window, passed = divmod(int(now), WINDOW)
    most: int = settings.LIMITS[door]
    return Standing(door, most, most - _count(f"{door}:{window}:{client}"), WINDOW - passed)


def _count(key: str) -> int:
    """This request's number; in one process exact, for the cache counts under its lock."""
    if cache.add(key, 1, timeout=WINDOW):
        return 1
    try:
        return cache.incr(key)
    except ValueError:  # the window closed in between, or the cache was full
        return 1
