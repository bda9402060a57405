"""Each setting, and whether the environment names it; what is secret is hidden."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from smmbench.environment import KNOWN

OTHERS = ("DATABASE_URL", "PROMETHEUS_MULTIPROC_DIR", "SENTRY_DSN")
SECRET = re.compile(r"KEY|TOKEN|PASSWORD|SECRET|DSN")
HIDDEN = "***"
HARMLESS = {"application_name", "connect_timeout", "currentSchema", "sslmode", "sslrootcert"}
"""Options of an address whose values may be shown; of any other nobody knows what it holds."""


@dataclass(frozen=True, slots=True)
class Setting:
    """A setting's name and text; `source` is "environment" or "default"."""

    name: str
    value: str
    source: str


def settings_of(environment: Mapping[str, str]) -> list[Setting]:
    """Every setting there is, by name."""
    return [_setting(name, environment.get(name, "")) for name in sorted({*KNOWN, *OTHERS})]


def _setting(name: str, given: str) -> Setting:
    if not given:
        return Setting(name, "", "default")
    if SECRET.search(name):
        return Setting(name, HIDDEN, "environment")
    return Setting(name, without_password(given) if name.endswith("_URL") else given, "environment")


def without_password(url: str) -> str:
    """An address as it may be shown. What a password may be part of is hidden, if need be too much.

    >>> without_password("postgres://bench:p@ss/w?rd@db/bench?sslmode=require&password=word")
    'postgres://bench:***@db/bench?sslmode=require&password=***'
    """
    scheme, is_address, rest = url.partition("://")
    if not is_address:
        return HIDDEN
    before, at, after = rest.rpartition("@")
    user, has_password, _ = before.partition(":")
    place, mark, options = after.partition("?")
    if "=" in place or "#" in place:
        place = HIDDEN
    shown = "&".join(map(_option, options.split("&"))) if options else ""
    return f"{scheme}://{user}{f':{HIDDEN}' if has_password else ''}{at}{place}{mark}{shown}"


def _option(given: str) -> str:
    name, _, value = given.partition("=")
    if name in HARMLESS and re.fullmatch(r"[\w./-]*", value):
        return given
    return f"{name}={HIDDEN}" if re.fullmatch(r"[a-z]+", name) and "=" in given else HIDDEN
