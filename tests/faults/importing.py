"""`python -m tests.faults.importing FOLDER`: a staff import of a large survey through its pages.

Stops between preview and confirmation until a line comes in, so that a fault can be done there;
prints the status of the confirmation and its Retry-After.
"""

from __future__ import annotations

import logging
import sys
from pathlib import Path

import django

django.setup()

from django.contrib.auth.models import User  # noqa: E402 - needs Django set up
from django.test import Client  # noqa: E402

from tests.admin.journey import confirm, send, text_of  # noqa: E402

logging.disable()  # what is printed is read
READY = "ready"
BACKEND = "django.contrib.auth.backends.ModelBackend"


def main(folder: Path) -> None:
    """Preview, wait, confirm."""
    client = Client(raise_request_exception=False, SERVER_NAME="localhost")
    client.force_login(User.objects.create_superuser("vera"), BACKEND)
    table, cities = ((folder / name).read_bytes() for name in ("hh_ranges.csv", "cities.csv"))
    preview = send(client, table, cities=cities)
    print(READY if preview.status_code == 200 else text_of(preview)[:2_000], flush=True)
    sys.stdin.readline()
    answer = confirm(client, preview)
    print(answer.status_code, int(answer.headers.get("Retry-After", 0)))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
