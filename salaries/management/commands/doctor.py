"""`manage.py doctor`: what is set, what is wrong and how to mend it."""

from __future__ import annotations

import os
import sys
from argparse import ArgumentParser

from django.core.management.base import BaseCommand
from django.utils.translation import gettext

from smmbench.doctor.environment import settings_of
from smmbench.doctor.findings import State
from smmbench.doctor.report import as_json, as_text
from smmbench.doctor.round import look


class Command(BaseCommand):
    """Looks and changes nothing; ends with 1 where there is any fault."""

    help = gettext("Say what is set, what is wrong and how to mend it; exit with 1 on a fault.")
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        """For people, or for programs."""
        parser.add_argument("--json", action="store_true", help=gettext("write JSON"))

    def handle(self, *args: object, **options: object) -> None:
        """Print every setting and every finding."""
        settings, found = settings_of(os.environ), list(look())
        if options["json"]:
            self.stdout.write(as_json(settings, found))
        else:
            self.stdout.write(as_text(settings, found, gettext("(default)")))
        if any(one.state is State.FAULT for one in found):
            sys.exit(1)
