"""Processes of the product, on a database and in a folder of their own."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.browser.product import ROOT, environment

SECONDS = 240
LOADED = """
import django
django.setup()
from django.core.management import call_command
from salaries.models import Change, Load
call_command("migrate", verbosity=0)
call_command("load_ranges")
moment = "2026-11-01T12:00:00Z"
Load.objects.update(loaded_at=moment)
Change.objects.update(changed_at=moment)
"""
"""The shipped survey, loaded at the same moment everywhere."""


def python(folder: Path, url: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run Python to its end."""
    told = environment(folder, url) | {"DJANGO_SETTINGS_MODULE": "smmbench.settings"}
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT,
        env=told,
        capture_output=True,
        text=True,
        timeout=SECONDS,
    )


def printed(folder: Path, url: str, *arguments: str) -> str:
    """What it printed. Fails where it failed."""
    done = python(folder, url, *arguments)
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout


def load(folder: Path, url: str) -> None:
    """Migrate and load the shipped survey."""
    printed(folder, url, "-c", LOADED)


def walk(folder: Path, url: str) -> list[str]:
    """Every answer of the walk, one a line."""
    return printed(folder, url, "-m", "tests.deploy.walk").splitlines()
