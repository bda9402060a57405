"""What operators may switch on to see more, read from the environment by the settings."""

from __future__ import annotations

import re
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

from smmbench import folders
from smmbench.seen.logs import STYLES

DSN = re.compile(r"https?://[^/@:\s]+(:[^/@\s]*)?@[^/@:\s]+(:[0-9]{1,5})?/(.*/)?[0-9]+")
REMEDY = "run `pip install --require-hashes -r requirements-production.txt`."


def log_style(environment: Mapping[str, str]) -> str:
    """How lines of the log are written. Raises ImproperlyConfigured for another style."""
    style = environment.get("SMMBENCH_LOGS") or "text"
    if style not in STYLES:
        raise ImproperlyConfigured(f"SMMBENCH_LOGS is {style!r}; set it to text or json.")
    return style


def metrics_address(environment: Mapping[str, str], *, make: bool = True) -> tuple[str, int] | None:
    """Where Prometheus may ask; None where it may not. May make the folder that processes share.

    >>> metrics_address({"SMMBENCH_METRICS": "[::1]:9100"})
    ('::1', 9100)
    """
    given = environment.get("SMMBENCH_METRICS")
    if not given:
        return None
    host, _, port = given.rpartition(":")
    if not host or not port.isdecimal() or not 0 < int(port) < 65_536:
        raise ImproperlyConfigured(
            f"SMMBENCH_METRICS is {given!r}; write it as host:port, such as 127.0.0.1:9100."
        )
    _require("prometheus_client", "SMMBENCH_METRICS")
    if make and (shared := environment.get("PROMETHEUS_MULTIPROC_DIR")):
        folders.made(Path(shared), "PROMETHEUS_MULTIPROC_DIR")
    return host.strip("[]"), int(port)


def sentry_dsn(environment: Mapping[str, str]) -> str:
    """Where unhandled errors are reported; empty where nowhere. It is a secret: never repeated."""
    dsn = environment.get("SENTRY_DSN", "")
    if dsn:
        _require("sentry_sdk", "SENTRY_DSN")
        if not DSN.fullmatch(dsn):
            raise ImproperlyConfigured(
                "SENTRY_DSN is no DSN; copy it from Sentry, such as https://key@sentry.example/1."
            )
    return dsn


def _require(package: str, setting: str) -> None:
    if find_spec(package) is None:
        raise ImproperlyConfigured(f"{setting} needs the package {package}: {REMEDY}")
