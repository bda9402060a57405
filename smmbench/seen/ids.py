"""The id of a request: in its answer, in every line logged meanwhile, on the page of an error."""

from __future__ import annotations

import re
import secrets
from contextvars import ContextVar

HEADER = "X-Request-ID"
WELL_FORMED = re.compile(r"[0-9a-f]{32}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.ASCII)
"""A UUID with or without dashes, as proxies make them: too narrow for a message of the client's."""

current: ContextVar[str] = ContextVar("request_id", default="")
"""The id of the request that is answered now; empty outside of one."""


def choose(given: str) -> str:
    """The id that a proxy gave, where it is well-formed; else a new one."""
    return given if WELL_FORMED.fullmatch(given) else secrets.token_hex(16)
