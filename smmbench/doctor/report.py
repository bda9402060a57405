"""What doctor prints, for people and for programs; nothing here needs a setting that is right."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict

from smmbench.doctor.environment import Setting
from smmbench.doctor.findings import Finding, State
from smmbench.version import VERSION

MARKS = {State.WELL: "+", State.ODD: "!", State.FAULT: "x"}


def as_json(settings: Sequence[Setting], found: Sequence[Finding]) -> str:
    """One object with the version, the settings and the findings."""
    whole = {
        "version": VERSION,
        "settings": [asdict(one) for one in settings],
        "findings": [asdict(one) for one in found],
    }
    return json.dumps(whole, ensure_ascii=False, indent=1)


def as_text(settings: Sequence[Setting], found: Sequence[Finding], default: str) -> str:
    """A line for each setting, of which `default` says that it is not set, and for each finding."""
    lines = [f"SMM Bench {VERSION}"]
    lines += [f"  {setting.name} = {setting.value or default}" for setting in settings]
    for one in found:
        lines.append(f"{MARKS[one.state]} {one.name}: {one.said}")
        if one.remedy:
            lines.append(f"    → {one.remedy}")
    return "\n".join(lines)
