"""`manage.py serve`: migrate, load the shipped data if there is none, and serve."""

from __future__ import annotations

import contextlib
from typing import Any

import waitress
from django.conf import settings
from django.core.files import locks
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import Error
from django.utils.translation import gettext as _

from salaries import queries
from salaries.outages import REMEDIES, told, unfit
from smmbench.stopping import run_until_stopped
from smmbench.wsgi import application

HIGHEST_PORT = 65_535
MOST_CONNECTIONS = 800
"""Kept open at once, most of them idle; a process may usually open 1,024 files."""

BODY_IN_MEMORY = {
    "inbuf_overflow": 2 * settings.DATA_UPLOAD_MAX_MEMORY_SIZE,
    "max_request_body_size": 2 * settings.DATA_UPLOAD_MAX_MEMORY_SIZE,
    # Above waitress's own watermark (16 MB), at which it waits for the reader.
    "outbuf_overflow": 4 * settings.DATA_UPLOAD_MAX_MEMORY_SIZE,
}
"""A sheet that is sent is never laid on the disk, nor is the page that carries it back; a longer
body is not taken in at all."""


class Command(BaseCommand):
    """Everything a newcomer needs in one command; safe to run again."""

    help = _("Migrate, load the shipped table if none is loaded, and serve the site.")

    def add_arguments(self, parser: CommandParser) -> None:
        """Where to listen."""
        parser.add_argument("--host", default="127.0.0.1", help=_("address to listen on"))
        parser.add_argument("--port", default=8000, type=int, help=_("port to listen on"))

    def handle(self, *args: Any, host: str, port: int, **options: Any) -> None:
        """Serve until stopped, and finish what is in hand.

        Raises CommandError when the port is taken or is none.
        """
        if not 0 < port <= HIGHEST_PORT:  # the system would take its last 16 bits instead
            said = _("There is no port %(port)s. Choose one from 1 to %(most)s.")
            raise CommandError(said % {"port": port, "most": HIGHEST_PORT})
        self._prepare()
        try:
            server = waitress.create_server(
                application,
                host=host,
                port=port,
                threads=8,
                connection_limit=MOST_CONNECTIONS,
                clear_untrusted_proxy_headers=not settings.PROXIES,
                **BODY_IN_MEMORY,
            )
        except OSError as error:
            said = _(
                "Cannot listen on %(host)s:%(port)s (%(error)s). Is it running already? "
                "Another port: manage.py serve --port 8001 (or make run PORT=8001)."
            )
            told = {"host": host, "port": port, "error": error}
            raise CommandError(said % told) from error
        shown = f"[{host}]" if ":" in host else host
        said = _("SMM Bench is at %(address)s (stop it with Ctrl-C)")
        self.stdout.write(said % {"address": f"http://{shown}:{port}/"})
        self.stdout.flush()
        run_until_stopped(server)

    def _prepare(self) -> None:
        """Migrate and load what is missing, one process at a time; the others wait their turn."""
        with contextlib.ExitStack() as held:
            # Where no lock can be made, nothing can be migrated by two at once either.
            with contextlib.suppress(OSError):
                turn = held.enter_context((settings.STATE_DIR / "serve.lock").open("a"))
                locks.lock(turn, locks.LOCK_EX)
            if found := unfit():
                raise CommandError(str(REMEDIES[found]))
            try:
                call_command("migrate", verbosity=0, interactive=False)
                queries.default_survey()
            except queries.NoSurveyError:
                call_command("load_ranges", stdout=self.stdout, stderr=self.stderr)
            except Error as error:
                raise CommandError(told(error)) from error
