"""`manage.py openapi`: the description of the API, for docs/openapi.json."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import translation

from salaries.api.openapi import written


class Command(BaseCommand):
    """Prints the OpenAPI document."""

    help = "Print the OpenAPI document of the API."

    def handle(self, *args: Any, **options: Any) -> None:
        """Print it in English, whatever the language of the shell."""
        with translation.override("en"):
            self.stdout.write(written(), ending="")
