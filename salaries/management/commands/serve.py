"""`manage.py serve`: migrate, load the shipped data if there is none, and serve."""

from __future__ import annotations

import os
import socket
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import waitress
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import Error, close_old_connections
from django.utils.translation import gettext as _

from salaries import queries
from salaries.outages import Outage, remedy, told, unfit
from smmbench import turns
from smmbench.stopping import run_until_stopped
from smmbench.wsgi import application

HIGHEST_PORT = 65_535
MOST_WORKERS = 100
BACKLOG = 1_024
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
        """Where to listen, and in how many processes to serve."""
        parser.add_argument("--host", default="127.0.0.1", help=_("address to listen on"))
        parser.add_argument("--port", default=8000, type=int, help=_("port to listen on"))
        parser.add_argument(
            "--workers", type=int, help=_("serve in so many processes, with gunicorn")
        )

    def handle(
        self, *args: Any, host: str, port: int, workers: int | None = None, **options: Any
    ) -> None:
        """Serve until stopped, and finish what is in hand.

        Raises CommandError when that cannot be done as asked.
        """
        if not 0 < port <= HIGHEST_PORT:  # the system would take its last 16 bits instead
            said = _("There is no port %(port)s. Choose one from 1 to %(most)s.")
            raise CommandError(said % {"port": port, "most": HIGHEST_PORT})
        if workers is not None:
            _refuse_workers(workers)
        self._prepare()
        close_old_connections()  # the threads that serve have their own
        listener = _listen(host, port)
        shown = f"[{host}]" if ":" in host else host
        said = _("SMM Bench is at %(address)s (stop it with Ctrl-C)")
        self.stdout.write(said % {"address": f"http://{shown}:{port}/"})
        self.stdout.flush()
        if workers is None:
            _serve_alone(listener)
        else:
            _become_gunicorn(listener, workers)

    def _prepare(self) -> None:
        """Migrate and load what is missing, one process at a time; the others wait their turn."""
        try:
            with turns.one_at_a_time(settings.STATE_DIR / "serve.lock"):
                found = unfit()
                if found is Outage.NOT_MIGRATED:
                    call_command("migrate", verbosity=0, interactive=False)
                elif found:
                    raise CommandError(remedy(found))
                try:
                    queries.default_survey()
                except queries.NoSurveyError:
                    self._load_shipped()
        except Error as error:
            raise CommandError(told(error)) from error

    def _load_shipped(self) -> None:
        """The surveys that are shipped: the one that pages show, then those beside it."""
        streams: dict[str, Any] = {"stdout": self.stdout, "stderr": self.stderr}
        call_command("load_ranges", **streams)
        for table in sorted(Path(settings.DATA_DIR, "surveys").glob("*.csv")):
            call_command("load_survey", str(table), **streams)


def _refuse_workers(workers: int) -> None:
    """Raise CommandError where so many processes cannot serve."""
    if not 0 < workers <= MOST_WORKERS:
        said = _("Choose from 1 to %(most)s workers.")
        raise CommandError(said % {"most": MOST_WORKERS})
    if find_spec("gunicorn") is None:
        raise CommandError(
            _(
                "Several workers need gunicorn, which is not installed: "
                "pip install -r requirements-production.txt"
            )
        )


def _listen(host: str, port: int) -> socket.socket:
    """A socket that takes connections from now on. Raises CommandError where it cannot be had."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family, backlog=BACKLOG)
    except (OSError, UnicodeError) as error:  # a name may be none that can be looked up
        said = _(
            "Cannot listen on %(host)s:%(port)s (%(error)s). Is it running already? "
            "Another port: manage.py serve --port 8001 (or make run PORT=8001)."
        )
        facts = {"host": host, "port": port, "error": error}
        raise CommandError(said % facts) from error


def _serve_alone(listener: socket.socket) -> None:
    server = waitress.create_server(
        application,
        sockets=[listener],
        threads=8,
        connection_limit=MOST_CONNECTIONS,
        clear_untrusted_proxy_headers=not settings.PROXIES,
        **BODY_IN_MEMORY,
    )
    run_until_stopped(server)


def _become_gunicorn(listener: socket.socket, workers: int) -> None:
    """This process becomes gunicorn's, with its number: what is sent to it reaches gunicorn."""
    listener.set_inheritable(True)
    command = [sys.executable, "-m", "gunicorn", "--config", "python:smmbench.gunicorn"]
    bound = ["--bind", f"fd://{listener.fileno()}", "--workers", str(workers)]
    os.chdir(settings.BASE_DIR)
    os.execv(sys.executable, [*command, *bound])  # noqa: S606 - our own interpreter, no shell
