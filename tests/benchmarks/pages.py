"""What each page asks of the database, cold and warm, and how many bytes it is.

python -m tests.benchmarks.pages
"""

from __future__ import annotations

import os
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "smmbench.settings")
django.setup()

from django.db import connection  # noqa: E402
from django.test import Client, override_settings  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402

from salaries import queries  # noqa: E402
from salaries.at_hand import Kept  # noqa: E402
from tests.web.page import KAZAN, MAIN_OFFER, MAIN_POSTING, MAIN_PROFILE, MOSCOW  # noqa: E402

PAGES: dict[str, Any] = {
    "/": {},
    "/offer/": MAIN_OFFER,
    "/vacancy/": MAIN_POSTING,
    "/band/": MAIN_PROFILE,
    "/cities/": {},
    "/cities/?shape=long&per_page=100": {},
    "/cities/?amount=45000&band=3": {},
    "/cities/kazan/": {},
    "/compare/": {"offer": [MOSCOW, KAZAN]},
    "/bulk/": {},
    "/embed/": {},
    "/method/": {},
    "/data/": {},
    "/api/v1/offer": MAIN_OFFER,
    "/api/v1/ranges": {},
}


def asked(path: str, query: Any) -> tuple[int, int]:
    """Queries and bytes of one answer."""
    with CaptureQueriesContext(connection) as found:
        response = Client(SERVER_NAME="localhost").get(path, query)
    assert response.status_code == 200, path
    return len(found), len(response.content)


@override_settings(SURVEY_CHECK_SECONDS=3600)
def main() -> None:
    """Print a line for each page."""
    print(f"{'page':<36}{'cold':>6}{'warm':>6}{'bytes':>9}")
    for path, query in PAGES.items():
        queries._kept = Kept()
        cold, _size = asked(path, query)
        warm, size = asked(path, query)
        print(f"{path:<36}{cold:>6}{warm:>6}{size:>9}")


if __name__ == "__main__":
    main()
