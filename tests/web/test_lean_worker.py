"""A process that serves pages carries no pandas, pyarrow, plotly or renderer: heavy, not needed.

What the API is built with comes with the first question to it, and not before.
"""

import os
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlencode

import pytest

from tests.databases import own_database
from tests.web.page import MAIN_OFFER, MAIN_POSTING, MAIN_PROFILE

ROOT = Path(__file__).parents[2]
SERVE = """
import sys, django
django.setup()
from django.test import Client
for address in sys.argv[1:]:
    print(Client(SERVER_NAME="localhost").get(address).status_code)
heavy = {"pandas", "numpy", "pyarrow", "rapidfuzz", "plotly", "resvg_py", %s}
print(sorted(heavy & sys.modules.keys()))
"""
PAGES = (
    "/",
    f"/offer/?{urlencode(MAIN_OFFER)}",
    f"/vacancy/?{urlencode(MAIN_POSTING)}",
    f"/band/?{urlencode(MAIN_PROFILE, doseq=True)}",
    "/cities/",
    "/cities/ufa/",
    "/method/",
    "/embed/",
    "/bulk/",
    "/embed/ladder.svg?city=omsk&segment=agency",
    "/embed/market/omsk/agency/",
    "/sitemap.xml",
    "/readyz",
    "/static/plotly.min.js",
)
API = (
    f"/api/v1/offer?{urlencode(MAIN_OFFER)}",
    f"/api/v1/vacancy?{urlencode(MAIN_POSTING)}",
    f"/api/v1/band?{urlencode(MAIN_PROFILE, doseq=True)}",
    "/api/v1/ranges",
    "/api/openapi.json",
    "/api/docs",
)


def run(folder: Path, url: str, *arguments: str) -> str:
    """A process of its own, with a database of its own."""
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "smmbench.settings",
        "SMMBENCH_STATE_DIR": str(folder),
        "DATABASE_URL": url,
    }
    command = [sys.executable, *arguments]
    done = subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=180
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.parametrize(
    ("addresses", "heavy"),
    [(PAGES, '"ninja", "pydantic"'), (PAGES + API, "")],
    ids=["pages", "pages and API"],
)
def test_serving_imports_nothing_heavy(
    tmp_path: Path, addresses: tuple[str, ...], heavy: str
) -> None:
    with own_database(tmp_path) as url:
        run(tmp_path, url, "manage.py", "migrate", "--verbosity=0")
        run(tmp_path, url, "manage.py", "load_ranges")
        *statuses, found = run(tmp_path, url, "-c", SERVE % heavy, *addresses).splitlines()
    assert (statuses, found) == (["200"] * len(addresses), "[]")
