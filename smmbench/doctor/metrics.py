"""Can Prometheus be answered, and for all workers?"""

from __future__ import annotations

import errno
import os
import socket
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from smmbench.doctor.findings import Finding, fault, odd, well


def metrics() -> Iterator[Finding]:
    """Nothing where they are switched off."""
    if not settings.METRICS:
        return
    host, port = settings.METRICS
    if why := _refusal(host, port):
        said = _("%(address)s cannot be listened on: %(reason)s")
        remedy = _("Name an address of this machine in SMMBENCH_METRICS, such as 127.0.0.1:9100.")
        yield fault("metrics", said % {"address": f"{host}:{port}", "reason": why}, remedy)
    yield _counted()


def _refusal(host: str, port: int) -> str:
    """Why nobody could listen there; a port that is taken may be the site's own."""
    try:
        family, kind, *_rest, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind) as tried:
            tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            tried.bind(address)
    except (OSError, UnicodeError) as error:
        if getattr(error, "errno", None) != errno.EADDRINUSE:
            return getattr(error, "strerror", None) or str(error)
    return ""


def _counted() -> Finding:
    shared = os.environ.get("PROMETHEUS_MULTIPROC_DIR")
    if shared and not Path(shared).is_dir():
        said = _("there is no folder %(folder)s") % {"folder": shared}
        return odd("metrics", said, _("Make it, or let the start make it, where it may."))
    if shared:
        return well("metrics", _("of all workers, in %(folder)s") % {"folder": shared})
    said = _("of one process only: each of several workers would count by itself")
    if os.environ.get("WEB_CONCURRENCY", "1") not in {"", "0", "1"}:
        return odd("metrics", said, _("Set PROMETHEUS_MULTIPROC_DIR to a folder of their own."))
    return well("metrics", said)
