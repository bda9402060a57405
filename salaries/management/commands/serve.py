"""`manage.py serve`: migrate, load the shipped data if there is none, and serve."""

from __future__ import annotations

from typing import Any

import waitress
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser

from salaries import queries
from smmbench.wsgi import application

HIGHEST_PORT = 65_535


class Command(BaseCommand):
    """Everything a newcomer needs in one command; safe to run again."""

    help = "Migrates, loads the shipped table if none is loaded, and serves the site."

    def add_arguments(self, parser: CommandParser) -> None:
        """Where to listen."""
        parser.add_argument("--host", default="127.0.0.1", help="address to listen on")
        parser.add_argument("--port", default=8000, type=int, help="port to listen on")

    def handle(self, *args: Any, host: str, port: int, **options: Any) -> None:
        """Serve until interrupted. Raises CommandError when the port is taken or is none."""
        if not 0 < port <= HIGHEST_PORT:  # the system would take its last 16 bits instead
            raise CommandError(f"There is no port {port}. Choose one from 1 to {HIGHEST_PORT}.")
        call_command("migrate", verbosity=0, interactive=False)
        try:
            queries.default_survey()
        except queries.NoSurveyError:
            call_command("load_ranges", stdout=self.stdout, stderr=self.stderr)
        try:
            server = waitress.create_server(application, host=host, port=port, threads=8)
        except OSError as error:
            raise CommandError(
                f"Cannot listen on {host}:{port} ({error}). Is it running already? "
                "Another port: manage.py serve --port 8001 (or make run PORT=8001)."
            ) from error
        self.stdout.write(f"SMM Bench is at http://{host}:{port}/ (stop it with Ctrl-C)")
        self.stdout.flush()
        try:
            server.run()
        finally:
            server.close()
