"""Who asks, where trusted proxies stand in front: their headers are read, and no others."""

from __future__ import annotations

import ipaddress
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

CLIENT, SCHEME = "HTTP_X_FORWARDED_FOR", "HTTP_X_FORWARDED_PROTO"
BRACKETED, HOST_AND_PORT = "[", 1


def trusted_proxies(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: lets each later reader find the client's address and scheme where they belong.

    With `PROXIES` at 0 it does nothing, and nobody reads the headers.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        if settings.PROXIES:
            read_forwarded(request.META, settings.PROXIES)
        return get_response(request)

    return middleware


def read_forwarded(meta: dict[str, str], proxies: int) -> None:
    """Put the client's address into REMOTE_ADDR, and leave one scheme in X-Forwarded-Proto.

    Each proxy adds to the end of the list, so what the outermost trusted one saw stands
    `proxies` places from the right; what stands before it anyone can have written. A list that
    is too short, or an entry that is no address, did not come through them all: it is not read.
    """
    addresses = meta.get(CLIENT, "").split(",")
    if len(addresses) >= proxies and (address := _address(addresses[-proxies])):
        meta["REMOTE_ADDR"] = address
    if schemes := meta.get(SCHEME):
        every = [scheme.strip().lower() for scheme in schemes.split(",")]
        meta[SCHEME] = every[-min(proxies, len(every))]  # most proxies replace, some add


def _address(entry: str) -> str:
    """The address of an entry such as `192.0.2.7`, `192.0.2.7:4711` or `[2001:db8::1]:4711`."""
    host = entry.strip()
    if host.startswith(BRACKETED):
        host = host[1:].partition("]")[0]
    elif host.count(":") == HOST_AND_PORT:
        host = host.partition(":")[0]
    try:
        return str(ipaddress.ip_address(host))
    except ValueError:
        return ""
