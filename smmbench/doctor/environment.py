"""Each setting, and whether the environment names it; what is secret is hidden."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from smmbench.settings import KNOWN

OTHERS = ("DATABASE_URL", "PROMETHEUS_MULTIPROC_DIR", "SENTRY_DSN")
SECRET = re.compile(r"KEY|TOKEN|PASSWORD|SECRET|DSN")
PASSWORD = re.compile(r"(//[^:/@]*):[^@]*@")
HIDDEN = "***"


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
    return Setting(name, HIDDEN if SECRET.search(name) else without_password(given), "environment")


def without_password(url: str) -> str:
    """An address as it may be shown.

    >>> without_password("postgres://bench:pass:word@db/bench")
    'postgres://bench:***@db/bench'
    """
    return PASSWORD.sub(rf"\1:{HIDDEN}@", url)
