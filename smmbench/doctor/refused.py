"""Where a setting stops the start, doctor's command is never reached: what it says then."""

from __future__ import annotations

import os
from collections.abc import Sequence

from smmbench.doctor.environment import settings_of
from smmbench.doctor.findings import fault
from smmbench.doctor.report import as_json, as_text


def report(error: Exception, arguments: Sequence[str]) -> str:
    """Every setting, and the one fault: why the site cannot start. In English, as settings are."""
    settings = settings_of(os.environ)
    found = [fault("start", f"SMM Bench cannot start: {error}", "docs/settings.md")]
    if "--json" in arguments:
        return as_json(settings, found)
    return as_text(settings, found, "(default)")
